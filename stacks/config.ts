import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import healthLake from "../components/clinical/healthlake-regions.json";
import healthImaging from "../components/clinical/image-regions.json";
import { SIX_YEARS_DAYS } from "../components/storage/lifecycle";
import { DEFAULT_TAG_KEYS } from "../components/tags";
import { audit, auditFaults } from "./settings/audit";
import { baseline } from "./settings/baseline";
import { delivery } from "./settings/delivery";
import { dataPlatform, dataPlatformFaults } from "./settings/data-platform";
import { fhirApi, fhirApiFaults } from "./settings/fhir-api";
import { evidence } from "./settings/evidence";
import { healthlake } from "./settings/healthlake";
import { imaging } from "./settings/imaging";
import { network, networkFaults } from "./settings/network";
import { observability, observabilityFaults } from "./settings/observability";
import { phiPipeline, phiPipelineFaults } from "./settings/phi-pipeline";
import { recovery, recoveryFaults } from "./settings/recovery";
import { security } from "./settings/security";
import { streaming, streamingFaults } from "./settings/streaming";
import { flag, logDays, matching, oneOf, REGION, section, wholeIn } from "./settings/values";

export const WORKLOADS = [
  "foundation",
  "baseline",
  "security",
  "healthlake",
  "streaming",
  "imaging",
  "phi-pipeline",
  "fhir-api",
  "observability",
  "delivery",
  "data-platform",
  "recovery",
  "evidence",
] as const;
export type Workload = (typeof WORKLOADS)[number];

const tagKey = matching(
  /^(?!aws:)[\w\s.:/=+\-@]{1,128}$/,
  "a tag key of 1 to 128 characters that does not begin with aws:",
);
const tagKeyShape = Object.fromEntries(
  Object.entries(DEFAULT_TAG_KEYS).map(([thing, key]) => [thing, tagKey.default(key)]),
) as Record<keyof typeof DEFAULT_TAG_KEYS, z.ZodDefault<typeof tagKey>>;

const retention = section({
  /** Days that audit files are kept and locked in compliance mode; seven years with leap days by default. */
  auditDays: wholeIn(SIX_YEARS_DAYS, 36_500).default(2557),
  /** Days that the searchable copy of the audit trail stays in CloudWatch Logs. */
  auditLogDays: logDays(SIX_YEARS_DAYS).default(2557),
  /** Days that flow logs and job logs stay in CloudWatch Logs. */
  logDays: logDays(365).default(731),
  /** Days that PHI and access logs stay in their buckets. */
  recordDays: wholeIn(SIX_YEARS_DAYS, 36_500).default(2557),
  /** Days until PHI and access logs move to infrequent access. */
  recordColdAfterDays: wholeIn(30, 2191).default(90),
  /** Days that a new version of PHI is locked against deletion, in compliance mode. */
  recordLockDays: wholeIn(1, 3650).default(35),
});

/** Workloads that another stack's foundation can carry. */
export const SHARING = [
  "security",
  "healthlake",
  "streaming",
  "imaging",
  "delivery",
] as const satisfies readonly Workload[];

/** Every key of `phiguard:`, with its range and default. */
const shape = {
  /** What the stack builds. */
  workloads: z
    .array(oneOf(WORKLOADS), { error: `must be a list of ${WORKLOADS.join(", ")}` })
    .min(1, { error: "must name one workload at least" })
    .default([...WORKLOADS]),
  /** Part of every name, and the environment tag; the stack's name by default. */
  environment: matching(/^[a-z][a-z0-9]{1,7}$/, "2 to 8 small letters and digits that begin with a letter"),
  /** True demands what real patients' data need: protection, a NAT gateway a zone, a replica, no synthetic data. */
  production: flag().default(true),
  /** Team that answers for the stack. It becomes a tag, so it must not be a person's address. */
  owner: matching(
    /^[A-Za-z][\w .-]{1,62}$/,
    "a team's name of 2 to 63 letters, digits, spaces, dots, hyphens, without @",
  ),
  /** Address that alarms go to; its owner has to confirm it. */
  alarmEmail: z.email({ error: "must be an e-mail address" }),
  /** Accounts that the stack may be deployed to. */
  allowedAccountIds: z
    .array(matching(/^\d{12}$/, "a quoted account number of 12 digits"), { error: "must be a list of account numbers" })
    .default([]),
  /** Second region for replicas of PHI and audit files. */
  replicaRegion: REGION.optional(),
  /** True refuses to delete keys, buckets and data stores. */
  deletionProtection: flag().default(true),
  /** ARN of a policy that bounds every role of the stack. */
  permissionsBoundaryArn: matching(
    /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/,
    "the ARN of an IAM policy",
  ).optional(),
  tagKeys: section(tagKeyShape).prefault({}),
  /** Stack whose foundation this one builds on, in place of one of its own; both have the same environment, region and network. */
  foundationStack: matching(/^[\w.-]+\/[\w.-]+\/[\w.-]+$/, "organisation/project/stack").optional(),
  foundation: section({
    /** Workloads of other stacks that this foundation carries: its key, topic and network admit them. */
    serves: z.array(oneOf(SHARING), { error: `must be a list of ${SHARING.join(", ")}` }).default([]),
  }).prefault({}),
  network: network.prefault({}),
  retention: retention.prefault({}),
  audit: audit.prefault({}),
  baseline: baseline.prefault({}),
  security: security.prefault({}),
  healthlake: healthlake.prefault({}),
  imaging: imaging.prefault({}),
  delivery: delivery.prefault({}),
  streaming: streaming.prefault({}),
  phiPipeline: phiPipeline.prefault({}),
  fhirApi: fhirApi.prefault({}),
  observability: observability.prefault({}),
  dataPlatform: dataPlatform.prefault({}),
  recovery: recovery.prefault({}),
  evidence: evidence.prefault({}),
};

const schema = z.strictObject(shape);

export type Settings = z.infer<typeof schema> & { readonly region: string };

/** All faults of a stack's configuration; the engine prints the message without a stack trace. */
export class ConfigError extends pulumi.RunError {
  constructor(
    stack: string,
    readonly faults: readonly string[],
  ) {
    super(
      `The configuration of stack ${stack} has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n` +
        faults.map((fault) => `  ${fault}`).join("\n"),
    );
  }
}

const NAMESPACE = "phiguard:";

/**
 * Settings from the stack's configuration: full keys (`phiguard:owner`, `aws:region`) to texts, as the engine gives them.
 * Throws ConfigError with every fault: the full key, what is allowed, what came.
 */
export function parseConfig(stack: string, all: Readonly<Record<string, string>>): Settings {
  const given: Record<string, unknown> = { environment: stack };
  for (const [key, text] of Object.entries(all)) {
    if (key.startsWith(NAMESPACE)) given[key.slice(NAMESPACE.length)] = valueOf(key.slice(NAMESPACE.length), text);
  }
  const faults: string[] = [];
  const region = REGION.safeParse(all["aws:region"]);
  if (!region.success) faults.push(`aws:region ${region.error.issues[0]?.message ?? ""}; ${got(all["aws:region"])}`);
  const parsed = schema.safeParse(given);
  if (!parsed.success) faults.push(...parsed.error.issues.flatMap((issue) => describe(issue, given)));
  if (parsed.success && region.success) {
    const settings = { ...parsed.data, region: region.data };
    faults.push(...contradictions(settings));
    if (faults.length === 0) return settings;
  }
  throw new ConfigError(stack, faults);
}

/** Config values are texts; lists, maps, numbers and booleans come as JSON. A text that its key takes as it is stays one. */
function valueOf(key: string, text: string): unknown {
  const field = (shape as Record<string, z.ZodType | undefined>)[key];
  if (field === undefined || field.safeParse(text).success) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function describe(issue: z.core.$ZodIssue, given: unknown): string[] {
  const at = (path: readonly PropertyKey[]): string => NAMESPACE + path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.path);
    return issue.keys.map(
      (key) => `${at([...issue.path, key])} is not a key of this project; known are ${known.join(", ")}`,
    );
  }
  const value = issue.path.reduce<unknown>(
    (at_, key) => (at_ as Record<PropertyKey, unknown> | undefined)?.[key],
    given,
  );
  return [`${at(issue.path)} ${issue.message}; ${got(value)}`];
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  const inner = path.reduce<z.ZodType | undefined>(
    (at, key) => (at instanceof z.ZodObject ? unwrapped((at.shape as Record<PropertyKey, z.ZodType>)[key]) : undefined),
    schema,
  );
  return inner instanceof z.ZodObject ? Object.keys(inner.shape as object).sort() : [];
}

/** A field without its default. */
function unwrapped(field: z.ZodType | undefined): z.ZodType | undefined {
  return field instanceof z.ZodPrefault || field instanceof z.ZodDefault || field instanceof z.ZodOptional
    ? unwrapped(field.unwrap() as z.ZodType)
    : field;
}

function got(value: unknown): string {
  return value === undefined ? "it is not set" : `got ${JSON.stringify(value)}`;
}

/** What can stand in an account without a network, such as a log archive: the baseline, and what is done with its findings. */
const WITHOUT_FOUNDATION: readonly Workload[] = ["baseline", "security"];

/** What no single key can tell. */
function contradictions(settings: Settings): string[] {
  const { workloads, region, replicaRegion, production, foundationStack } = settings;
  const faults: string[] = [];
  const demand = (holds: boolean, key: string, fault: string): void => {
    if (!holds) faults.push(`${NAMESPACE}${key} ${fault}`);
  };
  demand(
    foundationStack !== undefined ||
      workloads.includes("foundation") ||
      (workloads.includes("baseline") && workloads.every((workload) => WITHOUT_FOUNDATION.includes(workload))),
    "workloads",
    `must include foundation, whose key, network and alarms the others use; only baseline, and security with it, stand alone; got ${JSON.stringify(workloads)}`,
  );
  const own = workloads.filter((workload) => !(SHARING as readonly Workload[]).includes(workload));
  demand(
    foundationStack === undefined || own.length === 0,
    "workloads",
    `must be of ${SHARING.join(", ")} on the foundation of ${foundationStack}; got ${own.join(", ")}`,
  );
  demand(
    settings.foundation.serves.length === 0 || workloads.includes("foundation"),
    "foundation.serves",
    "must be empty in a stack without a foundation",
  );
  demand(
    new Set(workloads).size === workloads.length,
    "workloads",
    `must name each workload once; got ${JSON.stringify(workloads)}`,
  );
  const keys = Object.values(settings.tagKeys);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  demand(twice === undefined, "tagKeys", `must be different keys; ${twice} is there twice`);
  demand(replicaRegion !== region, "replicaRegion", `must differ from aws:region; both are ${region}`);
  demand(
    !workloads.includes("healthlake") || healthLake.regions.includes(region),
    "workloads",
    `must not include healthlake in ${region}: AWS offers it in ${healthLake.regions.join(", ")} (as of ${healthLake.asOf})`,
  );
  demand(
    !workloads.includes("imaging") || healthImaging.regions.includes(region),
    "workloads",
    `must not include imaging in ${region}: AWS offers HealthImaging in ${healthImaging.regions.join(", ")} (as of ${healthImaging.asOf})`,
  );
  const tenants = settings.imaging.tenants.map(({ id }) => id);
  const again = tenants.find((id, index) => tenants.indexOf(id) !== index);
  demand(again === undefined, "imaging.tenants", `must have different ids; ${again} is there twice`);
  const foreign = settings.imaging.tenants.find((of) => of.accountId !== undefined && of.externalId === undefined);
  demand(
    foreign === undefined,
    "imaging.tenants",
    `must have an externalId where they have an accountId; ${foreign?.id} has none`,
  );
  demand(
    settings.retention.recordColdAfterDays < settings.retention.recordDays,
    "retention.recordColdAfterDays",
    "must be less than phiguard:retention.recordDays",
  );
  for (const [key, fault] of networkFaults(settings.network)) demand(false, key, fault);
  for (const [key, fault] of auditFaults(settings.audit, region)) demand(false, key, fault);
  demand(
    !workloads.includes("fhir-api") || workloads.includes("healthlake"),
    "workloads",
    `must include healthlake, whose records fhir-api serves; got ${JSON.stringify(workloads)}`,
  );
  for (const [key, fault] of fhirApiFaults(settings.fhirApi)) demand(false, key, fault);
  for (const [key, fault] of recoveryFaults(settings.recovery, settings)) demand(false, key, fault);
  for (const [key, fault] of streamingFaults(settings.streaming, production)) demand(false, key, fault);
  if (workloads.includes("phi-pipeline")) {
    for (const [key, fault] of phiPipelineFaults(settings.phiPipeline, region, settings)) demand(false, key, fault);
  }
  if (workloads.includes("observability")) {
    for (const [key, fault] of observabilityFaults(settings.observability, production)) demand(false, key, fault);
  }
  demand(
    settings.delivery.signedRelease === undefined || workloads.includes("delivery"),
    "delivery.signedRelease",
    "must not be set without the workload delivery, which makes the bucket and the signing configuration",
  );
  demand(
    !settings.observability.experiments.databaseFailover || settings.streaming.database.multiAz,
    "observability.experiments.databaseFailover",
    "must be false where streaming.database.multiAz is: there is no standby to fail over to",
  );
  if (workloads.includes("data-platform")) {
    for (const [key, fault] of dataPlatformFaults(settings.dataPlatform, settings.retention)) demand(false, key, fault);
  }
  const { targets, deployerArns } = settings.security.guardrails;
  demand(
    targets.length === 0 || deployerArns.length > 0,
    "security.guardrails.deployerArns",
    "must name the roles that deploy, where security.guardrails.targets names anything: nobody could change these accounts again",
  );
  if (production) {
    demand(
      settings.healthlake.preload === "none",
      "healthlake.preload",
      "must be none in production: made-up and real patients must not mix",
    );
    demand(settings.deletionProtection, "deletionProtection", "must be true in production");
    demand(
      settings.network.natGateways === "one-per-zone",
      "network.natGateways",
      "must be one-per-zone in production",
    );
    demand(
      replicaRegion !== undefined,
      "replicaRegion",
      "must be set in production: PHI and audit files need a replica",
    );
  }
  return faults;
}

/** Settings of the stack that is running. */
export function loadSettings(): Settings {
  return parseConfig(pulumi.getStack(), pulumi.runtime.allConfig());
}
