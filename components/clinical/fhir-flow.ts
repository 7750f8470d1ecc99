import * as pulumi from "@pulumi/pulumi";
import { EXPORT_COMPLETED } from "../../lambdas/fhir-analytics/contract";
import { NO_ZONE } from "../../lambdas/fhir-convert/contract";
import { FHIR_UPLOADS, IMPORT_GROUP } from "../../lambdas/fhir-import/contract";
import { JOB_EVENT_TYPES, JOB_METRICS, JOB_STEPS } from "../../lambdas/fhir-jobs/contract";
import { assertWhole } from "../errors";
import { EventCall } from "../compute/event-call";
import { LambdaFunction } from "../compute/function";
import type { FunctionContract } from "../compute/function-contract";
import type { FunctionNetwork } from "../compute/function-network";
import { FunctionSchedule } from "../compute/function-schedule";
import { OrderedQueue } from "../compute/ordered-queue";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { eventRule, ruleTarget } from "../observability/event-rule";
import { Topic } from "../observability/topic";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { ALERT_TOPIC_ROLE, UPLOAD_QUEUE_ROLE } from "./fhir-access";
import { fhirAlarms } from "./fhir-alarms";
import { FhirIntake } from "./fhir-intake";
import { INTAKE_RULE } from "./fhir-intake-access";
import { EXPORT_SCHEDULE_ROLE, FHIR_DEAD_LETTER_ROLE, FHIR_FUNCTIONS, type FhirRoles } from "./fhir-roles";
import type { FhirStore } from "./fhir-store";

export interface FhirFlowArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI: rules, schedules, the topic of alerts. */
  readonly internalTags: Tags;
  readonly roles: FhirRoles;
  readonly store: FhirStore;
  readonly dataAccessRoleArn: pulumi.Input<string>;
  /** The workload's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key with which ids of converted resources are made. */
  readonly idKeyArn: pulumi.Input<string>;
  /** Key of the topic of alerts, which carries no PHI. */
  readonly platformKeyArn: pulumi.Input<string>;
  /** Where the functions run; left out, they run outside of any network. */
  readonly network?: FunctionNetwork;
  /** Hours between two exports, in [1, 720]; left out, exports are made when somebody asks for one. */
  readonly exportEveryHours?: number;
  /** Offset of times in HL7 messages that name none, such as -05:00; left out, such times lose their hours. */
  readonly hl7Zone?: string;
  /** E-mail addresses that hear of critical findings; the messages name no patient. */
  readonly alertEmails: readonly string[];
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

const UPLOADS_RULE = "fhir-uploads";
const STEPS_RULE = "fhir-job-steps";
const EXPORTED_RULE = "fhir-exported";

/** A start that HealthLake puts off comes again in ten minutes, for two days. */
const AGAIN_SECONDS = 600;
const TRIES = 288;

/** Which objects start an import: single files, and manifests that say a batch is whole. */
export function uploadPattern(bucketName: string): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: {
      bucket: { name: [bucketName] },
      object: { key: [{ wildcard: `${FHIR_UPLOADS.files}*.ndjson` }, { wildcard: `${FHIR_UPLOADS.manifests}*.json` }] },
    },
  };
}

/** Uploads to imports, exports on a schedule, a record of each job's steps, and figures over each export. */
export class FhirFlow extends pulumi.ComponentResource {
  readonly alertTopicArn: pulumi.Output<string>;
  /** Starts an export for whoever calls it: an operator, or the recovery's drill. */
  readonly exporter: LambdaFunction;

  constructor(name: string, args: FhirFlowArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:FhirFlow", name, {}, opts);
    if (args.exportEveryHours !== undefined) {
      assertWhole("FhirFlow", name, "exportEveryHours", args.exportEveryHours, 1, 720);
    }
    const { site, tags, internalTags, roles, store, kmsKeyArn, alarmTopicArn } = args;
    const child = { parent: this };
    const topic = new Topic(
      `${name}-alerts`,
      {
        site,
        tags: internalTags,
        role: ALERT_TOPIC_ROLE,
        kmsKeyArn: args.platformKeyArn,
        // Roles of the account need no statement here: their own policies name the topic.
        publishers: () => [],
        emails: args.alertEmails,
      },
      child,
    );
    const made = (
      which: keyof typeof FHIR_FUNCTIONS,
      reservedConcurrency: number,
      environment: Record<string, pulumi.Input<string>>,
    ): LambdaFunction =>
      new LambdaFunction(
        `${name}-${FHIR_FUNCTIONS[which].name}`,
        {
          site,
          tags,
          contract: FHIR_FUNCTIONS[which],
          role: roles[which],
          environment: {
            DATASTORE_ID: store.datastore.datastoreId,
            OUTPUT_BUCKET: store.output.bucketName,
            ...environment,
          },
          kmsKeyArn,
          logRetentionDays: args.logRetentionDays,
          reservedConcurrency,
          network: args.network,
          alarmTopicArn,
        },
        child,
      );
    const starts = { DATA_ACCESS_ROLE_ARN: args.dataAccessRoleArn, KMS_KEY_ARN: kmsKeyArn };
    const importer = made("importer", 2, {
      ...starts,
      ENVIRONMENT: site.environment,
      INPUT_BUCKET: store.input.bucketName,
    });
    this.exporter = made("exporter", 1, starts);
    const jobs = made("jobs", 5, { ENVIRONMENT: site.environment });
    const analytics = made("analytics", 1, { ALERT_TOPIC_ARN: topic.arn });
    made("hold", 1, { BUCKETS: pulumi.interpolate`${store.input.bucketName},${store.output.bucketName}` });
    const deadLetters = new DeadLetterQueue(
      `${name}-events-dlq`,
      {
        site,
        tags,
        role: FHIR_DEAD_LETTER_ROLE,
        kmsKeyArn,
        ruleNames: [UPLOADS_RULE, INTAKE_RULE, STEPS_RULE, EXPORTED_RULE].map((role) => nameFor(site, "rule", role)),
        alarmTopicArn,
      },
      child,
    );
    const uploads = this.queueUploads(name, args, importer, FHIR_FUNCTIONS.importer, deadLetters.arn);
    const converter = made("converter", 2, {
      ENVIRONMENT: site.environment,
      HASH_KEY_ARN: args.idKeyArn,
      HL7_ZONE: args.hl7Zone ?? NO_ZONE,
      IMPORT_QUEUE_URL: uploads.url,
      INPUT_BUCKET: store.input.bucketName,
    });
    new FhirIntake(
      `${name}-intake`,
      {
        site,
        tags,
        internalTags,
        converter,
        inputBucket: store.input.bucketName,
        kmsKeyArn,
        deadLetterArn: deadLetters.arn,
        alarmTopicArn,
      },
      child,
    );
    const call = (role: string, description: string, types: readonly string[], to: LambdaFunction): EventCall =>
      new EventCall(
        `${name}-${role}`,
        {
          site,
          tags: internalTags,
          role,
          description,
          pattern: { source: ["aws.healthlake"], "detail-type": types },
          function: to,
          deadLetterArn: deadLetters.arn,
        },
        child,
      );
    call(STEPS_RULE, "Each step of a HealthLake job is written down.", JOB_EVENT_TYPES, jobs);
    call(EXPORTED_RULE, "An export is complete and can be counted.", [EXPORT_COMPLETED], analytics);
    if (args.exportEveryHours !== undefined) {
      new FunctionSchedule(
        `${name}-export-schedule`,
        {
          site,
          tags: internalTags,
          role: EXPORT_SCHEDULE_ROLE,
          description: "Exports the whole data store.",
          everyMinutes: args.exportEveryHours * 60,
          function: this.exporter,
          calledAs: roles.schedule,
          kmsKeyArn,
          input: { requestId: "<aws.scheduler.execution-id>", reason: "schedule" },
          deadLetterArn: deadLetters.arn,
        },
        child,
      );
    }
    const scene = { site, tags: internalTags, topicArn: alarmTopicArn };
    for (const job of ["import", "export"]) {
      watch(site, internalTags, {
        kind: "figures",
        role: `${job} jobs`,
        namespace: JOB_METRICS,
        dimensions: ({ environment }) => ({ Environment: environment, Job: job }),
        counts: JOB_STEPS.map((step) => `Jobs${step.replaceAll(" ", "")}`),
      });
    }
    for (const spec of fhirAlarms(site.environment)) alarm(name, scene, spec, child);
    this.alertTopicArn = topic.arn;
    this.registerOutputs({ alertTopicArn: this.alertTopicArn });
  }

  private queueUploads(
    name: string,
    args: FhirFlowArgs,
    importer: LambdaFunction,
    contract: FunctionContract,
    deadLetterArn: pulumi.Input<string>,
  ): OrderedQueue {
    const { site } = args;
    const child = { parent: this };
    const queue = new OrderedQueue(
      `${name}-uploads`,
      {
        site,
        tags: args.tags,
        role: UPLOAD_QUEUE_ROLE,
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: [nameFor(site, "rule", UPLOADS_RULE)],
        function: importer,
        contract,
        againAfterSeconds: AGAIN_SECONDS,
        tries: TRIES,
        waitAlarmHours: 12,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    watch(site, args.internalTags, { kind: "rule", role: UPLOADS_RULE });
    const rule = eventRule(
      `${name}-uploads-rule`,
      {
        site,
        tags: args.internalTags,
        role: UPLOADS_RULE,
        description: "FHIR files and manifests were uploaded.",
        pattern: args.store.input.bucketName.apply(uploadPattern),
      },
      child,
    );
    ruleTarget(
      `${name}-uploads-target`,
      {
        rule,
        role: UPLOADS_RULE,
        arn: queue.arn,
        sqsTarget: { messageGroupId: IMPORT_GROUP },
        inputTransformer: {
          inputPaths: {
            bucket: "$.detail.bucket.name",
            key: "$.detail.object.key",
            version: "$.detail.object.version-id",
            size: "$.detail.object.size",
          },
          // A variable stands without quotes, as EventBridge adds those that a text needs.
          inputTemplate: '{"bucket":<bucket>,"key":<key>,"version":<version>,"sizeBytes":<size>}',
        },
        deadLetterArn,
      },
      child,
    );
    return queue;
  }
}
