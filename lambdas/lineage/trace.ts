import { jobOfObject, type JobName, type LineageInput, type LineageRecord } from "./record";

export interface LineageReader {
  /** All records of jobs whose `<kind>/<job>/` begins so; of all jobs where it is empty. */
  below(prefix: string): Promise<readonly LineageRecord[]>;
}

/** A job with all that was written down of it. */
export interface TracedJob extends JobName {
  /** In the order of their times. */
  readonly steps: readonly LineageRecord[];
  /** Each once, in the order of their names. */
  readonly inputs: readonly LineageInput[];
}

/** Jobs are those nearest to what was asked for first. */
export interface Trace {
  readonly jobs: readonly TracedJob[];
  /** What no job made, each version once: people put it there, or partners. */
  readonly roots: readonly LineageInput[];
  /** Jobs that an input leads to and of which nothing is written down. */
  readonly missing: readonly JobName[];
}

const nameOf = ({ kind, jobId }: JobName): string => `${kind}/${jobId}`;
const keyIn = (uri: string): string => uri.replace(/^s3:\/\/[^/]+\//, "");
const storeIn = (uri: string): string | undefined => /^healthlake:(.+)$/.exec(uri)?.[1];

/** From a job back to everything that it was made of. */
export async function traceBack(reader: LineageReader, start: JobName): Promise<Trace> {
  const jobs = new Map<string, TracedJob>();
  const missing = new Map<string, JobName>();
  const roots: LineageInput[] = [];
  let imports: readonly TracedJob[] | undefined;
  const seen = new Set([nameOf(start)]);
  for (const queue = [start]; queue.length > 0;) {
    const name = queue.shift() as JobName;
    const job = jobsOf(await reader.below(`${nameOf(name)}/`))[0];
    if (job === undefined) {
      missing.set(nameOf(name), name);
      continue;
    }
    jobs.set(nameOf(name), job);
    for (const input of job.inputs) {
      const isStore = storeIn(input.uri) !== undefined;
      if (isStore) imports ??= jobsOf(await reader.below("import/"));
      const parents = parentsOf(job, input, imports ?? []);
      if (!isStore && parents.length === 0) roots.push(input);
      for (const parent of parents) {
        if (seen.has(nameOf(parent))) continue;
        seen.add(nameOf(parent));
        queue.push({ kind: parent.kind, jobId: parent.jobId });
      }
    }
  }
  return { jobs: [...jobs.values()], roots: uniqueInputs(roots), missing: [...missing.values()] };
}

/** From an object or a job to every job that it went into. Reads all records there are. */
export async function traceOnward(reader: LineageReader, start: JobName | string): Promise<Trace> {
  const all = jobsOf(await reader.below(""));
  const imports = all.filter(({ kind }) => kind === "import");
  const madeOf = new Map<string, Set<TracedJob>>();
  for (const job of all) {
    for (const parent of job.inputs.flatMap((input) => parentsOf(job, input, imports))) {
      const children = madeOf.get(nameOf(parent)) ?? new Set();
      madeOf.set(nameOf(parent), children.add(job));
    }
  }
  const begun =
    typeof start === "string"
      ? all.filter(({ inputs }) =>
          inputs.some(({ uri }) => uri === start || (uri.endsWith("/") && start.startsWith(uri))),
        )
      : [...(madeOf.get(nameOf(start)) ?? [])];
  const found = new Set(begun);
  // What is added on the way is visited, too.
  for (const job of found) for (const next of madeOf.get(nameOf(job)) ?? []) found.add(next);
  return { jobs: [...found], roots: [], missing: [] };
}

/** Jobs that made an input; none where somebody put it there. */
function parentsOf(job: TracedJob, { uri }: LineageInput, imports: readonly TracedJob[]): readonly JobName[] {
  const store = storeIn(uri);
  if (store !== undefined) return importsBefore(job, store, imports);
  const made = jobOfObject(keyIn(uri));
  return made === undefined ? [] : [made];
}

/** What a data store held when a job read it came by the imports that had begun by then. */
function importsBefore({ steps }: TracedJob, store: string, imports: readonly TracedJob[]): readonly TracedJob[] {
  const readAt = steps.at(-1)?.at ?? "";
  return imports.filter(({ steps: of }) => of.some(({ datastoreId, at }) => datastoreId === store && at <= readAt));
}

function jobsOf(records: readonly LineageRecord[]): TracedJob[] {
  const byName = new Map<string, LineageRecord[]>();
  for (const record of records) {
    const of = byName.get(nameOf(record));
    if (of === undefined) byName.set(nameOf(record), [record]);
    else of.push(record);
  }
  return [...byName.values()].map((of) => {
    const steps = of.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const { kind, jobId } = steps[0] as LineageRecord;
    return { kind, jobId, steps, inputs: uniqueInputs(steps.flatMap(({ inputs }) => inputs)) };
  });
}

/** Where one record names an object and another its version, the version tells more. */
function uniqueInputs(inputs: readonly LineageInput[]): LineageInput[] {
  const versioned = new Set(inputs.flatMap(({ uri, version }) => (version === undefined ? [] : [uri])));
  const once = new Map(
    inputs
      .filter(({ uri, version }) => version !== undefined || !versioned.has(uri))
      .map((input) => [`${input.uri} ${input.version ?? ""}`, input]),
  );
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, input]) => input);
}
