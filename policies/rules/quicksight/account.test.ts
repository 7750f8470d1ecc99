import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { quicksightAccountProtectionAndAuth, quicksightCmkRegistered, quicksightIpRestrictionEnabled } from "./account";

const another = {
  name: "another type",
  type: "aws:quicksight/dataSet:DataSet",
  props: {},
  because: "other-type",
} as const;
const DATA_SET = "aws:quicksight/dataSet:DataSet";
const dataSet: OtherResource = { type: DATA_SET, name: "claims" };
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7c1a";
const [isDefault, arn] = ["defaultKey", "keyArn"].map((key) => `KeyRegistration.keyRegistrations[0].${key}`) as [
  string,
  string,
];

testRule(quicksightCmkRegistered, {
  valid: [
    { name: "a default key", props: { keyRegistrations: [{ keyArn, defaultKey: true }] }, others: [dataSet] },
    { name: "the second", props: { keyRegistrations: [{ keyArn }, { keyArn, defaultKey: true }] }, others: [dataSet] },
    {
      name: "one of two registrations",
      props: { keyRegistrations: [{ keyArn }] },
      others: [
        dataSet,
        {
          type: "aws:quicksight/keyRegistration:KeyRegistration",
          name: "west",
          props: { region: "us-west-2", keyRegistrations: [{ keyArn, defaultKey: true }] },
        },
      ],
    },
    {
      name: "key made here",
      props: { keyRegistrations: [{ keyArn: from("key"), defaultKey: true }] },
      others: [dataSet, { type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "none registered", type: DATA_SET, props: { dataSetId: "claims" }, finds: "KeyRegistration" },
    { name: "no default", props: { keyRegistrations: [{ keyArn }] }, others: [dataSet], finds: isDefault },
    {
      name: "AWS's key",
      props: { keyRegistrations: [{ keyArn: "alias/aws/quicksight", defaultKey: true }] },
      others: [dataSet],
      finds: arn,
    },
    { name: "empty", props: { keyRegistrations: [] }, others: [dataSet], finds: "KeyRegistration.keyRegistrations" },
  ],
  notJudged: [
    { name: "no data sets", props: { keyRegistrations: [] }, because: "exempt" },
    {
      name: "key not known",
      props: { keyRegistrations: [{ keyArn: unknownString, defaultKey: true }] },
      others: [dataSet],
      because: "unknown",
      finds: arn,
    },
  ],
});

const office = { "198.51.100.0/24": "clinic" };
const ranges = "IpRestriction.ipRestrictionRuleMap";

testRule(quicksightIpRestrictionEnabled, {
  valid: [
    { name: "an office's addresses", props: { enabled: true, ipRestrictionRuleMap: office } },
    { name: "a VPC", props: { enabled: true, vpcIdRestrictionRuleMap: { "vpc-1": "clinic" } } },
    { name: "a VPC endpoint", props: { enabled: true, vpcEndpointIdRestrictionRuleMap: { "vpce-1": "clinic" } } },
    { name: "as wide as one owner's", props: { enabled: true, ipRestrictionRuleMap: { "10.0.0.0/8": "clinic" } } },
  ],
  invalid: [
    { name: "none", type: DATA_SET, props: { dataSetId: "claims" }, finds: "IpRestriction" },
    { name: "switched off", props: { enabled: false, ipRestrictionRuleMap: office }, finds: "IpRestriction.enabled" },
    { name: "no rules", props: { enabled: true }, finds: ranges },
    { name: "empty map", props: { enabled: true, ipRestrictionRuleMap: {} }, finds: ranges },
    {
      name: "the whole internet",
      props: { enabled: true, ipRestrictionRuleMap: { ...office, "0.0.0.0/0": "all" } },
      finds: ranges,
    },
    { name: "half of it", props: { enabled: true, ipRestrictionRuleMap: { "128.0.0.0/1": "all" } }, finds: ranges },
    {
      name: "wider than one owner's",
      props: { enabled: true, ipRestrictionRuleMap: { "10.0.0.0/7": "all" } },
      finds: ranges,
    },
    {
      name: "the whole internet beside a VPC",
      props: {
        enabled: true,
        ipRestrictionRuleMap: { "0.0.0.0/0": "all" },
        vpcIdRestrictionRuleMap: { "vpc-1": "clinic" },
      },
      finds: ranges,
    },
  ],
  notJudged: [
    { name: "no QuickSight here", type: "aws:s3/bucket:Bucket", props: {}, because: "exempt" },
    {
      name: "not known",
      props: { enabled: true, ipRestrictionRuleMap: unknownValue },
      because: "unknown",
      finds: ranges,
    },
  ],
});

const SUBSCRIPTION = "aws:quicksight/accountSubscription:AccountSubscription";

function subscription(edition: unknown, authenticationMethod: unknown): { type: string; props: object } {
  return { type: SUBSCRIPTION, props: { accountName: "clinic", edition, authenticationMethod } };
}

testRule(quicksightAccountProtectionAndAuth, {
  valid: [
    { name: "protected", props: { terminationProtectionEnabled: true } },
    { name: "protected by default", props: {} },
    { name: "Identity Center", ...subscription("ENTERPRISE", "IAM_IDENTITY_CENTER") },
    { name: "IAM alone", ...subscription("ENTERPRISE_AND_Q", "IAM_ONLY") },
    { name: "Active Directory", ...subscription("ENTERPRISE", "ACTIVE_DIRECTORY") },
  ],
  invalid: [
    { name: "not protected", props: { terminationProtectionEnabled: false }, finds: "terminationProtectionEnabled" },
    {
      name: "passwords of its own",
      ...subscription("ENTERPRISE", "IAM_AND_QUICKSIGHT"),
      finds: "authenticationMethod",
      mended: false,
    },
    { name: "Standard", ...subscription("STANDARD", "IAM_ONLY"), finds: "edition", mended: false },
    {
      name: "both left out",
      ...subscription(undefined, undefined),
      finds: ["authenticationMethod", "edition"],
      mended: false,
    },
    {
      name: "not what the team accepts",
      ...subscription("ENTERPRISE", "ACTIVE_DIRECTORY"),
      config: { authenticationMethods: ["IAM_IDENTITY_CENTER"] },
      finds: "authenticationMethod",
      mended: false,
    },
  ],
  notJudged: [
    another,
    {
      name: "not known",
      props: { terminationProtectionEnabled: unknownValue },
      because: "unknown",
      finds: "terminationProtectionEnabled",
    },
    {
      name: "method not known",
      ...subscription("ENTERPRISE", unknownString),
      because: "unknown",
      finds: "authenticationMethod",
    },
  ],
});
