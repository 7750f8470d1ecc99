import type { LoggingArgs } from "@pulumi/aws/redshift";
import { all, any, unnamed, type Answer } from "../../answer";
import { is, notFalse, present } from "../../predicates";
import type { Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { cluster, type AnyClusterArgs } from "./kinds";

const logging: Kind<LoggingArgs> = { types: ["aws:redshift/logging:Logging"] };

export const redshiftClusterConfigurationCheck = cluster.relation({
  id: "redshift-cluster-configuration-check",
  title: "Redshift clusters are encrypted and write an audit log",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(b)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["DE.AE-1", "DE.AE-3", "ID.AM-3", "PR.AC-6", "PR.DS-1", "PR.PT-1"],
    soc2: ["CC6.1", "CC6.2", "CC7.2"],
  },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html",
  says: "is not encrypted, or logs no connections and queries",
  fix: 'Leave encrypted out or "true", and add an aws.redshift.Logging with its clusterIdentifier and a bucket or log exports.',
  why: "AWS and the provider encrypt new clusters since 2025 where nothing is said.",
  requires: (p, stack) => all(notFalse(p.encrypted), logs(p, stack)),
});

function logs(p: Reading<AnyClusterArgs>, stack: StackView): Answer {
  const goes = (by: Reading<LoggingArgs>): Answer => any(present(by.bucketName), present(by.logExports));
  return any(unnamed(is(p.logging.enable, true)), stack.partner(p, logging, "clusterIdentifier").satisfies(goes));
}
