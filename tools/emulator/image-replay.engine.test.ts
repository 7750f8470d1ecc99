import { expect } from "chai";
import type { ReplayTargets } from "../../lambdas/image-replay/contract";
import type { Mode } from "../../lambdas/recovery/contract";
import type { DrillEvent } from "../../lambdas/recovery/drill";
import { drillOf } from "../../lambdas/recovery/testing/drills";
import { createHandler as createReport } from "../../lambdas/recovery-report/handler";
import { auditInMemory } from "../../lambdas/testing/stores";
import { withAws, withEnvironment, type Answer, type Sent } from "../../lambdas/testing/aws-server";
import type { AuditEvent } from "../../reports/model/audit-event";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, taken, type Call } from "./objects";

const HOME_STORE = "9".repeat(32);
const TARGETS: ReplayTargets = Object.fromEntries(
  ["north", "south"].map((tenant, at) => [
    tenant,
    { datastoreId: String(at).repeat(32), dataAccessRoleArn: `arn:aws:iam::123456789012:role/image-replay-${tenant}` },
  ]),
);
/** Checked batches in the replica, and how many files each has. */
const BATCHES: readonly (readonly [tenant: string, batch: string, files: number])[] = [
  ["north", "b-1", 3],
  ["north", "b-10", 2],
  ["north", "b-2", 1],
  ["north", "b-2-more", 4],
  ["south", "c-1", 2],
];
const MOST_JOBS = 2;

interface Started {
  readonly clientToken: string;
  readonly inputS3Uri: string;
  readonly outputS3Uri: string;
  readonly dataAccessRoleArn: string;
}
interface Job extends Started {
  readonly jobId: string;
  readonly datastoreId: string;
  readonly submittedAt: number;
  endedAt?: number;
}

const json = (body: object, status = 200, errorType?: string): Answer => ({
  status,
  headers: { "content-type": "application/json", ...(errorType !== undefined && { "x-amzn-errortype": errorType }) },
  body: JSON.stringify(body),
});
const placeOf = (uri: string): [bucket: string, prefix: string] => {
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  return [bucket, prefix];
};

/** HealthImaging as far as a replay needs it: two jobs at a time, for the same token the same job, and manifests of the files that are there. */
class HealthImaging {
  readonly jobs: Job[] = [];

  constructor(
    private readonly endpoint: string,
    private readonly call: Call,
  ) {}

  answer({ method, path, body }: Sent): Answer {
    const [, action, , datastoreId = "", , jobId] = path.split("/");
    if (method === "POST" && action === "startDICOMImportJob")
      return this.start(datastoreId, JSON.parse(body) as Started);
    const job = this.jobs.find((of) => of.jobId === jobId && of.datastoreId === datastoreId);
    if (job === undefined) return json({ message: "no such job" }, 404, "ResourceNotFoundException");
    const jobStatus = job.endedAt === undefined ? "IN_PROGRESS" : "COMPLETED";
    return json({ jobProperties: { ...job, jobName: "j", jobStatus } });
  }

  /** What runs ends, two minutes after it began, with what lies below its prefix. */
  async finish(): Promise<void> {
    for (const job of this.jobs.filter(({ endedAt }) => endedAt === undefined)) {
      const [bucket, prefix] = placeOf(job.inputS3Uri);
      const files = [...(await contentsOf(this.endpoint, this.call, bucket)).keys()].filter((key) =>
        key.startsWith(prefix),
      );
      const [output, below] = placeOf(job.outputS3Uri);
      const jobSummary = {
        numberOfImportedFiles: files.length,
        numberOfFilesWithCustomerError: 0,
        numberOfFilesWithServerError: 0,
      };
      const folder = `${below}${job.datastoreId}-DicomImport-${job.jobId}/`;
      await putObject(this.endpoint, output, `${folder}SUCCESS/success.ndjson`, Buffer.from("{}\n"));
      await putObject(
        this.endpoint,
        output,
        `${folder}job-output-manifest.json`,
        Buffer.from(JSON.stringify({ jobSummary })),
      );
      job.endedAt = job.submittedAt + 120;
    }
  }

  imported(): string[] {
    return this.jobs.map(({ datastoreId, inputS3Uri }) => `${datastoreId.slice(0, 1)} ${inputS3Uri}`);
  }

  private start(datastoreId: string, request: Started): Answer {
    const known = this.jobs.find(({ clientToken }) => clientToken === request.clientToken);
    const running = this.jobs.filter(({ endedAt }) => endedAt === undefined).length;
    if (known === undefined && running >= MOST_JOBS)
      return json({ message: "too many jobs" }, 402, "ServiceQuotaExceededException");
    const job = known ?? {
      ...request,
      datastoreId,
      jobId: `job-${this.jobs.length + 1}`,
      submittedAt: 1_800_000_000 + 60 * this.jobs.length,
    };
    if (known === undefined) this.jobs.push(job);
    return json({ ...job, jobStatus: "SUBMITTED" });
  }
}

interface Drill {
  readonly imported: readonly string[];
  readonly calls: number;
  readonly told: readonly AuditEvent[];
}
interface World {
  readonly whole: Drill;
  readonly later: Drill;
  readonly simulated: Drill;
}

/** A drill as the state machine makes it: the function is called until it is done, and the report tells of it. */
async function drill(imaging: HealthImaging, mode: Mode, name: string): Promise<Drill> {
  const handler = loadedHandler("image-replay");
  const before = imaging.imported().length;
  let event: DrillEvent = drillOf(name, mode);
  let calls = 0;
  do {
    event = (await handler(JSON.parse(JSON.stringify(event)))) as DrillEvent;
    calls += 1;
    await imaging.finish();
  } while (event.images?.status === "RUNNING" && calls < 20);
  const audit = auditInMemory();
  const clock = { now: () => "2026-11-22T09:00:00.000Z" };
  await createReport({ audit, clock, log: { info: () => undefined } })(event);
  return { imported: imaging.imported().slice(before), calls, told: [...audit.told()] };
}

async function run(emulator: Emulator): Promise<World> {
  const { endpoint } = emulator;
  const call = taken(emulator);
  for (const bucket of ["input", "output"]) await makeBucket(call, bucket);
  const put = async (tenant: string, batch: string, files: number): Promise<void> => {
    for (let file = 0; file < files; file++) {
      await putObject(
        endpoint,
        "input",
        `${tenant}/accepted/${batch}/${String(file).repeat(32)}.dcm`,
        Buffer.from("x"),
      );
    }
  };
  for (const [tenant, batch, files] of BATCHES) {
    await put(tenant, batch, files);
    // What came of the import at home is in the replica, too: it says nothing of the second region's data store.
    const manifest = `${tenant}/results/${batch}/${HOME_STORE}-DicomImport-home/job-output-manifest.json`;
    await putObject(endpoint, "output", manifest, Buffer.from("{}"));
  }
  const imaging = new HealthImaging(endpoint, call);
  const { result } = await withAws(
    (sent) => imaging.answer(sent),
    () =>
      withEnvironment(
        {
          AWS_ENDPOINT_URL_MEDICAL_IMAGING: process.env["AWS_ENDPOINT_URL"] as string,
          AWS_ENDPOINT_URL: endpoint,
          INPUT_BUCKET: "input",
          OUTPUT_BUCKET: "output",
          TENANTS: JSON.stringify(TARGETS),
        },
        async () => {
          const whole = await drill(imaging, "failover", "e-1");
          await put("north", "b-11", 5);
          const later = await drill(imaging, "restore", "e-2");
          return { whole, later, simulated: await drill(imaging, "simulated", "e-3") };
        },
      ),
  );
  return result;
}

const timesOf = ({ told }: Drill): unknown[] =>
  told
    .filter(({ action }) => action === "recovery.time-measured")
    .map(({ outcome, reason, detail }) => ({ outcome, reason, ...detail }));
const counts = { failedBatches: 0, refusedFiles: 0 };

describe("P9: images replayed in the second region over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  it("imports every replicated batch once, each into its organisation's data store, as fast as HealthImaging lets it", () => {
    expect([...world.whole.imported].sort()).to.deep.equal([
      "0 s3://input/north/accepted/b-1/",
      "0 s3://input/north/accepted/b-10/",
      "0 s3://input/north/accepted/b-2-more/",
      "0 s3://input/north/accepted/b-2/",
      "1 s3://input/south/accepted/c-1/",
    ]);
    // Two jobs at a time, and a last call that finds all of them ended.
    expect(world.whole.calls).to.equal(4);
  });

  it("tells how many batches and files that were, and how long it took, as evidence", () => {
    const measured = { outcome: "success", reason: undefined, kind: "journal", simulated: false, mode: "failover" };
    expect(timesOf(world.whole)).to.deep.equal([
      // Four jobs that begin a minute apart; each takes two.
      { ...measured, recoveryTimeSeconds: 300, ...counts, batches: 4, files: 10, earlierBatches: 0 },
      { ...measured, recoveryTimeSeconds: 120, ...counts, batches: 1, files: 2, earlierBatches: 0 },
    ]);
  });

  it("imports only what is new the next time", () => {
    expect(world.later.imported).to.deep.equal(["0 s3://input/north/accepted/b-11/"]);
    const [north, south] = timesOf(world.later);
    expect(north).to.deep.include({ simulated: false, batches: 1, files: 5, earlierBatches: 4 });
    expect(south).to.deep.include({ simulated: true, reason: "replayed-before", recoveryTimeSeconds: 120 });
  });

  it("simulated: imports nothing, and marks the last replay's figures", () => {
    expect(world.simulated.imported).to.deep.equal([]);
    const [north, south] = timesOf(world.simulated);
    expect(north).to.deep.include({ simulated: true, reason: "last-replay", batches: 1, files: 5 });
    expect(south).to.deep.include({ simulated: true, reason: "last-replay", batches: 1, files: 2 });
  });
});
