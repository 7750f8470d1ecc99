import type {
  LustreFileSystemArgs,
  OntapFileSystemArgs,
  OpenZfsFileSystemArgs,
  WindowsFileSystemArgs,
} from "@pulumi/aws/fsx";
import { all, any, fromBoolean, not, type Answer } from "../../answer";
import { absent, atLeast, customerKey, oneOf } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import { backedUp } from "../backup/backed-up";

/** What the four kinds have in common. */
type FileSystemArgs = Pick<
  LustreFileSystemArgs & OntapFileSystemArgs & OpenZfsFileSystemArgs & WindowsFileSystemArgs,
  "automaticBackupRetentionDays" | "kmsKeyId" | "deploymentType"
>;

export const LUSTRE = "aws:fsx/lustreFileSystem:LustreFileSystem";
export const WINDOWS = "aws:fsx/windowsFileSystem:WindowsFileSystem";
export const ONTAP = "aws:fsx/ontapFileSystem:OntapFileSystem";
export const OPEN_ZFS = "aws:fsx/openZfsFileSystem:OpenZfsFileSystem";

const fileSystem = on<FileSystemArgs>(LUSTRE, WINDOWS, ONTAP, OPEN_ZFS);

/** Lustre's kinds for work in progress: FSx takes neither backups of them nor a key for them. */
function isScratch(p: Reading<FileSystemArgs>): Answer {
  return oneOf(p.deploymentType, ["SCRATCH_1", "SCRATCH_2"]);
}

const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that automatic backups are kept at the least.",
  fallback: 7,
  minimum: 1,
  maximum: 90,
});

/** What the provider sets on a Windows file system where the program says nothing. */
const WINDOWS_DAYS = 7;

export const fsxResourcesProtectedByBackupPlan = fileSystem.relation({
  id: "fsx-resources-protected-by-backup-plan",
  title: "FSx file systems are backed up",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["PR.IP-9", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystemLustreConfiguration.html",
  says: "keeps no automatic backups for a week and is in no backup plan",
  fix: "Set automaticBackupRetentionDays: 7 or more, or add its ARN to the resources of an aws.backup.Selection.",
  why: "A plan that another stack or the organisation makes does not show here; waive the rule where there is one.",
  config: [minimumDays],
  appliesWhen: (p) => not(isScratch(p)),
  otherwise: "FSx takes no backups of scratch file systems.",
  requires: (p, stack, resource) => {
    const days = minimumDays.of(stack.settings);
    return any(
      atLeast(p.automaticBackupRetentionDays, days),
      all(fromBoolean(resource.type === WINDOWS && WINDOWS_DAYS >= days), absent(p.automaticBackupRetentionDays)),
      backedUp(p, stack, { service: "fsx", before: "file-system/", name: "id" }),
    );
  },
});

export const fsxFilesystemCmk = fileSystem.rule({
  id: "fsx-filesystem-cmk",
  title: "FSx file systems are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html",
  says: "is not encrypted with a key of its own",
  fix: 'Set kmsKeyId to the ARN of a customer managed key (on Lustre with deploymentType: "PERSISTENT_2").',
  appliesWhen: (p) => not(isScratch(p)),
  otherwise: "FSx encrypts scratch file systems with keys of its own alone.",
  requires: (p) => customerKey(p.kmsKeyId),
});
