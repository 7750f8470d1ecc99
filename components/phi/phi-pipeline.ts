import * as pulumi from "@pulumi/pulumi";
import {
  DETECTORS,
  OPERATING_POINTS,
  PHI_METRICS,
  type DetectorName,
  type OperatingPoint,
} from "../../lambdas/phi/contract";
import { stepsAt } from "../compute/flow-step";
import { LambdaFunction } from "../compute/function";
import type { FunctionContract } from "../compute/function-contract";
import type { FunctionNetwork } from "../compute/function-network";
import { StateMachine } from "../compute/state-machine";
import { machineArn } from "../compute/state-machine-role";
import { ArgumentError, assertOneOf, assertWhole } from "../errors";
import { partitionOf } from "../names";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { batchFlow } from "./phi-batch-flow";
import { pipelineFlow } from "./phi-flow";
import { BATCH_ROLE, PIPELINE_ROLE } from "./phi-names";
import { PHI_FUNCTIONS, type PhiFunction, type PhiRoles } from "./phi-roles";
import type { PhiStore } from "./phi-store";
import type { PhiTables } from "./phi-tables";
import type { ReviewQueue } from "./review-queue";

/** How documents are searched and where they go. */
export interface PhiChoices {
  /** `recall` sends what was not searched for every category to people; `balanced` masks it. */
  readonly operatingPoint: OperatingPoint;
  /** All of them search every document. */
  readonly detectors: readonly DetectorName[];
  /** ARN of the version of the layer with the model that the detector `onnx` runs; no other function gets it. */
  readonly modelLayerArn?: string;
  /** Risk in percent below which a document goes out as it is, in [0, 50]. */
  readonly releaseBelowPercent: number;
  /** Risk in percent left after masking from which on people decide, in [1, 100]. */
  readonly quarantineFromPercent: number;
  /** Share in percent of what goes out that people look at, in [0, 100]. */
  readonly sampleSharePercent: number;
  /** Largest document in MB of 1,000,000 bytes, in [1, 10]. */
  readonly maxDocumentMb: number;
  /** Runs of each function at the same time, in [1, 100]. */
  readonly concurrency: number;
}

export interface PhiPipelineArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly roles: PhiRoles;
  readonly store: PhiStore;
  readonly tables: PhiTables;
  /** Name of the table of consents, which has the agreements on documents. */
  readonly consentTable: pulumi.Input<string>;
  readonly reviews: ReviewQueue;
  /** The workload's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  readonly choices: PhiChoices;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** An inline Map runs at most 40 at once (Step Functions Developer Guide, "Map state"). */
const MOST_STARTS = 40;

/** From a document's arrival to its result: seven functions, the state machine for one document, and the one for a batch. */
export class PhiPipeline extends pulumi.ComponentResource {
  readonly machineArn: pulumi.Output<string>;
  readonly batchArn: pulumi.Output<string>;

  constructor(name: string, args: PhiPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:phi:PhiPipeline", name, {}, opts);
    assertChoices(name, args.choices);
    const { site, tags, roles, kmsKeyArn, logRetentionDays, alarmTopicArn } = args;
    const child = { parent: this };
    const { namespace, dimension, processed, quarantined, failed, latency } = PHI_METRICS;
    watch(site, tags, {
      kind: "figures",
      role: "phi-documents",
      namespace,
      dimensions: ({ environment }) => ({ [dimension]: environment }),
      counts: [processed, quarantined, failed],
      rates: { processed, quarantined, failed, latency },
    });
    const environments = this.environments(args);
    const { modelLayerArn } = args.choices;
    const functions = Object.entries(PHI_FUNCTIONS).map(
      ([key, contract]) =>
        new LambdaFunction(
          `${name}-${contract.name}`,
          {
            site,
            tags,
            contract,
            role: roles.functions[key as PhiFunction],
            environment: environments[key as PhiFunction],
            kmsKeyArn,
            logRetentionDays,
            reservedConcurrency: args.choices.concurrency,
            layerArns: key === "detect" && modelLayerArn !== undefined ? [modelLayerArn] : undefined,
            network: usesTables(contract) ? args.network : { ...args.network, dynamodbPrefixListId: undefined },
            alarmTopicArn,
          },
          child,
        ),
    );
    const partition = partitionOf(site.region);
    const shared = { site, tags, kmsKeyArn, logRetentionDays, alarmTopicArn };
    const pipeline = new StateMachine(
      `${name}-pipeline`,
      {
        ...shared,
        role: PIPELINE_ROLE,
        runsAs: roles.pipeline,
        definition: (place) => {
          const step = stepsAt(place);
          const { validate, consent, detect, route, release, quarantine } = PHI_FUNCTIONS;
          return pipelineFlow({
            partition,
            validate: step(validate),
            consent: step(consent),
            detect: step(detect),
            route: step(route),
            release: step(release),
            quarantine: step(quarantine),
          });
        },
        after: functions,
      },
      child,
    );
    const batch = new StateMachine(
      `${name}-batch`,
      {
        ...shared,
        role: BATCH_ROLE,
        runsAs: roles.batch,
        definition: (place) =>
          batchFlow({
            manifest: stepsAt(place)(PHI_FUNCTIONS.manifest),
            pipelineArn: machineArn(place, PIPELINE_ROLE),
            partition,
            concurrency: Math.min(MOST_STARTS, args.choices.concurrency),
          }),
        after: [...functions, pipeline],
      },
      child,
    );
    this.machineArn = pipeline.namedArn;
    this.batchArn = batch.namedArn;
    this.registerOutputs({ machineArn: this.machineArn });
  }

  private environments({
    site,
    store,
    tables,
    consentTable,
    reviews,
    choices,
  }: PhiPipelineArgs): Record<PhiFunction, Record<string, pulumi.Input<string>>> {
    const { incoming, released, masked, quarantine } = store.buckets;
    const source = { INCOMING_BUCKET: incoming.bucketName };
    const limited = { ...source, MAX_DOCUMENT_BYTES: String(choices.maxDocumentMb * 1_000_000) };
    const review = {
      ENVIRONMENT: site.environment,
      REVIEW_TABLE: tables.reviews.tableName,
      REVIEW_QUEUE_URL: reviews.queueUrl,
    };
    return {
      validate: limited,
      consent: { CONSENT_TABLE: consentTable },
      detect: { ...limited, DETECTORS: choices.detectors.join(","), OPERATING_POINT: choices.operatingPoint },
      route: {
        OPERATING_POINT: choices.operatingPoint,
        RELEASE_BELOW_PERCENT: String(choices.releaseBelowPercent),
        QUARANTINE_FROM_PERCENT: String(choices.quarantineFromPercent),
        SAMPLE_SHARE_PERCENT: String(choices.sampleSharePercent),
      },
      release: { ...limited, ...review, RELEASED_BUCKET: released.bucketName, MASKED_BUCKET: masked.bucketName },
      quarantine: { ...source, ...review, QUARANTINE_BUCKET: quarantine.bucketName },
      manifest: source,
    };
  }
}

const usesTables = ({ actions }: FunctionContract): boolean => actions.some((action) => action.startsWith("dynamodb:"));

function assertChoices(name: string, choices: PhiChoices): void {
  const whole = (
    argument: Exclude<keyof PhiChoices, "operatingPoint" | "detectors" | "modelLayerArn">,
    min: number,
    max: number,
  ): void => assertWhole("PhiPipeline", name, `choices.${argument}`, choices[argument], min, max);
  assertOneOf("PhiPipeline", name, "choices.operatingPoint", choices.operatingPoint, OPERATING_POINTS);
  if (choices.detectors.length === 0) {
    throw new ArgumentError("PhiPipeline", name, "choices.detectors", "one detector at least", choices.detectors);
  }
  for (const detector of choices.detectors) {
    assertOneOf("PhiPipeline", name, "choices.detectors", detector, DETECTORS);
  }
  if (choices.detectors.includes("onnx") !== (choices.modelLayerArn !== undefined)) {
    throw new ArgumentError("PhiPipeline", name, "choices.modelLayerArn", "set with the detector onnx, and only with it", choices.modelLayerArn); // prettier-ignore
  }
  whole("releaseBelowPercent", 0, 50);
  whole("quarantineFromPercent", 1, 100);
  whole("sampleSharePercent", 0, 100);
  whole("maxDocumentMb", 1, 10);
  whole("concurrency", 1, 100);
}
