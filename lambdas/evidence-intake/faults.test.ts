import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import { auditMessage, backupMessage, findingMessage } from "./testing/events";

triedTable(
  "evidence-intake",
  {
    world: ({ through, log }) => {
      const objects = new Map<string, string>();
      const append = async (key: string, text: string): Promise<"written" | "there-already"> => {
        if (objects.has(key)) return "there-already";
        objects.set(key, text);
        return "written";
      };
      // A batch that comes again in parts is another object with the same records, which count once by their ids.
      const records = (): Set<string> => new Set([...objects.values()].join("").split("\n").filter(Boolean));
      return { handler: createHandler({ ...through({ ledger: { append } }), log }), kept: records };
    },
    events: [auditMessage, findingMessage, backupMessage],
    malformed: {
      "no JSON": { event: `{${CANARY}`, ends: "given up" },
      "a field that may not be told": { event: { ...auditMessage, detail: { note: CANARY } }, ends: "given up" },
    },
    oversized: {
      "a message of its greatest size": {
        event: { ...auditMessage, detail: "x".repeat(256 * 1024) },
        ends: "given up",
      },
    },
  },
  { "clock skew": "it has no clock: the day is the queue's" },
);
