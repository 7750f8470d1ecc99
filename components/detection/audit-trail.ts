import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import { arnOf, bucketArn, logGroupArn, logGroupName, nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import { trailPublishes } from "../observability/publishers";
import { Topic } from "../observability/topic";
import type { Site } from "../site";
import { acceptTrail } from "../storage/bucket-policy";
import { SIX_YEARS_DAYS } from "../storage/lifecycle";
import { StoreBucket } from "../storage/store-bucket";
import { tagsFor } from "../tags";
import { trailSelectors } from "./trail-selectors";

export interface AuditTrailArgs {
  readonly site: Site;
  readonly workload: string;
  /** Key for files, log group and topic; its policy admits the trail by its name, `trailNameFor(site)`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly accessLogBucket: pulumi.Input<string>;
  /** Buckets, by ARN, that log this trail's own files: deliveries to them are not recorded, or there would be no end. */
  readonly logBucketArns: pulumi.Input<pulumi.Input<string>[]>;
  /** Days the files are locked in compliance mode, in [2192, 36500]; seven years with leap days are 2557. */
  readonly retentionDays: number;
  /** Days the searchable copy stays in CloudWatch Logs; one of its values, 2192 or more. */
  readonly logRetentionDays: number;
  readonly replicated: boolean;
  /** The log archive that takes the files in place of a bucket of this account. */
  readonly archive?: TrailArchive;
  /** Accounts, of 12 digits, whose trails write to this one's bucket: it is their log archive. */
  readonly members?: readonly string[];
}

/** Bucket of another account, and its key; both admit the trails of this account. */
export interface TrailArchive {
  readonly bucketName: string;
  /** In the trail's region, as the bucket is. */
  readonly kmsKeyArn: string;
}

/** The trail's name, for the policies that have to name it before it is made. */
export function trailNameFor(site: Pick<Site, "project" | "environment">): string {
  return nameFor(site, "trail", "audit");
}

/** Days after which the files move to Glacier Instant Retrieval, which still reads at once. */
const COLD_AFTER_DAYS = 90;

/** Last part of the names of bucket, log group and role; policies name the bucket before it is made. */
export const AUDIT_ROLE = "audit";
/** Last part of the name of the topic that tells of delivered files: the key's policy names it too. */
export const DELIVERY_TOPIC_ROLE = "audit-delivery";

/** Who did what in the account: all regions, validated, encrypted, with data events, kept unchangeable for years. */
export class AuditTrail extends pulumi.ComponentResource {
  /** Undefined where the files go to a log archive. */
  readonly bucket?: StoreBucket;
  /** The archive's where the files go there. */
  readonly bucketName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly trailArn: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:AuditTrail", name, {}, opts);
    assertWhole("AuditTrail", name, "retentionDays", args.retentionDays, SIX_YEARS_DAYS, 36_500);
    assertWhole("AuditTrail", name, "logRetentionDays", args.logRetentionDays, SIX_YEARS_DAYS, 3653);
    const child = { parent: this };
    const { site, workload, kmsKeyArn, archive, members } = args;
    const trailName = trailNameFor(site);
    const tags = tagsFor(site, {
      workload,
      classification: "internal",
      purpose: "audit",
      retentionDays: args.retentionDays,
      backupTier: args.replicated ? "replicated" : "versioned",
    });
    let filesArn: pulumi.Input<string>;
    if (archive === undefined) {
      this.bucket = new StoreBucket(
        `${name}-files`,
        {
          site,
          tags,
          role: AUDIT_ROLE,
          kmsKeyArn,
          accessLogBucket: args.accessLogBucket,
          lifecycle: { retentionDays: args.retentionDays, coldAfterDays: COLD_AFTER_DAYS, coldClass: "GLACIER_IR" },
          objectLock: { mode: "COMPLIANCE", days: args.retentionDays },
          statements: (place, arn) => acceptTrail(place, arn, trailName, members),
        },
        child,
      );
      this.bucketName = this.bucket.bucketName;
      filesArn = this.bucket.namedArn;
    } else {
      this.bucketName = pulumi.output(archive.bucketName);
      filesArn = bucketArn(site.region, archive.bucketName);
    }
    const group = new LogGroup(
      `${name}-log`,
      { site, tags, role: AUDIT_ROLE, kmsKeyArn, retentionDays: args.logRetentionDays, masksIdentifiers: false },
      child,
    );
    const writer = new ServiceRole(
      `${name}-writer`,
      {
        site,
        tags,
        role: AUDIT_ROLE,
        description: "Copies the audit trail to its log group.",
        service: "cloudtrail.amazonaws.com",
        sourceArn: (place) => arnOf(place, "cloudtrail", `trail/${trailName}`),
        statements: (place) => [
          {
            Sid: "WriteStreams",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            // The stream's name is CloudTrail's own choice; the group is ours.
            Resource: `${logGroupArn(place, logGroupName(site, AUDIT_ROLE))}:log-stream:${place.accountId}_CloudTrail_${place.region}*`,
          },
        ],
      },
      child,
    );
    const delivery = new Topic(
      `${name}-delivery`,
      {
        site,
        tags,
        role: DELIVERY_TOPIC_ROLE,
        kmsKeyArn,
        publishers: (place, arn) => [trailPublishes(place, arn, trailName)],
      },
      child,
    );
    const trail = new aws.cloudtrail.Trail(
      `${name}-trail`,
      {
        name: trailName,
        s3BucketName: this.bucketName,
        kmsKeyId: archive?.kmsKeyArn ?? kmsKeyArn,
        cloudWatchLogsGroupArn: group.namedArn.apply((arn) => `${arn}:*`),
        cloudWatchLogsRoleArn: writer.arn,
        snsTopicName: delivery.topicName,
        enableLogging: true,
        enableLogFileValidation: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        advancedEventSelectors: pulumi
          .all([filesArn, pulumi.output(args.logBucketArns)])
          .apply(([own, others]) => trailSelectors([own, ...others])),
        insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
        tags,
      },
      { ...child, dependsOn: [...(this.bucket?.ready ?? []), delivery.policy, writer] },
    );
    this.logGroupName = group.groupName;
    this.trailArn = trail.arn;
    this.registerOutputs({ trailArn: this.trailArn });
  }
}
