import { expect } from "chai";
import { CANARY, triedTable } from "../testing/tried-table";
import { LONGEST_TEXT } from "./core";
import { CLAIM_MS, createHandler } from "./handler";
import { sendingsInMemory } from "./testing/sendings-in-memory";

const note = (noteId: string, changes: object = {}): object => ({
  noteId,
  clinicId: "north-1",
  patientId: "m-1",
  kind: "visit",
  writtenAt: "2026-11-22T10:00:00Z",
  text: "Made up.",
  ...changes,
});
let requests = 0;
/** Each request has an id of its own, though it is sent again. */
const request = (body: unknown, headers: object = {}): object => ({
  body: JSON.stringify(body),
  headers,
  get requestContext() {
    return { requestId: `r-${(requests += 1)}` };
  },
});
const secrets = { hashKey: async () => new Uint8Array(32) };

triedTable("note-intake", {
  world: ({ through, now, log }) => {
    // A put whose answer was lost is made again: what lies on its shard twice the jobs keep once, by its id.
    const notes = new Map<string, string>();
    const put = async (shard: string, line: string): Promise<string> => {
      const { noteId, receivedAt: _, ...rest } = JSON.parse(line) as { noteId: string; receivedAt: string };
      notes.set(`${shard} ${noteId}`, JSON.stringify(rest));
      return "1";
    };
    const sendings = sendingsInMemory();
    const ports = through({ stream: { put }, sendings, secrets });
    const clock = { now: () => now().toISOString() };
    return {
      handler: createHandler({ ...ports, clock, log }),
      kept: () => ({ notes, sendings: new Map([...sendings.items].map(([id, { content }]) => [id, content])) }),
    };
  },
  // The second one is written later than it is received, by the clocks.
  events: [
    request(note("n-1")),
    request(note("n-2", { writtenAt: "2026-11-22T23:59:00Z" })),
    request(note("n-3"), { "Idempotency-Key": '"k-1"' }),
  ],
  malformed: {
    "another kind": { event: request(note("n-4", { kind: CANARY })), ends: "refused", answers: { statusCode: 400 } },
    "no JSON": { event: { body: `{${CANARY}`, requestContext: { requestId: "r-0" } }, ends: "refused" },
    "a key that is none": {
      event: request(note("n-4"), { "Idempotency-Key": `${CANARY}\n` }),
      ends: "refused",
      answers: { statusCode: 400 },
    },
  },
  oversized: {
    "a long text": {
      event: request(note("n-4", { text: "x".repeat(LONGEST_TEXT + 1) })),
      ends: "refused",
      answers: { statusCode: 400 },
    },
    "a long key": { event: request(note("n-4"), { "idempotency-key": "x".repeat(256) }), ends: "refused" },
  },
});

type Trouble = "cut" | "throttled" | "table" | undefined;

/** One note sent again and again to functions whose clocks differ; what each answered, and how often the note was put. */
function sender() {
  let nowMs = Date.parse("2026-11-22T10:00:00.000Z");
  const sendings = sendingsInMemory();
  const put: string[] = [];
  const logged: string[] = [];
  const log = { info: () => undefined, warn: (said: string) => void logged.push(said) };
  const send = async (trouble?: Trouble, skewMs = 0, body = note("n-1")): Promise<string> => {
    const never = new Promise<never>(() => undefined);
    const throttled = (name: string) => async (): Promise<never> => {
      throw Object.assign(new Error("made up"), { name });
    };
    const handler = createHandler({
      stream: {
        put: async (_, line) => {
          if (trouble === "cut") return never;
          if (trouble === "throttled") return throttled("ProvisionedThroughputExceededException")();
          return String(put.push(line));
        },
      },
      sendings: trouble === "table" ? { ...sendings, written: throttled("ThrottlingException") } : sendings,
      secrets,
      clock: { now: () => new Date(nowMs + skewMs).toISOString() },
      log,
    });
    const event = request(body, { "idempotency-key": "k" });
    const isCut = new Promise<string>((resolve) => setImmediate(() => resolve("no answer")));
    const answered = handler(event).then(
      ({ statusCode, headers }) => [statusCode, headers["retry-after"]].filter(Boolean).join(", "),
      (error: Error) => error.name,
    );
    return Promise.race([answered, isCut]);
  };
  return { send, put, logged, pass: (ms: number) => void (nowMs += ms) };
}

describe("note-intake, between the claim and the end", () => {
  it("a run that ends before it has put the note keeps others off for as long as it might be at work, and no longer", async () => {
    const { send, put, pass } = sender();
    expect(await send("cut")).to.equal("no answer");
    expect(await send()).to.equal(`409, ${CLAIM_MS / 1000}`);
    pass(CLAIM_MS - 1);
    expect(await send()).to.equal("409, 1");
    expect(put).to.be.empty;
    pass(1);
    expect(await send()).to.equal("202");
    expect(await send()).to.equal("202");
    expect(put).to.have.length(1);
  });

  it("a claim that ended unwritten is no other note's", async () => {
    const { send, put, pass } = sender();
    await send("cut");
    pass(CLAIM_MS);
    expect(await send(undefined, 0, note("n-1", { text: "Another." }))).to.equal("422");
    expect(await send()).to.equal("202");
    expect(put).to.have.length(1);
  });

  it("a throttled stream frees the sending at once", async () => {
    const { send, put } = sender();
    expect(await send("throttled")).to.equal("ProvisionedThroughputExceededException");
    expect(await send()).to.equal("202");
    expect(put).to.have.length(1);
  });

  it("a table that can't note the end costs the sender nothing; sent again, the note is put again at the most", async () => {
    const { send, put, logged, pass } = sender();
    expect(await send("table")).to.equal("202");
    expect(logged).to.deep.equal(["a note was not noted as taken"]);
    expect(await send()).to.equal(`409, ${CLAIM_MS / 1000}`);
    pass(CLAIM_MS);
    expect([await send(), await send()]).to.deep.equal(["202", "202"]);
    expect(put).to.have.length(2);
  });

  for (const skewMs of [-14_000, 14_000])
    it(`a clock that is ${skewMs / 1000} s off takes nothing that another is at work on, and no note is put twice`, async () => {
      const { send, put, pass } = sender();
      await send("cut");
      pass(15_000);
      expect(await send(undefined, skewMs)).to.match(/^409/);
      pass(CLAIM_MS);
      expect([await send(undefined, skewMs), await send()]).to.deep.equal(["202", "202"]);
      expect(put).to.have.length(1);
    });
});
