import { expect } from "chai";
import { APPROVAL } from "../remediation-approval/contract";
import { auditInMemory, itemsInMemory } from "../testing/stores";
import type { Around } from "../testing/play";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const decided = (execution = "execution-1", decision = "approve"): object => ({ execution, decision });

/** A state machine takes the first answer to a token, and says of a second one that nobody waits. */
function world({ through, now, log }: Pick<Around, "through" | "now" | "log">) {
  const { items, ...table } = itemsInMemory();
  for (const id of ["1", "2"])
    void table.replace(`execution-${id}`, APPROVAL, {
      token: `token-${id}`,
      action: "disable-key",
      subject: "arn:aws:s3:::phiguard-test-web",
    });
  const [answers, audit] = [new Map<string, object>(), auditInMemory()];
  const waiting = {
    answer: async (token: string, output: object) => {
      if (answers.has(token)) return "nobody-waits" as const;
      answers.set(token, output);
      return "taken" as const;
    },
  };
  const handler = createHandler({ ...through({ items: table, waiting, audit }), clock: now, log });
  return { handler, kept: () => ({ items, answers, told: audit.told() }) };
}

triedTable(
  "remediation-decision",
  {
    world,
    events: [decided(), decided("execution-2", "refuse")],
    malformed: {
      "no decision": { event: { execution: "execution-1" }, ends: "given up" },
      "a word beside them": { event: { ...decided(), reason: CANARY }, ends: "given up" },
      "nobody was asked": { event: decided("execution-9"), ends: "given up" },
    },
    oversized: { "a long name": { event: decided("x".repeat(81)), ends: "given up" } },
  },
  {
    reordered: {
      shows: "of two decisions the first one counts, and the other one is refused and told of nowhere",
      run: async () => {
        const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
        const { handler, kept } = world({ through: (ports) => ports, now: () => new Date(0), log });
        await handler(decided());
        expect(await handler(decided("execution-1", "refuse")).catch((error: Error) => error.name)).to.equal(
          "MalformedCase",
        );
        const { answers, told } = kept();
        expect([answers.get("token-1"), told.size]).to.deep.equal([{ approved: true }, 1]);
      },
    },
  },
);
