import * as pulumi from "@pulumi/pulumi";
import { contract, ENTITIES, ENTITY_METRICS } from "../../lambdas/note-entities/contract";
import { PHI_METRICS } from "../../lambdas/phi/contract";
import type { ServiceRole } from "../access/service-role";
import { EventCall } from "../compute/event-call";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { alarm, AT_FIRST } from "../observability/alarm";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { NOTES_RULE } from "./phi-entities-access";
import type { PhiStore } from "./phi-store";

export interface PhiEntitiesArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI. */
  readonly internalTags: Tags;
  readonly role: ServiceRole;
  readonly store: PhiStore;
  /** Bucket of the FHIR store's input. */
  readonly inputBucket: pulumi.Input<string>;
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

/** Notes that the pipeline lets out for this: not the records beside them. */
export function notesPattern(buckets: readonly string[]): object {
  const wildcard = (extension: string): object => ({ wildcard: `*/${ENTITIES.recipient}/*.${extension}` });
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: buckets }, object: { key: [wildcard("txt"), wildcard("fhir.json")] } },
  };
}

/** What Comprehend Medical reads in notes that were let out for it, as FHIR that is imported. */
export class PhiEntities extends pulumi.ComponentResource {
  constructor(name: string, args: PhiEntitiesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:phi:PhiEntities", name, {}, opts);
    const { site, internalTags, alarmTopicArn } = args;
    const child = { parent: this };
    const { released, masked } = args.store.buckets;
    const reader = new LambdaFunction(
      `${name}-${contract.name}`,
      {
        site,
        tags: args.tags,
        contract,
        role: args.role,
        environment: {
          ENVIRONMENT: site.environment,
          INPUT_BUCKET: args.inputBucket,
          MASKED_BUCKET: masked.bucketName,
          RELEASED_BUCKET: released.bucketName,
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: { ...args.network, dynamodbPrefixListId: undefined },
        alarmTopicArn,
      },
      child,
    );
    new EventCall(
      `${name}-rule`,
      {
        site,
        tags: internalTags,
        role: NOTES_RULE,
        description: "Notes were let out to be read.",
        pattern: pulumi.all([released.bucketName, masked.bucketName]).apply(notesPattern),
        function: reader,
        deadLetterArn: args.deadLetterArn,
      },
      child,
    );
    watch(site, internalTags, {
      kind: "figures",
      role: "notes read",
      namespace: PHI_METRICS.namespace,
      dimensions: ({ environment }) => ({ [PHI_METRICS.dimension]: environment }),
      counts: Object.values(ENTITY_METRICS),
    });
    alarm(
      name,
      { site, tags: internalTags, topicArn: alarmTopicArn },
      {
        namespace: PHI_METRICS.namespace,
        ...AT_FIRST,
        role: "phi-notes-refused",
        description:
          "A note that was let out to be read is not read; the reason is in the audit under its document's id.",
        metricName: ENTITY_METRICS.refused,
        dimensions: { [PHI_METRICS.dimension]: site.environment },
      },
      child,
    );
    this.registerOutputs({});
  }
}
