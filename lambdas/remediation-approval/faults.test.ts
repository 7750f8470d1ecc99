import { expect } from "chai";
import { caseOf } from "../remediation/testing/cases";
import { itemsInMemory, noticesInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const asked = (token: string, execution = "execution-1"): object => ({ case: caseOf({ execution }), token });
const silent = { info: () => undefined };

triedTable(
  "remediation-approval",
  {
    world: ({ through, log }) => {
      const [{ items, ...table }, notices] = [itemsInMemory(), noticesInMemory()];
      const handler = createHandler({ ...through({ items: table, notices }), decisionFunction: "decide", log });
      return { handler, kept: () => ({ items, sent: notices.sent }) };
    },
    events: [asked("token-1"), asked("token-2", "execution-2")],
    malformed: {
      "no token": { event: { case: caseOf() }, ends: "given up" },
      "no case": { event: { case: { ...caseOf(), sign: CANARY }, token: "token-1" }, ends: "given up" },
    },
    oversized: { "a long token": { event: asked("t".repeat(2049)), ends: "given up" } },
  },
  {
    reordered: {
      shows: "the token of the last try is the one that is kept: it alone is good",
      run: async () => {
        const [{ items, ...table }, notices] = [itemsInMemory(), noticesInMemory()];
        const handler = createHandler({ items: table, notices, decisionFunction: "decide", log: silent });
        for (const token of ["token-1", "token-2"]) await handler(asked(token));
        expect(items.get("execution-1/approval")).to.include({ token: "token-2" });
      },
    },
    "clock skew": "it has no clock: how long the state waits is the state machine's",
  },
);
