import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyUse } from "../keys/key-policy";
import { conformancePackBucketName, iamArn, nameFor } from "../names";
import { atPlace, type Place, type Site } from "../site";
import { bucketParts } from "../storage/bucket-parts";
import type { LifecyclePlan } from "../storage/lifecycle";
import type { Tags } from "../tags";
import { conformanceTemplate, GATEWAY_VPCS, MANAGED_RULES } from "./conformance-template";

export interface ConformancePackArgs {
  readonly site: Site;
  /** Tags of the bucket that keeps the pack's templates. */
  readonly tags: Tags;
  /** Customer key of the bucket; its policy has `conformanceKeyUse`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly accessLogBucket: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** VPCs that are meant to have an internet gateway. */
  readonly gatewayVpcIds: readonly pulumi.Input<string>[];
  /** What has to be there first: AWS refuses rules where nothing records. */
  readonly dependsOn: readonly pulumi.Resource[];
}

const ROLE = "hipaa-security";

/** Evaluates the account against the managed rules that bear on HIPAA, and keeps the templates of what it deployed. */
export class ConformancePack extends pulumi.ComponentResource {
  readonly packArn: pulumi.Output<string>;
  readonly packName: pulumi.Output<string>;

  constructor(name: string, args: ConformancePackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:ConformancePack", name, {}, opts);
    const child = { parent: this };
    const { site } = args;
    const { bucket, policy } = bucketParts(
      `${name}-templates`,
      {
        site,
        tags: args.tags,
        bucketName: atPlace(site, conformancePackBucketName),
        lifecycle: args.lifecycle,
        kmsKeyArn: args.kmsKeyArn,
        // A default retention would have S3 refuse what AWS Config delivers.
        objectLock: true,
        // The service-linked role writes with the permissions that AWS gives it for buckets of this name.
        statements: () => [],
      },
      this,
    );
    new aws.s3.BucketLogging(
      `${name}-templates-access-log`,
      { bucket: bucket.bucket, targetBucket: args.accessLogBucket, targetPrefix: "conformance-pack/" },
      child,
    );
    const pack = new aws.cfg.ConformancePack(
      `${name}-pack`,
      {
        name: nameFor(site, "other", ROLE),
        templateBody: conformanceTemplate(MANAGED_RULES),
        inputParameters:
          args.gatewayVpcIds.length === 0
            ? undefined
            : [
                {
                  parameterName: GATEWAY_VPCS,
                  parameterValue: pulumi.all([...args.gatewayVpcIds]).apply((ids) => ids.join(",")),
                },
              ],
        deliveryS3Bucket: bucket.bucket,
      },
      { ...child, dependsOn: [policy, ...args.dependsOn] },
    );
    this.packArn = pack.arn;
    this.packName = pack.name;
    this.registerOutputs({ packArn: this.packArn });
  }
}

/** AWS makes this role with the first pack of an account (Config Developer Guide, "Using service-linked roles"). */
export function conformanceKeyUse(place: Place): KeyUse {
  return {
    kind: "service-linked",
    sid: "ConformancePacksDeliver",
    roleArn: iamArn(place, "role/aws-service-role/config-conforms.amazonaws.com/AWSServiceRoleForConfigConforms"),
    service: "s3",
  };
}
