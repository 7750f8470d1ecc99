import { z } from "zod";
import { BREACHES } from "../breach-open/contract";
import { daysLeft } from "../breach-open/core";
import type { Clock, Items, Log, Notices } from "../remediation/ports";

const ASSESSMENT = z.object({
  execution: z.string(),
  tellBy: z.iso.date(),
  status: z.enum(["open", "closed"]),
});

/** Tells of every assessment that is open, those with the least time first; says nothing where there is none. */
export function createHandler({
  items,
  notices,
  clock,
  log,
}: {
  items: Items;
  notices: Notices;
  clock: Clock;
  log: Log;
}) {
  return async (): Promise<{ readonly open: number; readonly late: number }> => {
    const now = clock();
    const open = (await items.list(BREACHES))
      .map(({ content }) => ASSESSMENT.parse(content))
      .filter(({ status }) => status === "open")
      .map((of) => ({ ...of, left: daysLeft(of.tellBy, now) }))
      .sort((a, b) => a.left - b.left);
    const late = open.filter(({ left }) => left < 0).length;
    if (open.length > 0) {
      await notices.send(
        late > 0 ? `Breach clock is over: ${late}` : `Open breach assessments: ${open.length}`,
        open
          .map(({ execution, tellBy, left }) =>
            left < 0 ? `${execution}: was due on ${tellBy}` : `${execution}: ${left} days left, until ${tellBy}`,
          )
          .join("\n"),
      );
    }
    log.info("open assessments were looked at", { open: open.length, late });
    return { open: open.length, late };
  };
}
