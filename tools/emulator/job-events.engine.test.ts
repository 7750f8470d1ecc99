import { expect } from "chai";
import { ofType, type Planned } from "../../components/testing/plan";
import type { LineageRecord } from "../../lambdas/lineage/record";
import { withAws, withEnvironment } from "../../lambdas/testing/aws-server";
import { hearRule, plannedWorkload, variablesOf } from "./deployed";
import { withEmulator, type Emulator } from "./emulator";
import { HealthLake, type Job } from "./health-lake";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, taken, type Call } from "./objects";
import { figuresIn, saying, type Figure } from "./said";

const STORE = "5".repeat(32);
const OUTPUT = "phiguard-dev-fhir-output-123456789012-us-east-1";
const BEGIN = Date.parse("2026-11-20T10:00:00Z") / 1000;
const NAME = "Jane Roe";
const idOf = (job: string): string => job.repeat(32);

/** What becomes of each job, a step a minute. */
const STEPS: readonly (readonly [job: string, kind: "Import" | "Export", step: string])[] = [
  ["a", "Import", "Submitted"],
  ["b", "Import", "Submitted"],
  ["a", "Import", "In Progress"],
  ["b", "Import", "Queued"],
  ["a", "Import", "Completed With Errors"],
  ["b", "Import", "In Progress"],
  ["c", "Import", "Submitted"],
  ["b", "Import", "Completed"],
  ["c", "Import", "Failed"],
  ["d", "Export", "Submitted"],
  ["d", "Export", "Queued"],
  ["d", "Export", "In Progress"],
  ["d", "Export", "Completed"],
  ["e", "Export", "Submitted"],
  ["e", "Export", "Completed With Errors"],
  ["f", "Export", "Submitted"],
  ["f", "Export", "Failed"],
];
const ENDS = /^(Completed|Completed With Errors|Failed)$/;
const REPORTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  a: {
    TotalNumberOfScannedFiles: 1,
    TotalNumberOfResourcesImported: 7,
    TotalNumberOfResourcesWithCustomerError: 2,
    TotalSizeOfScannedFilesInMB: 1.5,
  },
  b: { TotalNumberOfResourcesImported: 100, TotalNumberOfResourcesWithCustomerError: 0 },
};

/** Events that no second try would make better: nothing is kept of them, and none comes again. */
const VAIN: readonly (readonly [name: string, type: string, detail: object])[] = [
  ["a job that HealthLake does not know", "Import Job Failed", { jobId: idOf("0"), datastoreId: STORE }],
  ["another store's", "Import Job Failed", { jobId: idOf("a"), datastoreId: "6".repeat(32) }],
  ["an id that is none", "Import Job Failed", { jobId: NAME, datastoreId: STORE }],
  ["no job at all", "Export Job Completed", {}],
];

interface World {
  readonly planned: readonly Planned[];
  readonly records: ReadonlyMap<string, string>;
  /** The same after all was told once more, the last first. */
  readonly again: ReadonlyMap<string, string>;
  readonly figures: readonly Figure[];
  readonly vain: readonly unknown[];
  /** Of events that the rule is not for. */
  readonly unheard: number;
  /** Name of the error while HealthLake takes no call, and what the same event did after that. */
  readonly throttled: readonly unknown[];
  readonly asked: readonly string[];
  readonly said: string;
}

async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  const planned = await plannedWorkload("healthlake");
  await makeBucket(call, OUTPUT);
  const hear = await hearRule(call, planned, "fhir-job-steps");
  const lake = new HealthLake(STORE);
  const { result } = await withAws(lake.answer, () =>
    withEnvironment(
      {
        ...variablesOf(planned, "fhir-jobs", { "healthlake-fhir-datastore-id": STORE }),
        AWS_ENDPOINT_URL_HEALTHLAKE: process.env["AWS_ENDPOINT_URL"] as string,
        AWS_ENDPOINT_URL: emulator.endpoint,
        AWS_LAMBDA_FUNCTION_NAME: "phiguard-dev-fhir-jobs",
        AWS_LAMBDA_FUNCTION_VERSION: "3",
      },
      () => saying(() => tellAll(emulator, call, hear, lake)),
    ),
  );
  return {
    ...result.result,
    planned,
    figures: figuresIn(result.result.saidOnce),
    asked: lake.asked,
    said: result.said + result.result.saidOnce,
  };
}

async function tellAll({ endpoint }: Emulator, call: Call, hear: () => Promise<unknown[]>, lake: HealthLake) {
  const handler = loadedHandler("fhir-jobs");
  const put = (type: string, minute: number, detail: object) =>
    call("events", "put_events", {
      Entries: [
        { Source: "aws.healthlake", DetailType: type, Time: BEGIN + minute * 60, Detail: JSON.stringify(detail) },
      ],
    });
  const tell = async ([job, kind, step]: (typeof STEPS)[number], minute: number): Promise<void> => {
    await put(`${kind} Job ${step}`, minute, { jobId: idOf(job), datastoreId: STORE });
    for (const event of await hear()) await handler(event);
  };
  const records = async (): Promise<Map<string, string>> =>
    new Map([...(await contentsOf(endpoint, call, OUTPUT))].map(([key, bytes]) => [key, bytes.toString("utf8")]));

  const { said: saidOnce } = await saying(async () => {
    for (const [minute, step] of STEPS.entries()) {
      goOn(lake, step, minute);
      await tell(step, minute);
    }
  });
  const once = await records();
  for (const [minute, step] of [...STEPS.entries()].reverse()) await tell(step, minute);
  const again = await records();

  const vain: unknown[] = [];
  for (const [, type, detail] of VAIN) {
    await put(type, 0, detail);
    for (const event of await hear()) vain.push(await handler(event));
  }
  await put("Data Store Active", 0, { datastoreId: STORE });
  const unheard = (await hear()).length;

  // More often than the SDK itself asks.
  lake.throttles = 3;
  await put("Import Job Completed", 7, { jobId: idOf("b"), datastoreId: STORE });
  const [late] = await hear();
  const throttled = [
    await handler(late).catch((error: unknown) => (error as Error).name),
    await handler(late),
  ] as const;
  return { records: once, again, vain, unheard, throttled, saidOnce };
}

/** HealthLake goes on with a job before it tells of it. */
function goOn(lake: HealthLake, [job, kind, step]: (typeof STEPS)[number], minute: number): void {
  const at = BEGIN + minute * 60;
  const known: Job = lake.jobs.get(idOf(job)) ?? {
    kind,
    ...(kind === "Import" && { input: `s3://in/fhir/files/${job}.ndjson` }),
    output: kind === "Import" ? `s3://${OUTPUT}/import-log/${job}/` : `s3://${OUTPUT}/export/`,
    submittedAt: at,
    status: "SUBMITTED",
  };
  known.status = step.toUpperCase().replaceAll(" ", "_");
  if (ENDS.test(step)) {
    known.endedAt = at;
    known.message = `line 4: ${NAME}`;
    if (REPORTS[job] !== undefined) known.report = REPORTS[job];
  }
  lake.jobs.set(idOf(job), known);
}

describe("H4: job events over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  const recordOf = (kind: string, job: string, step: string): LineageRecord =>
    JSON.parse(world.records.get(`lineage/${kind}/${idOf(job)}/${step}.ndjson`) ?? "{}") as LineageRecord;
  const sum = (name: string, job: string): number =>
    world.figures
      .filter((figure) => figure.name === name && figure.dimensions["Job"] === job)
      .reduce((total, { value }) => total + value, 0);

  it("keeps one record of each step of each job, from submission to its end", () => {
    expect([...world.records.keys()].sort()).to.deep.equal(
      STEPS.map(
        ([job, kind, step]) =>
          `lineage/${kind.toLowerCase()}/${idOf(job)}/${step.toLowerCase().replaceAll(" ", "-")}.ndjson`,
      ).sort(),
    );
  });

  it("says in it when that was, of what input, where to, by which code, with which counts, and what is left to do", () => {
    expect(recordOf("import", "a", "completed-with-errors")).to.deep.equal({
      kind: "import",
      jobId: idOf("a"),
      step: "COMPLETED_WITH_ERRORS",
      at: "2026-11-20T10:04:00.000Z",
      datastoreId: STORE,
      inputs: [{ uri: "s3://in/fhir/files/a.ndjson" }],
      output: `s3://${OUTPUT}/import-log/a/`,
      code: "phiguard-dev-fhir-jobs:3",
      facts: {
        scannedFiles: 1,
        importedResources: 7,
        refusedResources: 2,
        scannedMegabytes: 1.5,
        leftToDo: "mend-input",
      },
    });
    expect(recordOf("export", "d", "completed")).to.deep.include({
      inputs: [{ uri: `healthlake:${STORE}` }],
      facts: { leftToDo: "nothing" },
    });
    const left = [
      recordOf("import", "b", "completed"),
      recordOf("import", "c", "failed"),
      recordOf("export", "f", "failed"),
    ];
    expect(left.map(({ facts }) => facts?.["leftToDo"])).to.deep.equal(["nothing", "look", "look"]);
  });

  it("changes none of them when all is told again, the last first", () => {
    expect([...world.again].sort()).to.deep.equal([...world.records].sort());
  });

  it("counts jobs by state, how long they took and what they moved", () => {
    const counts = (job: string): number[] =>
      ["Submitted", "Queued", "InProgress", "Completed", "CompletedWithErrors", "Failed"].map((state) =>
        sum(`Jobs${state}`, job),
      );
    expect(counts("import")).to.deep.equal([3, 1, 2, 1, 1, 1]);
    expect(counts("export")).to.deep.equal([3, 1, 1, 1, 1, 1]);
    expect([sum("ResourcesImported", "import"), sum("ResourcesRefused", "import")]).to.deep.equal([107, 2]);
    // Minutes from the first step of each to its last: 4, 6 and 2 of imports; 3, 1 and 1 of exports.
    expect([sum("JobDuration", "import"), sum("JobDuration", "export")]).to.deep.equal([12 * 60, 5 * 60]);
  });

  it("gives the alarm of refused resources the very figure that it looks at", () => {
    const alarm = ofType(world.planned, "aws:cloudwatch/metricAlarm:MetricAlarm").find(
      ({ inputs }) => inputs.metricName === "ResourcesRefused",
    )?.inputs;
    const figure = world.figures.find(({ name, value }) => name === "ResourcesRefused" && value === 2);
    expect([figure?.namespace, figure?.dimensions]).to.deep.equal([alarm?.namespace, alarm?.dimensions]);
  });

  it("retries nothing that can't succeed: such an event is let go, and no job is ever started again", () => {
    expect(world.vain).to.deep.equal(VAIN.map(() => ({ kept: false })));
    expect(world.unheard).to.equal(0);
    expect([...new Set(world.asked)].sort()).to.deep.equal(["DescribeFHIRExportJob", "DescribeFHIRImportJob"]);
  });

  it("has an event come again while HealthLake takes no call, and keeps it then", () => {
    expect(world.throttled).to.deep.equal(["ThrottlingException", { kept: true }]);
  });

  it("says nothing of what HealthLake cites of a file, nor of what an event has in the place of an id", () => {
    expect(world.said).to.contain("a job went on");
    expect(`${world.said}${[...world.again.values()].join("")}`).to.not.contain(NAME);
  });
});
