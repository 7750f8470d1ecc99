import { BY_DESIGN, NARROW, STATEMENTS_BY_DESIGN } from "./by-design";
import type { Disagreement, Named } from "./disagreement";
import { STATEMENTS_THEIRS, THEIRS } from "./theirs";

const WHOLE = [...BY_DESIGN, ...NARROW, ...THEIRS];
const OF_STATEMENTS = [...STATEMENTS_THEIRS, ...STATEMENTS_BY_DESIGN];

export const EXPLANATIONS: readonly Named[] = [...WHOLE, ...OF_STATEMENTS];

/** The name of what explains the disagreement, if anything does. Every statement that we call open needs its explanation. */
export function explanationOf(disagreement: Disagreement): string | undefined {
  const whole = WHOLE.find(({ applies }) => applies(disagreement));
  if (whole !== undefined) return whole.name;
  const each = disagreement.probes.statements.map((statement) =>
    OF_STATEMENTS.find(({ applies }) => applies(statement, disagreement.peer)),
  );
  return each.every((found) => found !== undefined) ? each[0]?.name : undefined;
}
