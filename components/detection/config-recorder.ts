import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";

export interface ConfigRecorderArgs {
  readonly site: Site;
  /** Bucket for history and snapshots; its policy and key admit AWS Config. It may be in another region. */
  readonly bucketName: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** The service-linked role of AWS Config. */
  readonly roleArn: pulumi.Input<string>;
  /** What has to be there before AWS Config delivers. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** Last part of the names of recorder and channel. */
const ROLE = "config";
/** Days that AWS Config keeps what it recorded: its longest, seven years with leap days. */
const RETENTION_DAYS = 2557;

/**
 * Records every resource's configuration in a region, all the time, and delivers the history to a bucket. Roles and other
 * global resources are recorded too: a second region's record of them stands when the first is lost.
 */
export class ConfigRecorder extends pulumi.ComponentResource {
  /** Has to be there before rules and conformance packs are put. */
  readonly recording: pulumi.Resource;

  constructor(name: string, args: ConfigRecorderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:ConfigRecorder", name, {}, opts);
    const child = { parent: this };
    const { site } = args;
    const recorder = new aws.cfg.Recorder(
      `${name}-recorder`,
      {
        name: nameFor(site, "other", ROLE),
        roleArn: args.roleArn,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        recordingMode: { recordingFrequency: "CONTINUOUS" },
      },
      child,
    );
    const channel = new aws.cfg.DeliveryChannel(
      `${name}-channel`,
      {
        name: nameFor(site, "other", ROLE),
        s3BucketName: args.bucketName,
        s3KmsKeyArn: args.kmsKeyArn,
        snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      },
      // AWS refuses a channel before there is a recorder, and a start before there is a channel.
      { ...child, dependsOn: [recorder, ...args.dependsOn] },
    );
    this.recording = new aws.cfg.RecorderStatus(
      `${name}-status`,
      { name: recorder.name, isEnabled: true },
      { ...child, dependsOn: channel },
    );
    new aws.cfg.RetentionConfiguration(
      `${name}-retention`,
      { retentionPeriodInDays: RETENTION_DAYS },
      { ...child, dependsOn: recorder },
    );
    this.registerOutputs({});
  }
}
