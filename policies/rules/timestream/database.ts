import type { DatabaseArgs } from "@pulumi/aws/timestreamwrite";
import { customerKey } from "../../predicates";
import { on } from "../../rule";

const database = on<DatabaseArgs>("aws:timestreamwrite/database:Database");

export const timestreamDatabaseCmk = database.rule({
  id: "timestream-database-cmk",
  title: "Timestream databases are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/timestream/latest/developerguide/EncryptionAtRest.html",
  says: "is encrypted with AWS's own key of the account",
  fix: "Set kmsKeyId: key.arn.",
  requires: (p) => customerKey(p.kmsKeyId),
});
