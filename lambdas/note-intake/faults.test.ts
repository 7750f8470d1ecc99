import { expect } from "chai";
import { asLambda, failing, faultTable } from "../testing/fault-table";
import { LONGEST_TEXT } from "./core";
import { createHandler } from "./handler";

const note = (changes: object = {}): object => ({
  noteId: "n-1",
  clinicId: "north-1",
  patientId: "m-1",
  kind: "visit",
  writtenAt: "2026-11-22T10:00:00Z",
  text: "Made up.",
  ...changes,
});
const request = (body: unknown): object => ({ body: JSON.stringify(body), requestContext: { requestId: "r-1" } });

function world({ put = failing("", 0), now = "2026-11-22T10:00:01.000Z" } = {}) {
  const records: { key: string; line: string }[] = [];
  const handler = createHandler({
    stream: {
      put: async (key, line) => {
        put();
        return String(records.push({ key, line }));
      },
    },
    clock: { now: () => now },
    log: { info: () => undefined },
  });
  return { handler, records };
}

faultTable("note-intake", {
  duplicate: {
    shows: "the same note twice on its shard, of which the jobs keep one by its id",
    run: async () => {
      const { handler, records } = world();
      for (let turn = 0; turn < 2; turn++) await handler(request(note()));
      expect(new Set(records.map(({ key }) => key)).size).to.equal(1);
      expect(new Set(records.map(({ line }) => (JSON.parse(line) as { noteId: string }).noteId)).size).to.equal(1);
    },
  },
  reordered: {
    shows: "each note carries its own times",
    run: async () => {
      const { handler, records } = world();
      await handler(request(note({ noteId: "n-2", writtenAt: "2026-11-22T11:00:00Z" })));
      await handler(request(note()));
      expect(records.map(({ line }) => (JSON.parse(line) as { writtenAt: string }).writtenAt)).to.deep.equal([
        "2026-11-22T11:00:00Z",
        "2026-11-22T10:00:00Z",
      ]);
    },
  },
  malformed: {
    shows: "400 with the field, and nothing on the stream",
    run: async () => {
      const { handler, records } = world();
      const { statusCode, body } = await handler(request(note({ kind: "other" })));
      expect([statusCode, (JSON.parse(body) as { field: string }).field]).to.deep.equal([400, "kind"]);
      expect(records).to.be.empty;
    },
  },
  oversized: {
    shows: "400 with the field",
    run: async () => {
      const { handler, records } = world();
      const { statusCode } = await handler(request(note({ text: "x".repeat(LONGEST_TEXT + 1) })));
      expect([statusCode, records.length]).to.deep.equal([400, 0]);
    },
  },
  throttled: {
    shows: "an error to the caller, who sends it again",
    run: async () => {
      const { handler, records } = world({ put: failing("ProvisionedThroughputExceededException", 1) });
      expect(await asLambda(handler, request(note()))).to.equal("done");
      expect(records).to.have.length(1);
    },
  },
  "cut between two writes": "it writes once: the note is on the stream or it is not",
  "dependency down": {
    shows: "never 202 for what is not on the stream",
    run: async () => {
      const { handler, records } = world({ put: failing("ECONNREFUSED", 3) });
      expect(await asLambda(handler, request(note()))).to.equal("dead letter");
      expect(records).to.be.empty;
    },
  },
  "clock skew": {
    shows: "a note written later than now is taken, with both times",
    run: async () => {
      const { handler, records } = world({ now: "2026-11-22T09:55:00.000Z" });
      expect((await handler(request(note()))).statusCode).to.equal(202);
      expect(JSON.parse(records[0]?.line ?? "{}")).to.include({ receivedAt: "2026-11-22T09:55:00.000Z" });
    },
  },
});
