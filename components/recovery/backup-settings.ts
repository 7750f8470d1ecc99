import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Kinds of stores that plans may back up by tag. The choice is the account's, once a region. */
const OPTED_IN = ["DynamoDB", "RDS", "S3"];

/**
 * What AWS Backup may back up in this account and region, and that it keeps DynamoDB's backups itself: only then can they be copied
 * to another region and be encrypted with the vault's key (AWS Backup Developer Guide, "Advanced DynamoDB backup").
 */
export class BackupSettings extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:BackupSettings", name, {}, opts);
    new aws.backup.RegionSettings(
      `${name}-settings`,
      {
        resourceTypeOptInPreference: Object.fromEntries(OPTED_IN.map((type) => [type, true])),
        resourceTypeManagementPreference: { DynamoDB: true },
      },
      // AWS answers with every kind that it knows, which grow in number: those are not ours to choose.
      { parent: this, ignoreChanges: ["resourceTypeOptInPreference", "resourceTypeManagementPreference"] },
    );
    this.registerOutputs({});
  }
}
