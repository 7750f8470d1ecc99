import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  eksClusterLoggingEnabled,
  eksClusterSupportedVersion,
  eksEndpointNoPublicAccess,
  eksSecretsEncrypted,
} from "./cluster";

const another = { name: "another type", type: "aws:eks/addon:Addon", props: {}, because: "other-type" } as const;
const NATIVE = "aws-native:eks:Cluster";
const roleArn = "arn:aws:iam::111122223333:role/claims";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const secrets = { provider: { keyArn }, resources: ["secrets"] };

testRule(eksSecretsEncrypted, {
  valid: [
    { name: "a key", props: { roleArn, encryptionConfig: secrets } },
    {
      name: "a key of the same preview",
      props: { encryptionConfig: { ...secrets, provider: { keyArn: from("key") } } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "Cloud Control's list", type: NATIVE, props: { encryptionConfig: [secrets] } },
  ],
  invalid: [
    { name: "left out", props: { roleArn }, finds: "encryptionConfig" },
    { name: "left out of Cloud Control", type: NATIVE, props: { roleArn }, finds: "encryptionConfig" },
    {
      name: "no key",
      props: { encryptionConfig: { resources: ["secrets"] } },
      finds: "encryptionConfig.provider.keyArn",
    },
    {
      name: "a key of AWS",
      props: {
        encryptionConfig: { ...secrets, provider: { keyArn: "arn:aws:kms:us-east-1:111122223333:alias/aws/eks" } },
      },
      finds: "encryptionConfig.provider.keyArn",
    },
    {
      name: "no resources",
      props: { encryptionConfig: { ...secrets, resources: [] } },
      finds: "encryptionConfig.resources",
    },
    {
      name: "other resources",
      props: { encryptionConfig: { ...secrets, resources: ["configmaps"] } },
      finds: "encryptionConfig.resources[0]",
    },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { encryptionConfig: { ...secrets, provider: { keyArn: unknownString } } },
      because: "unknown",
      finds: "encryptionConfig.provider.keyArn",
    },
  ],
});

const subnetIds = ["subnet-0a", "subnet-0b"];

function reached(by: object): object {
  return { roleArn, vpcConfig: { subnetIds, ...by } };
}

testRule(eksEndpointNoPublicAccess, {
  valid: [
    { name: "private alone", props: reached({ endpointPublicAccess: false, endpointPrivateAccess: true }) },
    { name: "an office", props: reached({ endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] }) },
    { name: "one address", props: reached({ publicAccessCidrs: ["203.0.113.7"] }) },
    { name: "as wide as one owner's can be", props: reached({ publicAccessCidrs: ["10.0.0.0/8", "2001::/16"] }) },
    {
      name: "private alone, ranges not known yet",
      props: reached({ endpointPublicAccess: false, publicAccessCidrs: unknownValue }),
    },
    { name: "Cloud Control", type: NATIVE, props: { resourcesVpcConfig: { subnetIds, endpointPublicAccess: false } } },
  ],
  invalid: [
    {
      name: "left out",
      props: reached({}),
      finds: ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs"],
    },
    {
      name: "open",
      props: reached({ endpointPublicAccess: true }),
      finds: ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs"],
    },
    {
      name: "no ranges",
      props: reached({ publicAccessCidrs: [] }),
      finds: ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs"],
    },
    {
      name: "everyone beside an office",
      props: reached({ endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24", "0.0.0.0/0"] }),
      finds: ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs[1]"],
    },
    {
      name: "half the internet",
      props: reached({ publicAccessCidrs: ["128.0.0.0/7"] }),
      finds: ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs[0]"],
    },
    {
      name: "everyone by IPv6",
      props: reached({ publicAccessCidrs: ["2000::/15"] }),
      finds: ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs[0]"],
    },
    {
      name: "Cloud Control",
      type: NATIVE,
      props: { resourcesVpcConfig: { subnetIds } },
      finds: ["resourcesVpcConfig.endpointPublicAccess", "resourcesVpcConfig.publicAccessCidrs"],
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: reached({ endpointPublicAccess: unknownValue }),
      because: "unknown",
      finds: "vpcConfig.endpointPublicAccess",
    },
    {
      name: "a range not known yet",
      props: reached({ publicAccessCidrs: [unknownString] }),
      because: "unknown",
      finds: "vpcConfig.publicAccessCidrs[0]",
    },
  ],
});

const all = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

testRule(eksClusterLoggingEnabled, {
  valid: [
    { name: "all", props: { roleArn, enabledClusterLogTypes: all } },
    { name: "all and one not known yet", props: { enabledClusterLogTypes: [...all, unknownString] } },
    { name: "what the team wants", props: { enabledClusterLogTypes: ["audit"] }, config: { logTypes: ["audit"] } },
  ],
  invalid: [
    { name: "left out", props: { roleArn }, finds: "enabledClusterLogTypes" },
    { name: "none", props: { enabledClusterLogTypes: [] }, finds: "enabledClusterLogTypes" },
    ...all.map((type) => ({
      name: `without ${type}`,
      props: { enabledClusterLogTypes: all.filter((other) => other !== type) },
      finds: "enabledClusterLogTypes",
    })),
    {
      name: "one not known yet for two missing",
      props: { enabledClusterLogTypes: [...all.slice(2), unknownString] },
      finds: "enabledClusterLogTypes",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { enabledClusterLogTypes: unknownValue },
      because: "unknown",
      finds: "enabledClusterLogTypes",
    },
    {
      name: "one not known yet",
      props: { enabledClusterLogTypes: [...all.slice(1), unknownString] },
      because: "unknown",
      finds: "enabledClusterLogTypes",
    },
  ],
});

testRule(eksClusterSupportedVersion, {
  valid: [
    { name: "a recent one", props: { roleArn, version: "1.34" } },
    { name: "the oldest", props: { version: "1.31" } },
    { name: "one that the team allows", props: { version: "1.20" }, config: { oldestMinorVersion: 20 } },
  ],
  invalid: [
    { name: "an old one", props: { roleArn, version: "1.27" }, finds: "version" },
    { name: "one before the oldest", props: { version: "1.30" }, finds: "version" },
    { name: "no version", props: { version: "latest" }, finds: "version" },
    { name: "one of another count", props: { version: "11.34" }, finds: "version" },
    { name: "none the team allows", props: { version: "1.98" }, config: { oldestMinorVersion: 99 }, finds: "version" },
    { name: "too old for the team", props: { version: "1.33" }, config: { oldestMinorVersion: 34 }, finds: "version" },
  ],
  notJudged: [
    another,
    { name: "left out", props: { roleArn }, because: "exempt" },
    { name: "not known yet", props: { version: unknownString }, because: "unknown", finds: "version" },
  ],
});
