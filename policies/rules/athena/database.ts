import type { DatabaseArgs } from "@pulumi/aws/athena";
import { all, not } from "../../answer";
import { customerKey, is, matches, oneOf } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";

const database = on<DatabaseArgs>("aws:athena/database:Database");

const RESULTS = "https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html";

export const athenaDatabaseEncrypted = database.rule({
  id: "athena-database-encrypted",
  title: "Athena databases encrypt what is written for them",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: RESULTS,
  says: "names no encryption for what Athena writes",
  fix: 'Set encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key.arn }.',
  requires: (p) => oneOf(p.encryptionConfiguration.encryptionOption, ["SSE_KMS", "CSE_KMS", "SSE_S3"]),
});

export const athenaDatabaseCmk = database.rule({
  id: "athena-database-cmk",
  title: "Athena databases encrypt with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: RESULTS,
  says: "names no customer managed key for what Athena writes",
  fix: "Set encryptionConfiguration.kmsKey: key.arn.",
  requires: ({ encryptionConfiguration: { encryptionOption, kmsKey } }) =>
    all(not(is(encryptionOption, "SSE_S3"), pathOf(encryptionOption)), customerKey(kmsKey)),
});

export const athenaDatabaseDescription = database.rule({
  id: "athena-database-description",
  title: "Athena databases say what they hold",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/athena/latest/ug/create-database.html",
  says: "does not say what its tables are about",
  fix: 'Set comment, e.g. "Claims of the last ten years".',
  requires: (p) => matches(p.comment, /\S/),
});
