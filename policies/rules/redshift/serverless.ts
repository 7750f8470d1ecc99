import { all, any, no, unnamed } from "../../answer";
import { customerKey, is, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { namespace } from "./kinds";

export const redshiftServerlessNamespaceCmkEncryption = namespace.rule({
  id: "redshift-serverless-namespace-cmk-encryption",
  title: "Redshift Serverless namespaces are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-workgroups-and-namespaces-rotate-kms-key.html",
  says: "is not encrypted with a key of its own",
  fix: "Set kmsKeyId to the ARN of a customer managed key.",
  // AWS answers with this word where it takes its own key, and accepts it.
  requires: (p) => (valueOf(p.kmsKeyId) === "AWS_OWNED_KMS_KEY" ? no(pathOf(p.kmsKeyId)) : customerKey(p.kmsKeyId)),
});

const AUDIT_LOGS = ["userlog", "connectionlog", "useractivitylog"] as const;

export const redshiftServerlessAuditLogs = namespace.rule({
  id: "redshift-serverless-audit-logs",
  title: "Redshift Serverless writes all of its audit logs",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html",
  says: "does not log who connects, what users do and how users change",
  fix: 'Set logExports: ["userlog", "connectionlog", "useractivitylog"].',
  remedy: { logExports: [...AUDIT_LOGS] },
  requires: (p) =>
    all(
      ...AUDIT_LOGS.map((log) =>
        any(unnamed(some(p.logExports, (item) => is(item as Reading<string>, log))), no(pathOf(p.logExports))),
      ),
    ),
});
