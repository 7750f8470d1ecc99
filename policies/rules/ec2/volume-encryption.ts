import type { EncryptionByDefaultArgs, SnapshotCopyArgs, VolumeArgs } from "@pulumi/aws/ebs";
import { about, all, any, no, unknown, unnamed, type Answer } from "../../answer";
import { regionOf } from "../../classification";
import { absent, customerKey, every, is, notFalse, present } from "../../predicates";
import { itemsOf, pathOf, resourceOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import {
  asTemplate,
  decidesItself,
  FROM_TEMPLATE,
  INSTANCE,
  LAUNCH_CONFIGURATION,
  LAUNCH_TEMPLATE,
  SPOT_REQUEST,
  type Compute,
} from "./compute";

/** One volume as all resource types write it. */
export interface Disk {
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  readonly snapshotId: string;
  readonly noDevice: boolean;
}

interface Mapping {
  readonly ebs: Disk;
}

type Holder = Compute & VolumeArgs & Omit<SnapshotCopyArgs, keyof VolumeArgs>;

const VOLUME = "aws:ebs/volume:Volume";
const NATIVE_VOLUME = "aws-native:ec2:Volume";
const SNAPSHOT_COPY = "aws:ebs/snapshotCopy:SnapshotCopy";

/** Types whose disks stand in blocks of their own; all others are one disk. */
const STARTED: ReadonlySet<string> = new Set([INSTANCE, SPOT_REQUEST, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION]);

export const volume = on<Holder>(VOLUME, NATIVE_VOLUME);
const encryptable = on<Holder>(VOLUME, INSTANCE, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION, SPOT_REQUEST, NATIVE_VOLUME);
const keyed = on<Holder>(VOLUME, INSTANCE, SPOT_REQUEST, LAUNCH_TEMPLATE, SNAPSHOT_COPY, NATIVE_VOLUME);
export const encryptionByDefault = on<EncryptionByDefaultArgs>("aws:ebs/encryptionByDefault:EncryptionByDefault");

const EBS_ENCRYPTION = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html";

/** Encrypted by its own setting, or, where it says nothing, by the default of its region that this stack turns on. */
export function isEncrypted(disk: Reading<Pick<Disk, "encrypted">>, stack: StackView): Answer {
  const region = regionOf(resourceOf(disk));
  const byDefault = (): Answer[] =>
    stack
      .all(encryptionByDefault)
      .filter((setting) => regionOf(resourceOf(setting)) === region)
      .map((setting) => notFalse(setting.enabled));
  return any(is(disk.encrypted, true), unnamed(all(absent(disk.encrypted), any(...byDefault()))));
}

/** A disk made from a snapshot is as the snapshot is, unless it says otherwise; the snapshot is judged where it is made. */
function asItsSnapshot(disk: Reading<Disk>, setting: Reading<unknown>): Answer {
  return unnamed(all(present(disk.snapshotId), absent(setting)));
}

/** Every disk that the resource writes out, and the root disk of an instance that it leaves to the image. */
function everyDisk(p: Reading<Holder>, type: string, holds: (disk: Reading<Disk>) => Answer): Answer {
  if (!STARTED.has(type)) return holds(p as unknown as Reading<Disk>);
  if (type === LAUNCH_TEMPLATE) return everyMapping(p, holds);
  // An instance from a launch template may leave the root disk to it.
  const root = p.rootBlockDevice as unknown as Reading<Disk>;
  const isLeft = absent(root).truth === true;
  return all(
    ...(isLeft && absent(p.launchTemplate).truth === true ? [holds(root)] : []),
    every(root, (disk) => holds(disk as unknown as Reading<Disk>)),
    every(p.ebsBlockDevices, (disk) => holds(disk as unknown as Reading<Disk>)),
  );
}

/** Mappings without `ebs` are instance stores, or take a device of the image away; without any other the root disk is left to the image. */
function everyMapping(p: Reading<Holder>, holds: (disk: Reading<Disk>) => Answer): Answer {
  const mappings = asTemplate(p).blockDeviceMappings as unknown as Reading<Mapping>;
  const items = itemsOf(mappings);
  if (items === UNKNOWN) return unknown(pathOf(mappings));
  const disks = items.map((item) => (item as Reading<Mapping>).ebs).filter((ebs) => absent(ebs).truth !== true);
  if (disks.length > 0) return all(...disks.map((disk) => holds(disk)));
  const left = holds(mappings as unknown as Reading<Disk>);
  return about(left, pathOf(mappings));
}

export const encryptedVolumes = encryptable.relation({
  id: "encrypted-volumes",
  title: "Every disk is encrypted",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(c)(2)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2", "PI1.5"],
  },
  source: EBS_ENCRYPTION,
  says: "has a disk that is not encrypted, or leaves that to the image and the account",
  fix: "Set encrypted: true on the volume and on each block device, the root device included (rootBlockDevice, ebsBlockDevices, blockDeviceMappings[].ebs).",
  why: "Encryption by default counts where this stack turns it on in the same region; one that another stack turned on can be turned off there unseen. A disk made from a snapshot is as encrypted as the snapshot.",
  appliesWhen: (p) => decidesItself(p, p.rootBlockDevice, p.ebsBlockDevices),
  otherwise: FROM_TEMPLATE,
  requires: (p, stack, { type }) =>
    everyDisk(p, type, (disk) =>
      any(
        isEncrypted(disk, stack),
        STARTED.has(type) ? any(asItsSnapshot(disk, disk.encrypted), takenAway(disk)) : no(),
      ),
    ),
});

/** `noDevice` keeps a device of the image from being attached. */
function takenAway(disk: Reading<Disk>): Answer {
  return unnamed(is(disk.noDevice, true));
}

export const ebsVolumeCmk = keyed.rule({
  id: "ebs-volume-cmk",
  title: "Every disk is encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: EBS_ENCRYPTION,
  says: "has a disk without a customer managed key",
  fix: "Set encrypted: true and kmsKeyId: key.arn on the volume or copy and on each block device, the root device included.",
  appliesWhen: (p) => decidesItself(p, p.rootBlockDevice, p.ebsBlockDevices),
  otherwise: FROM_TEMPLATE,
  requires: (p, _settings, { type }) =>
    everyDisk(p, type, (disk) =>
      any(customerKey(disk.kmsKeyId), STARTED.has(type) ? asItsSnapshot(disk, disk.kmsKeyId) : no()),
    ),
});

export const ec2EbsEncryptionByDefault = encryptionByDefault.wholeStack({
  id: "ec2-ebs-encryption-by-default",
  title: "The account encrypts new disks by default",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html",
  says: "does not encrypt new disks by default",
  fix: 'new aws.ebs.EncryptionByDefault("default", { enabled: true })',
  why: "The setting holds for a region, so that each region that the baseline names must have it on.",
  baselineOnly: true,
  requires: (stack) => {
    const settings = stack.all(encryptionByDefault);
    return settings.length === 0
      ? no("EncryptionByDefault")
      : all(...settings.map((setting) => notFalse(setting.enabled)));
  },
});
