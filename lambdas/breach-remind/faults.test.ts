import { expect } from "chai";
import { BREACHES } from "../breach-open/contract";
import { assessmentOf } from "../breach-open/core";
import { caseOf } from "../remediation/testing/cases";
import type { Around } from "../testing/play";
import { itemsInMemory, noticesInMemory } from "../testing/stores";
import { triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

function world({ through, now, log }: Pick<Around, "through" | "now" | "log">, tellBy?: string) {
  const [{ items: _, ...table }, notices] = [itemsInMemory(), noticesInMemory()];
  for (const execution of ["execution-1", "execution-2"])
    void table.keep(BREACHES, execution, { ...assessmentOf(caseOf({ execution })), ...(tellBy && { tellBy }) });
  const handler = createHandler({ ...through({ items: table, notices }), clock: now, log });
  return { handler, kept: () => notices.sent };
}

/** A reminder that is sent the next day says a day less. */
const withoutDays = (sent: ReadonlySet<string>): Set<string> =>
  new Set([...sent].map((text) => text.replace(/\d+ days left/g, "some days left")));

triedTable(
  "breach-remind",
  {
    world: (around) => {
      const { handler, kept } = world(around);
      return { handler, kept: () => withoutDays(kept()) };
    },
    events: [{}],
    malformed: {},
  },
  {
    reordered: "one reminder a day; it reads what is open, whatever came before",
    malformed: {
      shows: "an assessment that can't be read is no reason for silence: the run fails, and the alarm tells",
      run: async () => {
        const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
        const { handler, kept } = world({ through: (ports) => ports, now: () => new Date(), log }, "soon");
        expect(await handler().catch((error: Error) => error.name)).to.equal("ZodError");
        expect(kept().size).to.equal(0);
      },
    },
    oversized: "it takes no input; a list of many open assessments comes in pages",
    "clock skew": {
      shows: "five minutes change the days that are left at midnight alone, by one",
      run: async () => {
        const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
        const said = await Promise.all(
          ["2026-11-22T23:58:00Z", "2026-11-23T00:03:00Z"].map(async (time) => {
            const { handler, kept } = world({ through: (ports) => ports, now: () => new Date(time), log });
            await handler();
            return Number(/(\d+) days left/.exec([...kept()][0] ?? "")?.[1]);
          }),
        );
        expect((said[0] ?? 0) - (said[1] ?? 0)).to.equal(1);
      },
    },
  },
);
