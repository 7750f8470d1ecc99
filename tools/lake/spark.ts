import { spawnSync } from "node:child_process";
import * as path from "node:path";

/** Bytes that an answer may have. */
const MOST_OUTPUT = 64 << 20;

export interface Query {
  readonly name: string;
  /** Folder of the tables below the lake: `curated`, `analytics/outreach` ... */
  readonly zone: string;
  readonly sql: string;
}

/** A run of all jobs: its day, and the days whose arrivals it takes in. */
export interface Run {
  readonly asOf: string;
  readonly days: readonly string[];
}

export type Row = Readonly<Record<string, unknown>>;

export interface LakeAnswers {
  readonly answers: Readonly<Record<string, readonly Row[]>>;
  /** What the event bus was told. */
  readonly told: readonly { readonly Detail: string }[];
}

/** How a matching came out: pairs of members of one person that were found, that there are, and that are both. */
export interface MatchFigures {
  readonly members: number;
  readonly people: number;
  readonly found: number;
  readonly true: number;
  readonly right: number;
  readonly reviews: number;
  readonly reviewsOfOnePerson: number;
  /** Of the matching alone, without Spark's start. */
  readonly seconds: number;
  /** Of all processes of it; null where the system does not tell. */
  readonly processorSeconds: number | null;
  /** Field, level of agreement, m, u, logarithm of their ratio. */
  readonly model: readonly (readonly [string, number, number, number, number])[];
}

/** Runs the jobs over the raw zone in a folder and asks the queries. @throws when Spark ends with an error. */
export function runJobs(python: string, lake: string, runs: readonly Run[], queries: readonly Query[]): LakeAnswers {
  return ask(python, "run_jobs.py", { lake, runs, queries }) as LakeAnswers;
}

/** Matches the members of a file and counts. @throws when Spark ends with an error. */
export function matchMembers(python: string, members: string, scratch: string): MatchFigures {
  return ask(python, "match_members.py", { members, scratch }) as MatchFigures;
}

function ask(python: string, script: string, asked: object): unknown {
  const { status, stdout, stderr, error } = spawnSync(python, [path.join(__dirname, script)], {
    input: JSON.stringify(asked),
    encoding: "utf8",
    maxBuffer: MOST_OUTPUT,
  });
  if (status !== 0) throw new Error(`Spark did not answer: ${error?.message ?? stderr.trim().slice(-2000)}`);
  return JSON.parse(stdout);
}
