import { CANARY, triedTable } from "../testing/tried-table";
import { LONGEST_TEXT } from "./core";
import { createHandler } from "./handler";

const note = (noteId: string, changes: object = {}): object => ({
  noteId,
  clinicId: "north-1",
  patientId: "m-1",
  kind: "visit",
  writtenAt: "2026-11-22T10:00:00Z",
  text: "Made up.",
  ...changes,
});
const request = (body: unknown): object => ({ body: JSON.stringify(body), requestContext: { requestId: "r-1" } });

triedTable("note-intake", {
  world: ({ through, now, log }) => {
    // A note that was sent twice lies twice on its shard, and the jobs keep one by its id.
    const notes = new Map<string, string>();
    const put = async (shard: string, line: string): Promise<string> => {
      const { noteId, receivedAt: _, ...rest } = JSON.parse(line) as { noteId: string; receivedAt: string };
      notes.set(`${shard} ${noteId}`, JSON.stringify(rest));
      return "1";
    };
    const ports = { ...through({ stream: { put } }), clock: { now: () => now().toISOString() }, log };
    return { handler: createHandler(ports), kept: () => notes };
  },
  // The second one is written later than it is received, by the clocks.
  events: [request(note("n-1")), request(note("n-2", { writtenAt: "2026-11-22T23:59:00Z" }))],
  malformed: {
    "another kind": { event: request(note("n-3", { kind: CANARY })), ends: "refused", answers: { statusCode: 400 } },
    "no JSON": { event: { body: `{${CANARY}`, requestContext: { requestId: "r-2" } }, ends: "refused" },
  },
  oversized: {
    "a long text": {
      event: request(note("n-4", { text: "x".repeat(LONGEST_TEXT + 1) })),
      ends: "refused",
      answers: { statusCode: 400 },
    },
  },
});
