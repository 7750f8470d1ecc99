import { expect } from "chai";
import { failing, faultTable } from "../testing/fault-table";
import { createHandler } from "./handler";
import { auditMessage, backupMessage, findingMessage } from "./testing/events";

const SENT = "1795341605000";
const messages = (bodies: readonly (object | string)[], sent = SENT): object => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index}`,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: { SentTimestamp: sent },
  })),
});

function world({ append = failing("", 0), after = failing("", 0) } = {}) {
  const objects = new Map<string, string>();
  const handler = createHandler({
    ledger: {
      append: async (key, text) => {
        append();
        const isNew = !objects.has(key);
        if (isNew) objects.set(key, text);
        after();
        return isNew ? "written" : "there-already";
      },
    },
    log: { info: () => undefined, warn: () => undefined },
  });
  /** As SQS does: the whole batch again while the function fails. */
  const asQueue = async (event: object, receives = 5): Promise<readonly string[] | "dead letters"> => {
    for (let receive = 0; receive < receives; receive++) {
      try {
        return (await handler(event)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      } catch {
        // The batch comes again.
      }
    }
    return "dead letters";
  };
  const records = (): number => [...objects.values()].join("").split("\n").filter(Boolean).length;
  return { asQueue, objects, records };
}

faultTable("evidence-intake", {
  duplicate: {
    shows: "one record",
    run: async () => {
      const { asQueue, records } = world();
      await asQueue(messages([auditMessage, auditMessage]));
      await asQueue(messages([auditMessage, auditMessage]));
      expect(records()).to.equal(1);
    },
  },
  reordered: {
    shows: "the same object",
    run: async () => {
      const { asQueue, objects } = world();
      await asQueue(messages([auditMessage, findingMessage, backupMessage]));
      await asQueue(messages([backupMessage, findingMessage, auditMessage]));
      expect(objects.size).to.equal(1);
    },
  },
  malformed: {
    shows: "that message alone goes back, and ends as a dead letter",
    run: async () => {
      const { asQueue, records } = world();
      expect(await asQueue(messages([auditMessage, "{"]))).to.deep.equal(["m1"]);
      expect(records()).to.equal(1);
    },
  },
  oversized: {
    shows: "a batch of 500 is one object",
    run: async () => {
      const { asQueue, objects } = world();
      expect(await asQueue(messages(new Array<object>(500).fill(auditMessage)))).to.deep.equal([]);
      expect(objects.size).to.equal(1);
    },
  },
  throttled: {
    shows: "written when the batch comes again",
    run: async () => {
      const { asQueue, records } = world({ append: failing("SlowDown", 3) });
      expect(await asQueue(messages([auditMessage]))).to.deep.equal([]);
      expect(records()).to.equal(1);
    },
  },
  "cut between two writes": {
    shows: "what was written stands once, and the rest follows",
    run: async () => {
      const { asQueue, records } = world({ after: failing("TimeoutError", 1) });
      const event = messages([auditMessage, backupMessage]);
      expect(await asQueue(event)).to.deep.equal([]);
      expect(records()).to.equal(2);
    },
  },
  "dependency down": {
    shows: "dead letters, and one record when they are sent again",
    run: async () => {
      const { asQueue, records } = world({ append: failing("ECONNREFUSED", 5) });
      expect(await asQueue(messages([auditMessage]))).to.equal("dead letters");
      expect(records()).to.equal(0);
      expect(await asQueue(messages([auditMessage]))).to.deep.equal([]);
      expect(records()).to.equal(1);
    },
  },
  "clock skew": {
    shows: "the day is the queue's",
    run: async () => {
      const { asQueue, objects } = world();
      const sent = Date.parse("2031-01-02T23:59:59Z");
      await asQueue(messages([auditMessage], String(sent)));
      expect([...objects.keys()][0]).to.contain("day=2031-01-02/");
    },
  },
});
