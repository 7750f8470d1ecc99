import type { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { expect } from "chai";
import { kinesisStream } from "./adapters";
import { LONGEST_TEXT, NOTE } from "./core";
import { createHandler } from "./handler";

const note = {
  noteId: "n-1",
  clinicId: "north-1",
  patientId: "m-1",
  kind: "visit",
  writtenAt: "2026-11-22T10:00:00Z",
  text: "Made up: Jane Roe feels better.",
};
const request = (body: unknown): object => ({
  body: typeof body === "string" ? body : JSON.stringify(body),
  isBase64Encoded: false,
  requestContext: { requestId: "r-1" },
});

function world() {
  const put: [string, string][] = [];
  const logged: unknown[] = [];
  const handler = createHandler({
    stream: { put: async (...record) => (put.push(record), "1") },
    clock: { now: () => "2026-11-22T10:00:01.000Z" },
    log: { info: (...said) => logged.push(said) },
  });
  return { handler, put, logged };
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
