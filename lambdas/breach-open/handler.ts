import { z } from "zod";
import { readCase, told, type Case } from "../remediation/case";
import type { AuditTrail, Clock, Items, Log, Notices } from "../remediation/ports";
import { BREACHES, contract } from "./contract";
import { assessmentOf, DAYS_TO_TELL, FACTORS } from "./core";

const OPENED = z.object({ openedAt: z.iso.datetime() });

/** Opens an assessment once an execution, tells people and keeps it as evidence; hands the case on as it is. */
export function createHandler(ports: { items: Items; notices: Notices; audit: AuditTrail; clock: Clock; log: Log }) {
  const { items, notices, audit, clock, log } = ports;
  return async (input: unknown): Promise<Case> => {
    const of = readCase(input);
    const assessment = assessmentOf(of);
    const kept = await items.keep(BREACHES, `${assessment.discoveredAt}#${of.execution}`, {
      ...assessment,
      openedAt: clock().toISOString(),
    });
    // A second try says the first one's time, so that what it tells counts once.
    const { openedAt } = OPENED.parse(kept);
    await notices.send(
      "Suspected breach: assess within the clock",
      [
        `The finding ${of.sign} about ${of.subject} may be a breach of patient data.`,
        `Assess the four factors of 45 CFR 164.402: ${FACTORS.join(", ")}.`,
        `Unless they show a low probability, those concerned are told without unreasonable delay, by ${assessment.tellBy} at the latest (${DAYS_TO_TELL} days, 45 CFR 164.404).`,
        `Assessment: ${of.execution}`,
      ].join("\n\n"),
    );
    await audit.tell(told(contract.name, of, { at: openedAt, action: "breach-assessment.opened", outcome: "success" }));
    log.info("a risk assessment is open", { execution: of.execution, tellBy: assessment.tellBy });
    return of;
  };
}
