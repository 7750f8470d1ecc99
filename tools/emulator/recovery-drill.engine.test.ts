import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { Client } from "pg";
import { EVENT_SOURCES } from "../../components/evidence/event-sources";
import { TARGETS, type Mode } from "../../lambdas/recovery/contract";
import { KINDS } from "../../lambdas/recovery/drill";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { startPostgres, type TestPostgres } from "../../lambdas/testing/postgres";
import { arnOf, DRILL_FUNCTIONS, drillMachine } from "../flows/drill-machine";
import { runFlow, type FlowRun, type Handler } from "../flows/run-flow";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, type Call } from "./objects";
import { messagesOf, queueOfEvents, type Queue } from "./queues";

const [HOME, SECOND] = ["us-east-1", "us-west-2"] as const;
const [DATABASE, REPLICA, TABLE] = ["phiguard-test-records", "phiguard-test-records-replica", "phiguard-test-consents"];
const JOURNAL = "phiguard-test-fhir-output";
const DRILL_PREFIX = "phiguard-test-drill-";
const ROWS = 5000;
const arn = (service: string, region: string, resource: string): string =>
  `arn:aws:${service}:${region}:123456789012:${resource}`;

const callIn =
  ({ call }: Emulator, region: string): Call =>
  async (service, operation, parameters) => {
    const reply = await call(region, service, operation, parameters);
    if (!("result" in reply)) throw new Error(`${service} ${operation}: ${JSON.stringify(reply)}`);
    return reply.result;
  };

/** A line of the evidence ledger, as far as it is read here. */
interface Told {
  readonly action: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

interface Drill {
  readonly run: FlowRun;
  readonly told: readonly Told[];
  /** Databases and tables of the second region afterwards. */
  readonly left: readonly string[];
}

interface World {
  readonly drills: Readonly<Record<Mode | "again", Drill>>;
  readonly backups: Backups;
  /** Imports that HealthLake was asked for. */
  readonly imports: number;
  /** Whether the replica follows nobody any more. */
  readonly stands: Readonly<Record<"before" | "after", boolean>>;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly target: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A server of ours for what the emulator does not have, AWS's JSON over HTTP. */
async function withServer<T>(answer: (asked: Asked) => Promise<object>, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const { method = "", url = "/", headers } = request;
    void text(request)
      .then((body) =>
        answer({
          method,
          path: decodeURIComponent(new URL(url, "http://aws").pathname),
          target: String(headers["x-amz-target"] ?? "")
            .split(".")
            .at(-1) as string,
          body: JSON.parse(body === "" ? "{}" : body) as Asked["body"],
        }),
      )
      .then(
        (body) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body)),
        (error: Error) =>
          response
            .writeHead(400, { "x-amzn-errortype": "InvalidRequestException" })
            .end(JSON.stringify({ message: error.message })),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

interface Job {
  readonly type: string;
  readonly made: string;
  /** Seconds since 1970. */
  readonly begun: number;
  readonly ended: number;
  asked: number;
}

/** AWS Backup as far as a drill needs it: a real dump of a real database, and a table's items; restored where the caller says. */
class Backups {
  /** Rows that were there once a restore was done, by what it made. */
  readonly restored = new Map<string, number>();
  private readonly jobs: Job[] = [];
  private readonly at = Date.now() / 1000;

  constructor(
    private readonly postgres: TestPostgres,
    private readonly second: Call,
    private readonly dump: string,
  ) {}

  async make(): Promise<void> {
    await this.tool("pg_dump", ["--format=custom", `--file=${this.dump}`, "postgres"]);
  }

  async answer({ method, path, body }: Asked): Promise<object> {
    if (/\/recovery-points\/?$/.test(path)) return { RecoveryPoints: [this.point("RDS"), this.point("DynamoDB")] };
    if (/\/restore-metadata$/.test(path)) return { RestoreMetadata: { Engine: "postgres" } };
    if (method === "PUT" && path === "/restore-jobs") return { RestoreJobId: await this.start(body) };
    if (path === "/restore-jobs" || path === "/restore-jobs/")
      return { RestoreJobs: this.jobs.map((job) => this.jobOf(job)) };
    const job = this.jobs[Number(/^\/restore-jobs\/job-(\d+)$/.exec(path)?.[1])];
    if (job === undefined) throw new Error(`nothing is at ${path}`);
    job.asked += 1;
    return job.asked === 1 ? { Status: "RUNNING" } : this.jobOf(job);
  }

  get started(): number {
    return this.jobs.length;
  }

  private point(type: "RDS" | "DynamoDB"): object {
    return {
      RecoveryPointArn: arn("backup", SECOND, `recovery-point:${type}`),
      ResourceType: type,
      ResourceArn: type === "RDS" ? arn("rds", HOME, `db:${DATABASE}`) : arn("dynamodb", HOME, `table/${TABLE}`),
      CreationDate: this.at - 6 * 3600,
      Status: "COMPLETED",
    };
  }

  private jobOf({ made, begun, ended }: Job): object {
    return { Status: "COMPLETED", CreatedResourceArn: made, CreationDate: begun, CompletionDate: ended };
  }

  private async start({ ResourceType, Metadata }: Asked["body"]): Promise<string> {
    const metadata = Metadata as Record<string, string>;
    const begun = Date.now() / 1000;
    const made =
      ResourceType === "RDS"
        ? await this.restoreDatabase(metadata["DBInstanceIdentifier"] as string)
        : await this.restoreTable(metadata["targetTableName"] as string);
    this.jobs.push({ type: ResourceType as string, made, begun, ended: Date.now() / 1000, asked: 0 });
    return `job-${this.jobs.length - 1}`;
  }

  private async restoreDatabase(name: string): Promise<string> {
    await this.postgres.query(`CREATE DATABASE "${name}"`);
    await this.tool("pg_restore", [`--dbname=${name}`, this.dump]);
    this.restored.set(name, await this.rowsIn(name));
    await this.second("rds", "create_db_instance", {
      DBInstanceIdentifier: name,
      DBInstanceClass: "db.t4g.medium",
      Engine: "postgres",
      AllocatedStorage: 20,
      MasterUsername: "records_owner",
      MasterUserPassword: this.postgres.password,
    });
    return arn("rds", SECOND, `db:${name}`);
  }

  private async restoreTable(name: string): Promise<string> {
    await makeTable(this.second, name);
    const { Items } = (await this.second("dynamodb", "scan", { TableName: TABLE })) as { Items: object[] };
    for (const Item of Items) await this.second("dynamodb", "put_item", { TableName: name, Item });
    const { Count } = await this.second("dynamodb", "scan", { TableName: name });
    this.restored.set(name, Count as number);
    return arn("dynamodb", SECOND, `table/${name}`);
  }

  private async rowsIn(database: string): Promise<number> {
    const { port, password } = this.postgres;
    const ssl = { rejectUnauthorized: false };
    const client = new Client({ host: "127.0.0.1", port, user: "records_owner", database, password, ssl });
    await client.connect();
    const { rows } = await client.query<{ count: string }>("SELECT count(*) FROM records");
    await client.end();
    return Number(rows[0]?.count);
  }

  private async tool(name: string, args: readonly string[]): Promise<void> {
    const { port, password } = this.postgres;
    const of = ["--host=127.0.0.1", `--port=${port}`, "--username=records_owner"];
    const env = { ...process.env, PGPASSWORD: password, PGSSLMODE: "require" };
    await promisify(execFile)(name, [...of, ...args], { env });
  }
}

/** HealthLake as far as a replay needs it: an import reads the journal's files and takes its time for it. */
class HealthLake {
  private readonly jobs: { source: string; name: string; begun: number; ended: number; asked: number }[] = [];

  constructor(
    private readonly endpoint: string,
    private readonly second: Call,
  ) {}

  get started(): number {
    return this.jobs.length;
  }

  async answer({ target, body }: Asked): Promise<object> {
    if (target === "StartFHIRImportJob") {
      const begun = Date.now() / 1000;
      const { S3Uri } = body["InputDataConfig"] as { S3Uri: string };
      const folder = S3Uri.replace(`s3://${JOURNAL}/`, "");
      const files = [...(await contentsOf(this.endpoint, this.second, JOURNAL)).keys()];
      if (!files.some((key) => key.startsWith(folder) && key.endsWith(".ndjson"))) throw new Error("nothing to import");
      this.jobs.push({ source: S3Uri, name: body["JobName"] as string, begun, ended: begun + 90, asked: 0 });
      return { JobId: `import-${this.jobs.length - 1}`, JobStatus: "SUBMITTED", DatastoreId: body["DatastoreId"] };
    }
    if (target === "ListFHIRImportJobs")
      return { ImportJobPropertiesList: this.jobs.map((_, at) => this.propertiesOf(at)) };
    const at = Number(String(body["JobId"]).split("-")[1]);
    const job = this.jobs[at];
    if (target !== "DescribeFHIRImportJob" || job === undefined) throw new Error(`no ${target}`);
    job.asked += 1;
    const properties = this.propertiesOf(at);
    return { ImportJobProperties: job.asked === 1 ? { ...properties, JobStatus: "IN_PROGRESS" } : properties };
  }

  private propertiesOf(at: number): object {
    const { source, name, begun, ended } = this.jobs[at] as HealthLake["jobs"][number];
    return {
      JobId: `import-${at}`,
      JobName: name,
      JobStatus: "COMPLETED",
      SubmitTime: begun,
      EndTime: ended,
      DatastoreId: "d",
      InputDataConfig: { S3Uri: source },
    };
  }
}

async function makeTable(call: Call, TableName: string): Promise<void> {
  await call("dynamodb", "create_table", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  });
}

/** Stores in both regions, and what AWS says of their copies. */
async function prepare(emulator: Emulator, home: Call, second: Call, postgres: TestPostgres): Promise<void> {
  await postgres.query("CREATE TABLE records (id bigint PRIMARY KEY, body text)");
  await postgres.query(`INSERT INTO records SELECT n, 'made up ' || n FROM generate_series(1, ${ROWS}) AS n`);
  const metric = (call: Call, Namespace: string, MetricName: string, Name: string, Value: string, of: number) =>
    call("cloudwatch", "put_metric_data", {
      Namespace,
      MetricData: [{ MetricName, Dimensions: [{ Name, Value }], Value: of, Timestamp: new Date().toISOString() }],
    });
  await metric(second, "AWS/S3", "ReplicationLatency", "DestinationBucket", JOURNAL, 4);
  await metric(second, "AWS/RDS", "ReplicaLag", "DBInstanceIdentifier", REPLICA, 1);
  await metric(
    home,
    "AWS/Kinesis",
    "GetRecords.IteratorAgeMilliseconds",
    "StreamName",
    "phiguard-test-records",
    20_000,
  );
  await makeTable(second, TABLE);
  for (const id of ["a", "b", "c"]) await second("dynamodb", "put_item", { TableName: TABLE, Item: { id: { S: id } } });
  await second("dynamodb", "update_continuous_backups", {
    TableName: TABLE,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  await home("rds", "create_db_instance", {
    DBInstanceIdentifier: DATABASE,
    DBInstanceClass: "db.t4g.medium",
    Engine: "postgres",
    AllocatedStorage: 20,
    MasterUsername: "records_owner",
    MasterUserPassword: postgres.password,
    BackupRetentionPeriod: 7,
  });
  await second("rds", "create_db_instance_read_replica", {
    DBInstanceIdentifier: REPLICA,
    SourceDBInstanceIdentifier: arn("rds", HOME, `db:${DATABASE}`),
  });
  await makeBucket(home, JOURNAL);
  await makeBucket(home, "ledger");
  const folder = "export/2026-11-22/job-1";
  await putObject(
    emulator.endpoint,
    JOURNAL,
    `${folder}/Patient-1.ndjson`,
    Buffer.from('{"resourceType":"Patient"}\n'),
  );
  await putObject(emulator.endpoint, JOURNAL, `${folder}/manifest.json`, Buffer.from("{}"));
}

const ENVIRONMENT = {
  AWS_REGION: SECOND,
  HOME_REGION: HOME,
  NAME_PREFIX: "phiguard-test-",
  VAULT_NAME: "phiguard-test-recovery",
  BACKUP_DAYS: "35",
  REPLICA_IDENTIFIER: REPLICA as string,
  DRILL_PREFIX,
  RESTORE_ROLE_ARN: "arn:aws:iam::123456789012:role/restore",
  RESTORE_PLACE: JSON.stringify({
    kmsKeyArn: arn("kms", SECOND, "key/k"),
    subnetGroup: "subnets",
    securityGroupId: "sg-0123456789abcdef0",
  }),
  DATASTORE_ID: "d".repeat(32),
  DATA_ACCESS_ROLE_ARN: "arn:aws:iam::123456789012:role/access",
  JOURNAL_BUCKET: JOURNAL,
  KMS_KEY_ARN: arn("kms", SECOND, "key/k"),
  // There are no images: their replay has tests of its own.
  INPUT_BUCKET: "none",
  OUTPUT_BUCKET: "none",
  TENANTS: "{}",
  LEDGER_BUCKET: "ledger",
};

async function run(emulator: Emulator, postgres: TestPostgres, folder: string): Promise<World> {
  const [home, second] = [callIn(emulator, HOME), callIn(emulator, SECOND)];
  await prepare(emulator, home, second, postgres);
  const [audit] = EVENT_SOURCES.filter(({ role }) => role === "evidence-audit");
  const bus = await queueOfEvents(second, "evidence-audit", audit?.pattern ?? {});
  const backups = new Backups(postgres, second, join(folder, "records.dump"));
  await backups.make();
  const healthLake = new HealthLake(emulator.endpoint, second);
  const stands = async (): Promise<boolean> => {
    const { DBInstances } = (await second("rds", "describe_db_instances", { DBInstanceIdentifier: REPLICA })) as {
      DBInstances: [{ ReadReplicaSourceDBInstanceIdentifier?: string }];
    };
    return (DBInstances[0].ReadReplicaSourceDBInstanceIdentifier ?? "") === "";
  };
  const answer = (asked: Asked): Promise<object> =>
    asked.target === "" ? backups.answer(asked) : healthLake.answer(asked);
  return withServer(answer, (ours) => {
    const endpoints = {
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_ENDPOINT_URL_BACKUP: ours,
      AWS_ENDPOINT_URL_HEALTHLAKE: ours,
    };
    return withEnvironment({ ...ENVIRONMENT, ...endpoints }, async () => {
      const done = (mode: Mode, name = `drill-${mode}`): Promise<Drill> =>
        drill(mode, name, emulator, { home, second, bus });
      // Times that a simulated drill tells are those of the last real restore.
      const restore = await done("restore");
      const simulated = await done("simulated");
      const before = await stands();
      const failover = await done("failover");
      const again = await done("failover", "drill-again");
      return {
        drills: { restore, simulated, failover, again },
        backups,
        imports: healthLake.started,
        stands: { before, after: await stands() },
      };
    });
  });
}

async function drill(
  mode: Mode,
  name: string,
  emulator: Emulator,
  { home, second, bus }: { home: Call; second: Call; bus: Queue },
): Promise<Drill> {
  const functions = Object.fromEntries(
    Object.values(DRILL_FUNCTIONS).map(({ name }): [string, Handler] => [
      arnOf(name),
      (given) => loadedHandler(name)(given),
    ]),
  );
  const before = new Set((await contentsOf(emulator.endpoint, home, "ledger")).keys());
  const flow = await runFlow(drillMachine, { mode }, functions, name);
  await loadedHandler("evidence-intake")({ Records: await messagesOf(second, bus) });
  const ledger = await contentsOf(emulator.endpoint, home, "ledger");
  const { DBInstances } = (await second("rds", "describe_db_instances", {})) as {
    DBInstances: { DBInstanceIdentifier: string }[];
  };
  const { TableNames } = (await second("dynamodb", "list_tables", {})) as { TableNames: string[] };
  return {
    run: flow,
    told: [...ledger]
      .filter(([key]) => !before.has(key))
      .flatMap(([, batch]) => batch.toString("utf8").trim().split("\n"))
      .map((line) => JSON.parse(line) as Told),
    left: [...DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier), ...TableNames].sort(),
  };
}

describe("P9: the recovery drill over an emulated AWS and a real PostgreSQL", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "phiguard-drill-"));
  let postgres: TestPostgres;
  let world: World;
  before(async () => {
    postgres = await startPostgres();
    world = await withEmulator((emulator) => run(emulator, postgres, folder));
  });
  after(() => {
    postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const told = (mode: Mode | "again", action: string): Told[] =>
    world.drills[mode].told.filter((event) => event.action === action);

  for (const mode of ["restore", "simulated"] as const) {
    it(`${mode}: measures a recovery point of each kind of store, within what is stated`, () => {
      const points = told(mode, "recovery.point-measured");
      expect(points.map(({ detail, outcome }) => [detail["kind"], outcome])).to.have.deep.members([
        ["backup", "success"],
        ["backup", "success"],
        ...["bucket", "database", "stream", "table"].map((kind) => [kind, "success"]),
      ]);
      const seconds = new Map(points.map(({ detail }) => [detail["kind"], detail["recoveryPointSeconds"]]));
      expect([seconds.get("bucket"), seconds.get("database"), seconds.get("stream")]).to.deep.equal([4, 1, 20]);
      expect(seconds.get("table")).to.be.within(0, TARGETS.recoveryPointSeconds);
    });

    it(`${mode}: states a time or what is known of one for each kind that is recovered, and ends well`, () => {
      const kinds = new Set(world.drills[mode].told.flatMap(({ detail }) => detail["kind"] ?? []));
      expect([...kinds].sort()).to.deep.equal([...KINDS].sort());
      expect(world.drills[mode].run.status).to.equal("SUCCEEDED");
      expect(told(mode, "recovery.drilled").map(({ outcome }) => outcome)).to.deep.equal(["success"]);
    });
  }

  it("restore: restores the whole database and table under names of its own, and leaves none of them", () => {
    const { restored } = world.backups;
    expect([...restored.values()].sort()).to.deep.equal([3, ROWS].sort());
    for (const name of restored.keys()) expect(name.startsWith(DRILL_PREFIX), name).to.equal(true);
    expect(world.drills.restore.left).to.deep.equal([TABLE, REPLICA].sort());
  });

  it("restore: the times are those that it took, and marked as real", () => {
    const times = told("restore", "recovery.time-measured");
    const real = times.filter(({ detail }) => detail["simulated"] === false);
    expect(real.map(({ detail }) => detail["kind"])).to.have.members(["backup", "backup", "journal"]);
    for (const { detail } of real) expect(detail["recoveryTimeSeconds"]).to.be.within(0, TARGETS.recoveryTimeSeconds);
    expect(real.find(({ detail }) => detail["kind"] === "journal")?.detail["recoveryTimeSeconds"]).to.equal(90);
  });

  it("simulated: makes nothing, tells the last restore's times, and marks all of it as simulated", () => {
    expect(world.backups.started).to.equal(2);
    const times = told("simulated", "recovery.time-measured");
    expect(times.map(({ detail, reason }) => [detail["kind"], reason])).to.have.deep.members([
      ["database", "could-be-promoted"],
      ["backup", "last-restore"],
      ["backup", "last-restore"],
      ["journal", "last-replay"],
    ]);
    for (const { detail } of [...times, ...told("simulated", "recovery.drilled")])
      expect(detail["simulated"]).to.equal(true);
    expect(world.stands.before).to.equal(false);
  });

  it("failover: promotes the replica, and restores nothing", () => {
    expect(world.stands.after).to.equal(true);
    expect(world.backups.started).to.equal(2);
    const [database] = told("failover", "recovery.time-measured").filter(({ detail }) => detail["kind"] === "database");
    expect(database?.outcome).to.equal("success");
    expect(database?.detail).to.include({ simulated: false }).and.to.have.property("recoveryTimeSeconds");
    expect(told("failover", "recovery.failed-over").map(({ detail }) => detail["simulated"])).to.deep.equal([false]);
  });

  it("failover: an export that a drill imported is in the data store, and is not laid over it once more", () => {
    expect(world.imports).to.equal(1);
    const [journal] = told("failover", "recovery.time-measured").filter(({ detail }) => detail["kind"] === "journal");
    expect(journal).to.include({ outcome: "success", reason: "replayed-before" });
  });

  it("a second failover: finds all of it done, changes nothing, tells it so, and ends well", () => {
    expect(world.drills.again.run.status).to.equal("SUCCEEDED");
    expect(
      told("again", "recovery.time-measured").map(({ detail, outcome, reason }) => [detail["kind"], outcome, reason]),
    ).to.have.deep.members([
      ["database", "success", "promoted-already"],
      ["journal", "success", "replayed-before"],
    ]);
    expect(world.drills.again.left).to.deep.equal(world.drills.failover.left);
    expect(told("again", "recovery.failed-over").map(({ outcome }) => outcome)).to.deep.equal(["success"]);
  });
});
