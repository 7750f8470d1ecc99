import { expect } from "chai";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CONSENT_KEYS, DOCUMENTS_SUBJECT } from "../../lambdas/consent/contract";
import { grant, historyAfter } from "../../lambdas/consent/testing/build";
import { documentId } from "../../lambdas/phi/document";
import { auditEventSchema } from "../../reports/model/audit-event";
import { withEmulator, type Emulator } from "./emulator";
import { contentsOf, putObject, REGION, taken, type Call } from "./objects";
import { CANARIES, samples } from "./phi-documents";

const PLACES = ["released", "masked", "quarantine"] as const;
const bucket = (place: string): string => `phiguard-test-phi-${place}`;
/** What lets research at the laboratory have documents. */
const AGREED = grant({ basis: "agreement", recipients: ["lab"], classes: ["unclassified"] });
/** Documents after which the first run is killed. */
const KILLED_AFTER = 120;

interface Outcome {
  /** Names of objects by bucket, and their content. */
  readonly objects: Readonly<Record<string, ReadonlyMap<string, string>>>;
  readonly ids: readonly string[];
  readonly events: readonly { readonly subject: string; readonly action: string }[];
  readonly reviews: readonly string[];
  /** All that was said anywhere but in the documents themselves. */
  readonly said: string;
  readonly killed: boolean;
}

describe("PHI pipeline over an emulated AWS", function () {
  this.timeout(1_200_000);
  let outcome: Outcome;
  const folder = mkdtempSync(join(tmpdir(), "phi-run-"));
  before(async () => {
    outcome = await withEmulator((emulator) => runAll(emulator, folder));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const documentsIn = (place: string): string[] =>
    [...(outcome.objects[place]?.keys() ?? [])].filter((name) => !/\.result\.json$|\/reason\.json$/.test(name));

  it("was killed on its way, and resumed", () => expect(outcome.killed).to.equal(true));

  it("lets each of 500 documents out once, masked or as it is, or keeps it", () => {
    const ended = PLACES.flatMap(documentsIn).map((name) => /[0-9a-f]{64}/.exec(name)?.[0]);
    expect(outcome.ids).to.have.length(500);
    expect([...ended].sort()).to.deep.equal([...outcome.ids].sort());
    for (const place of PLACES) expect(documentsIn(place).length, place).to.be.greaterThan(0);
  });

  it("has audit evidence of each, from arrival to one end", () => {
    const ends = /^document\.(released|masked|quarantined)$/;
    for (const id of outcome.ids) {
      const actions = outcome.events.filter(({ subject }) => subject === id).map(({ action }) => action);
      expect(actions).to.include("document.validated");
      expect(new Set(actions.filter((action) => ends.test(action))).size, actions.join()).to.equal(1);
    }
  });

  it("asks once for a review of what it keeps", () => {
    const kept = documentsIn("quarantine").map((name) => `${/[0-9a-f]{64}/.exec(name)?.[0]} quarantine`);
    expect(outcome.reviews.filter((review) => review.endsWith(" quarantine")).sort()).to.deep.equal(kept.sort());
    expect(new Set(outcome.reviews).size).to.equal(outcome.reviews.length);
  });

  it("says nothing of 200 planted identifiers in logs, errors, figures, events, reviews, queues, records and names", () => {
    expect(CANARIES).to.have.length(200);
    const leaked = CANARIES.filter(({ number, name }) => outcome.said.includes(number) || outcome.said.includes(name));
    expect(leaked.length).to.equal(0);
    // What is looked through is what was said: codes and ids of all documents are there.
    for (const id of outcome.ids) expect(outcome.said.includes(id)).to.equal(true);
  });

  it("lets none of those out that stand in fields of structured documents", () => {
    const out = [
      ...documentsIn("released").map((name) => ["released", name]),
      ...documentsIn("masked").map((name) => ["masked", name]),
    ]
      .filter(([, name]) => /\.(?:hl7|fhir\.json|csv)$/.test(name as string))
      .map(([place, name]) => outcome.objects[place as string]?.get(name as string) ?? "");
    expect(out.length).to.be.greaterThan(50);
    const joined = out.join("\n");
    expect(CANARIES.filter(({ number, name }) => joined.includes(number) || joined.includes(name))).to.deep.equal([]);
  });
});

async function runAll(emulator: Emulator, folder: string): Promise<Outcome> {
  const call = taken(emulator);
  const queueUrl = await prepare(call);
  const ids: string[] = [];
  const documents: object[] = [];
  for (const { key, body } of samples()) {
    const versionId = await putObject(emulator.endpoint, bucket("incoming"), key, body);
    ids.push(documentId(bucket("incoming"), { key, versionId }));
    documents.push({ key, versionId, arrivedAt: "2026-11-22T12:00:00Z" });
  }
  writeFileSync(join(folder, "documents.json"), JSON.stringify(documents));
  const environment = environmentOf(emulator.endpoint, queueUrl);
  const first = await run(folder, environment, KILLED_AFTER);
  const second = await run(folder, environment, Infinity);
  const objects = Object.fromEntries(
    await Promise.all(
      [...PLACES, "incoming"].map(
        async (place) => [place, await textsOf(emulator.endpoint, call, bucket(place))] as const,
      ),
    ),
  );
  const told = readFileSync(join(folder, "told.jsonl"), "utf8");
  const { Items } = await call("dynamodb", "scan", { TableName: "reviews" });
  const records = Object.values(objects).flatMap((of) =>
    [...of].filter(([name]) => /\.result\.json$|reason\.json$|^spans\//.test(name)),
  );
  const names = PLACES.flatMap((place) => [...(objects[place]?.keys() ?? [])]);
  const queued = await call("sqs", "receive_message", { QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
  return {
    objects,
    ids,
    events: told
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => auditEventSchema.parse((JSON.parse(line) as { Detail: unknown }).Detail)),
    reviews: (Items as { documentId: { S: string }; kind: { S: string } }[]).map(
      (item) => `${item.documentId.S} ${item.kind.S}`,
    ),
    said: [first.said, second.said, told, JSON.stringify([Items, records, names, queued])].join("\n"),
    killed: first.killed && !second.killed,
  };
}

async function prepare(call: Call): Promise<string> {
  for (const place of ["incoming", ...PLACES]) await call("s3", "create_bucket", { Bucket: bucket(place) });
  await call("s3", "put_bucket_versioning", {
    Bucket: bucket("incoming"),
    VersioningConfiguration: { Status: "Enabled" },
  });
  for (const [table, partition, sort] of [
    ["consent", CONSENT_KEYS.partition, CONSENT_KEYS.sort],
    ["reviews", "documentId", "kind"],
  ]) {
    await call("dynamodb", "create_table", {
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [partition, sort].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: partition, KeyType: "HASH" },
        { AttributeName: sort, KeyType: "RANGE" },
      ],
    });
  }
  // The agreement by which research at the laboratory gets documents, as the consent service keeps it.
  const [agreed] = historyAfter([[AGREED, new Date("2026-01-01T00:00:00Z")]]);
  const Item = {
    subject: { S: DOCUMENTS_SUBJECT },
    item: { S: "event#0000000001" },
    body: { S: JSON.stringify(agreed) },
  };
  await call("dynamodb", "put_item", { TableName: "consent", Item });
  return (await call("sqs", "create_queue", { QueueName: "reviews" }))["QueueUrl"] as string;
}

const environmentOf = (endpoint: string, queueUrl: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  ENVIRONMENT: "test",
  INCOMING_BUCKET: bucket("incoming"),
  RELEASED_BUCKET: bucket("released"),
  MASKED_BUCKET: bucket("masked"),
  QUARANTINE_BUCKET: bucket("quarantine"),
  MAX_DOCUMENT_BYTES: "10000000",
  CONSENT_TABLE: "consent",
  REVIEW_TABLE: "reviews",
  REVIEW_QUEUE_URL: queueUrl,
  DETECTORS: "local",
  OPERATING_POINT: "recall",
  RELEASE_BELOW_PERCENT: "5",
  QUARANTINE_FROM_PERCENT: "50",
  SAMPLE_SHARE_PERCENT: "10",
});

/** Runs until all is done, or kills the run, not asking it, when so many documents are. */
async function run(
  folder: string,
  environment: Record<string, string>,
  killAfter: number,
): Promise<{ said: string; killed: boolean }> {
  const root = resolve(__dirname, "../..");
  const child = spawn(
    process.execPath,
    ["-r", "ts-node/register/transpile-only", join(__dirname, "phi-run.ts"), folder],
    {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said += part.toString()));
  const file = join(folder, "done.jsonl");
  const watch = setInterval(() => {
    if (existsSync(file) && readFileSync(file, "utf8").split("\n").length > killAfter) child.kill("SIGKILL");
  }, 50);
  const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>((done) =>
    child.once("close", (code, signal) => done({ code, signal })),
  );
  clearInterval(watch);
  if (signal === null && code !== 0) throw new Error(`the run ended with code ${code}: ${said.slice(-2000)}`);
  return { said, killed: signal === "SIGKILL" };
}

async function textsOf(endpoint: string, call: Call, name: string): Promise<Map<string, string>> {
  const contents = await contentsOf(endpoint, call, name);
  return new Map([...contents].map(([key, bytes]) => [key, bytes.toString("utf8")]));
}
