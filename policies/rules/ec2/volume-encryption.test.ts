import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { ebsVolumeCmk, ec2EbsEncryptionByDefault, encryptedVolumes } from "./volume-encryption";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const NATIVE_VOLUME = "aws-native:ec2:Volume";
const SNAPSHOT_COPY = "aws:ebs/snapshotCopy:SnapshotCopy";
const DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const availabilityZone = "us-east-1a";
const ami = "ami-0123456789abcdef0";
const snapshotId = "snap-0123456789abcdef0";
const launchTemplate = { id: "lt-0123456789abcdef0" };
const deviceName = "/dev/sdf";
const rootBlockDevice = { encrypted: true };
const byDefault = (props: object = { enabled: true }): { type: string; name: string; props: object }[] => [
  { type: DEFAULT, name: "default", props },
];

testRule(encryptedVolumes, {
  valid: [
    { name: "encrypted", props: { availabilityZone, size: 100, encrypted: true } },
    { name: "encrypted by default in the region", props: { availabilityZone }, others: byDefault() },
    { name: "encrypted by default as it comes", props: { availabilityZone }, others: byDefault({}) },
    {
      name: "encrypted by default in the region of its own",
      props: { availabilityZone, region: "eu-west-1" },
      others: byDefault({ region: "eu-west-1" }),
    },
    { name: "root disk", type: INSTANCE, props: { ami, rootBlockDevice } },
    { name: "root disk in a list", type: INSTANCE, props: { ami, rootBlockDevice: [rootBlockDevice] } },
    {
      name: "all disks",
      type: INSTANCE,
      props: { ami, rootBlockDevice, ebsBlockDevices: [{ deviceName, encrypted: true }] },
    },
    {
      name: "a disk from a snapshot",
      type: INSTANCE,
      props: { ami, rootBlockDevice, ebsBlockDevices: [{ deviceName, snapshotId }] },
    },
    { name: "left to the image, encrypted by default", type: INSTANCE, props: { ami }, others: byDefault() },
    {
      name: "a template's instance with a disk more",
      type: INSTANCE,
      props: { launchTemplate, ebsBlockDevices: [{ deviceName, encrypted: true }] },
    },
    { name: "spot request", type: SPOT, props: { ami, rootBlockDevice } },
    {
      name: "launch configuration that takes a device away",
      type: CONFIGURATION,
      props: { imageId: ami, rootBlockDevice, ebsBlockDevices: [{ deviceName, noDevice: true }] },
    },
    {
      name: "launch template, as text",
      type: TEMPLATE,
      props: { imageId: ami, blockDeviceMappings: [{ deviceName, ebs: { encrypted: "true" } }] },
    },
    {
      name: "launch template with an instance store",
      type: TEMPLATE,
      props: {
        imageId: ami,
        blockDeviceMappings: [
          { deviceName, ebs: { encrypted: true } },
          { deviceName: "/dev/sdg", virtualName: "ephemeral0" },
        ],
      },
    },
    { name: "launch template, encrypted by default", type: TEMPLATE, props: { imageId: ami }, others: byDefault() },
  ],
  invalid: [
    { name: "left out", props: { availabilityZone, size: 100 }, finds: "encrypted" },
    { name: "off", props: { availabilityZone, encrypted: false }, finds: "encrypted" },
    { name: "a key alone", props: { availabilityZone, kmsKeyId: "alias/claims" }, finds: "encrypted" },
    { name: "from a snapshot", props: { availabilityZone, snapshotId }, finds: "encrypted" },
    {
      name: "off, whatever the default",
      props: { availabilityZone, encrypted: false },
      others: byDefault(),
      finds: "encrypted",
    },
    {
      name: "the default turned off",
      props: { availabilityZone },
      others: byDefault({ enabled: false }),
      finds: "encrypted",
    },
    {
      name: "the default of another region",
      props: { availabilityZone },
      others: byDefault({ region: "eu-west-1" }),
      finds: "encrypted",
    },
    { name: "Cloud Control volume", type: NATIVE_VOLUME, props: { availabilityZone }, finds: "encrypted" },
    { name: "root disk left to the image", type: INSTANCE, props: { ami }, finds: "rootBlockDevice.encrypted" },
    {
      name: "root disk",
      type: INSTANCE,
      props: { ami, rootBlockDevice: { volumeSize: 100 } },
      finds: "rootBlockDevice.encrypted",
    },
    {
      name: "root disk in a list",
      type: INSTANCE,
      props: { ami, rootBlockDevice: [{ encrypted: false }] },
      finds: "rootBlockDevice[0].encrypted",
    },
    {
      name: "second disk",
      type: INSTANCE,
      props: {
        ami,
        rootBlockDevice,
        ebsBlockDevices: [{ deviceName, encrypted: true }, { deviceName: "/dev/sdg" }],
      },
      finds: "ebsBlockDevices[1].encrypted",
    },
    {
      name: "a disk from a snapshot, said to be plain",
      type: INSTANCE,
      props: { ami, rootBlockDevice, ebsBlockDevices: [{ deviceName, snapshotId, encrypted: false }] },
      finds: "ebsBlockDevices[0].encrypted",
    },
    {
      name: "a template's root disk changed",
      type: INSTANCE,
      props: { launchTemplate, rootBlockDevice: { encrypted: false } },
      finds: "rootBlockDevice.encrypted",
    },
    {
      name: "a template's instance with a disk more",
      type: INSTANCE,
      props: { launchTemplate, ebsBlockDevices: [{ deviceName }] },
      finds: "ebsBlockDevices[0].encrypted",
    },
    { name: "spot request", type: SPOT, props: { ami }, finds: "rootBlockDevice.encrypted" },
    {
      name: "launch configuration",
      type: CONFIGURATION,
      props: { imageId: ami, rootBlockDevice, ebsBlockDevices: [{ deviceName, noDevice: false }] },
      finds: "ebsBlockDevices[0].encrypted",
    },
    { name: "launch template without disks", type: TEMPLATE, props: { imageId: ami }, finds: "blockDeviceMappings" },
    {
      name: "launch template with an instance store alone",
      type: TEMPLATE,
      props: { imageId: ami, blockDeviceMappings: [{ deviceName, virtualName: "ephemeral0" }] },
      finds: "blockDeviceMappings",
    },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { imageId: ami, blockDeviceMappings: [{ deviceName, ebs: { volumeSize: 100 } }] },
      finds: "blockDeviceMappings[0].ebs.encrypted",
    },
    {
      name: "second disk of a launch template",
      type: TEMPLATE,
      props: {
        imageId: ami,
        blockDeviceMappings: [
          { deviceName, ebs: { encrypted: "true" } },
          { deviceName: "/dev/sdg", ebs: { encrypted: "false" } },
        ],
      },
      finds: "blockDeviceMappings[1].ebs.encrypted",
    },
  ],
  notJudged: [
    another,
    { name: "from a launch template", type: INSTANCE, props: { launchTemplate }, because: "exempt" },
    { name: "not known yet", props: { encrypted: unknownValue }, because: "unknown", finds: "encrypted" },
    {
      name: "default not known yet",
      props: { availabilityZone },
      others: byDefault({ enabled: unknownValue }),
      because: "unknown",
      finds: "EncryptionByDefault.enabled",
    },
    {
      name: "disks not known yet",
      type: INSTANCE,
      props: { ami, rootBlockDevice, ebsBlockDevices: unknownValue },
      because: "unknown",
      finds: "ebsBlockDevices",
    },
    {
      name: "root disk not known yet",
      type: INSTANCE,
      props: { ami, rootBlockDevice: unknownValue },
      because: "unknown",
      finds: "rootBlockDevice",
    },
    {
      name: "disks of a launch template not known yet",
      type: TEMPLATE,
      props: { imageId: ami, blockDeviceMappings: unknownValue },
      because: "unknown",
      finds: "blockDeviceMappings",
    },
  ],
  alike: [NATIVE_VOLUME],
});

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/claims";

testRule(ebsVolumeCmk, {
  valid: [
    { name: "a key of one's own", props: { availabilityZone, encrypted: true, kmsKeyId } },
    {
      name: "a key made in the same preview",
      props: { availabilityZone, encrypted: true, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    {
      name: "all disks",
      type: INSTANCE,
      props: { ami, rootBlockDevice: { kmsKeyId }, ebsBlockDevices: [{ deviceName, kmsKeyId }] },
    },
    {
      name: "a disk from a snapshot",
      type: INSTANCE,
      props: { ami, rootBlockDevice: { kmsKeyId }, ebsBlockDevices: [{ deviceName, snapshotId }] },
    },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { imageId: ami, blockDeviceMappings: [{ deviceName, ebs: { encrypted: "true", kmsKeyId } }] },
    },
    { name: "copy of a snapshot", type: SNAPSHOT_COPY, props: { encrypted: true, kmsKeyId } },
  ],
  invalid: [
    { name: "no key named (AWS takes its own)", props: { availabilityZone, encrypted: true }, finds: "kmsKeyId" },
    {
      name: "AWS's own key",
      props: { availabilityZone, encrypted: true, kmsKeyId: "alias/aws/ebs" },
      finds: "kmsKeyId",
    },
    { name: "a volume from a snapshot", props: { availabilityZone, snapshotId }, finds: "kmsKeyId" },
    { name: "root disk left to the image", type: INSTANCE, props: { ami }, finds: "rootBlockDevice.kmsKeyId" },
    {
      name: "root disk",
      type: INSTANCE,
      props: { ami, rootBlockDevice },
      finds: "rootBlockDevice.kmsKeyId",
    },
    {
      name: "another disk",
      type: INSTANCE,
      props: { ami, rootBlockDevice: { kmsKeyId }, ebsBlockDevices: [{ deviceName, encrypted: true }] },
      finds: "ebsBlockDevices[0].kmsKeyId",
    },
    {
      name: "a disk from a snapshot, AWS's own key",
      type: INSTANCE,
      props: {
        ami,
        rootBlockDevice: { kmsKeyId },
        ebsBlockDevices: [{ deviceName, snapshotId, kmsKeyId: "alias/aws/ebs" }],
      },
      finds: "ebsBlockDevices[0].kmsKeyId",
    },
    { name: "spot request", type: SPOT, props: { ami, rootBlockDevice }, finds: "rootBlockDevice.kmsKeyId" },
    { name: "launch template without disks", type: TEMPLATE, props: { imageId: ami }, finds: "blockDeviceMappings" },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { imageId: ami, blockDeviceMappings: [{ deviceName, ebs: { encrypted: "true" } }] },
      finds: "blockDeviceMappings[0].ebs.kmsKeyId",
    },
    { name: "copy of a snapshot", type: SNAPSHOT_COPY, props: { encrypted: true }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    { name: "from a launch template", type: INSTANCE, props: { launchTemplate }, because: "exempt" },
    { name: "not known yet", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
  alike: [NATIVE_VOLUME],
});

const isBaseline = true;

testRule(ec2EbsEncryptionByDefault, {
  valid: [
    { name: "on", isBaseline, props: { enabled: true } },
    { name: "as it comes", isBaseline, props: {} },
  ],
  invalid: [
    { name: "off", isBaseline, props: { enabled: false }, finds: "EncryptionByDefault.enabled" },
    {
      name: "not set",
      isBaseline,
      type: "aws:guardduty/detector:Detector",
      props: {},
      finds: "EncryptionByDefault",
    },
    {
      name: "off in one of two regions",
      isBaseline,
      props: { enabled: true },
      others: byDefault({ enabled: false, region: "us-west-2" }),
      finds: "EncryptionByDefault.enabled",
    },
  ],
  notJudged: [
    { name: "a workload stack", props: { enabled: false }, because: "exempt" },
    {
      name: "not known yet",
      isBaseline,
      props: { enabled: unknownValue },
      because: "unknown",
      finds: "EncryptionByDefault.enabled",
    },
  ],
});
