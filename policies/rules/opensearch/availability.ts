import { all } from "../../answer";
import { atLeast, is } from "../../predicates";
import { domain } from "./domain";

export const opensearchPrimaryNodeFaultTolerance = domain.rule({
  id: "opensearch-primary-node-fault-tolerance",
  title: "Search domains have three dedicated master nodes at least",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source:
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html",
  says: "can lose its cluster state with one node",
  fix: "Set clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 3, dedicatedMasterType }.",
  why: "Two masters can't outvote a failed one; AWS recommends three.",
  requires: (p) =>
    all(is(p.clusterConfig.dedicatedMasterEnabled, true), atLeast(p.clusterConfig.dedicatedMasterCount, 3)),
});

export const opensearchDataNodeFaultTolerance = domain.rule({
  id: "opensearch-data-node-fault-tolerance",
  title: "Search domains have three data nodes at least, in more than one zone",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html",
  says: "is gone when one zone or a node or two are",
  fix: "Set clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true, zoneAwarenessConfig: { availabilityZoneCount: 3 } }.",
  requires: (p) => all(atLeast(p.clusterConfig.instanceCount, 3), is(p.clusterConfig.zoneAwarenessEnabled, true)),
});
