import { TABLES_IN, zoneOf } from "./lake-access";
import { PREFIX, type Database, type LakeBucket, type Stage } from "./lake-names";

/** A PySpark job: its script in components/lake/jobs, the stage whose role and encryption it has, and what comes before it. */
export interface JobPlan {
  readonly role: string;
  readonly script: string;
  readonly description: string;
  readonly stage: Stage;
  /** Jobs that have to have ended well before. */
  readonly after: readonly string[];
  /** Argument names to buckets or to settings. */
  readonly buckets: Readonly<Record<string, LakeBucket>>;
  readonly settings: Readonly<Record<string, "arrivalDays" | "windowDays" | "riskThreshold">>;
}

/** Days of claims that the risk score looks at. */
export const WINDOW_DAYS = 730;

/** In the order of their dependencies; lambdas and people hear of the last one's results. */
export const JOBS: readonly JobPlan[] = [
  {
    role: "lake-standardise",
    script: "standardise.py",
    description: "Takes accepted claims, the EHR's records and care notes to the curated zone, with types.",
    stage: "curate",
    after: [],
    buckets: { raw: "raw", curated: "curated" },
    settings: { arrival_days: "arrivalDays" },
  },
  {
    role: "lake-patient-id",
    script: "patient_id.py",
    description: "Gives each patient one number across partners and the EHR, by rules and by probability.",
    stage: "refine",
    after: ["lake-standardise"],
    buckets: { curated: "curated", code: "code" },
    settings: {},
  },
  {
    role: "lake-code-map",
    script: "code_map.py",
    description: "Groups diagnosis and procedure codes.",
    stage: "refine",
    after: ["lake-standardise"],
    buckets: { curated: "curated", code: "code" },
    settings: { arrival_days: "arrivalDays" },
  },
  {
    role: "lake-risk-score",
    script: "risk_score.py",
    description: "Scores patients' risk and writes the tables of the analytics zone.",
    stage: "score",
    after: ["lake-patient-id", "lake-code-map"],
    buckets: { curated: "curated", analytics: "analytics" },
    settings: { window_days: "windowDays", risk_threshold: "riskThreshold" },
  },
];

/** Modules that the scripts import. */
const MODULES = [
  "clusters.py",
  "ehr.py",
  "lake.py",
  "match_model.py",
  "match_pairs.py",
  "patient_match.py",
  "patient_numbers.py",
  "person_names.py",
  "stays.py",
] as const;

/** Files that the jobs load beside their own script. */
export const SHARED_FILES = [...MODULES, "icd10_groups.csv", "nicknames.csv"] as const;
export const CODE_PREFIX = "jobs/";

/** The last job, after which the catalog is brought up to date. */
export const LAST_JOB = "lake-risk-score";

/** `s3://bucket/prefix` of a stage's temporary files, in the zone that it writes. */
export const scratchOf = (stage: Stage, bucketNames: Readonly<Record<LakeBucket, string>>): string =>
  `s3://${bucketNames[zoneOf(stage)]}/${PREFIX.scratch}`;

/** What a crawler looks through: one folder a table, partitions below. */
export function crawledPaths(database: Database, bucketNames: Readonly<Record<LakeBucket, string>>): string[] {
  const { zone, prefixes } = TABLES_IN[database];
  return prefixes.map((prefix) => `s3://${bucketNames[zone]}/${prefix}`);
}

/** Arguments of a job's runs, as Glue has them. */
export function jobArguments(
  job: JobPlan,
  bucketNames: Readonly<Record<LakeBucket, string>>,
  values: Readonly<Record<"arrivalDays" | "windowDays" | "riskThreshold", number>>,
): Record<string, string> {
  const own = [
    ...Object.entries(job.buckets).map(([name, bucket]) => [name, `s3://${bucketNames[bucket]}`]),
    ...Object.entries(job.settings).map(([name, setting]) => [name, String(values[setting])]),
  ].map(([name, value]) => [`--${name}`, value] as const);
  return {
    "--job-language": "python",
    "--job-bookmark-option": "job-bookmark-disable",
    "--enable-continuous-cloudwatch-log": "true",
    "--enable-metrics": "true",
    "--extra-py-files": MODULES.map((file) => `s3://${bucketNames.code}/${CODE_PREFIX}${file}`).join(","),
    "--TempDir": scratchOf(job.stage, bucketNames),
    ...Object.fromEntries(own),
  };
}
