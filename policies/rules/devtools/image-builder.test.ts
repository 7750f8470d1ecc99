import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { DISTRIBUTION, imagebuilderCmk, RECIPE } from "./image-builder";

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const component = { platform: "Linux", version: "1.0.0" };
const recipe = (...blockDeviceMappings: readonly object[]) => ({ version: "1.0.0", blockDeviceMappings });
const disk = (ebs: object) => ({ deviceName: "/dev/xvda", ebs: { volumeSize: 30, ...ebs } });
const distribution = (...distributions: readonly object[]) => ({
  distributions: distributions.map((one) => ({ region: "us-east-1", ...one })),
});
const ami = (more: object) => ({ amiDistributionConfiguration: { name: "claims", ...more } });
const containers = { containerDistributionConfiguration: { targetRepository: { service: "ECR" } } };
const AMI_KEY = "distributions[0].amiDistributionConfiguration.kmsKeyId";
const DISK_KEY = "blockDeviceMappings[0].ebs.kmsKeyId";

testRule(imagebuilderCmk, {
  valid: [
    { name: "component", props: { ...component, kmsKeyId } },
    { name: "recipe", type: RECIPE, props: recipe(disk({ encrypted: "true", kmsKeyId })) },
    { name: "recipe, as a boolean", type: RECIPE, props: recipe(disk({ encrypted: true, kmsKeyId })) },
    { name: "recipe that hides a disk", type: RECIPE, props: recipe({ deviceName: "/dev/xvdb", noDevice: true }) },
    { name: "distribution", type: DISTRIBUTION, props: distribution(ami({ kmsKeyId })) },
    { name: "distribution of containers", type: DISTRIBUTION, props: distribution(containers) },
    {
      name: "made in the same preview",
      props: { ...component, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "component", props: component, finds: "kmsKeyId" },
    { name: "AWS alias", props: { ...component, kmsKeyId: "alias/aws/imagebuilder" }, finds: "kmsKeyId" },
    { name: "recipe", type: RECIPE, props: recipe(disk({ encrypted: "true" })), finds: DISK_KEY },
    {
      name: "recipe that turns encryption off",
      type: RECIPE,
      props: recipe(disk({ encrypted: "false", kmsKeyId })),
      finds: "blockDeviceMappings[0].ebs.encrypted",
    },
    {
      name: "recipe that names a key and leaves encrypted out",
      type: RECIPE,
      props: recipe(disk({ kmsKeyId })),
      finds: "blockDeviceMappings[0].ebs.encrypted",
    },
    {
      name: "second disk",
      type: RECIPE,
      props: recipe(disk({ encrypted: "true", kmsKeyId }), disk({})),
      finds: ["blockDeviceMappings[1].ebs.encrypted", "blockDeviceMappings[1].ebs.kmsKeyId"],
    },
    { name: "distribution", type: DISTRIBUTION, props: distribution(ami({})), finds: AMI_KEY },
    { name: "distribution that says nothing", type: DISTRIBUTION, props: distribution({}), finds: AMI_KEY },
    {
      name: "distribution of both",
      type: DISTRIBUTION,
      props: distribution({ ...ami({}), ...containers }),
      finds: AMI_KEY,
    },
    {
      name: "second region",
      type: DISTRIBUTION,
      props: distribution(ami({ kmsKeyId }), ami({})),
      finds: "distributions[1].amiDistributionConfiguration.kmsKeyId",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:imagebuilder/imagePipeline:ImagePipeline", props: {}, because: "other-type" },
    { name: "recipe without disks", type: RECIPE, props: { version: "1.0.0" }, because: "exempt" },
    {
      name: "from another stack",
      props: { ...component, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
    {
      name: "disks not known yet",
      type: RECIPE,
      props: { blockDeviceMappings: unknownValue },
      because: "unknown",
      finds: "blockDeviceMappings",
    },
  ],
});
