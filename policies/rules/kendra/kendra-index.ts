import type { IndexArgs } from "@pulumi/aws/kendra";
import { customerKey } from "../../predicates";
import { on } from "../../rule";

const kendraIndex = on<IndexArgs>("aws:kendra/index:Index");

export const kendraIndexCmk = kendraIndex.rule({
  id: "kendra-index-cmk",
  title: "Kendra indexes are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/kendra/latest/dg/encryption-at-rest.html",
  says: "is not encrypted with a key of its own",
  fix: "Set serverSideEncryptionConfiguration: { kmsKeyId: key.arn }; the key can't be changed later.",
  requires: (p) => customerKey(p.serverSideEncryptionConfiguration.kmsKeyId),
});
