import * as pulumi from "@pulumi/pulumi";
import { IMAGE_SET_EVENT_TYPES, type Hooks } from "../../lambdas/image-set-events/contract";
import { EventCall } from "../compute/event-call";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { IMAGE_SETS_RULE } from "./image-names";
import { readsImages } from "./image-reads";
import { IMAGE_FUNCTIONS, type ImageRoles } from "./image-roles";

export interface ImageProcessingArgs {
  readonly site: Site;
  /** Tags of what carries PHI: the function. */
  readonly tags: Tags;
  readonly internalTags: Tags;
  readonly roles: ImageRoles;
  /** Data store and key of each tenant, in the order of `roles.tenants`. */
  readonly stores: readonly {
    readonly datastoreId: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    readonly kmsKeyArn: pulumi.Output<string>;
  }[];
  readonly outputBucket: pulumi.Input<string>;
  /** What is done with a new or changed image set beside keeping count of it. */
  readonly hooks: Hooks;
  /** The workload's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  /** Runs of the function at the same time, in [1, 100]. */
  readonly concurrency: number;
  /** Queue whose policy admits the rule. */
  readonly deadLetterArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Further work on image sets as HealthImaging tells of them: entities of report texts, and a model's answer, where these are asked for. */
export class ImageProcessing extends pulumi.ComponentResource {
  constructor(name: string, args: ImageProcessingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageProcessing", name, {}, opts);
    const child = { parent: this };
    const { site, roles, stores } = args;
    const { sets } = IMAGE_FUNCTIONS;
    readsImages(
      `${name}-sets`,
      { site, tags: args.internalTags, role: roles.sets, policyRole: sets.name, reads: sets.imageActions },
      stores.map(({ arn }) => arn),
      child,
    );
    const worker = new LambdaFunction(
      `${name}-${sets.name}`,
      {
        site,
        tags: args.tags,
        contract: sets,
        role: roles.sets,
        environment: {
          HOOKS: JSON.stringify(args.hooks),
          OUTPUT_BUCKET: args.outputBucket,
          TENANTS: pulumi
            .all(stores.map(({ datastoreId, kmsKeyArn }) => pulumi.all({ datastoreId, kmsKeyArn })))
            .apply((known) =>
              JSON.stringify(Object.fromEntries(roles.tenants.map(({ tenant }, index) => [tenant.id, known[index]]))),
            ),
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    new EventCall(
      `${name}-sets-rule`,
      {
        site,
        tags: args.internalTags,
        role: IMAGE_SETS_RULE,
        description: "Image sets that are new or have changed.",
        pattern: { source: ["aws.medical-imaging"], "detail-type": IMAGE_SET_EVENT_TYPES },
        function: worker,
        deadLetterArn: args.deadLetterArn,
      },
      child,
    );
    this.registerOutputs({});
  }
}
