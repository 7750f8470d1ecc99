import * as pulumi from "@pulumi/pulumi";
import { INTAKE, INTAKE_METRICS } from "../../lambdas/fhir-convert/contract";
import { JOB_METRICS } from "../../lambdas/fhir-jobs/contract";
import type { LambdaFunction } from "../compute/function";
import { OrderedQueue } from "../compute/ordered-queue";
import { nameFor } from "../names";
import { alarm, AT_FIRST } from "../observability/alarm";
import { eventRule, ruleTarget } from "../observability/event-rule";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { INTAKE_QUEUE_ROLE, INTAKE_RULE } from "./fhir-intake-access";
import { FHIR_FUNCTIONS } from "./fhir-roles";

export interface FhirIntakeArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI. */
  readonly internalTags: Tags;
  readonly converter: LambdaFunction;
  readonly inputBucket: pulumi.Input<string>;
  /** The workload's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Queue whose policy admits the rule. */
  readonly deadLetterArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** A file whose run failed comes again in an hour, six times: what was cut or throttled is tried by the SDK before. */
const AGAIN_SECONDS = 3600;
const TRIES = 6;

/** What is dropped to be converted. */
export function intakePattern(bucketName: string): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: {
      bucket: { name: [bucketName] },
      object: { key: Object.values(INTAKE).map((prefix) => ({ prefix })) },
    },
  };
}

/** HL7 v2 messages and claims as they are dropped: converted one file after the other, as one may say more of what another began. */
export class FhirIntake extends pulumi.ComponentResource {
  constructor(name: string, args: FhirIntakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:FhirIntake", name, {}, opts);
    const { site, internalTags, kmsKeyArn, alarmTopicArn } = args;
    const child = { parent: this };
    const queue = new OrderedQueue(
      `${name}-queue`,
      {
        site,
        tags: args.tags,
        role: INTAKE_QUEUE_ROLE,
        kmsKeyArn,
        ruleNames: [nameFor(site, "rule", INTAKE_RULE)],
        function: args.converter,
        contract: FHIR_FUNCTIONS.converter,
        againAfterSeconds: AGAIN_SECONDS,
        tries: TRIES,
        waitAlarmHours: 2,
        alarmTopicArn,
      },
      child,
    );
    watch(site, internalTags, { kind: "rule", role: INTAKE_RULE });
    const rule = eventRule(
      `${name}-rule`,
      {
        site,
        tags: internalTags,
        role: INTAKE_RULE,
        description: "Messages or claims were dropped to be converted.",
        pattern: pulumi.output(args.inputBucket).apply(intakePattern),
      },
      child,
    );
    ruleTarget(
      `${name}-target`,
      {
        rule,
        role: INTAKE_RULE,
        arn: queue.arn,
        sqsTarget: { messageGroupId: "intake" },
        inputTransformer: {
          inputPaths: {
            bucket: "$.detail.bucket.name",
            key: "$.detail.object.key",
            version: "$.detail.object.version-id",
            size: "$.detail.object.size",
            time: "$.time",
          },
          // A variable stands without quotes, as EventBridge adds those that a text needs.
          inputTemplate: '{"bucket":<bucket>,"key":<key>,"version":<version>,"sizeBytes":<size>,"time":<time>}',
        },
        deadLetterArn: args.deadLetterArn,
      },
      child,
    );
    const dimensions = { Environment: site.environment };
    watch(site, internalTags, {
      kind: "figures",
      role: "fhir intake",
      namespace: JOB_METRICS,
      dimensions: ({ environment }) => ({ Environment: environment }),
      counts: Object.values(INTAKE_METRICS),
    });
    alarm(
      name,
      { site, tags: internalTags, topicArn: alarmTopicArn },
      {
        namespace: JOB_METRICS,
        ...AT_FIRST,
        role: "fhir-intake-quarantined",
        description:
          "A message or a claim can't be converted; the reason stands under quarantine/ in the input bucket.",
        metricName: INTAKE_METRICS.quarantined,
        dimensions,
      },
      child,
    );
    this.registerOutputs({});
  }
}
