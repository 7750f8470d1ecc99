import type { SnapshotArgs, SnapshotBlockPublicAccessArgs } from "@pulumi/aws/ebs";
import type { SnapshotCreateVolumePermissionArgs } from "@pulumi/aws/ec2";
import { all, fromBoolean, no, yes } from "../../answer";
import { is } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { isTrusted } from "../../trusted-accounts";
import { isEncrypted, volume, type Disk } from "./volume-encryption";

interface SnapshotLike extends SnapshotArgs {
  readonly encrypted: boolean;
}

const SNAPSHOT = "aws:ebs/snapshot:Snapshot";
const BLOCK = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";

const snapshot = on<SnapshotLike>(
  SNAPSHOT,
  "aws:ebs/snapshotCopy:SnapshotCopy",
  "aws:ebs/snapshotImport:SnapshotImport",
);
const shared = on<SnapshotCreateVolumePermissionArgs & SnapshotBlockPublicAccessArgs>(
  "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission",
  BLOCK,
);
const publicAccessBlock = on<SnapshotBlockPublicAccessArgs>(BLOCK);

const SHARING = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html";
const BLOCKING = "https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html";

export const ebsSnapshotPublicRestorableCheck = shared.rule({
  id: "ebs-snapshot-public-restorable-check",
  title: "Snapshots of disks are shared with trusted accounts alone",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: SHARING,
  says: "lets an account that nobody trusts, or everyone, make a disk from a snapshot",
  fix: 'Take the permission out, or add its account to the pack\'s trustedAccounts; set state: "block-all-sharing".',
  remedy: { state: "block-all-sharing" },
  requires: (p, settings, resource) =>
    resource.type === BLOCK ? is(p.state, "block-all-sharing") : isTrusted(p.accountId, settings, resource),
});

export const ebsSnapshotBlockPublicAccess = publicAccessBlock.wholeStack({
  id: "ebs-snapshot-block-public-access",
  title: "The account lets nobody share a snapshot with the world",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    soc2: ["CC6.6"],
  },
  source: BLOCKING,
  says: "does not keep snapshots from being shared with the world",
  fix: 'new aws.ebs.SnapshotBlockPublicAccess("snapshots", { state: "block-all-sharing" })',
  why: "Blocking new sharing alone leaves what is public already as it is. The setting holds for a region.",
  baselineOnly: true,
  requires: (stack) => {
    const blocks = stack.all(publicAccessBlock);
    return blocks.length === 0
      ? no("SnapshotBlockPublicAccess")
      : all(...blocks.map((block) => is(block.state, "block-all-sharing")));
  },
});

export const ebsSnapshotEncrypted = snapshot.relation({
  id: "ebs-snapshot-encrypted",
  title: "Snapshots of disks are encrypted",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"], soc2: ["CC7.5"] },
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  says: "keeps an unencrypted copy of a disk",
  fix: "Set encrypted: true on the copy, the import, or the volume that the snapshot is taken of.",
  why: "A snapshot is encrypted as its volume is. A volume that this stack does not make is judged where it is made.",
  appliesWhen: (p, stack, { type }) =>
    type === SNAPSHOT ? fromBoolean(stack.named(p.volumeId, volume).count() > 0) : yes,
  otherwise: "Its volume is made elsewhere, and judged there.",
  requires: (p, stack, { type }) =>
    type === SNAPSHOT
      ? stack.named(p.volumeId, volume).satisfies((source) => isEncrypted(source as unknown as Reading<Disk>, stack))
      : isEncrypted(p, stack),
});
