import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../access/policy-document";
import { assertWhole } from "../errors";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { keyAlias } from "./key-alias";
import { keyPolicy, type KeyUse } from "./key-policy";

export interface CustomerKeyArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the alias. */
  readonly role: string;
  /** What the key is for; shown in the console. Not empty. */
  readonly description: string;
  /** Exactly who may use it. Role ARNs may be outputs. */
  readonly uses: pulumi.Input<pulumi.Input<KeyUse>[]>;
  /** Days between two rotations, in [90, 2560]; a year by default. */
  readonly rotationDays?: number;
}

/** A customer managed symmetric key with rotation, an exact policy, an alias, and the longest waiting time before deletion. */
export class CustomerKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;
  /** `alias/...`, made from the alias itself: known at preview. */
  readonly alias: pulumi.Output<string>;
  /** ARN of the alias, for services that take an ARN alone: known at preview, and depends on the alias. */
  readonly aliasArn: pulumi.Output<string>;

  constructor(name: string, args: CustomerKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:keys:CustomerKey", name, {}, opts);
    const rotationDays = args.rotationDays ?? 365;
    assertWhole("CustomerKey", name, "rotationDays", rotationDays, 90, 2560);
    const { site } = args;
    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: `${args.description} (${site.project} ${site.environment})`,
        enableKeyRotation: true,
        rotationPeriodInDays: rotationDays,
        deletionWindowInDays: 30,
        policy: pulumi
          .all([site.accountId, pulumi.output(args.uses)])
          .apply(([accountId, uses]) => policyDocument(keyPolicy({ ...site, accountId }, uses as KeyUse[]))),
        tags: args.tags,
      },
      { parent: this, protect: site.deletionProtection },
    );
    const { alias, aliasArn } = keyAlias(name, { site, role: args.role, key }, this);
    this.arn = key.arn;
    this.keyId = key.keyId;
    this.alias = alias.name;
    this.aliasArn = aliasArn;
    this.registerOutputs({ arn: this.arn });
  }
}
