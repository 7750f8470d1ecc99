import { testRule, unknownValue } from "../../testing/rule-tester";
import { opensearchDataNodeFaultTolerance, opensearchPrimaryNodeFaultTolerance } from "./availability";
import { ELASTICSEARCH } from "./domain";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const cluster = (clusterConfig: object) => ({ domainName: "notes", clusterConfig });

testRule(opensearchPrimaryNodeFaultTolerance, {
  valid: [
    { name: "three masters", props: cluster({ dedicatedMasterEnabled: true, dedicatedMasterCount: 3 }) },
    { name: "five masters", props: cluster({ dedicatedMasterEnabled: true, dedicatedMasterCount: 5 }) },
  ],
  invalid: [
    {
      name: "left out",
      props: { domainName: "notes" },
      finds: ["clusterConfig.dedicatedMasterEnabled", "clusterConfig.dedicatedMasterCount"],
    },
    {
      name: "two masters",
      props: cluster({ dedicatedMasterEnabled: true, dedicatedMasterCount: 2 }),
      finds: "clusterConfig.dedicatedMasterCount",
    },
    {
      name: "off",
      props: cluster({ dedicatedMasterEnabled: false, dedicatedMasterCount: 3 }),
      finds: "clusterConfig.dedicatedMasterEnabled",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: cluster({ dedicatedMasterEnabled: true, dedicatedMasterCount: unknownValue }),
      because: "unknown",
      finds: "clusterConfig.dedicatedMasterCount",
    },
  ],
});

testRule(opensearchDataNodeFaultTolerance, {
  valid: [
    {
      name: "three nodes in three zones",
      props: cluster({
        instanceCount: 3,
        zoneAwarenessEnabled: true,
        zoneAwarenessConfig: { availabilityZoneCount: 3 },
      }),
    },
    { name: "six nodes in two zones", props: cluster({ instanceCount: 6, zoneAwarenessEnabled: true }) },
  ],
  invalid: [
    {
      name: "left out (one node)",
      props: { domainName: "notes" },
      finds: ["clusterConfig.instanceCount", "clusterConfig.zoneAwarenessEnabled"],
    },
    {
      name: "two nodes",
      props: cluster({ instanceCount: 2, zoneAwarenessEnabled: true }),
      finds: "clusterConfig.instanceCount",
    },
    {
      name: "one zone",
      props: cluster({ instanceCount: 3, zoneAwarenessEnabled: false }),
      finds: "clusterConfig.zoneAwarenessEnabled",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: cluster({ instanceCount: unknownValue, zoneAwarenessEnabled: true }),
      because: "unknown",
      finds: "clusterConfig.instanceCount",
    },
  ],
});
