import { expect } from "chai";
import { nextOf } from "../../components/compute/asl";
import { NO_REPLICA } from "../../lambdas/database-promote/contract";
import { createHandler as createPromote } from "../../lambdas/database-promote/handler";
import type { ReplicaState } from "../../lambdas/database-promote/ports";
import { NONE } from "../../lambdas/fhir-replay/contract";
import { createHandler as createReplay } from "../../lambdas/fhir-replay/handler";
import type { ImportJob } from "../../lambdas/fhir-replay/ports";
import { NONE as NO_IMAGES } from "../../lambdas/image-replay/contract";
import { createHandler as createReplayImages } from "../../lambdas/image-replay/handler";
import { SecondRegion, STORES, TARGETS } from "../../lambdas/image-replay/testing/second-region";
import type { Mode } from "../../lambdas/recovery/contract";
import { KINDS } from "../../lambdas/recovery/drill";
import { createHandler as createMeasure } from "../../lambdas/recovery-measure/handler";
import type { Lag } from "../../lambdas/recovery-measure/ports";
import { createHandler as createReport } from "../../lambdas/recovery-report/handler";
import { createHandler as createRestore } from "../../lambdas/recovery-restore/handler";
import type { RecoveryPoint, RestoreJob } from "../../lambdas/recovery-restore/ports";
import type { AuditEvent } from "../../reports/model/audit-event";
import { arnOf, DRILL_FUNCTIONS, drillMachine } from "./drill-machine";
import { objections, runFlow, type FlowRun } from "./run-flow";

const { measure, promote, restore, replay, replayImages, report } = DRILL_FUNCTIONS;
const definition = drillMachine;
const NOW = "2026-11-22T08:20:00.000Z";
const DATASTORE = "0123456789abcdef0123456789abcdef";
const REPLICA = "phiguard-test-records-replica";
const DATABASE = "arn:aws:rds:us-east-1:123456789012:db:phiguard-test-records";
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-test-consents";
const point = (type: "RDS" | "DynamoDB", subject: string): RecoveryPoint => ({
  arn: `arn:aws:backup:us-west-2:123456789012:recovery-point:${type}`,
  type,
  subject,
  at: "2026-11-22T03:30:00.000Z",
});

/** Everything that the drill reaches, in memory; the handlers are the real ones. */
class World {
  readonly told: AuditEvent[] = [];
  readonly promoted: string[] = [];
  readonly started: { metadata: Readonly<Record<string, string>>; token: string }[] = [];
  readonly removed: string[] = [];
  readonly replayed: string[] = [];
  readonly askedAfter: string[] = [];
  buckets: Lag[] = [{ name: "phiguard-test-fhir-output", seconds: 4 }];
  databases: Lag[] = [{ name: REPLICA, seconds: 1 }];
  streams: Lag[] = [{ name: "phiguard-test-records", seconds: 20 }];
  tables: { name: string; at?: string }[] = [{ name: "phiguard-test-consents", at: "2026-11-22T08:15:00.000Z" }];
  points = [point("RDS", DATABASE), point("DynamoDB", TABLE)];
  states: (ReplicaState | undefined)[] = [];
  state: ReplicaState | undefined = { arn: "arn:r", status: "available", follows: true };
  jobs: RestoreJob[] = [];
  job: RestoreJob = { status: "COMPLETED", seconds: 1500, made: undefined };
  imports: ImportJob[] = [];
  import: ImportJob = { status: "COMPLETED", seconds: 5400 };
  lastRestore: number | undefined = 1200;
  lastReplay: number | undefined = 4000;
  export: string | undefined = "export/2026-11-22/job/";
  datastoreId = DATASTORE;
  identifier = REPLICA;
  journal = "phiguard-test-fhir-output";
  images = new SecondRegion({ north: ["b-1", "b-2"], south: ["c-1"] });
  imageBucket = "phiguard-test-image-input";
  targets = TARGETS;
  faults: Partial<Record<"measure" | "restore" | "report", Error>> = {};

  run(mode: Mode = "simulated"): Promise<FlowRun> {
    const log = { info: () => undefined };
    const clock = { now: () => NOW };
    const failing = (which: "measure" | "restore" | "report"): void => {
      const fault = this.faults[which];
      if (fault !== undefined) throw fault;
    };
    return runFlow(
      definition,
      { mode },
      {
        [arnOf(measure.name)]: createMeasure({
          lags: {
            buckets: async () => {
              failing("measure");
              return this.buckets;
            },
            databases: async () => this.databases,
            streams: async () => this.streams,
          },
          tables: { restorable: async () => this.tables },
          backups: { newest: async () => this.points },
          clock,
          log,
          prefix: "phiguard-test-",
          vaultName: "phiguard-test-recovery",
          homeRegion: "us-east-1",
        }),
        [arnOf(promote.name)]: createPromote({
          replicas: {
            state: async () => (this.states.length > 0 ? this.states.shift() : this.state),
            promote: async (identifier) => void this.promoted.push(identifier),
          },
          clock,
          log,
          identifier: this.identifier,
          backupDays: 35,
        }),
        [arnOf(restore.name)]: createRestore({
          restores: {
            newest: async () => {
              failing("restore");
              return this.points;
            },
            lastSeconds: async () => this.lastRestore,
            metadata: async () => ({ MultiAZ: "true", Engine: "postgres" }),
            start: async ({ metadata, token }) => {
              this.started.push({ metadata, token });
              return `job-${this.started.length}`;
            },
            job: async () => this.jobs.shift() ?? this.job,
          },
          stores: { remove: async (what) => void this.removed.push(what) },
          log,
          vaultName: "phiguard-test-recovery",
          prefix: "phiguard-test-drill-",
          place: { kmsKeyArn: "arn:key", subnetGroup: "subnets", securityGroupId: "sg-1" },
        }),
        [arnOf(replay.name)]: createReplay({
          journal: { newestExport: async () => this.export },
          imports: {
            start: async ({ folder }) => {
              this.replayed.push(folder);
              return `import-${this.replayed.length}`;
            },
            earlier: async ({ folder }) => {
              const at = this.replayed.lastIndexOf(folder);
              return at < 0 ? undefined : { ...(this.imports[0] ?? this.import), jobId: `import-${at + 1}` };
            },
            job: async (_, jobId) => {
              this.askedAfter.push(jobId);
              return this.imports.shift() ?? this.import;
            },
            lastSeconds: async () => this.lastReplay,
          },
          log,
          bucket: this.journal,
          datastoreId: this.datastoreId,
        }),
        [arnOf(replayImages.name)]: createReplayImages({
          journal: this.images.journal,
          jobs: this.images.jobs,
          log,
          bucket: this.imageBucket,
          targets: this.targets,
        }),
        [arnOf(report.name)]: createReport({
          audit: {
            tell: async (event) => {
              failing("report");
              this.told.push(event);
            },
          },
          clock,
          log,
        }),
      },
    );
  }

  /** Outcome and reason of the events of an action, by kind. */
  outcomes(action: string): unknown[] {
    return this.told
      .filter((event) => event.action === action)
      .map(({ outcome, reason, detail }) => [detail?.["kind"], outcome, reason].filter((of) => of !== undefined));
  }
}

const fault = (name: string): Error => Object.assign(new Error("made up"), { name });
const made = (name: string): string => `arn:aws:rds:us-west-2:123456789012:db:${name}`;

describe("the recovery drill", () => {
  const visited = new Set<string>();
  const after = async (world: World, mode?: Mode): Promise<FlowRun> => {
    const run = await world.run(mode);
    for (const state of run.visited) visited.add(state);
    return run;
  };

  it("is what the language allows, with every state within reach", () => {
    expect(objections(definition)).to.deep.equal([]);
    const reached = new Set([definition.StartAt, ...Object.values(definition.States).flatMap(nextOf)]);
    expect(Object.keys(definition.States).filter((name) => !reached.has(name))).to.deep.equal([]);
  });

  it("simulated: measures points, makes nothing, and tells times of earlier restores as such", async () => {
    const world = new World();
    world.images.replayedBefore();
    const run = await after(world);
    expect(run.status).to.equal("SUCCEEDED");
    expect([world.promoted, world.started, world.replayed, world.removed, world.images.started]).to.deep.equal([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(world.outcomes("recovery.point-measured")).to.deep.equal([
      ["backup", "success"],
      ["backup", "success"],
      ["bucket", "success"],
      ["database", "success"],
      ["stream", "success"],
      ["table", "success"],
    ]);
    expect(world.outcomes("recovery.time-measured")).to.deep.equal([
      ["database", "success", "could-be-promoted"],
      ["backup", "success", "last-restore"],
      ["backup", "success", "last-restore"],
      ["journal", "success", "last-replay"],
      ["journal", "success", "last-replay"],
      ["journal", "success", "last-replay"],
    ]);
    const kinds = new Set(world.told.flatMap(({ detail }) => detail?.["kind"] ?? []));
    expect([...kinds].sort(), "each kind of store").to.deep.equal([...KINDS].sort());
    const summary = world.told.at(-1);
    expect(summary).to.deep.include({ action: "recovery.drilled", outcome: "success" });
    expect(summary?.detail).to.include({ simulated: true, mode: "simulated", stores: 6, recoveries: 6 });
    expect(summary?.subject).to.contain(":execution:");
    for (const { detail, action } of world.told.filter((event) => event.action === "recovery.time-measured")) {
      expect(detail, action).to.include({ simulated: true });
    }
  });

  it("restore: restores under drill names, waits, removes what it made, and tells the times", async () => {
    const world = new World();
    world.jobs = [
      { status: "RUNNING" },
      { status: "COMPLETED", seconds: 1800, made: made("phiguard-test-drill-2") },
      {
        status: "COMPLETED",
        seconds: 900,
        made: "arn:aws:dynamodb:us-west-2:123456789012:table/phiguard-test-drill-1",
      },
    ];
    world.imports = [{ status: "RUNNING" }, { status: "COMPLETED", seconds: 5400 }];
    const run = await after(world, "restore");
    expect(run.status).to.equal("SUCCEEDED");
    expect(world.started.map(({ metadata }) => metadata)).to.deep.equal([
      {
        MultiAZ: "true",
        Engine: "postgres",
        targetTableName: world.started[0]?.metadata["targetTableName"],
        encryptionType: "KMS",
        kmsMasterKeyArn: "arn:key",
      },
      {
        Engine: "postgres",
        DBInstanceIdentifier: world.started[1]?.metadata["DBInstanceIdentifier"],
        DBSubnetGroupName: "subnets",
        VpcSecurityGroupIds: '["sg-1"]',
        MultiAZ: "false",
        DeletionProtection: "false",
        PubliclyAccessible: "false",
      },
    ]);
    expect(world.started[1]?.metadata["DBInstanceIdentifier"]).to.match(/^phiguard-test-drill-[0-9a-f]{8}-rds$/);
    expect(world.removed).to.have.length(2);
    expect(world.replayed).to.deep.equal(["export/2026-11-22/job/"]);
    expect(world.promoted).to.be.empty;
    const times = world.told.filter(({ action }) => action === "recovery.time-measured");
    expect(
      times.map(({ detail }) => [detail?.["kind"], detail?.["simulated"], detail?.["recoveryTimeSeconds"]]),
    ).to.deep.equal([
      ["database", true, undefined],
      ["backup", false, 900],
      ["backup", false, 1800],
      ["journal", false, 5400],
      // Two jobs that begin a minute apart, and one.
      ["journal", false, 360],
      ["journal", false, 300],
    ]);
    const { detail, subject } = times.at(-2) ?? {};
    expect(subject).to.equal(`arn:aws:medical-imaging:us-west-2:123456789012:datastore/${STORES.north}`);
    expect(detail).to.include({ batches: 2, failedBatches: 0, files: 18, refusedFiles: 2, earlierBatches: 0 });
  });

  it("starts the import of records before that of images, and asks after it when these are there", async () => {
    const world = new World();
    world.imports = [{ status: "RUNNING" }, { status: "COMPLETED", seconds: 5400 }];
    const { visited: order } = await after(world, "failover");
    const first = (name: string): number => order.indexOf(name);
    expect([first("StartReplay"), first("ReplayImages"), first("Replay")]).to.deep.equal(
      [first("StartReplay"), first("ReplayImages"), first("Replay")].sort((a, b) => a - b),
    );
    expect(world.replayed, "started once").to.have.length(1);
  });

  it("images that don't come in time are told with what did, and the next drill goes on", async () => {
    const world = new World();
    world.images.end = "IN_PROGRESS";
    const run = await after(world, "restore");
    expect(run.status, "nothing is stated for its time").to.equal("SUCCEEDED");
    expect(world.outcomes("recovery.time-measured").slice(-2)).to.deep.equal([
      ["journal", "failure", "not-in-time"],
      ["journal", "failure", "not-in-time"],
    ]);
    world.images.finish();
    await after(world, "restore");
    expect(world.images.started, "nothing is imported twice").to.have.length(3);
  });

  it("removes nothing that a drill has not made, whatever a job says", async () => {
    const world = new World();
    world.job = { status: "COMPLETED", seconds: 60, made: made("phiguard-test-records") };
    await after(world, "restore");
    expect(world.removed).to.deep.equal([]);
  });

  it("failover: promotes the replica once, waits until it stands by itself, and restores nothing", async () => {
    const world = new World();
    world.states = [
      { arn: "arn:r", status: "available", follows: true },
      { arn: "arn:r", status: "available", follows: true },
      { arn: "arn:r", status: "modifying", follows: true },
      { arn: "arn:r", status: "rebooting", follows: false },
      { arn: "arn:r", status: "available", follows: false },
    ];
    const run = await after(world, "failover");
    expect(run.status).to.equal("SUCCEEDED");
    expect(world.promoted).to.deep.equal([REPLICA]);
    expect(world.started).to.be.empty;
    expect(world.outcomes("recovery.time-measured")).to.deep.equal([
      ["database", "success"],
      ["journal", "success"],
      ["journal", "success"],
      ["journal", "success"],
    ]);
    expect(world.images.imported()).to.deep.equal([
      "north/accepted/b-1/",
      "north/accepted/b-2/",
      "south/accepted/c-1/",
    ]);
    expect(world.told.at(-1)).to.include({ action: "recovery.failed-over", outcome: "success" });
  });

  const standing: ReplicaState = { arn: "arn:r", status: "available", follows: false };

  /** A failover that has ended well, and what RDS says of the database from then on: nothing counts its lag any more. */
  async function failedOver(): Promise<World> {
    const world = new World();
    world.states = [{ ...standing, follows: true }, { ...standing, follows: true }, standing];
    expect((await after(world, "failover")).status).to.equal("SUCCEEDED");
    world.state = standing;
    world.databases = [{ name: REPLICA }];
    world.told.length = 0;
    return world;
  }

  it("a second failover changes nothing, tells what is done already, and ends well", async () => {
    const world = await failedOver();
    const run = await after(world, "failover");
    expect(run.status).to.equal("SUCCEEDED");
    expect([world.promoted, world.replayed, world.images.started.length]).to.deep.equal([
      [REPLICA],
      ["export/2026-11-22/job/"],
      3,
    ]);
    expect(world.outcomes("recovery.point-measured")).to.deep.include(["database", "success", "promoted-already"]);
    expect(world.outcomes("recovery.time-measured")).to.deep.equal([
      ["database", "success", "promoted-already"],
      ["journal", "success", "replayed-before"],
      ["journal", "success", "replayed-before"],
      ["journal", "success", "replayed-before"],
    ]);
    expect(world.told.at(-1)).to.include({ action: "recovery.failed-over", outcome: "success" });
  });

  it("a second failover imports an export that came since, and tells nothing but what it did", async () => {
    const world = await failedOver();
    world.export = "export/2026-11-23/job/";
    await after(world, "failover");
    expect(world.replayed).to.deep.equal(["export/2026-11-22/job/", "export/2026-11-23/job/"]);
    expect(world.outcomes("recovery.time-measured")).to.deep.include(["journal", "success"]);
  });

  it("a failover after one that died half-way waits for what that one began, and does the rest", async () => {
    const world = new World();
    world.replayed.push("export/2026-11-22/job/");
    world.imports = [{ status: "RUNNING" }, { status: "COMPLETED", seconds: 5400 }];
    world.states = [{ ...standing, status: "modifying" }, { ...standing, status: "rebooting" }, standing];
    const run = await after(world, "failover");
    expect(run.status).to.equal("SUCCEEDED");
    expect([world.promoted, world.replayed.length, world.images.started.length]).to.deep.equal([[], 1, 3]);
    expect(new Set(world.askedAfter)).to.deep.equal(new Set(["import-1"]));
    expect(world.outcomes("recovery.time-measured").slice(0, 2)).to.deep.equal([
      ["database", "success", "found-under-way"],
      ["journal", "success"],
    ]);
  });

  it("a failover imports again what an earlier import failed on", async () => {
    const world = await failedOver();
    world.imports = [{ status: "FAILED" }];
    await after(world, "failover");
    expect(world.replayed).to.have.length(2);
  });

  it("a second failover fails on a lag of another database that nobody knows", async () => {
    const world = await failedOver();
    world.databases = [{ name: REPLICA }, { name: "phiguard-test-other" }];
    expect((await after(world, "failover")).output).to.equal("TargetsMissed");
  });

  it("failover goes on where the home region does not answer, and says so", async () => {
    const world = new World();
    world.faults.measure = fault("TimeoutError");
    world.states = [
      { arn: "arn:r", status: "available", follows: true },
      { arn: "arn:r", status: "available", follows: true },
      { arn: "arn:r", status: "available", follows: false },
    ];
    const run = await after(world, "failover");
    expect(run.output).to.equal("TargetsMissed");
    expect(world.promoted).to.deep.equal([REPLICA]);
    expect(world.told.at(-1)).to.include({ outcome: "failure", reason: "ended-early" });
  });

  const missed: [name: string, change: (world: World) => void, mode: Mode, told: unknown][] = [
    [
      "a bucket that is too far behind",
      (world) => (world.buckets = [{ name: "b", seconds: 901 }]),
      "simulated",
      ["bucket", "failure", "too-far-behind"],
    ],
    [
      "a stream that is not read",
      (world) => (world.streams = [{ name: "phiguard-test-records", seconds: 901 }]),
      "simulated",
      ["stream", "failure", "too-far-behind"],
    ],
    [
      "a table whose restorable second is long ago",
      (world) => (world.tables = [{ name: "phiguard-test-consents", at: "2026-11-22T08:04:59.000Z" }]),
      "simulated",
      ["table", "failure", "too-far-behind"],
    ],
    [
      "a table that can't be restored to a second",
      (world) => (world.tables = [{ name: "phiguard-test-consents" }]),
      "simulated",
      ["table", "failure", "not-measured"],
    ],
    [
      "a backup that is too old",
      (world) => (world.points = [{ ...point("RDS", DATABASE), at: "2026-11-20T03:30:00.000Z" }]),
      "simulated",
      ["backup", "failure", "too-far-behind"],
    ],
    [
      "a replica whose lag nobody knows",
      (world) => (world.databases = [{ name: REPLICA }]),
      "simulated",
      ["database", "failure", "not-measured"],
    ],
    [
      "a replica that could not be promoted",
      (world) => (world.state = { arn: "arn:r", status: "storage-full", follows: true }),
      "simulated",
      ["database", "failure", "replica-not-available"],
    ],
    [
      "a replica that was promoted already",
      (world) => (world.state = { arn: "arn:r", status: "available", follows: false }),
      "simulated",
      ["database", "failure", "promoted-already"],
    ],
    ["no replica", (world) => (world.state = undefined), "failover", ["database", "failure", "no-such-replica"]],
    [
      "backups that nobody has ever restored",
      (world) => (world.lastRestore = undefined),
      "simulated",
      ["backup", "failure", "never-restored"],
    ],
    [
      "a restore that fails",
      (world) => (world.job = { status: "FAILED" }),
      "restore",
      ["backup", "failure", "restore-failed"],
    ],
    [
      "a restore that is too slow",
      (world) => (world.job = { status: "COMPLETED", seconds: 3601 }),
      "restore",
      ["backup", "failure", "too-slow"],
    ],
    [
      "a restore that does not end",
      (world) => (world.job = { status: "RUNNING" }),
      "restore",
      ["backup", "failure", "not-in-time"],
    ],
  ];
  for (const [name, change, mode, told] of missed) {
    it(`fails on ${name}`, async () => {
      const world = new World();
      change(world);
      const run = await after(world, mode);
      expect(run.output).to.equal("TargetsMissed");
      expect([
        ...world.outcomes("recovery.point-measured"),
        ...world.outcomes("recovery.time-measured"),
      ]).to.deep.include(told);
      expect(world.told.at(-1)).to.include({ outcome: "failure", reason: "not-all-within-targets" });
    });
  }

  const journal: [name: string, change: (world: World) => void, mode: Mode, told: unknown][] = [
    ["no export", (world) => (world.export = undefined), "simulated", ["journal", "failure", "no-whole-export"]],
    [
      "no data store to replay into",
      (world) => (world.datastoreId = NONE),
      "restore",
      ["journal", "failure", "no-data-store-to-replay-into"],
    ],
    ["no replay yet", (world) => (world.lastReplay = undefined), "simulated", ["journal", "failure", "never-replayed"]],
    [
      "a replay that fails",
      (world) => (world.import = { status: "FAILED" }),
      "restore",
      ["journal", "failure", "replay-failed"],
    ],
    [
      "a job of images that fails",
      (world) => world.images.ends.set("b-1", "FAILED"),
      "restore",
      ["journal", "failure", "replay-failed"],
    ],
    [
      "images without a data store to replay into",
      (world) => (world.targets = { north: null }),
      "restore",
      ["journal", "failure", "no-data-store-to-replay-into"],
    ],
  ];
  for (const [name, change, mode, told] of journal) {
    it(`tells of ${name}, for which no time is stated`, async () => {
      const world = new World();
      change(world);
      const run = await after(world, mode);
      expect(run.status).to.equal("SUCCEEDED");
      expect(world.outcomes("recovery.time-measured")).to.deep.include(told);
    });
  }

  it("runs where there is neither a replica nor a FHIR data store nor images", async () => {
    const world = new World();
    world.identifier = NO_REPLICA;
    world.journal = NONE;
    world.imageBucket = NO_IMAGES;
    world.databases = [];
    expect((await after(world)).status).to.equal("SUCCEEDED");
    expect(world.outcomes("recovery.time-measured").map((of) => (of as unknown[])[0])).to.deep.equal([
      "backup",
      "backup",
    ]);
  });

  it("tells that it ended early where a step fails", async () => {
    const world = new World();
    world.faults.restore = fault("AccessDeniedException");
    const run = await after(world, "restore");
    expect(run.output).to.equal("EndedEarly");
    expect(world.told.at(-1)).to.include({ outcome: "failure", reason: "ended-early" });
  });

  it("counts for nothing where its evidence can't be written", async () => {
    const world = new World();
    world.faults.report = fault("AccessDeniedException");
    expect((await after(world)).output).to.equal("NotTold");
    world.faults.restore = fault("AccessDeniedException");
    expect((await after(world)).output).to.equal("NotTold");
  });

  it("refuses a start that names no mode, without a measurement", async () => {
    const world = new World();
    expect((await after(world, "rehearsal" as Mode)).output).to.equal("NotTold");
    expect(world.told).to.be.empty;
  });

  it("has had every state entered by these tests", () => {
    expect(Object.keys(definition.States).filter((name) => !visited.has(name))).to.deep.equal([]);
  });
});
