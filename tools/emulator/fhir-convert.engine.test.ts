import { expect } from "chai";
import type { FhirResource, Patient } from "fhir/r4";
import { claimsText } from "../../lambdas/claims/testing/claims-text";
import { ADMIT, header, MERGE, RESULTS } from "../../lambdas/fhir/convert/hl7/testing/messages";
import { withAws, withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, taken, type Call } from "./objects";

const UPDATE = [header("ADT^A31"), "EVN|A31", "PID|1||4711^^^NORTH&2.16.840.1.113883.19.5&ISO^MR||Roe-Lee^Jane"];
/** Dropped in this order; the second is no message, the last is the first again. */
const DROPPED: readonly (readonly [key: string, text: string])[] = [
  ["intake/hl7/a.hl7", [ADMIT, RESULTS].join("\r")],
  ["intake/hl7/b.hl7", "BEGIN:VCARD\rN:Roe;Jane"],
  ["intake/hl7/c.hl7", UPDATE.join("\r")],
  ["intake/hl7/d.hl7", MERGE],
  ["intake/claims/e.csv", claimsText([{}])],
  ["intake/hl7/f.hl7", [ADMIT, RESULTS].join("\r")],
];

interface World {
  readonly objects: ReadonlyMap<string, Buffer>;
  readonly lineage: readonly string[];
  /** Keys of the files that HealthLake was asked to import, in order. */
  readonly imports: readonly string[];
  readonly answers: readonly unknown[];
}

/** Runs the converter over all that was dropped, and the import over what it handed on, by their own queues' messages. */
async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  await makeBucket(call, "input");
  await makeBucket(call, "output");
  const fifo = { FifoQueue: "true", ContentBasedDeduplication: "true" };
  const { QueueUrl } = await call("sqs", "create_queue", { QueueName: "uploads.fifo", Attributes: fifo });
  const { KeyMetadata } = (await call("kms", "create_key", {
    KeyUsage: "GENERATE_VERIFY_MAC",
    KeySpec: "HMAC_256",
  })) as {
    KeyMetadata: { Arn: string };
  };
  let jobs = 0;
  const healthLake = (): { body: string } => ({
    body: JSON.stringify({ JobId: String(++jobs).padStart(32, "0"), JobStatus: "SUBMITTED" }),
  });
  const { result, sent } = await withAws(healthLake, () =>
    withEnvironment(
      {
        AWS_ENDPOINT_URL_HEALTHLAKE: process.env["AWS_ENDPOINT_URL"] as string,
        AWS_ENDPOINT_URL: emulator.endpoint,
        ENVIRONMENT: "test",
        DATASTORE_ID: "a".repeat(32),
        DATA_ACCESS_ROLE_ARN: "arn:aws:iam::123456789012:role/access",
        KMS_KEY_ARN: "arn:aws:kms:us-east-1:123456789012:key/k",
        HASH_KEY_ARN: KeyMetadata.Arn,
        HL7_ZONE: "none",
        IMPORT_QUEUE_URL: QueueUrl as string,
        INPUT_BUCKET: "input",
        OUTPUT_BUCKET: "output",
      },
      () => convertAndImport(emulator, call, QueueUrl as string),
    ),
  );
  const imports = sent.map(({ body }) =>
    (JSON.parse(body) as { InputDataConfig: { S3Uri: string } }).InputDataConfig.S3Uri.replace("s3://input/", ""),
  );
  return { ...result, imports };
}

async function convertAndImport({ endpoint }: Emulator, call: Call, QueueUrl: string): Promise<Omit<World, "imports">> {
  const [convert, start] = [loadedHandler("fhir-convert"), loadedHandler("fhir-import")];
  const answers: unknown[] = [];
  for (const [at, [key, text]] of DROPPED.entries()) {
    const version = await putObject(endpoint, "input", key, Buffer.from(text));
    const time = `2026-03-05T10:00:0${at}Z`;
    const body = JSON.stringify({ bucket: "input", key, version, sizeBytes: Buffer.byteLength(text), time });
    answers.push(await convert({ Records: [{ messageId: `m${at}`, body }] }));
  }
  for (;;) {
    const { Messages = [] } = (await call("sqs", "receive_message", { QueueUrl })) as {
      Messages?: { Body: string; MessageId: string; ReceiptHandle: string }[];
    };
    if (Messages.length === 0) break;
    for (const { Body, MessageId, ReceiptHandle } of Messages) {
      answers.push(await start({ Records: [{ messageId: MessageId, body: Body }] }));
      await call("sqs", "delete_message", { QueueUrl, ReceiptHandle });
    }
  }
  const lineage = [...(await contentsOf(endpoint, call, "output")).keys()];
  return { objects: await contentsOf(endpoint, call, "input"), lineage, answers };
}

describe("P6: messages and claims to FHIR over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  const imported = ({ objects, imports }: World): FhirResource[][] =>
    imports.map((key) =>
      (objects.get(key) ?? Buffer.alloc(0))
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as FhirResource),
    );
  const below = (prefix: string): string[] => [...world.objects.keys()].filter((key) => key.startsWith(prefix));

  it("hands over one file for each content that has something to import, in the order it came, and each is imported", () => {
    const types = imported(world).map((resources) => new Set(resources.map(({ resourceType }) => resourceType)));
    expect(types).to.have.length(4);
    expect(types[0]).to.include("Observation");
    expect(types[3]).to.include("Claim");
    expect(world.lineage.filter((key) => key.startsWith("lineage/import/"))).to.have.length(4);
    expect(world.lineage.filter((key) => key.startsWith("lineage/convert/"))).to.have.length(5);
    for (const answer of world.answers) expect(answer).to.deep.equal({ batchItemFailures: [] });
  });

  it("carries the patient on over an update and a merge", () => {
    const patients = imported(world).map((resources) =>
      resources.filter((one): one is Patient => one.resourceType === "Patient"),
    );
    expect(patients[1]?.[0]).to.deep.include({ birthDate: "1950-04-01", gender: "female" });
    expect(patients[1]?.[0]?.name?.[0]?.family).to.equal("Roe-Lee");
    expect(patients[2]?.map(({ active, link }) => [active, link?.[0]?.type])).to.deep.equal([
      [undefined, "replaces"],
      [false, "replaced-by"],
    ]);
  });

  it("keeps what is no message, with its reason, and lists what has no place in FHIR", () => {
    expect(below("quarantine/")).to.have.length(2);
    const reasons = world.objects.get(below("quarantine/").find((key) => key.endsWith("reasons.ndjson")) ?? "");
    expect(reasons?.toString()).to.match(/^\{"index":1,"reasons":\["[a-z-]+( at segment 1)?"\]\}\n$/);
    expect(below("converted/unmapped/").length).to.be.greaterThan(0);
    for (const key of below("converted/unmapped/")) {
      expect(world.objects.get(key)?.toString()).to.not.match(/Roe|Jane|4711/);
    }
  });
});
