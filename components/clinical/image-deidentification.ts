import * as pulumi from "@pulumi/pulumi";
import { DEIDENTIFY_METRICS } from "../../lambdas/image-deidentify/contract";
import { EventCall } from "../compute/event-call";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { alarm, AT_FIRST } from "../observability/alarm";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { PREFIX } from "./image-access";
import { DEIDENTIFY_RULE } from "./image-deidentify-access";
import { IMAGE_FUNCTIONS, type ImageRoles } from "./image-roles";
import type { ImageStore } from "./image-store";

export interface ImageDeidentificationArgs {
  readonly site: Site;
  /** Tags of what carries PHI: the function. */
  readonly tags: Tags;
  readonly internalTags: Tags;
  readonly roles: ImageRoles;
  readonly store: ImageStore;
  /** Key of each tenant, in the order of `roles.tenants`. */
  readonly stores: readonly { readonly kmsKeyArn: pulumi.Output<string> }[];
  /** Key with which UIDs, pseudonyms and moves of dates are made. */
  readonly hashKeyArn: pulumi.Input<string>;
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

/** Requests of any organisation; whose it is, its first part says. */
export function requestPattern(bucketName: string): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [bucketName] }, object: { key: [{ wildcard: `*/${PREFIX.requests}*.json` }] } },
  };
}

/** Images of an organisation without what identifies, as it asks for them; those whose pixels may show a name are kept back. */
export class ImageDeidentification extends pulumi.ComponentResource {
  constructor(name: string, args: ImageDeidentificationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageDeidentification", name, {}, opts);
    const { site, internalTags, roles, alarmTopicArn } = args;
    const { input, output, quarantine } = args.store.buckets;
    const { deidentify } = IMAGE_FUNCTIONS;
    const child = { parent: this };
    const worker = new LambdaFunction(
      `${name}-${deidentify.name}`,
      {
        site,
        tags: args.tags,
        contract: deidentify,
        role: roles.deidentify,
        environment: {
          ENVIRONMENT: site.environment,
          HASH_KEY_ARN: args.hashKeyArn,
          INPUT_BUCKET: input.bucketName,
          OUTPUT_BUCKET: output.bucketName,
          QUARANTINE_BUCKET: quarantine.bucketName,
          TENANTS: pulumi
            .all(args.stores.map(({ kmsKeyArn }) => kmsKeyArn))
            .apply((keys) =>
              JSON.stringify(Object.fromEntries(roles.tenants.map(({ tenant }, index) => [tenant.id, keys[index]]))),
            ),
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn,
      },
      child,
    );
    new EventCall(
      `${name}-rule`,
      {
        site,
        tags: internalTags,
        role: DEIDENTIFY_RULE,
        description: "De-identified images were asked for.",
        pattern: input.bucketName.apply(requestPattern),
        function: worker,
        deadLetterArn: args.deadLetterArn,
      },
      child,
    );
    const { namespace, deidentified, keptBack, refused } = DEIDENTIFY_METRICS;
    watch(site, internalTags, {
      kind: "figures",
      role: "images de-identified",
      namespace,
      dimensions: ({ environment }) => ({ Environment: environment }),
      counts: [deidentified, keptBack, refused],
    });
    const scene = { site, tags: internalTags, topicArn: alarmTopicArn };
    const rows = [
      [keptBack, "kept-back", "An image is kept back from de-identification; the request's report says why."],
      [refused, "refused", "A request for de-identified images is refused; the reason lies under refused/requests/."],
    ] as const;
    for (const [metricName, what, description] of rows) {
      const dimensions = { Environment: site.environment };
      alarm(
        name,
        scene,
        { namespace, ...AT_FIRST, role: `${deidentify.name}-${what}`, description, metricName, dimensions },
        child,
      );
    }
    this.registerOutputs({});
  }
}
