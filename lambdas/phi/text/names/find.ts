import { hasRole, keyAt, take, type Note } from "../note";
import { ROLE } from "../roles";
import { NONE, WORD } from "../tokens";
import { cityRank, lookUp } from "../lexicon";
import { after, before, type Evidence } from "./context";
import { isInitial, isParticle } from "./nameness";
import { runAt, turned, type Run } from "./run";

/** Evidence at which a name is as likely as not, and how fast more of it makes it sure. */
const EVEN = 4.5;
const STEEPNESS = 0.9;
const LEAST = 0.2;

export const likelihood = (evidence: number): number => 1 / (1 + Math.exp(-(evidence - EVEN) * STEEPNESS));

/** Names of people, by what their words are and what stands about them. */
export function nameLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== WORD || note.taken[at] !== 0) continue;
    if (note.casing === "mixed" && tokens.shape[at] === 1 && !isParticle(note, at) && !isInitial(note, at)) continue;
    const lead = before(note, at);
    const run = runAt(note, at, lead.weight);
    if (run === undefined) continue;
    const whole = turned(note, run, lead.weight);
    at = decide(note, whole, lead);
  }
}

/** Takes the run if there is evidence enough; the token to go on behind. */
function decide(note: Note, run: Run, lead: Evidence): number {
  const follow = after(note, run.last);
  const evidence = run.score + 2 * lead.weight + 1.5 * follow.weight - doubts(note, run, lead);
  const score = likelihood(evidence);
  if (score < LEAST) return run.from;
  const last = withSuffix(note, run.last);
  const whose = lead.weight >= follow.weight ? lead : follow;
  const rules = [lead.rule, follow.rule].filter((rule) => rule !== "").join("+");
  take(
    note,
    run.from,
    last,
    whose.weight > 0.9 ? whose.whose : "person-name",
    Math.min(0.98, score),
    `name:${rules === "" ? "lists" : rules}`,
  );
  return last;
}

/** What speaks against: one word without a context, a town, a heading. */
function doubts(note: Note, run: Run, lead: Evidence): number {
  const { tokens } = note;
  let doubt = 0;
  if (run.words + run.initials === 1 && lead.weight < 2) doubt += 0.8;
  if (lead.weight < 2) {
    if (cityRank(lookUp(phrase(note, run))) > 0) doubt += run.words > 1 ? 4 : 1;
    if (
      hasRole(note, run.last + 1, ROLE.facility | ROLE.street | ROLE.organization | ROLE.eponymHead) &&
      tokens.gap[run.last + 1] !== NONE
    )
      doubt += note.casing === "mixed" && tokens.shape[run.last + 1] === 1 ? 0.5 : 2;
    // A heading: `Will Call:`
    if (keyAt(note, run.last + 1) === ":" && run.words < 3) doubt += 1.5;
  }
  return doubt;
}

function phrase(note: Note, run: Run): string {
  const words: string[] = [];
  for (let at = run.from; at <= run.last; at += 1) if (note.tokens.kind[at] === WORD) words.push(keyAt(note, at));
  return words.join(" ");
}

/** `, Jr.`, `III` */
function withSuffix(note: Note, last: number): number {
  const comma = keyAt(note, last + 1) === "," ? 1 : 0;
  const next = last + 1 + comma;
  if (!hasRole(note, next, ROLE.suffix) || (note.tokens.gap[next] as number) > 1) return last;
  const key = keyAt(note, next);
  if (key === "v" || (key.startsWith("i") && note.tokens.shape[next] !== 3)) return last;
  return next;
}
