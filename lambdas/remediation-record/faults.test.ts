import { caseOf } from "../remediation/testing/cases";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const NOTED = { noted: { at: "2026-11-22T11:00:00.000Z" } };
const ended = (execution: string, changes: object = {}): object => ({
  ...caseOf({ execution }),
  ...NOTED,
  error: { Error: "ThrottlingException", Cause: CANARY },
  ...changes,
});

triedTable(
  "remediation-record",
  {
    world: ({ through, now, log }) => {
      const audit = auditInMemory();
      return {
        handler: createHandler({ ...through({ audit }), clock: now, log }),
        kept: () => audit.told(),
      };
    },
    events: [
      ended("execution-1"),
      ended("execution-2", { error: undefined, decision: { approved: false } }),
      { execution: "execution-3", event: { account: "123456789012" }, ...NOTED, error: { Error: CANARY } },
    ],
    malformed: {
      "no execution": { event: { ...NOTED, error: { Error: CANARY } }, ends: "given up" },
      "an account of letters": { event: ended("execution-4", { event: { account: CANARY } }), ends: "given up" },
    },
  },
  {
    oversized: "what it reads of its input are codes of ours; what Step Functions hands on has 256 KiB at the most",
    "clock skew": "the machine notes the time, and its own clock is for executions from before it did",
  },
);
