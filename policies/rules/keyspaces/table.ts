import type { TableArgs } from "@pulumi/aws/keyspaces";
import { all } from "../../answer";
import { customerKey, is } from "../../predicates";
import { on } from "../../rule";

const table = on<TableArgs>("aws:keyspaces/table:Table");

export const keyspacesTableCmk = table.rule({
  id: "keyspaces-table-cmk",
  title: "Keyspaces tables are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/keyspaces/latest/devguide/EncryptionAtRest.html",
  says: "is encrypted with a key that AWS owns",
  fix: 'Set encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier: key.arn }.',
  requires: ({ encryptionSpecification: { type, kmsKeyIdentifier } }) =>
    all(is(type, "CUSTOMER_MANAGED_KMS_KEY"), customerKey(kmsKeyIdentifier)),
});
