import { caseOf } from "../remediation/testing/cases";
import { auditInMemory, itemsInMemory, noticesInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

triedTable("breach-open", {
  world: ({ through, now, log }) => {
    const [{ items, ...table }, notices, audit] = [itemsInMemory(), noticesInMemory(), auditInMemory()];
    const handler = createHandler({ ...through({ items: table, notices, audit }), clock: now, log });
    return { handler, kept: () => ({ items, sent: notices.sent, told: audit.told() }) };
  },
  events: [caseOf({ breach: true }), caseOf({ execution: "execution-2", breach: true })],
  malformed: {
    "no ARN": { event: { ...caseOf(), subject: CANARY }, ends: "given up" },
    "no case": { event: undefined, ends: "given up" },
  },
  oversized: { "a long target": { event: caseOf({ target: "x".repeat(513) }), ends: "given up" } },
});
