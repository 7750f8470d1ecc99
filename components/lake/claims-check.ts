import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ScannerChoice } from "../../lambdas/claims-check/contract";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { FunctionRule } from "../compute/function-rule";
import type { Site } from "../site";
import type { StoreBucket } from "../storage/store-bucket";
import type { Tags } from "../tags";
import { PREFIX } from "./lake-names";
import { LAKE_FUNCTIONS, type LakeRoles } from "./lake-roles";

export interface ClaimsCheckArgs {
  readonly site: Site;
  /** Tags of what carries no PHI, and of what does. */
  readonly tags: Tags;
  readonly phiTags: Tags;
  readonly roles: LakeRoles;
  readonly raw: StoreBucket;
  readonly quarantine: StoreBucket;
  /** Partners whose files are kept back until a file of checksums is beside them. */
  readonly checksumsRequired: readonly string[];
  /** Who looks for malware: GuardDuty, or a clamd in the network, which functions reach by HTTPS' port alone. */
  readonly scanner: ScannerChoice;
  /** Key of the function's logs and dead letters. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  readonly concurrency: number;
  /** Queue whose policy admits the rule. */
  readonly deadLetterArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

export const SCANNED_RULE = "claims-scanned";

/** Every result of a scan, good or bad: what could not be scanned goes to quarantine, too. */
export function scannedPattern(bucketName: string): object {
  return {
    source: ["aws.guardduty"],
    "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
    detail: { s3ObjectDetails: { bucketName: [bucketName], objectKey: [{ prefix: PREFIX.incoming }] } },
  };
}

/** Every upload, for a scanner that has to be asked. */
export function createdPattern(bucketName: string): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix: PREFIX.incoming }] } },
  };
}

/**
 * Uploads of partners are scanned for malware, then checked, against their checksum too where there is one; the jobs read what was accepted, and
 * nothing reads an upload itself. Each partner is told what became of its files.
 */
export class ClaimsCheck extends pulumi.ComponentResource {
  constructor(name: string, args: ClaimsCheckArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:ClaimsCheck", name, {}, opts);
    const { site, tags, roles, raw, scanner } = args;
    const child = { parent: this };
    const isGuardDuty = scanner.kind === "guardduty";
    if (isGuardDuty) {
      new aws.guardduty.MalwareProtectionPlan(
        `${name}-plan`,
        {
          role: roles.malware.arn,
          protectedResource: { s3Bucket: { bucketName: raw.bucketName, objectPrefixes: [PREFIX.incoming] } },
          actions: [{ taggings: [{ status: "ENABLED" }] }],
          tags,
        },
        // GuardDuty tries the role and writes a file to see that it may.
        { ...child, dependsOn: [roles.malware, ...raw.ready] },
      );
    }
    const check = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags: args.phiTags,
        contract: LAKE_FUNCTIONS.check,
        role: roles.check,
        environment: {
          CHECKSUMS_REQUIRED: JSON.stringify(args.checksumsRequired),
          RAW_BUCKET: raw.bucketName,
          QUARANTINE_BUCKET: args.quarantine.bucketName,
          SCANNER: JSON.stringify(scanner),
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    new FunctionRule(
      `${name}-scanned`,
      {
        site,
        tags,
        role: SCANNED_RULE,
        description: "An upload of a partner was scanned for malware, or is to be.",
        pattern: raw.bucketName.apply(isGuardDuty ? scannedPattern : createdPattern),
        target: check,
        deadLetterArn: args.deadLetterArn,
      },
      child,
    );
    this.registerOutputs({});
  }
}
