import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { daxClusterMultiAz, daxEncryptionEnabled, daxTlsEndpointEncryption } from "./dax";

const another = {
  name: "another type",
  type: "aws:dax/subnetGroup:SubnetGroup",
  props: {},
  because: "other-type",
} as const;

const claims = {
  clusterName: "claims",
  nodeType: "dax.r5.large",
  iamRoleArn: "arn:aws:iam::111122223333:role/dax",
  replicationFactor: 3,
};

testRule(daxEncryptionEnabled, {
  valid: [{ name: "on", props: { ...claims, serverSideEncryption: { enabled: true } } }],
  invalid: [
    { name: "left out", props: claims, finds: "serverSideEncryption.enabled" },
    {
      name: "off",
      props: { ...claims, serverSideEncryption: { enabled: false } },
      finds: "serverSideEncryption.enabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, serverSideEncryption: { enabled: unknownValue } },
      because: "unknown",
      finds: "serverSideEncryption.enabled",
    },
  ],
});

const TYPE = "clusterEndpointEncryptionType";

testRule(daxTlsEndpointEncryption, {
  valid: [{ name: "TLS", props: { ...claims, [TYPE]: "TLS" } }],
  invalid: [
    { name: "left out", props: claims, finds: TYPE },
    { name: "none", props: { ...claims, [TYPE]: "NONE" }, finds: TYPE },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...claims, [TYPE]: unknownString }, because: "unknown", finds: TYPE },
  ],
});

const availabilityZones = ["us-east-1a", "us-east-1b", "us-east-1c"];

testRule(daxClusterMultiAz, {
  valid: [
    { name: "a zone each", props: { ...claims, availabilityZones } },
    { name: "spread by DAX", props: claims },
    { name: "two zones", props: { ...claims, availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1b"] } },
    {
      name: "two zones and one not known yet",
      props: { ...claims, availabilityZones: [...availabilityZones.slice(1), unknownString] },
    },
    { name: "as many as there can be", props: { ...claims, replicationFactor: 11 }, config: { minimumNodes: 11 } },
    { name: "as many as the team wants", props: { ...claims, replicationFactor: 2 }, config: { minimumNodes: 2 } },
  ],
  invalid: [
    { name: "one node", props: { ...claims, replicationFactor: 1 }, finds: "replicationFactor" },
    { name: "two nodes", props: { ...claims, replicationFactor: 2 }, finds: "replicationFactor" },
    { name: "left out", props: { clusterName: "claims" }, finds: "replicationFactor" },
    {
      name: "fewer than the team wants",
      props: { ...claims, replicationFactor: 4 },
      config: { minimumNodes: 5 },
      finds: "replicationFactor",
    },
    {
      name: "all in one zone",
      props: { ...claims, availabilityZones: ["us-east-1a", "us-east-1a", "us-east-1a"] },
      finds: "availabilityZones",
    },
  ],
  notJudged: [
    another,
    {
      name: "zones not known yet",
      props: { ...claims, availabilityZones: ["us-east-1a", unknownString] },
      because: "unknown",
      finds: "availabilityZones",
    },
    {
      name: "list of zones not known yet",
      props: { ...claims, availabilityZones: unknownValue },
      because: "unknown",
      finds: "availabilityZones",
    },
  ],
});
