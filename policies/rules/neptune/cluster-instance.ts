import type { ClusterInstanceArgs } from "@pulumi/aws/neptune";
import { notTrue } from "../../predicates";
import { on } from "../../rule";

const clusterInstance = on<ClusterInstanceArgs>("aws:neptune/clusterInstance:ClusterInstance");

export const neptuneInstanceNotPublic = clusterInstance.rule({
  id: "neptune-instance-not-public",
  title: "Neptune instances have no public address",
  severity: "critical",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/security-vpc.html",
  says: "can be reached from the internet",
  fix: "Set publiclyAccessible: false or leave it out.",
  remedy: { publiclyAccessible: false },
  requires: (p) => notTrue(p.publiclyAccessible),
});
