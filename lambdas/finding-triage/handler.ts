import { z } from "zod";
import type { Case } from "../remediation/case";
import type { Log } from "../remediation/ports";
import { triage, type Options } from "./core";

const INPUT = z.object({ event: z.unknown(), execution: z.string().regex(/^[\w-]{1,80}$/) });

/** Chooses the remedy, or none. The finding itself ends here: only codes and names of resources go on. */
export function createHandler({ options, log }: { options: Options; log: Log }) {
  return async (input: unknown): Promise<Case> => {
    const { event, execution } = INPUT.parse(input);
    const chosen = triage(event, execution, options);
    log.info("a finding was looked at", { execution, sign: chosen.sign, action: chosen.action, breach: chosen.breach });
    return chosen;
  };
}
