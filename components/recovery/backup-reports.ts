import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BACKUP_REPORTS_PREFIX } from "../detection/accept-findings";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface BackupReportsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Bucket in the same region; its policy and key admit the service-linked role of AWS Backup's reports. */
  readonly bucketName: pulumi.Input<string>;
  /** What has to be there before AWS Backup delivers. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** AWS Backup's daily reports, by the names of their templates. */
const TEMPLATES = ["BACKUP_JOB_REPORT", "COPY_JOB_REPORT", "RESTORE_JOB_REPORT"] as const;

/** What was backed up, copied and restored in the account, once a day, whichever plan it came from. */
export class BackupReports extends pulumi.ComponentResource {
  constructor(name: string, args: BackupReportsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:BackupReports", name, {}, opts);
    const { project, environment } = args.site;
    for (const reportTemplate of TEMPLATES) {
      const role = reportTemplate.toLowerCase();
      new aws.backup.ReportPlan(
        `${name}-${role.replaceAll("_", "-")}`,
        {
          // AWS Backup takes letters, digits and underscores alone.
          name: `${project}_${environment}_${role}`,
          description: "Jobs of the last day, for the evidence of backups.",
          reportSetting: { reportTemplate },
          reportDeliveryChannel: {
            s3BucketName: args.bucketName,
            s3KeyPrefix: BACKUP_REPORTS_PREFIX,
            formats: ["CSV", "JSON"],
          },
          tags: args.tags,
        },
        { parent: this, dependsOn: [...args.dependsOn] },
      );
    }
    this.registerOutputs({});
  }
}
