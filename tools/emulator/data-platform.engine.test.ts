import Ajv from "ajv";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { expect } from "chai";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import { SENDINGS_ROLE } from "../../components/lake/lake-names";
import { NAMED_QUERIES } from "../../components/lake/lake-queries";
import { noteApi } from "../../components/lake/note-api";
import { derivedKeys, kmsClient, kmsHashes } from "../../lambdas/kms/adapters";
import { dynamoDbClient, dynamoDbSendings } from "../../lambdas/note-intake/adapters";
import { CLAIM_MS, createHandler } from "../../lambdas/note-intake/handler";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { buildStack } from "../../stacks/build";
import { makeContext } from "../../stacks/context";
import { settings } from "../../stacks/testing/plans";
import { deploy } from "./deploy";
import { withEmulator, type Emulator } from "./emulator";
import { withFront } from "./front";
import { loadedHandler } from "./loaded";
import { contentsOf, putObject, REGION, taken, type Call } from "./objects";

/** The lake of the development stack, with what it stands on and nothing else. */
const LAKE = { ...settings.dev, workloads: ["foundation", "data-platform"] as const };
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

const NOTE = {
  noteId: "n-1",
  clinicId: "north-1",
  patientId: "m-1",
  kind: "visit",
  writtenAt: "2026-11-22T10:00:00Z",
  text: "Made up: Jane Roe feels better.",
};
const GOOD = [
  NOTE,
  { ...NOTE, noteId: "n-2", kind: "telephone" },
  { ...NOTE, noteId: "n-3", patientId: "m-2", kind: "outreach-call", outcome: "reached" },
  // The first note again, put right: of two with the same number the later one counts.
  { ...NOTE, text: "Made up: Jane Roe feels much better." },
];
/** Sent many times at once, by itself and under a key. */
const BURST = { ...NOTE, noteId: "n-4", patientId: "m-3" };
const NAMED = { ...BURST, noteId: "n-5" };
const KEY = { "Idempotency-Key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"' };
const AT_ONCE = 20;
/** Begun by runs that ended before they put them: one that might be at work yet, and one that can't. */
const CLAIMED = { ...BURST, noteId: "n-6" };
const LEFT = { ...BURST, noteId: "n-7" };
/** The same under a key: another note came under it, too. */
const LEFT_NAMED = { ...BURST, noteId: "n-8" };
const LEFT_KEY = { "Idempotency-Key": "left" };
const ONCE = [BURST, NAMED, LEFT, LEFT_NAMED];
/** What is wrong, and the field that the answer has to name. */
const BAD: readonly (readonly [field: string, note: object])[] = [
  ["text", { ...NOTE, text: undefined }],
  ["kind", { ...NOTE, kind: "rumour" }],
  ["writtenAt", { ...NOTE, writtenAt: "yesterday" }],
  ["patientId", { ...NOTE, patientId: "Jane Roe" }],
  ["body", { ...NOTE, "Jane Roe": 1 }],
];

interface Answer {
  readonly status: number;
  /** Seconds of `Retry-After`. */
  readonly retryAfter: number | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Notes {
  readonly answers: readonly Answer[];
  readonly refusals: readonly Answer[];
  /** To a note that was sent many times at once, and once more when all were answered: by itself, and under a key. */
  readonly burst: readonly Answer[];
  readonly named: readonly Answer[];
  readonly otherUnderKey: Answer;
  readonly claimed: Answer;
  readonly left: Answer;
  readonly leftNamed: readonly Answer[];
  readonly table: readonly object[];
  readonly stream: Readonly<Record<string, unknown>>;
  readonly delivery: Delivery;
  /** Names of objects in the raw zone, and the lines of each. */
  readonly raw: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
}

interface Delivery {
  readonly Source: { readonly KinesisStreamSourceDescription: { readonly KinesisStreamARN: string } };
  readonly Destinations: readonly [
    {
      readonly ExtendedS3DestinationDescription: {
        readonly BucketARN: string;
        readonly Prefix: string;
        readonly CompressionFormat: string;
        readonly EncryptionConfiguration: { readonly KMSEncryptionConfig?: { readonly AWSKMSKeyARN: string } };
      };
    },
  ];
}

/** The emulator reads no conditions of a bucket's policy, so that what refuses plain HTTP refuses everybody there. */
const withoutPolicy = (call: Call, Bucket: string): Promise<unknown> => call("s3", "delete_bucket_policy", { Bucket });

/** Sends notes over HTTP, as API Gateway hands requests to the function, and has what is on the stream delivered. */
async function sendNotes(emulator: Emulator): Promise<Notes> {
  const call = taken(emulator);
  const { StreamNames } = (await call("kinesis", "list_streams", {})) as { StreamNames: [string] };
  const [StreamName] = StreamNames;
  const { TableNames } = (await call("dynamodb", "list_tables", {})) as { TableNames: string[] };
  const given = {
    STREAM_NAME: StreamName,
    TABLE_NAME: TableNames.find((name) => name.endsWith(SENDINGS_ROLE)) as string,
    HASH_KEY_ARN: `arn:aws:kms:${REGION}:123456789012:alias/phiguard-dev-${SENDINGS_ROLE}`,
  };
  const answered = await withFront(emulator.endpoint, "HTTP/2", (AWS_ENDPOINT_URL_KINESIS) =>
    withEnvironment({ AWS_ENDPOINT_URL: emulator.endpoint, AWS_ENDPOINT_URL_KINESIS, ...given }, () =>
      withApi("note-intake", async (send) => {
        const of = async (notes: readonly object[]): Promise<Answer[]> => {
          const found: Answer[] = [];
          for (const note of notes) found.push(await send(note));
          return found;
        };
        const atOnce = async (note: object, headers?: Headers): Promise<Answer[]> => {
          const all = await Promise.all(Array.from({ length: AT_ONCE }, () => send(note, headers)));
          return [...all, await send(note, headers)];
        };
        await endsBeforePut(given, CLAIMED, new Date());
        const longAgo = new Date(Date.now() - CLAIM_MS);
        await endsBeforePut(given, LEFT, longAgo);
        await endsBeforePut(given, LEFT_NAMED, longAgo, LEFT_KEY);
        return {
          answers: await of(GOOD),
          refusals: await of(BAD.map(([, note]) => note)),
          burst: await atOnce(BURST),
          named: await atOnce(NAMED, KEY),
          otherUnderKey: await send({ ...NAMED, text: "Made up: Jane Roe feels worse." }, KEY),
          claimed: await send(CLAIMED),
          left: await send(LEFT),
          leftNamed: [await send({ ...LEFT_NAMED, noteId: "n-9" }, LEFT_KEY), await send(LEFT_NAMED, LEFT_KEY)],
        };
      }),
    ),
  );
  const { Items } = (await call("dynamodb", "scan", { TableName: given.TABLE_NAME })) as { Items: object[] };
  const { StreamDescriptionSummary } = await call("kinesis", "describe_stream_summary", { StreamName });
  const { DeliveryStreamNames } = (await call("firehose", "list_delivery_streams", {})) as {
    DeliveryStreamNames: [string];
  };
  const { DeliveryStreamDescription } = await call("firehose", "describe_delivery_stream", {
    DeliveryStreamName: DeliveryStreamNames[0],
  });
  const delivery = DeliveryStreamDescription as Delivery;
  const bucket = await deliver(emulator, call, delivery);
  const raw = await contentsOf(emulator.endpoint, call, bucket);
  return {
    ...answered,
    table: Items,
    stream: StreamDescriptionSummary as Notes["stream"],
    delivery,
    raw: new Map(
      [...raw].map(([key, content]) => [
        key,
        gunzipSync(content)
          .toString("utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as Record<string, unknown>),
      ]),
    ),
  };
}

type Headers = Readonly<Record<string, string>>;

/** Claims a note at a time and gets no further. */
async function endsBeforePut(
  { HASH_KEY_ARN, TABLE_NAME }: { readonly HASH_KEY_ARN: string; readonly TABLE_NAME: string },
  note: object,
  at: Date,
  headers: Headers = {},
): Promise<void> {
  const keyOf = derivedKeys(kmsHashes(kmsClient(), HASH_KEY_ARN));
  await new Promise<void>((reached, reject) => {
    const handler = createHandler({
      stream: { put: () => (reached(), new Promise(() => undefined)) },
      sendings: dynamoDbSendings(dynamoDbClient(), TABLE_NAME),
      secrets: { hashKey: () => keyOf("sendings of notes") },
      clock: { now: () => at.toISOString() },
      log: { info: () => undefined, warn: () => undefined },
    });
    handler({ body: JSON.stringify(note), headers, requestContext: { requestId: "r-0" } }).catch(reject);
  });
}

/** Each request may come to another copy of the function, as it does in Lambda. */
const COPIES = 4;

async function withApi<T>(
  name: string,
  work: (send: (note: object, headers?: Headers) => Promise<Answer>) => Promise<T>,
): Promise<T> {
  let requests = 0;
  const copies = Array.from({ length: COPIES }, () => loadedHandler(name));
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const requestContext = { requestId: `r-${(requests += 1)}` };
      const event = { body, headers: request.headers, isBase64Encoded: false, requestContext };
      const {
        statusCode,
        headers,
        body: said,
      } = (await copies[requests % COPIES]?.(event)) as {
        statusCode: number;
        headers: Record<string, string>;
        body: string;
      };
      response.writeHead(statusCode, headers).end(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notes`;
  try {
    return await work(async (note, headers = {}) => {
      const answer = await fetch(url, { method: "POST", body: JSON.stringify(note), headers });
      const after = answer.headers.get("retry-after");
      return {
        status: answer.status,
        retryAfter: after === null ? undefined : Number(after),
        body: (await answer.json()) as Answer["body"],
      };
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** What Firehose does by its settings, which the emulator keeps and does not act on. @returns the bucket. */
async function deliver({ endpoint }: Emulator, call: Call, { Source, Destinations }: Delivery): Promise<string> {
  const StreamARN = Source.KinesisStreamSourceDescription.KinesisStreamARN;
  const { BucketARN, Prefix, CompressionFormat } = Destinations[0].ExtendedS3DestinationDescription;
  if (CompressionFormat !== "GZIP") throw new Error(`the delivery writes ${CompressionFormat}`);
  const { Shards } = (await call("kinesis", "list_shards", { StreamARN })) as { Shards: { ShardId: string }[] };
  const bucket = BucketARN.split(":").at(-1) as string;
  await withoutPolicy(call, bucket);
  for (const { ShardId } of Shards) {
    const from = { StreamARN, ShardId, ShardIteratorType: "TRIM_HORIZON" };
    const { ShardIterator } = await call("kinesis", "get_shard_iterator", from);
    const { Records } = (await call("kinesis", "get_records", { ShardIterator })) as { Records: { Data: string }[] };
    if (Records.length === 0) continue;
    const [date = "", time = ""] = new Date().toISOString().split("T");
    const [yyyy = "", MM = "", dd = ""] = date.split("-");
    const parts: Record<string, string> = { yyyy, MM, dd, HH: time.slice(0, 2) };
    const folder = Prefix.replace(/!\{timestamp:(\w+)\}/g, (_, part: string) => parts[part] ?? `no ${part}`);
    const lines = Records.map(({ Data }) => bytesOf(Data));
    await putObject(endpoint, bucket, `${folder}${ShardId}.gz`, gzipSync(Buffer.concat(lines)));
  }
  return bucket;
}

/** The SDK for Python hands over bytes as its own notation of them. */
function bytesOf(notation: string): Buffer {
  const inner = /^b(['"])(.*)\1$/s.exec(notation)?.[2];
  if (inner === undefined) throw new Error("the record is no bytes");
  return Buffer.from(inner.replaceAll("\\n", "\n").replaceAll("\\'", "'").replaceAll("\\\\", "\\"), "utf8");
}

/** Tables of the analytics zone, written as the jobs write them (components/lake/jobs/risk_score.py): table, day, rows. */
const TODAY = daysAgo(0).slice(0, 10);
const YESTERDAY = daysAgo(1).slice(0, 10);
const person = (id: string, clinic: string, score: number): string =>
  `('${id}', '${clinic}', 'F', '70-79', ${score}, ['age', 'hospital-stays'])`;
const PEOPLE = "(patient_id, clinic_id, sex, age_band, risk_score, reasons)";
const scored = (rows: readonly string[]): string => `(VALUES ${rows.join(", ")}) AS t${PEOPLE}`;
const NOW = [
  person("p-1", "north", 93),
  person("p-2", "north", 80),
  person("p-3", "north", 79),
  person("p-4", "south", 85),
  person("p-5", "south", 100),
];
const BEFORE = [person("p-1", "north", 10), person("p-6", "north", 99)];
const stays = (rows: string): string => `(VALUES ${rows}) AS t(clinic_id, discharge_year, readmitted)`;
const call = (id: string, days: number, reached: boolean): string =>
  `('${id}', 'north', TIMESTAMP '${daysAgo(days).slice(0, 19)}', ${reached})`;
const calls = (rows: readonly string[]): string =>
  `(VALUES ${rows.join(", ")}) AS t(patient_id, clinic_id, called_at, reached)`;
const TABLES: readonly (readonly [table: string, asOf: string, sql: string])[] = [
  ["outreach/patient_risk", TODAY, `SELECT * FROM ${scored(NOW)}`],
  ["outreach/patient_risk", YESTERDAY, `SELECT * FROM ${scored(BEFORE)}`],
  ["de-identified/patient_risk", TODAY, `SELECT * EXCLUDE (patient_id) FROM ${scored(NOW)}`],
  ["de-identified/patient_risk", YESTERDAY, `SELECT * EXCLUDE (patient_id) FROM ${scored(BEFORE)}`],
  [
    "de-identified/hospital_stays",
    TODAY,
    `SELECT * FROM ${stays("('north', 2025, true), ('north', 2025, false), ('north', 2025, false), ('north', 2026, true), ('south', 2025, false)")}`,
  ],
  ["de-identified/hospital_stays", YESTERDAY, `SELECT * FROM ${stays("('north', 2025, true), ('west', 2024, true)")}`],
  [
    "outreach/calls",
    TODAY,
    // Twice to the same, not reached, too long ago, and to one who is below the threshold.
    `SELECT * FROM ${calls([call("p-1", 29, true), call("p-1", 2, true), call("p-2", 1, false), call("p-4", 31, true), call("p-3", 1, true)])}`,
  ],
  ["outreach/calls", YESTERDAY, `SELECT * FROM ${calls([call("p-5", 1, true)])}`],
];

/** What each query has to answer on these, reckoned by hand. */
const REASONS = ["age", "hospital-stays"];
const ANSWERS: Readonly<Record<string, { readonly ordered: boolean; readonly rows: readonly object[] }>> = {
  "high-risk-list": {
    ordered: true,
    rows: [
      { patient_id: "p-5", clinic_id: "south", risk_score: 100, reasons: REASONS },
      { patient_id: "p-1", clinic_id: "north", risk_score: 93, reasons: REASONS },
      { patient_id: "p-4", clinic_id: "south", risk_score: 85, reasons: REASONS },
      { patient_id: "p-2", clinic_id: "north", risk_score: 80, reasons: REASONS },
    ],
  },
  "outreach-compliance": {
    ordered: true,
    rows: [
      { clinic_id: "north", patients_at_high_risk: "2", patients_reached: "1", reached_percent: 50 },
      { clinic_id: "south", patients_at_high_risk: "2", patients_reached: "0", reached_percent: 0 },
    ],
  },
  "patient-risk-view": {
    ordered: false,
    rows: [93, 80, 79, 85, 100].map((risk_score, index) => ({
      clinic_id: index < 3 ? "north" : "south",
      sex: "F",
      age_band: "70-79",
      risk_score,
      reasons: REASONS,
    })),
  },
  "readmission-rate": {
    ordered: true,
    rows: [
      { clinic_id: "north", discharge_year: 2025, stays: "3", readmissions: "1", readmission_rate_percent: 33.3 },
      { clinic_id: "north", discharge_year: 2026, stays: "1", readmissions: "1", readmission_rate_percent: 100 },
      { clinic_id: "south", discharge_year: 2025, stays: "1", readmissions: "0", readmission_rate_percent: 0 },
    ],
  },
};

interface Catalogue {
  readonly databases: readonly string[];
  readonly workgroups: readonly Workgroup[];
  /** By the last part of a query's name. */
  readonly answers: ReadonlyMap<string, readonly object[]>;
}

interface Workgroup {
  readonly Name: string;
  readonly Configuration: {
    readonly EnforceWorkGroupConfiguration: boolean;
    readonly BytesScannedCutoffPerQuery: number;
    readonly ManagedQueryResultsConfiguration: {
      readonly Enabled: boolean;
      readonly EncryptionConfiguration: { readonly KmsKey: string };
    };
  };
}

interface Crawler {
  readonly DatabaseName: string;
  readonly Targets: { readonly S3Targets: readonly { readonly Path: string }[] };
}

async function askQueries(emulator: Emulator, folder: string): Promise<Catalogue> {
  const make = taken(emulator);
  const duckdb = await (await DuckDBInstance.create(":memory:")).connect();
  await duckdb.run("SET TimeZone = 'UTC'");
  const { Buckets } = (await make("s3", "list_buckets", {})) as { Buckets: { Name: string }[] };
  const analytics = Buckets.map(({ Name }) => Name).find((name) => name.includes("lake-analytics")) as string;
  await withoutPolicy(make, analytics);
  for (const [table, asOf, sql] of TABLES) {
    const file = path.join(folder, "part.parquet");
    await duckdb.run(`COPY (${sql}) TO '${file}' (FORMAT parquet)`);
    await putObject(emulator.endpoint, analytics, `${table}/as_of=${asOf}/part.parquet`, readFileSync(file));
  }
  await crawl(emulator, make);
  const { DatabaseList } = (await make("glue", "get_databases", {})) as { DatabaseList: { Name: string }[] };
  const { WorkGroups } = (await make("athena", "list_work_groups", {})) as { WorkGroups: { Name: string }[] };
  const own = WorkGroups.filter(({ Name }) => Name !== "primary");
  const workgroups: Workgroup[] = [];
  const answers = new Map<string, readonly object[]>();
  for (const { Name: WorkGroup } of own) {
    workgroups.push((await make("athena", "get_work_group", { WorkGroup }))["WorkGroup"] as Workgroup);
    const { NamedQueryIds } = (await make("athena", "list_named_queries", { WorkGroup })) as {
      NamedQueryIds: string[];
    };
    for (const NamedQueryId of NamedQueryIds) {
      const { NamedQuery } = (await make("athena", "get_named_query", { NamedQueryId })) as {
        NamedQuery: { Name: string; Database: string; QueryString: string };
      };
      const known = NAMED_QUERIES.find(({ file }) => NamedQuery.Name.endsWith(`-${file}`));
      if (known === undefined) continue;
      await useDatabase(emulator, make, duckdb, NamedQuery.Database, folder);
      const reader = await duckdb.runAndReadAll(NamedQuery.QueryString);
      answers.set(known.file, reader.getRowObjectsJson());
    }
  }
  duckdb.closeSync();
  return { databases: DatabaseList.map(({ Name }) => Name), workgroups, answers };
}

/** What the crawlers do by their settings: a table for each folder below what they crawl, with a partition a day. */
async function crawl({ endpoint }: Emulator, make: Call): Promise<void> {
  const { Crawlers } = (await make("glue", "get_crawlers", {})) as { Crawlers: readonly Crawler[] };
  for (const { DatabaseName, Targets } of Crawlers) {
    for (const { Path } of Targets.S3Targets) {
      const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(Path) ?? [];
      const keys = [...(await contentsOf(endpoint, make, bucket)).keys()].filter((key) => key.startsWith(prefix));
      const names = new Set(keys.map((key) => key.slice(prefix.length).split("/")[0] as string));
      for (const Name of names) {
        await make("glue", "create_table", {
          DatabaseName,
          TableInput: {
            Name,
            PartitionKeys: [{ Name: "as_of", Type: "string" }],
            StorageDescriptor: { Location: `s3://${bucket}/${prefix}${Name}/` },
          },
        });
      }
    }
  }
}

/** What Athena does: the tables of a database, each read from where the catalogue says it lies. */
async function useDatabase(
  { endpoint }: Emulator,
  make: Call,
  duckdb: DuckDBConnection,
  DatabaseName: string,
  folder: string,
): Promise<void> {
  const { TableList } = (await make("glue", "get_tables", { DatabaseName })) as {
    TableList: { Name: string; StorageDescriptor: { Location: string } }[];
  };
  for (const { Name, StorageDescriptor } of TableList) {
    const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(StorageDescriptor.Location) ?? [];
    const place = path.join(folder, DatabaseName, Name);
    for (const [key, content] of await contentsOf(endpoint, make, bucket)) {
      if (!key.startsWith(prefix)) continue;
      const file = path.join(place, key.slice(prefix.length));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    const files = `read_parquet('${place}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
    await duckdb.run(`CREATE OR REPLACE VIEW ${Name} AS SELECT * FROM ${files}`);
  }
}

describe("the data platform over an emulated AWS", function () {
  this.timeout(900_000);
  let notes: Notes;
  let catalogue: Catalogue;
  const folder = mkdtempSync(path.join(tmpdir(), "phiguard-data-platform-"));
  before(() =>
    withEmulator(async (emulator) => {
      const outcomes = await deploy(
        emulator,
        () => buildStack(makeContext({ ...LAKE, workloads: [...LAKE.workloads] })),
        () => REGION,
      );
      expect(outcomes.filter(({ came }) => came === "refused")).to.deep.equal([]);
      notes = await sendNotes(emulator);
      catalogue = await askQueries(emulator, folder);
    }),
  );
  after(() => rmSync(folder, { recursive: true, force: true }));

  describe("D3: care notes by an API into the raw zone", () => {
    const lines = (): readonly Readonly<Record<string, unknown>>[] => [...notes.raw.values()].flat();

    it("takes each good note, and has all of them in the raw zone as they came", () => {
      expect(notes.answers.map(({ status, body }) => [status, body["noteId"]])).to.deep.equal(
        GOOD.map(({ noteId }) => [202, noteId]),
      );
      const came = lines().map(({ receivedAt: _, ...note }) => note);
      expect(came).to.have.deep.members([...GOOD, ...ONCE]);
    });

    for (const [how, which] of [
      ["by itself", "burst"],
      ["under a key", "named"],
    ] as const)
      it(`puts a note that is sent ${AT_ONCE} times at once ${how} on the stream once, and says so in the end`, () => {
        const all = notes[which];
        expect(all).to.have.length(AT_ONCE + 1);
        const taken = all.filter(({ status }) => status === 202);
        const waiting = all.filter(({ status }) => status === 409);
        expect(taken.length + waiting.length).to.equal(all.length);
        expect(all.at(-1)?.status).to.equal(202);
        expect(new Set(taken.map(({ body }) => body["requestId"])).size).to.equal(1);
        for (const { retryAfter } of waiting) expect(retryAfter).to.be.within(1, CLAIM_MS / 1000);
        const { noteId } = which === "burst" ? BURST : NAMED;
        expect(lines().filter((line) => line["noteId"] === noteId)).to.have.length(1);
      });

    it("refuses another note under the same key, and keeps off what another run may be at work on", () => {
      expect([notes.otherUnderKey.status, notes.otherUnderKey.body["field"]]).to.deep.equal([422, "Idempotency-Key"]);
      expect(notes.claimed.status).to.equal(409);
      expect(notes.claimed.retryAfter).to.be.within(1, CLAIM_MS / 1000);
    });

    it("takes a note whose run ended before it was put, once that run can't be at work any more", () => {
      expect([notes.left.status, notes.left.body["noteId"]]).to.deep.equal([202, LEFT.noteId]);
      // The key is that note's all the same.
      expect(notes.leftNamed.map(({ status }) => status)).to.deep.equal([422, 202]);
    });

    it("keeps nothing of a note beside hashes, a request's id and times", () => {
      expect(notes.table).to.have.length(GOOD.length + ONCE.length + 1);
      for (const item of notes.table)
        expect(item).to.have.all.keys("id", "content", "requestId", "claimedUntil", "written", "expires");
      expect(JSON.stringify(notes.table)).to.not.match(/n-\d|m-\d|north|Jane|8e03978e/);
    });

    it("answers a bad note with 400 and the field, nothing of what it held, and passes none of it on", () => {
      expect(notes.refusals.map(({ status, body }) => [status, body["field"]])).to.deep.equal(
        BAD.map(([field]) => [400, field]),
      );
      expect(JSON.stringify(notes.refusals)).to.not.match(/Jane|rumour|yesterday/);
      expect(lines()).to.have.length(GOOD.length + ONCE.length);
    });

    it("keeps a note that is sent again behind the first of its number, so that the later one counts", () => {
      const same = lines().filter(({ noteId }) => noteId === NOTE.noteId);
      expect(same.map(({ text: said }) => said)).to.deep.equal([GOOD[0]?.text, GOOD[3]?.text]);
      expect((same[0]?.["receivedAt"] as string) <= (same[1]?.["receivedAt"] as string)).to.equal(true);
    });

    it("partitions by the hour of arrival, and encrypts on the stream and in the zone", () => {
      expect(notes.raw.size).to.be.at.least(1);
      for (const key of notes.raw.keys())
        expect(key).to.match(/^notes\/year=\d{4}\/month=\d\d\/day=\d\d\/hour=\d\d\/[^/]+$/);
      expect(notes.stream).to.include({ EncryptionType: "KMS" });
      const { EncryptionConfiguration } = notes.delivery.Destinations[0].ExtendedS3DestinationDescription;
      expect(EncryptionConfiguration.KMSEncryptionConfig?.AWSKMSKeyARN).to.match(/^arn:aws:kms:/);
    });

    it("the API's own schema lets good notes through, and refuses a missing and an unknown field", () => {
      const fits = new Ajv().compile(noteApi.schemas?.["CareNote"] as object);
      for (const note of GOOD) expect(fits(note)).to.equal(true);
      for (const [field, note] of BAD)
        expect(fits(JSON.parse(JSON.stringify(note))), field).to.equal(field !== "text" && field !== "body");
    });
  });

  describe("D5: the catalogue and its named queries", () => {
    it("has a database for each kind of question", () =>
      expect(catalogue.databases).to.have.members(
        ["raw", "curated", "analytics", "outreach"].map((name) => `phiguard_dev_${name}`),
      ));

    it("enforces encryption and a limit of what a query reads in each workgroup", () => {
      expect(catalogue.workgroups).to.have.length(3);
      for (const { Name, Configuration } of catalogue.workgroups) {
        expect(Configuration.EnforceWorkGroupConfiguration, Name).to.equal(true);
        expect(Configuration.BytesScannedCutoffPerQuery, Name).to.equal(
          settings.dev.dataPlatform.scanLimitGiB * 1024 ** 3,
        );
        expect(Configuration.ManagedQueryResultsConfiguration.Enabled, Name).to.equal(true);
        expect(Configuration.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey, Name).to.match(
          /^arn:aws:kms:/,
        );
      }
    });

    for (const { file } of NAMED_QUERIES) {
      it(`${file}: answers as reckoned by hand`, () => {
        const { ordered, rows } = ANSWERS[file] ?? { ordered: true, rows: [] };
        const found = catalogue.answers.get(file);
        if (ordered) expect(found).to.deep.equal(rows);
        else expect(found).to.have.deep.members([...rows]);
      });
    }
  });
});
