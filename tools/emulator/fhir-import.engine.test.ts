import { expect } from "chai";
import { withAws, withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";
import { HealthLake } from "./health-lake";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, taken, type Call } from "./objects";

const STORE = "a".repeat(32);
const LINE = Buffer.from('{"resourceType":"Patient","id":"p"}\n');
const manifestOf = (batch: string, names: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify({ batch, files: names.map((name) => ({ name, sizeBytes: LINE.length })) }));

/** Uploaded in this order; HealthLake hears of a file by itself, and of a batch by its manifest alone. */
const UPLOADS: readonly (readonly [key: string, content: Buffer, isTold: boolean])[] = [
  ["fhir/files/a.ndjson", LINE, true],
  ["fhir/batches/night-1/p.ndjson", LINE, false],
  ["fhir/batches/night-1/q.ndjson", LINE, false],
  ["fhir/manifests/night-1.json", manifestOf("night-1", ["p.ndjson", "q.ndjson"]), true],
  ["fhir/batches/night-2/p.ndjson", LINE, false],
  ["fhir/manifests/night-2.json", manifestOf("night-2", ["p.ndjson", "missing.ndjson"]), true],
  ["fhir/files/b.ndjson", LINE, true],
];

interface World {
  readonly started: readonly string[];
  /** Messages that came back, a round; a round ends when the job that runs is over. */
  readonly waiting: readonly number[];
  readonly lineage: readonly Readonly<Record<string, unknown>>[];
}

async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  await makeBucket(call, "input");
  await makeBucket(call, "output");
  const messages: { readonly messageId: string; readonly body: string }[] = [];
  for (const [key, content, isTold] of UPLOADS) {
    const version = await putObject(emulator.endpoint, "input", key, content);
    const body = JSON.stringify({ bucket: "input", key, version, sizeBytes: content.length });
    if (isTold) messages.push({ messageId: key, body });
  }
  const lake = new HealthLake(STORE);
  lake.oneAtATime = true;
  const finish = (): void => lake.jobs.forEach((job) => (job.status = "COMPLETED"));
  const { result } = await withAws(lake.answer, () =>
    withEnvironment(
      {
        AWS_ENDPOINT_URL_HEALTHLAKE: process.env["AWS_ENDPOINT_URL"] as string,
        AWS_ENDPOINT_URL: emulator.endpoint,
        ENVIRONMENT: "test",
        DATASTORE_ID: STORE,
        DATA_ACCESS_ROLE_ARN: "arn:aws:iam::123456789012:role/access",
        KMS_KEY_ARN: "arn:aws:kms:us-east-1:123456789012:key/k",
        INPUT_BUCKET: "input",
        OUTPUT_BUCKET: "output",
      },
      () => importAll(messages, finish),
    ),
  );
  const started = [...lake.jobs.values()].map(({ input }) => String(input));
  return { started, waiting: result, lineage: await recordsOf(emulator.endpoint, call) };
}

/** As the queue does it: what is not done comes again, in its order, until nothing is left. */
async function importAll(
  messages: readonly { messageId: string; body: string }[],
  finish: () => void,
): Promise<number[]> {
  const handler = loadedHandler("fhir-import");
  const waiting: number[] = [];
  for (let left = messages; left.length > 0 && waiting.length < 20;) {
    const { batchItemFailures } = (await handler({ Records: left })) as {
      batchItemFailures: { itemIdentifier: string }[];
    };
    const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    left = left.filter(({ messageId }) => back.has(messageId));
    waiting.push(left.length);
    finish();
  }
  // And all of it once more, as a queue may: nothing is imported a second time.
  for (const message of messages) {
    await handler({ Records: [message] });
    finish();
  }
  return waiting;
}

async function recordsOf(endpoint: string, call: Call): Promise<World["lineage"]> {
  const output = await contentsOf(endpoint, call, "output");
  return [...output.entries()]
    .filter(([key]) => key.startsWith("lineage/import/"))
    .map(([, content]) => JSON.parse(content.toString("utf8")) as Record<string, unknown>);
}

describe("H3: imports over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  it("starts a job for each file and each whole batch, one at a time, in the order they came, and none twice", () => {
    expect(world.started).to.deep.equal([
      "s3://input/fhir/files/a.ndjson",
      "s3://input/fhir/batches/night-1/",
      "s3://input/fhir/files/b.ndjson",
    ]);
    expect(world.waiting).to.deep.equal([3, 1, 0]);
  });

  it("imports no batch that lacks a file, and says so", () => {
    const refused = world.lineage.filter(({ step }) => step === "REFUSED");
    expect(refused).to.have.length(1);
    expect(JSON.stringify(refused)).to.contain("batch-incomplete").and.contain("night-2");
  });

  it("keeps a record of each job with the version that it was made of", () => {
    const started = world.lineage.filter(({ step }) => step === "STARTED");
    expect(new Set(started.map(({ jobId }) => jobId)).size).to.equal(3);
    for (const record of started) expect(JSON.stringify(record)).to.match(/"version":"[^"]+"/);
  });
});
