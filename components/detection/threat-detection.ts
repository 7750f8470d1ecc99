import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../tags";
import { THREATS_PREFIX } from "./accept-findings";

export interface ThreatDetectionArgs {
  readonly tags: Tags;
  /** Bucket that keeps what was found; its policy admits GuardDuty, and it may be in another region. */
  readonly bucketArn: pulumi.Input<string>;
  /** Customer key of the bucket's region; its policy admits GuardDuty. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** What has to be there before GuardDuty delivers: it tries at once. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/**
 * Protections of a detector (GuardDuty API, DetectorFeatureConfiguration). Runtime monitoring takes the place of its
 * older part for EKS alone, and the two can't both be on.
 */
export const PROTECTIONS = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
] as const;

/** The agents that runtime monitoring puts onto clusters and instances by itself. */
const AGENTS = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"];

/** GuardDuty in a region with every protection on, its findings told within 15 minutes and kept in a bucket. */
export class ThreatDetection extends pulumi.ComponentResource {
  readonly detectorId: pulumi.Output<string>;

  constructor(name: string, args: ThreatDetectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:ThreatDetection", name, {}, opts);
    const child = { parent: this };
    const detector = new aws.guardduty.Detector(
      `${name}-detector`,
      { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES", tags: args.tags },
      child,
    );
    for (const protection of PROTECTIONS) {
      new aws.guardduty.DetectorFeature(
        `${name}-${protection.toLowerCase().replaceAll("_", "-")}`,
        {
          detectorId: detector.id,
          name: protection,
          status: "ENABLED",
          additionalConfigurations:
            protection === "RUNTIME_MONITORING"
              ? AGENTS.map((agent) => ({ name: agent, status: "ENABLED" }))
              : undefined,
        },
        child,
      );
    }
    new aws.guardduty.PublishingDestination(
      `${name}-findings`,
      {
        detectorId: detector.id,
        destinationType: "S3",
        destinationArn: pulumi.interpolate`${args.bucketArn}/${THREATS_PREFIX}`,
        kmsKeyArn: args.kmsKeyArn,
        tags: args.tags,
      },
      { ...child, dependsOn: [...args.dependsOn] },
    );
    this.detectorId = detector.id;
    this.registerOutputs({ detectorId: this.detectorId });
  }
}
