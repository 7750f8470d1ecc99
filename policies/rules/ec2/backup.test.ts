import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { ebsInBackupPlan, ec2ResourcesProtectedByBackupPlan } from "./backup";

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const VOLUME = "aws:ebs/volume:Volume";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const selection = (props: object, name = "selection"): OtherResource => ({
  type: "aws:backup/selection:Selection",
  name,
  props: { planId: "plan", iamRoleArn: "arn:aws:iam::111122223333:role/backup", ...props },
});
const daily = { type: "STRINGEQUALS", key: "backup", value: "daily" };
const tags = { backup: "daily" };
const availabilityZone = "us-east-1a";
const byTag = [selection({ selectionTags: [daily] })];
const byCondition = (block: object, more: object = { resources: ["*"] }): OtherResource[] => [
  selection({ ...more, conditions: [block] }),
];
const condition = { key: "aws:ResourceTag/backup", value: "daily" };

testRule(ebsInBackupPlan, {
  valid: [
    {
      name: "named by ARN",
      props: { availabilityZone, size: 100 },
      outputs: { arn: "arn:aws:ec2:us-east-1:111122223333:volume/vol-1" },
      others: [selection({ resources: ["arn:aws:ec2:us-east-1:111122223333:volume/vol-1"] })],
    },
    {
      name: "named in the same preview",
      props: { availabilityZone },
      others: [selection({ resources: [from("subject")] })],
    },
    { name: "by its tag", props: { availabilityZone, tags }, others: byTag },
    {
      name: "by one of two tags",
      props: { tags },
      others: [selection({ selectionTags: [{ ...daily, key: "x" }, daily] })],
    },
    { name: "by the provider's default tag", props: { availabilityZone }, defaultTags: tags, others: byTag },
    { name: "every resource", props: {}, others: [selection({ resources: ["*"] })] },
    { name: "every volume", props: {}, others: [selection({ resources: ["arn:aws:ec2:*:*:volume/*"] })] },
    {
      name: "every volume of the region",
      props: {},
      others: [selection({ resources: ["arn:aws:ec2:us-east-1:111122223333:volume/*"] })],
    },
    { name: "all of AWS", props: {}, others: [selection({ resources: ["arn:aws:*"] })] },
    { name: "all there is, as an ARN", props: {}, others: [selection({ resources: ["arn:*"] })] },
    { name: "all there is, as half an ARN", props: {}, others: [selection({ resources: ["arn*"] })] },
    {
      name: "every volume of a region, where the provider's is not known",
      props: {},
      region: "",
      others: [selection({ resources: ["arn:aws:ec2:eu-west-1:*:volume/*"] })],
    },
    { name: "all of EC2", props: {}, others: [selection({ resources: ["arn:aws:ec2:*"] })] },
    {
      name: "all of EC2 in GovCloud",
      props: {},
      region: "us-gov-west-1",
      others: [selection({ resources: ["arn:aws-us-gov:ec2:*:*:*"] })],
    },
    {
      name: "by the second selection",
      props: { tags },
      others: [selection({ selectionTags: [{ ...daily, value: "weekly" }] }, "weekly"), ...byTag],
    },
    { name: "by a condition", props: { tags }, others: byCondition({ stringEquals: [condition] }) },
    { name: "by a condition alone", props: { tags }, others: byCondition({ stringEquals: [condition] }, {}) },
    {
      name: "by a condition with a wildcard",
      props: { tags },
      others: byCondition({ stringLikes: [{ ...condition, value: "da*" }] }),
    },
    {
      name: "by what it is not",
      props: { tags },
      others: byCondition({
        stringNotEquals: [{ ...condition, value: "none" }],
        stringNotLikes: [{ key: "aws:ResourceTag/env", value: "dev*" }],
      }),
    },
    {
      name: "named, beside ARNs not known yet",
      props: {},
      others: [selection({ resources: [from("subject"), unknownString] })],
    },
    {
      name: "every volume, those of an instance too",
      type: INSTANCE,
      props: {},
      others: [selection({ resources: ["arn:aws:ec2:*:*:volume/*"] })],
    },
    ...["volume", "instance"].map((kind) => ({
      name: `every ${kind}, those of a launch template too`,
      type: TEMPLATE,
      props: { blockDeviceMappings: [{}] },
      others: [selection({ resources: [`arn:aws:ec2:*:*:${kind}/*`] })],
    })),
    { name: "disks of an instance", type: INSTANCE, props: { volumeTags: tags }, others: byTag },
    { name: "an instance that is saved with its disks", type: INSTANCE, props: { tags }, others: byTag },
    {
      name: "every instance",
      type: INSTANCE,
      props: {},
      others: [selection({ resources: ["arn:aws:ec2:*:*:instance/*"] })],
    },
    {
      name: "disks of a launch template",
      type: TEMPLATE,
      props: { blockDeviceMappings: [{}], tagSpecifications: [{ resourceType: "volume", tags }] },
      others: byTag,
    },
    {
      name: "instances of a launch template",
      type: TEMPLATE,
      props: {
        blockDeviceMappings: [{}],
        tagSpecifications: [
          { resourceType: "volume", tags: {} },
          { resourceType: "instance", tags },
        ],
      },
      others: byTag,
    },
  ],
  invalid: [
    { name: "no selection", props: { availabilityZone, size: 100 }, finds: "Selection" },
    {
      name: "another volume",
      props: {},
      others: [{ type: VOLUME, name: "other" }, selection({ resources: [from("other")] })],
      finds: "Selection.resources",
    },
    {
      name: "a list made from another volume",
      props: {},
      others: [{ type: VOLUME, name: "other" }, selection({ resources: from("other") })],
      finds: "Selection.resources",
    },
    {
      name: "another volume by ARN",
      props: {},
      others: [selection({ resources: ["arn:aws:ec2:us-east-1:111122223333:volume/vol-2"] })],
      finds: "Selection.resources",
    },
    {
      name: "other resources",
      props: {},
      others: [selection({ resources: ["arn:aws:rds:*:*:db:*"] })],
      finds: "Selection.resources",
    },
    {
      name: "every instance",
      props: {},
      others: [selection({ resources: ["arn:aws:ec2:*:*:instance/*"] })],
      finds: "Selection.resources",
    },
    {
      name: "volumes of another region",
      props: {},
      others: [selection({ resources: ["arn:aws:ec2:eu-west-1:*:volume/*"] })],
      finds: "Selection.resources",
    },
    {
      name: "volumes elsewhere in name",
      props: {},
      others: [selection({ resources: ["urn:aws:ec2:*:*:volume/*"] })],
      finds: "Selection.resources",
    },
    {
      name: "another partition",
      props: {},
      others: [selection({ resources: ["arn:gcp:ec2:*:*:volume/*"] })],
      finds: "Selection.resources",
    },
    { name: "no tag", props: { availabilityZone }, others: byTag, finds: "Selection.resources" },
    { name: "another tag", props: { tags: { backup: "weekly" } }, others: byTag, finds: "Selection.resources" },
    {
      name: "left out again",
      props: { tags },
      others: [selection({ resources: ["*"], notResources: [from("subject")] })],
      finds: "Selection.resources",
    },
    {
      name: "volumes left out again",
      props: { tags },
      others: [selection({ selectionTags: [daily], notResources: ["arn:aws:ec2:*:*:volume/*"] })],
      finds: "Selection.resources",
    },
    {
      name: "a condition it does not meet",
      props: {},
      others: byCondition({ stringEquals: [condition] }),
      finds: "Selection.resources",
    },
    {
      name: "named, a condition it does not meet",
      props: {},
      others: byCondition({ stringEquals: [condition] }, { resources: [from("subject")] }),
      finds: "Selection.resources",
    },
    {
      name: "one of two conditions",
      props: { tags },
      others: byCondition({ stringEquals: [condition, { ...condition, key: "aws:ResourceTag/env" }] }),
      finds: "Selection.resources",
    },
    {
      name: "a wildcard it does not meet",
      props: { tags },
      others: byCondition({ stringLikes: [{ ...condition, value: "we*" }] }),
      finds: "Selection.resources",
    },
    {
      name: "a value that only a wildcard would meet",
      props: { tags },
      others: byCondition({ stringEquals: [{ ...condition, value: "da*" }] }),
      finds: "Selection.resources",
    },
    {
      name: "what it must not be",
      props: { tags },
      others: byCondition({ stringNotEquals: [condition] }),
      finds: "Selection.resources",
    },
    {
      name: "what it must not be, by wildcard",
      props: { tags },
      others: byCondition({ stringNotLikes: [{ ...condition, value: "d*" }] }),
      finds: "Selection.resources",
    },
    {
      name: "a condition beside other resources",
      props: { tags },
      others: byCondition({ stringEquals: [condition] }, { resources: ["arn:aws:rds:*:*:db:*"] }),
      finds: "Selection.resources",
    },
    {
      name: "a condition beside other tags",
      props: { tags },
      others: byCondition({ stringEquals: [condition] }, { selectionTags: [{ ...daily, value: "weekly" }] }),
      finds: "Selection.resources",
    },
    { name: "a selection of nothing", props: { tags }, others: [selection({})], finds: "Selection.resources" },
    {
      name: "an instance",
      type: INSTANCE,
      props: { volumeTags: { backup: "weekly" } },
      others: byTag,
      finds: "Selection.resources",
    },
    {
      name: "disks of a launch template",
      type: TEMPLATE,
      props: { tags, blockDeviceMappings: [{}], tagSpecifications: [{ resourceType: "network-interface", tags }] },
      others: byTag,
      finds: "Selection.resources",
    },
  ],
  notJudged: [
    another,
    { name: "launch template without disks", type: TEMPLATE, props: {}, because: "exempt" },
    {
      name: "launch template of EKS nodes",
      type: TEMPLATE,
      props: { blockDeviceMappings: [{}] },
      others: [
        { type: "aws:eks/nodeGroup:NodeGroup", name: "nodes", props: { launchTemplate: { id: from("subject") } } },
      ],
      because: "exempt",
    },
    { name: "tags not known yet", props: { tags: unknownValue }, others: byTag, because: "unknown", finds: "tags" },
    {
      name: "a tag not known yet",
      type: INSTANCE,
      props: { volumeTags: { backup: unknownString } },
      others: byTag,
      because: "unknown",
      finds: "tags",
    },
    {
      name: "tags of disks not known yet",
      type: INSTANCE,
      props: { volumeTags: unknownValue },
      others: byTag,
      because: "unknown",
      finds: "tags",
    },
    {
      name: "tags of a launch template not known yet",
      type: TEMPLATE,
      props: { blockDeviceMappings: [{}], tagSpecifications: unknownValue },
      others: byTag,
      because: "unknown",
      finds: "tags",
    },
    {
      name: "ARNs not known yet",
      props: {},
      others: [selection({ resources: [unknownString] })],
      because: "unknown",
      finds: "Selection.resources",
    },
    {
      name: "list of ARNs not known yet",
      props: {},
      others: [selection({ resources: unknownValue })],
      because: "unknown",
      finds: "Selection.resources",
    },
    {
      name: "the tag asked for is not known yet",
      props: { tags },
      others: [selection({ selectionTags: [{ ...daily, value: unknownString }] })],
      because: "unknown",
      finds: "Selection.selectionTags[0].value",
    },
    {
      name: "the key asked for is not known yet",
      props: { tags },
      others: [selection({ selectionTags: [{ ...daily, key: unknownString }] })],
      because: "unknown",
      finds: "Selection.selectionTags[0].key",
    },
  ],
});

testRule(ec2ResourcesProtectedByBackupPlan, {
  valid: [
    { name: "by its tag", props: { ami: "ami-0123456789abcdef0", tags }, others: byTag },
    { name: "named in the same preview", props: {}, others: [selection({ resources: [from("subject")] })] },
    { name: "every instance", props: {}, others: [selection({ resources: ["arn:aws:ec2:*:*:instance/*"] })] },
  ],
  invalid: [
    { name: "no selection", props: { ami: "ami-0123456789abcdef0" }, finds: "Selection" },
    { name: "its disks alone", props: { volumeTags: tags }, others: byTag, finds: "Selection.resources" },
    {
      name: "every volume",
      props: {},
      others: [selection({ resources: ["arn:aws:ec2:*:*:volume/*"] })],
      finds: "Selection.resources",
    },
    {
      name: "another instance",
      props: {},
      others: [{ type: INSTANCE, name: "other" }, selection({ resources: [from("other")] })],
      finds: "Selection.resources",
    },
  ],
  notJudged: [
    another,
    {
      name: "ARNs not known yet",
      props: {},
      others: [selection({ resources: [unknownString] })],
      because: "unknown",
      finds: "Selection.resources",
    },
  ],
});
