import { expect } from "chai";
import { runCommand } from "../../cli/testing/run-command";
import { ADMIT, RESULTS } from "../../lambdas/fhir/convert/hl7/testing/messages";
import { jobOfObject, LINEAGE_PREFIX, type LineageInput, type LineageRecord } from "../../lambdas/lineage/record";
import type { Trace } from "../../lambdas/lineage/trace";
import { condition, patient, SNOMED } from "../../lambdas/population/testing/resources";
import { withAws, withEnvironment } from "../../lambdas/testing/aws-server";
import { deployedHandler, hearRule, plannedWorkload, tellsOfObjects } from "./deployed";
import { withEmulator, type Emulator } from "./emulator";
import { HealthLake, type Job } from "./health-lake";
import { contentsOf, makeBucket, putObject, REGION, taken, type Call } from "./objects";
import { messagesOf } from "./queues";
import { saying } from "./said";

const STORE = "5".repeat(32);
const INPUT = "phiguard-dev-fhir-input-123456789012-us-east-1";
const OUTPUT = "phiguard-dev-fhir-output-123456789012-us-east-1";
const BEGIN = Date.parse("2026-11-20T10:00:00Z") / 1000;
const lines = (...resources: readonly object[]): Buffer =>
  Buffer.from(resources.map((one) => `${JSON.stringify(one)}\n`).join(""));

const [ALONE, PART, MESSAGE, MANIFEST] = [
  "fhir/files/a.ndjson",
  "fhir/batches/night-1/p.ndjson",
  "intake/hl7/m.hl7",
  "fhir/manifests/night-1.json",
];
const FILE = lines(patient("p-1", "1970-01-01"), condition("p-1", [SNOMED, "44054006"]));
/** What people put there, in this order. */
const UPLOADS: readonly (readonly [key: string, content: Buffer])[] = [
  [ALONE, FILE],
  [PART, FILE],
  [MANIFEST, Buffer.from(JSON.stringify({ batch: "night-1", files: [{ name: "p.ndjson", sizeBytes: FILE.length }] }))],
  [MESSAGE, Buffer.from([ADMIT, RESULTS].join("\r"))],
];
/** Published versions of the functions that run. */
const VERSIONS = {
  "fhir-convert": "4",
  "fhir-import": "12",
  "fhir-jobs": "3",
  "fhir-export": "7",
  "fhir-analytics": "9",
} as const;
type FunctionName = keyof typeof VERSIONS;

interface World {
  readonly store: Store;
  readonly versions: ReadonlyMap<string, string>;
  /** What `phiguard fhir lineage` tells of a figure, and of a message onward. */
  readonly back: Trace;
  readonly onward: Trace;
}

/** An object as S3 tells of it. */
interface Head {
  readonly ContentLength: number;
  readonly Metadata: Readonly<Record<string, string>>;
}

/** Both buckets, after all has run. */
class Store {
  private readonly heads = new Map<string, Head>();

  constructor(
    readonly input: ReadonlyMap<string, Buffer>,
    readonly output: ReadonlyMap<string, Buffer>,
  ) {}

  records({ kind, jobId }: { kind: string; jobId: string }): LineageRecord[] {
    return this.below(`${LINEAGE_PREFIX}${kind}/${jobId}/`);
  }

  /** All that was ever written down below a prefix. */
  below(prefix: string): LineageRecord[] {
    return [...this.output].flatMap(([key, text]) =>
      key.startsWith(prefix) ? [JSON.parse(text.toString("utf8")) as LineageRecord] : [],
    );
  }

  head(uri: string, version?: string): Head | undefined {
    return this.heads.get(`${uri} ${version}`);
  }

  /** Asks S3 for every object there is, and for every version that a record names. */
  async look(call: Call): Promise<this> {
    const uris = [
      ...[...this.input.keys()].map((key): LineageInput => ({ uri: `s3://${INPUT}/${key}` })),
      ...[...this.output.keys()].map((key): LineageInput => ({ uri: `s3://${OUTPUT}/${key}` })),
      ...this.below(LINEAGE_PREFIX)
        .flatMap(({ inputs }) => inputs)
        .filter(({ version }) => version !== undefined),
    ];
    for (const { uri, version } of uris) {
      const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
      const which = version === undefined ? {} : { VersionId: version };
      this.heads.set(`${uri} ${version}`, (await call("s3", "head_object", { Bucket, Key, ...which })) as never);
    }
    return this;
  }
}

async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  const planned = await plannedWorkload("healthlake");
  for (const bucket of [INPUT, OUTPUT]) await makeBucket(call, bucket);
  await tellsOfObjects(call, INPUT);
  const { QueueUrl } = await call("sqs", "create_queue", {
    QueueName: "imports.fifo",
    Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true" },
  });
  const { TopicArn } = await call("sns", "create_topic", { Name: "clinical-alerts" });
  const { KeyMetadata } = (await call("kms", "create_key", {
    KeyUsage: "GENERATE_VERIFY_MAC",
    KeySpec: "HMAC_256",
  })) as { KeyMetadata: { Arn: string } };
  const given = {
    "healthlake-fhir-datastore-id": STORE,
    "arn:aws:kms:us-east-1:123456789012:alias/phiguard-dev-fhir-ids": KeyMetadata.Arn,
    "arn:aws:test:us-east-1:123456789012:healthlake-flow-alerts-topic": TopicArn as string,
    "https://sqs.us-east-1.amazonaws.com/123456789012/healthlake-flow-uploads-queue": QueueUrl as string,
  };
  const heard = {
    uploads: await hearRule(call, planned, "fhir-uploads"),
    intake: await hearRule(call, planned, "fhir-intake"),
    steps: await hearRule(call, planned, "fhir-job-steps"),
    exported: await hearRule(call, planned, "fhir-exported"),
  };
  const versions = new Map<string, string>();
  for (const [key, content] of UPLOADS) versions.set(key, await putObject(emulator.endpoint, INPUT, key, content));
  const lake = new HealthLake(STORE, () => BEGIN);
  await withAws(lake.answer, () =>
    withEnvironment(
      {
        AWS_ENDPOINT_URL_HEALTHLAKE: process.env["AWS_ENDPOINT_URL"] as string,
        AWS_ENDPOINT_URL: emulator.endpoint,
      },
      () =>
        saying(async () => {
          const handlers = Object.fromEntries(
            await Promise.all(
              Object.entries(VERSIONS).map(async ([name, version]) => [
                name,
                await deployedHandler(planned, name, given, version),
              ]),
            ),
          ) as Record<FunctionName, (event: unknown) => Promise<unknown>>;
          const records = (messages: readonly unknown[]): object => ({
            Records: messages.map((message, at) => ({ messageId: `m${at}`, body: JSON.stringify(message) })),
          });
          await handlers["fhir-convert"](records(await heard.intake()));
          const converted = await messagesOf(call, { url: QueueUrl as string, arn: "" });
          const uploads = [...(await heard.uploads()), ...converted.map(({ body }) => JSON.parse(body) as unknown)];
          await handlers["fhir-import"](records(uploads));
          const works = (): Promise<void> => work(emulator, call, lake);
          await works();
          await handlers["fhir-export"]({ requestId: "night-1", reason: "demand" });
          await works();
          for (const event of await heard.steps()) await handlers["fhir-jobs"](event);
          for (const event of await heard.exported()) await handlers["fhir-analytics"](event);
        }),
    ),
  );
  // The upload is put there anew, with other content: what was imported is still what it was.
  await putObject(emulator.endpoint, INPUT, ALONE, Buffer.from("{}\n"));
  const [input, output] = [
    await contentsOf(emulator.endpoint, call, INPUT),
    await contentsOf(emulator.endpoint, call, OUTPUT),
  ];
  const lineage = async (asked: string, ...more: string[]): Promise<Trace> => {
    const from = ["--from", `s3://${OUTPUT}`, "--region", REGION, "--json"];
    const { out, code, error } = await withEnvironment({ AWS_ENDPOINT_URL: emulator.endpoint }, () =>
      runCommand("fhir", "lineage", asked, ...from, ...more),
    );
    expect([code, error]).to.deep.equal([0, ""]);
    return JSON.parse(out) as Trace;
  };
  const figure = [...output.keys()].find((key) => /^analytics\/.*\/quality\.ndjson$/.test(key)) ?? "";
  return {
    store: await new Store(input, output).look(call),
    versions,
    back: await lineage(`s3://${OUTPUT}/${figure}`),
    onward: await lineage(`s3://${INPUT}/${MESSAGE}`, "--onward"),
  };
}

/** HealthLake ends the jobs that were started: it writes what such a job writes where it does, and tells of their steps. */
async function work({ endpoint }: Emulator, call: Call, lake: HealthLake): Promise<void> {
  for (const [id, job] of lake.jobs) {
    if (job.status !== "SUBMITTED") continue;
    const folder = `${job.output.replace(`s3://${OUTPUT}/`, "")}${STORE}-FHIR_${job.kind.toUpperCase()}-${id}/`;
    const names = job.kind === "Import" ? ["SUCCESS/a.ndjson"] : ["Patient/Patient-0.ndjson", "Condition/C-0.ndjson"];
    for (const name of [...names, "manifest.json"]) await putObject(endpoint, OUTPUT, folder + name, FILE);
    await tellOf(call, id, job, "Submitted");
    Object.assign(job, { status: "COMPLETED", endedAt: BEGIN + 60 });
    await tellOf(call, id, job, "Completed");
  }
}

const tellOf = (call: Call, jobId: string, { kind }: Job, step: string): Promise<unknown> =>
  call("events", "put_events", {
    Entries: [
      {
        Source: "aws.healthlake",
        DetailType: `${kind} Job ${step}`,
        Time: BEGIN,
        Detail: JSON.stringify({ jobId, datastoreId: STORE }),
      },
    ],
  });

describe("H8: lineage over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  const outputs = (): string[] => [...world.store.output.keys()].filter((key) => !key.startsWith(LINEAGE_PREFIX));
  const of = (folder: string): string[] => outputs().filter((key) => key.startsWith(folder));

  it("has outputs of every kind of job to lead back from", () => {
    expect([of("import-log/").length, of("export/").length, of("analytics/").length]).to.deep.equal([6, 3, 5]);
    expect([...world.store.input.keys()].filter((key) => key.startsWith("fhir/converted/"))).to.have.length(1);
  });

  it("leads from each output object to its job, and from the job to its inputs and the code that did it", () => {
    for (const key of outputs()) {
      const job = jobOfObject(key);
      const records = job === undefined ? [] : world.store.records(job);
      expect(records, key).to.not.be.empty;
      for (const { inputs, output, code, datastoreId } of records) {
        expect(`s3://${OUTPUT}/${key}`.startsWith(output), key).to.equal(true);
        expect(inputs, key).to.not.be.empty;
        expect(datastoreId, key).to.equal(STORE);
        expect(code.replace(/^phiguard-dev-/, "").split(":")[1], key).to.equal(
          VERSIONS[code.replace(/^phiguard-dev-/, "").split(":")[0] as FunctionName],
        );
      }
    }
  });

  it("names inputs that are still there, each in the version that was read, though another came since", () => {
    const inputs = outputs().flatMap((key) =>
      world.store.records(jobOfObject(key) as never).flatMap((one) => one.inputs),
    );
    const versioned = inputs.filter(({ version }) => version !== undefined);
    const read = world.store.below(LINEAGE_PREFIX).filter(({ kind }) => kind === "convert" || kind === "analytics");
    expect(read.flatMap((one) => one.inputs).filter(({ version }) => version === undefined)).to.deep.equal([]);
    expect(versioned.length).to.be.greaterThan(5);
    for (const { uri, version } of versioned)
      expect(world.store.head(uri, version)?.ContentLength, uri).to.be.greaterThan(10);
    const alone = `s3://${INPUT}/${ALONE}`;
    const first = versioned.find(({ uri }) => uri === alone)?.version;
    expect(first).to.equal(world.versions.get(ALONE));
    expect([world.store.head(alone)?.ContentLength, world.store.head(alone, first)?.ContentLength]).to.deep.equal([
      3,
      FILE.length,
    ]);
  });

  it("leads from a figure the whole way back to all that was ever put there, by the versions that it was made of", () => {
    const { jobs, roots, missing } = world.back;
    const kinds = jobs.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).to.deep.equal(["analytics", "export"]);
    expect(kinds).to.include.members(["import", "convert"]).and.not.include("hold");
    expect(missing).to.deep.equal([]);
    const versions = new Map(roots.map(({ uri, version }) => [uri.replace(`s3://${INPUT}/`, ""), version]));
    for (const [key, version] of world.versions) {
      if (key !== PART) expect([key, versions.get(key)]).to.deep.equal([key, version]);
    }
    // A batch's files are those that the manifest names, which has its version.
    expect([...versions.keys()].sort()).to.deep.equal(
      [...world.versions.keys()].map((key) => (key === PART ? "fhir/batches/night-1/" : key)).sort(),
    );
  });

  it("leads from a message on to the figures that it went into", () => {
    const kinds = world.onward.jobs.map(({ kind }) => kind);
    expect(kinds).to.deep.equal(["convert", "import", "export", "analytics"]);
    expect(world.onward.jobs[0]?.inputs).to.deep.equal([
      { uri: `s3://${INPUT}/${MESSAGE}`, version: world.versions.get(MESSAGE) },
    ]);
  });

  it("says the same on the objects themselves, so that a copy elsewhere can be traced", () => {
    const records = [...world.store.output.keys()].filter((key) => key.startsWith(LINEAGE_PREFIX));
    for (const key of [...of("analytics/"), ...records]) {
      const told = world.store.head(`s3://${OUTPUT}/${key}`)?.Metadata ?? {};
      const [, kind = "", jobId = ""] = /^lineage\/([a-z]+)\/([^/]+)\/$/.exec(told["lineage"] ?? "") ?? [];
      expect([told["job-kind"], told["job-id"]], key).to.deep.equal([kind, jobId]);
      const codes = world.store.records({ kind, jobId }).map(({ code }) => code);
      expect(codes, key).to.include(told["code"]);
    }
  });
});
