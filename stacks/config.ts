import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import healthLake from "../components/clinical/healthlake-regions.json";
import { isPrivate, parseCidr } from "../components/network/cidr";
import { LOG_RETENTION_DAYS } from "../components/observability/retention";
import { SIX_YEARS_DAYS } from "../components/storage/lifecycle";
import { DEFAULT_TAG_KEYS } from "../components/tags";

export const WORKLOADS = ["foundation", "healthlake"] as const;
export type Workload = (typeof WORKLOADS)[number];

const wholeIn = (min: number, max: number): z.ZodNumber => {
  const wanted = `must be a whole number in [${min}, ${max}]`;
  return z.number({ error: wanted }).int({ error: wanted }).min(min, { error: wanted }).max(max, { error: wanted });
};
const matching = (pattern: RegExp, wanted: string): z.ZodString =>
  z.string({ error: `must be ${wanted}` }).regex(pattern, { error: `must be ${wanted}` });
const oneOf = <const T extends readonly [string, ...string[]]>(values: T): z.ZodType<T[number]> =>
  z.enum(values, { error: `must be one of ${values.join(", ")}` });
const logDays = (least: number): z.ZodType<number> => {
  const values = LOG_RETENTION_DAYS.filter((days) => days >= least);
  return z
    .number({ error: `must be one of ${values.join(", ")}` })
    .refine((days) => values.includes(days), { error: `must be one of ${values.join(", ")}` });
};

const REGION = matching(/^[a-z]{2}(-gov)?-[a-z]+-\d$/, "an AWS region such as us-east-1");
const bucket = matching(
  /^(?!xn--|sthree-)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "a bucket name of 3 to 63 small letters, digits, dots and hyphens",
).optional();
const tagKey = matching(
  /^(?!aws:)[\w\s.:/=+\-@]{1,128}$/,
  "a tag key of 1 to 128 characters that does not begin with aws:",
);
const tagKeyShape = Object.fromEntries(
  Object.entries(DEFAULT_TAG_KEYS).map(([thing, key]) => [thing, tagKey.default(key)]),
) as Record<keyof typeof DEFAULT_TAG_KEYS, z.ZodDefault<typeof tagKey>>;

/** Only for a value that is no map: zod asks for the message of an unknown key too, and that one tells more. */
const MAP = {
  error: (issue: { readonly code: string }) =>
    issue.code === "invalid_type" ? "must be a map of settings" : undefined,
};
const network = z.strictObject(
  {
    /** Block of the VPC, private, prefix in [16, 22]. */
    cidrBlock: z
      .string({ error: "must be a private IPv4 block such as 10.20.0.0/16" })
      .refine(
        (text) => {
          const block = parseCidr(text);
          return block !== undefined && isPrivate(block) && block.prefix >= 16 && block.prefix <= 22;
        },
        { error: "must be a private IPv4 block with a prefix in [16, 22], such as 10.20.0.0/16" },
      )
      .default("10.20.0.0/16"),
    /** Availability zones. */
    zones: wholeIn(2, 3).default(2),
    /** `single` is cheaper; `one-per-zone` survives the loss of a zone, and production must have it. */
    natGateways: oneOf(["single", "one-per-zone"]).default("one-per-zone"),
  },
  MAP,
);

const retention = z.strictObject(
  {
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
  },
  MAP,
);

const healthlake = z.strictObject(
  {
    /** Shown name of the data store. */
    datastoreName: matching(/^[\w.:/=+\-%@]{1,200}$/, "1 to 200 letters, digits or _.:/=+-%@").optional(),
    /** `synthea` fills the store with made-up patients; production must have `none`. */
    preload: oneOf(["none", "synthea"]).default("none"),
    inputBucket: bucket,
    outputBucket: bucket,
    accessLogBucket: bucket,
  },
  MAP,
);

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
  production: z.boolean({ error: "must be true or false" }).default(true),
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
  deletionProtection: z.boolean({ error: "must be true or false" }).default(true),
  /** ARN of a policy that bounds every role of the stack. */
  permissionsBoundaryArn: matching(
    /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/,
    "the ARN of an IAM policy",
  ).optional(),
  tagKeys: z.strictObject(tagKeyShape, MAP).prefault({}),
  network: network.prefault({}),
  retention: retention.prefault({}),
  healthlake: healthlake.prefault({}),
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
  const nested = { network, retention, healthlake, tagKeys: z.strictObject(tagKeyShape) };
  const inner = nested[String(path[0]) as keyof typeof nested] as z.ZodObject | undefined;
  return Object.keys(path.length === 0 || inner === undefined ? shape : inner.shape).sort();
}

function got(value: unknown): string {
  return value === undefined ? "it is not set" : `got ${JSON.stringify(value)}`;
}

/** What no single key can tell. */
function contradictions(settings: Settings): string[] {
  const { workloads, region, replicaRegion, production } = settings;
  const faults: string[] = [];
  const demand = (holds: boolean, key: string, fault: string): void => {
    if (!holds) faults.push(`${NAMESPACE}${key} ${fault}`);
  };
  demand(
    workloads.length === 1 ? workloads[0] === "foundation" : workloads.includes("foundation"),
    "workloads",
    `must include foundation, whose key, network and alarms the others use; got ${JSON.stringify(workloads)}`,
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
    settings.retention.recordColdAfterDays < settings.retention.recordDays,
    "retention.recordColdAfterDays",
    "must be less than phiguard:retention.recordDays",
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
