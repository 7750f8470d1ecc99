import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { amiEncrypted, amiNotShared } from "./ami";

const COPY = "aws:ec2/amiCopy:AmiCopy";
const BLOCK = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const deviceName = "/dev/xvda";
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/claims";
const source = { sourceAmiId: "ami-0123456789abcdef0", sourceAmiRegion: "us-east-1" };

testRule(amiEncrypted, {
  valid: [
    { name: "encrypted disk", props: { ebsBlockDevices: [{ deviceName, encrypted: true, volumeSize: 8 }] } },
    { name: "disk from a snapshot", props: { ebsBlockDevices: [{ deviceName, snapshotId: "snap-1" }] } },
    { name: "no disks", props: {} },
    { name: "copy", type: COPY, props: { ...source, encrypted: true, kmsKeyId } },
    {
      name: "copy, key made in the same preview",
      type: COPY,
      props: { ...source, encrypted: true, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    {
      name: "left out",
      props: { ebsBlockDevices: [{ deviceName, volumeSize: 8 }] },
      finds: "ebsBlockDevices[0].encrypted",
    },
    {
      name: "second disk off",
      props: {
        ebsBlockDevices: [
          { deviceName, encrypted: true },
          { deviceName: "/dev/sdf", encrypted: false },
        ],
      },
      finds: "ebsBlockDevices[1].encrypted",
    },
    {
      name: "disk from a snapshot, said to be plain",
      props: { ebsBlockDevices: [{ deviceName, snapshotId: "snap-1", encrypted: false }] },
      finds: "ebsBlockDevices[0].encrypted",
    },
    { name: "copy as it comes", type: COPY, props: source, finds: ["encrypted", "kmsKeyId"] },
    { name: "copy, AWS's own key", type: COPY, props: { ...source, encrypted: true }, finds: "kmsKeyId" },
    { name: "copy, plain", type: COPY, props: { ...source, encrypted: false, kmsKeyId }, finds: "encrypted" },
  ],
  notJudged: [
    another,
    {
      name: "disks not known yet",
      props: { ebsBlockDevices: unknownValue },
      because: "unknown",
      finds: "ebsBlockDevices",
    },
    {
      name: "key of another stack",
      type: COPY,
      props: { ...source, encrypted: true, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});

const imageId = "ami-0123456789abcdef0";
const settings = { trustedAccounts: ["444455556666"] };

testRule(amiNotShared, {
  valid: [
    { name: "a trusted account", props: { imageId, accountId: "444455556666" }, settings },
    {
      name: "an organisation of a trusted account",
      props: { imageId, organizationArn: "arn:aws:organizations::444455556666:organization/o-a1b2c3d4e5" },
      settings,
    },
    {
      name: "a unit of this program's organisation",
      props: { imageId, organizationalUnitArn: from("unit") },
      others: [{ type: "aws:organizations/organizationalUnit:OrganizationalUnit", name: "unit" }],
    },
    { name: "nothing new is shared", type: BLOCK, props: { state: "block-new-sharing" } },
  ],
  invalid: [
    { name: "everyone", props: { imageId, group: "all" }, settings, finds: "group", mended: false },
    {
      name: "an account that nobody trusts",
      props: { imageId, accountId: "777788889999" },
      settings,
      finds: "accountId",
      mended: false,
    },
    { name: "nobody is trusted", props: { imageId, accountId: "444455556666" }, finds: "accountId", mended: false },
    {
      name: "a foreign organisation",
      props: { imageId, organizationArn: "arn:aws:organizations::777788889999:organization/o-a1b2c3d4e5" },
      settings,
      finds: "organizationArn",
      mended: false,
    },
    {
      name: "a foreign unit",
      props: { imageId, organizationalUnitArn: "arn:aws:organizations::777788889999:ou/o-a1b2c3d4e5/ou-1" },
      settings,
      finds: "organizationalUnitArn",
      mended: false,
    },
    {
      name: "an ARN without an account",
      props: { imageId, organizationArn: "arn:aws" },
      settings,
      finds: "organizationArn",
      mended: false,
    },
    { name: "nothing is blocked", type: BLOCK, props: { state: "unblocked" }, finds: "state" },
  ],
  notJudged: [
    another,
    {
      name: "account not known yet",
      props: { imageId, accountId: unknownString },
      because: "unknown",
      finds: "accountId",
    },
    { name: "group not known yet", props: { imageId, group: unknownString }, because: "unknown", finds: "group" },
  ],
});
