import * as pulumi from "@pulumi/pulumi";
import { ACCESS_METRICS, contract, EMBEDDED_MODEL, UNUSUAL } from "../../lambdas/access-score/contract";
import { contract as feedbackContract } from "../../lambdas/access-feedback/contract";
import type { ServiceRole } from "../access/service-role";
import { EventQueue } from "../compute/event-queue";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { RecordTable, type TableReplica } from "../database/record-table";
import { assertWhole } from "../errors";
import { ACCESS_QUEUE_ROLE, FHIR_WORKLOAD, TABLES, UNUSUAL_ROLE } from "../fhir/fhir-access";
import { nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { EventRoute } from "../observability/event-route";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface AccessScoringArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries neither hashes nor scores. */
  readonly internalTags: Tags;
  /** Habits of callers, all hashes; the authorizer reads suspensions from it. */
  readonly accessTable: RecordTable;
  readonly role: ServiceRole;
  /** Of the function that takes reviewers' verdicts. */
  readonly feedbackRole: ServiceRole;
  /** Score from 0 to 100 above which an access is told of. */
  readonly thresholdPercent: number;
  /** Hours for which people are asked to suspend its caller, in [0, 168]; 0 asks nobody. */
  readonly suspendHours: number;
  /** Endpoint of a model of one's own; without it the fitted weights in the code score. */
  readonly endpointName?: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly network: FunctionNetwork;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Where decisions on unusual accesses are copied to. */
  readonly replica?: TableReplica;
}

/** Verdicts at once. */
const REVIEWERS = 2;
/** Runs at once: each takes ten accesses in well under a second, of which a day has 720,000. */
const CONCURRENCY = 5;
const LAG_MINUTES = 15;
const EVENTS = { source: [`phiguard.${FHIR_WORKLOAD}`], "detail-type": ["Audit event"] };

/**
 * Scores every access to records as it is told, tells people of the unusual ones, and keeps what they decide of them. Nothing here names
 * a patient or a person: callers and patients are keyed hashes.
 */
export class AccessScoring extends pulumi.ComponentResource {
  readonly feedback: RecordTable;

  constructor(name: string, args: AccessScoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:AccessScoring", name, {}, opts);
    assertWhole("AccessScoring", name, "thresholdPercent", args.thresholdPercent, 1, 99);
    assertWhole("AccessScoring", name, "suspendHours", args.suspendHours, 0, 168);
    const child = { parent: this };
    const { site, tags, kmsKeyArn, alarmTopicArn } = args;
    const { namespace, dimension, score } = ACCESS_METRICS;
    watch(site, tags, {
      kind: "figures",
      role: "accesses",
      namespace,
      dimensions: ({ environment }) => ({ [dimension]: environment }),
      counts: [],
      score,
    });
    const scorer = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: args.role,
        environment: {
          ACCESS_TABLE: args.accessTable.tableName,
          ENVIRONMENT: site.environment,
          MODEL: args.endpointName ?? EMBEDDED_MODEL,
          THRESHOLD_PERCENT: String(args.thresholdPercent),
          SUSPEND_HOURS: String(args.suspendHours),
        },
        kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: CONCURRENCY,
        network: args.network,
        alarmTopicArn,
      },
      child,
    );
    new EventQueue(
      `${name}-events`,
      {
        site,
        tags,
        role: ACCESS_QUEUE_ROLE,
        description: "Reads and searches of records, as the API told them.",
        pattern: { ...EVENTS, detail: { action: ["fhir.read", "fhir.search"] } },
        consumer: scorer,
        timeoutSeconds: contract.timeoutSeconds,
        concurrency: CONCURRENCY,
        lagMinutes: LAG_MINUTES,
        kmsKeyArn,
        alarmTopicArn,
      },
      child,
    );
    const dead = new DeadLetterQueue(
      `${name}-dead`,
      {
        site,
        tags,
        role: UNUSUAL_ROLE,
        kmsKeyArn,
        ruleNames: [nameFor(site, "rule", UNUSUAL_ROLE)],
        alarmTopicArn,
      },
      child,
    );
    new EventRoute(
      `${name}-unusual`,
      {
        site,
        tags,
        role: UNUSUAL_ROLE,
        description: "An access to records was unusual; somebody has to look at it.",
        pattern: { ...EVENTS, detail: { action: [UNUSUAL] } },
        topicArn: alarmTopicArn,
        deadLetterArn: dead.arn,
        says: { event: "$.detail.id", caller: "$.detail.subject", score: "$.detail.detail.score", at: "$.detail.at" },
      },
      child,
    );
    this.feedback = new RecordTable(
      `${name}-feedback`,
      {
        site,
        tags,
        internalTags: args.internalTags,
        role: TABLES.feedback,
        kmsKeyArn,
        keys: { partition: { name: "event" }, sort: { name: "decidedAt" } },
        replica: args.replica,
        alarmTopicArn,
      },
      child,
    );
    new LambdaFunction(
      `${name}-verdicts`,
      {
        site,
        tags,
        contract: feedbackContract,
        role: args.feedbackRole,
        environment: {
          ACCESS_TABLE: args.accessTable.tableName,
          FEEDBACK_TABLE: this.feedback.tableName,
          THRESHOLD_PERCENT: String(args.thresholdPercent),
        },
        kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: REVIEWERS,
        network: args.network,
        alarmTopicArn,
      },
      child,
    );
    this.registerOutputs({});
  }
}
