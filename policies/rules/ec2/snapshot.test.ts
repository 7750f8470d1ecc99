import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { ebsSnapshotBlockPublicAccess, ebsSnapshotEncrypted, ebsSnapshotPublicRestorableCheck } from "./snapshot";

const BLOCK = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";
const COPY = "aws:ebs/snapshotCopy:SnapshotCopy";
const IMPORT = "aws:ebs/snapshotImport:SnapshotImport";
const VOLUME = "aws:ebs/volume:Volume";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const snapshotId = "snap-0123456789abcdef0";
const settings = { trustedAccounts: ["111122223333", "444455556666"] };

testRule(ebsSnapshotPublicRestorableCheck, {
  valid: [
    { name: "a trusted account", props: { snapshotId, accountId: "444455556666" }, settings },
    {
      name: "an account of this program",
      props: { snapshotId, accountId: from("member") },
      others: [{ type: "aws:organizations/account:Account", name: "member" }],
    },
    { name: "nothing is shared", type: BLOCK, props: { state: "block-all-sharing" } },
  ],
  invalid: [
    { name: "everyone", props: { snapshotId, accountId: "all" }, settings, finds: "accountId", mended: false },
    { name: "nobody named", props: { snapshotId }, settings, finds: "accountId", mended: false },
    {
      name: "an account that nobody trusts",
      props: { snapshotId, accountId: "777788889999" },
      settings,
      finds: "accountId",
      mended: false,
    },
    {
      name: "what was public stays so",
      type: BLOCK,
      props: { state: "block-new-sharing" },
      finds: "state",
    },
    { name: "nothing is blocked", type: BLOCK, props: { state: "unblocked" }, finds: "state" },
    { name: "no state", type: BLOCK, props: {}, finds: "state" },
  ],
  notJudged: [
    another,
    {
      name: "account from nowhere known",
      props: { snapshotId, accountId: unknownString },
      because: "unknown",
      finds: "accountId",
    },
    {
      name: "account from another stack",
      props: { snapshotId, accountId: from("network", "member") },
      others: [
        { type: "pulumi:pulumi:StackReference", name: "network" },
        { type: "aws:organizations/account:Account", name: "member" },
      ],
      because: "unknown",
      finds: "accountId",
    },
  ],
});

const isBaseline = true;

testRule(ebsSnapshotBlockPublicAccess, {
  valid: [{ name: "all sharing", isBaseline, props: { state: "block-all-sharing" } }],
  invalid: [
    {
      name: "new sharing only",
      isBaseline,
      props: { state: "block-new-sharing" },
      finds: "SnapshotBlockPublicAccess.state",
    },
    {
      name: "not set",
      isBaseline,
      type: "aws:guardduty/detector:Detector",
      props: {},
      finds: "SnapshotBlockPublicAccess",
    },
    {
      name: "open in one of two regions",
      isBaseline,
      props: { state: "block-all-sharing" },
      others: [{ type: BLOCK, name: "west", props: { region: "us-west-2", state: "unblocked" } }],
      finds: "SnapshotBlockPublicAccess.state",
    },
  ],
  notJudged: [
    { name: "a workload stack", props: { state: "unblocked" }, because: "exempt" },
    {
      name: "not known yet",
      isBaseline,
      props: { state: unknownString },
      because: "unknown",
      finds: "SnapshotBlockPublicAccess.state",
    },
  ],
});

const disk = (props: object, outputs?: object): { type: string; name: string; props: object; outputs?: object } => ({
  type: VOLUME,
  name: "disk",
  props,
  ...(outputs === undefined ? {} : { outputs }),
});

testRule(ebsSnapshotEncrypted, {
  valid: [
    {
      name: "of an encrypted volume",
      props: { volumeId: from("disk") },
      others: [disk({ availabilityZone: "us-east-1a", encrypted: true })],
    },
    {
      name: "of an encrypted volume, by id",
      props: { volumeId: "vol-1" },
      others: [disk({ encrypted: true }, { id: "vol-1" })],
    },
    {
      name: "of an encrypted volume of Cloud Control",
      props: { volumeId: from("disk") },
      others: [{ ...disk({ encrypted: true }), type: "aws-native:ec2:Volume" }],
    },
    { name: "encrypted copy", type: COPY, props: { encrypted: true } },
    { name: "encrypted import", type: IMPORT, props: { encrypted: true } },
  ],
  invalid: [
    {
      name: "of a plain volume",
      props: { volumeId: from("disk") },
      others: [disk({ availabilityZone: "us-east-1a" })],
      finds: "Volume.encrypted",
    },
    {
      name: "of a plain volume, by id",
      props: { volumeId: "vol-1" },
      others: [disk({ encrypted: false }, { id: "vol-1" })],
      finds: "Volume.encrypted",
    },
    { name: "copy", type: COPY, props: {}, finds: "encrypted" },
    { name: "import", type: IMPORT, props: { encrypted: false }, finds: "encrypted" },
  ],
  notJudged: [
    another,
    { name: "of a volume made elsewhere", props: { volumeId: "vol-1" }, because: "exempt" },
    { name: "of a volume of another stack", props: { volumeId: unknownString }, others: [disk({})], because: "exempt" },
    {
      name: "of a volume other than this stack's",
      props: { volumeId: "vol-2" },
      others: [disk({}, { id: "vol-1" })],
      because: "exempt",
    },
    {
      name: "not known yet whether the volume is encrypted",
      props: { volumeId: from("disk") },
      others: [disk({ encrypted: unknownValue })],
      because: "unknown",
      finds: "Volume.encrypted",
    },
  ],
});
