import * as pulumi from "@pulumi/pulumi";
import { INCOMING } from "../../lambdas/phi/contract";
import type { ServiceRole } from "../access/service-role";
import { nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { eventRule, ruleTarget } from "../observability/event-rule";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { BATCH_ROLE, PHI_DEAD_LETTER_ROLE, PIPELINE_ROLE } from "./phi-names";

export interface PhiRulesArgs {
  readonly site: Site;
  /** Tags of what carries no PHI. */
  readonly tags: Tags;
  /** With which EventBridge starts the machines. */
  readonly role: ServiceRole;
  readonly incomingBucket: pulumi.Input<string>;
  readonly pipelineArn: pulumi.Input<string>;
  readonly batchArn: pulumi.Input<string>;
  /** Names of other rules whose events the dead-letter queue keeps. */
  readonly otherRules?: readonly string[];
  /** Key of the dead-letter queue; its policy admits EventBridge for the queue's name. */
  readonly platformKeyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Objects of one part of the bucket, as they arrive. */
export function arrivalPattern(bucketName: string, part: string): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix: part }] } },
  };
}

/** What a machine gets of such an event: a variable stands without quotes, as EventBridge adds them. */
export const ARRIVAL = {
  inputPaths: { key: "$.detail.object.key", version: "$.detail.object.version-id", time: "$.time" },
  inputTemplate: '{"key":<key>,"versionId":<version>,"arrivedAt":<time>}',
} as const;

/** Two rules: a document starts the pipeline, a manifest the batch. What can't be started is kept. */
export class PhiRules extends pulumi.ComponentResource {
  readonly deadLetterArn: pulumi.Output<string>;

  constructor(name: string, args: PhiRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:phi:PhiRules", name, {}, opts);
    const { site, tags } = args;
    const child = { parent: this };
    const rows = [
      { role: PIPELINE_ROLE, part: INCOMING.documents, arn: args.pipelineArn, what: "A document has arrived." },
      { role: BATCH_ROLE, part: INCOMING.manifests, arn: args.batchArn, what: "A batch's manifest has arrived." },
    ];
    const deadLetters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: PHI_DEAD_LETTER_ROLE,
        kmsKeyArn: args.platformKeyArn,
        ruleNames: [...rows.map(({ role }) => role), ...(args.otherRules ?? [])].map((role) =>
          nameFor(site, "rule", role),
        ),
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    for (const { role, part, arn, what } of rows) {
      watch(site, tags, { kind: "rule", role });
      const pattern = pulumi.output(args.incomingBucket).apply((bucketName) => arrivalPattern(bucketName, part));
      const rule = eventRule(`${name}-${role}`, { site, tags, role, description: what, pattern }, child);
      ruleTarget(
        `${name}-${role}-target`,
        { rule, role, arn, roleArn: args.role.arn, deadLetterArn: deadLetters.arn, inputTransformer: ARRIVAL },
        child,
      );
    }
    this.deadLetterArn = deadLetters.arn;
    this.registerOutputs({});
  }
}
