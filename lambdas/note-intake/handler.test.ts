import type { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { expect } from "chai";
import { kinesisStream } from "./adapters";
import { LONGEST_TEXT, NOTE, sendingOf, type Note } from "./core";
import { createHandler } from "./handler";
import { sendingsInMemory } from "./testing/sendings-in-memory";

const note = {
  noteId: "n-1",
  clinicId: "north-1",
  patientId: "m-1",
  kind: "visit",
  writtenAt: "2026-11-22T10:00:00Z",
  text: "Made up: Jane Roe feels better.",
};
const request = (body: unknown, headers?: Readonly<Record<string, string>>, requestId = "r-1"): object => ({
  body: typeof body === "string" ? body : JSON.stringify(body),
  headers,
  isBase64Encoded: false,
  requestContext: { requestId },
});
const secret = new Uint8Array(32).fill(7);

function world() {
  const put: [string, string][] = [];
  const logged: unknown[] = [];
  const sendings = sendingsInMemory();
  const handler = createHandler({
    stream: { put: async (...record) => (put.push(record), "1") },
    sendings,
    secrets: { hashKey: async () => secret },
    clock: { now: () => "2026-11-22T10:00:01.000Z" },
    log: { info: (...said) => logged.push(said), warn: (...said) => logged.push(said) },
  });
  return { handler, put, logged, sendings };
}

describe("note-intake", () => {
  it("puts a note on the stream as a line, by a key that tells nothing", async () => {
    const { handler, put, logged } = world();
    const { statusCode, body } = await handler(request(note));
    expect([statusCode, JSON.parse(body)]).to.deep.equal([202, { noteId: "n-1", requestId: "r-1" }]);
    const [[key, record]] = put as [[string, string]];
    expect(key).to.match(/^[0-9a-f]{64}$/);
    expect(record.endsWith("\n")).to.equal(true);
    expect(JSON.parse(record)).to.deep.equal({ ...note, receivedAt: "2026-11-22T10:00:01.000Z" });
    expect(JSON.stringify(logged)).to.not.contain("Jane");
  });

  it("keeps notes of one patient on one shard", async () => {
    const { handler, put } = world();
    await handler(request(note));
    await handler(request({ ...note, noteId: "n-2" }));
    await handler(request({ ...note, patientId: "m-2" }));
    expect(put[0]?.[0]).to.equal(put[1]?.[0]).and.not.equal(put[2]?.[0]);
  });

  it("gives a note that is sent again the first answer, and puts it once", async () => {
    const { handler, put } = world();
    const first = await handler(request(note));
    const fields = Object.entries(note).reverse();
    const second = await handler(request(Object.fromEntries(fields), {}, "r-2"));
    expect(second).to.deep.equal(first);
    expect(put).to.have.length(1);
  });

  it("puts a note that was put right, and one of another clinic with the same number", async () => {
    const { handler, put } = world();
    for (const changes of [{}, { text: "Made up: better still." }, { clinicId: "south-1" }, { outcome: "reached" }])
      expect((await handler(request({ ...note, ...changes }))).statusCode).to.equal(202);
    expect(put).to.have.length(4);
  });

  it("knows a request by its key, in quotes or not, within its clinic and in any case of letters of the header", async () => {
    const { handler, put } = world();
    const sent = async (headers: Record<string, string>, changes: object = {}): Promise<[number, unknown]> => {
      const { statusCode, body } = await handler(request({ ...note, ...changes }, headers, `r-${Math.random()}`));
      return [statusCode, (JSON.parse(body) as { requestId: unknown }).requestId];
    };
    const first = await sent({ "Idempotency-Key": '"8e03978e-40d5"' });
    expect(await sent({ "idempotency-key": "8e03978e-40d5" })).to.deep.equal(first);
    expect(await sent({ "IDEMPOTENCY-KEY": ' "8e03978e-40d5" ' })).to.deep.equal(first);
    expect(put).to.have.length(1);
    expect((await sent({ "idempotency-key": "8e03978e-40d5" }, { clinicId: "south-1" }))[0]).to.equal(202);
    // Another key says that it is another request, though the note is the same.
    expect((await sent({ "idempotency-key": "8e03978e-40d6" }))[0]).to.equal(202);
    expect(put).to.have.length(3);
  });

  it("refuses another note under a key that was used, with nothing of either", async () => {
    const { handler, put, logged } = world();
    const headers = { "idempotency-key": "k-1" };
    await handler(request(note, headers));
    const answer = await handler(request({ ...note, text: "Made up: Jane Roe feels worse." }, headers));
    expect(answer.statusCode).to.equal(422);
    expect(JSON.parse(answer.body)).to.include({
      field: "Idempotency-Key",
      message: "Idempotency-Key was used for another note",
    });
    expect(put).to.have.length(1);
    expect(JSON.stringify([answer, logged])).to.not.match(/Jane|k-1|n-1/);
  });

  it("keeps a request off for as long as the same one is being worked on", async () => {
    const { handler, sendings } = world();
    const sending = sendingOf(note as Note, undefined, secret);
    const at = "2026-11-22T10:00:00.000Z";
    await sendings.claim({ ...sending, requestId: "r-0", at, until: "2026-11-22T10:00:04.500Z" });
    const { statusCode, headers } = await handler(request(note));
    expect([statusCode, headers["retry-after"]]).to.deep.equal([409, "4"]);
  });

  const wrongKeys = ["", '""', '"', "a b", 'a"b', "\u00e9", "a\\b", "x".repeat(256), '"a";q=1'];
  for (const [index, key] of wrongKeys.entries())
    it(`answers 400 to wrong key ${index}, and says where`, async () => {
      const { handler, put } = world();
      const { statusCode, body } = await handler(request(note, { "idempotency-key": key }));
      expect([statusCode, (JSON.parse(body) as { field: string }).field]).to.deep.equal([400, "Idempotency-Key"]);
      expect(put).to.be.empty;
    });

  it("keeps hashes that nobody can try out without the key", async () => {
    const { handler, sendings } = world();
    await handler(request(note, { "idempotency-key": "patient-m-1" }));
    const [[id, item]] = [...sendings.items] as [[string, object]];
    expect([id, JSON.stringify(item)].join(" ")).to.not.match(/m-1|n-1|Jane|north/);
    const other = sendingOf(note as Note, "patient-m-1", new Uint8Array(32));
    const same = sendingOf(note as Note, "patient-m-1", secret);
    expect([same.id, same.content]).to.deep.equal([id, (item as { content: string }).content]);
    expect(other.id).to.not.equal(same.id);
    expect(other.content).to.not.equal(same.content);
  });

  it("reads a body that API Gateway has encoded", async () => {
    const { handler, put } = world();
    const body = Buffer.from(JSON.stringify(note)).toString("base64");
    await handler({ ...request(note), body, isBase64Encoded: true });
    expect(put).to.have.length(1);
  });

  const bad: [string, unknown, string][] = [
    ["no JSON", "{", "body"],
    ["a list", [], "body"],
    ["no body", "", "body"],
    ["a field that nobody knows", { ...note, "Jane Roe": 1 }, "body"],
    ...Object.keys(NOTE.shape)
      .filter((field) => field !== "outcome")
      .map((field): [string, unknown, string] => [`no ${field}`, { ...note, [field]: undefined }, field]),
    ["a kind that there is not", { ...note, kind: "Jane" }, "kind"],
    ["a time that is none", { ...note, writtenAt: "yesterday" }, "writtenAt"],
    ["a number for a text", { ...note, text: 5 }, "text"],
    ["a text that is too long", { ...note, text: "x".repeat(LONGEST_TEXT + 1) }, "text"],
    ["an outcome that there is not", { ...note, outcome: "Jane" }, "outcome"],
    ["a number with blanks", { ...note, patientId: "Jane Roe" }, "patientId"],
  ];
  for (const [name, body, field] of bad) {
    it(`answers 400 to ${name} and names ${field}, with nothing of the note`, async () => {
      const { handler, put, logged } = world();
      const answer = await handler(request(body));
      expect(answer.statusCode).to.equal(400);
      expect(JSON.parse(answer.body)).to.include({ field });
      expect(put).to.be.empty;
      expect(JSON.stringify([answer, logged])).to.not.match(/Jane|yesterday/);
    });
  }

  it("fails on what is no request, without its content", async () => {
    const error = await world()
      .handler({ text: "Jane" })
      .catch((thrown: Error) => thrown);
    expect(error).to.be.instanceOf(Error);
    expect((error as Error).message).to.not.contain("Jane");
  });

  it("names stream, key and record to Kinesis", async () => {
    const sent: object[] = [];
    // The client speaks HTTP/2, which the tests' server does not.
    const client = {
      send: async (command: PutRecordCommand) => (sent.push(command.input), { SequenceNumber: "7" }),
    } as unknown as KinesisClient;
    expect(await kinesisStream(client, "care-notes").put("k", "line\n")).to.equal("7");
    expect(sent).to.deep.equal([
      { StreamName: "care-notes", PartitionKey: "k", Data: new TextEncoder().encode("line\n") },
    ]);
  });
});
