import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { ROLE } from "../roles";
import { isMedical } from "../proper";
import { LINE, LOWER, NONE, PARAGRAPH, SIGN, WIDE, WORD } from "../tokens";
import { AGENT_ENDING, JOB_ADJECTIVES, NO_TRADES, PROFESSIONS, WEAK_PROFESSIONS } from "../words/jobs";
import { employerBehind } from "./employers";
import { frameAt, type Frame } from "./job-frames";

/** Words of a profession before its last one. */
const MOST_MODIFIERS = 4;
/** What ends a profession's words. */
const STOPS = new Set(
  `a an the and or but nor so at for in on of to by with from since until till as who whom which that when where while because due if is was are
  were be been has had have he she they we you i his her their our my your it its this these those not no than then now here there per via
  presents presented presenting presently comes came seen lives living works worked working retired married single divorced widowed denies
  smokes drinks reports states full part time status employer employed unemployed phone tel dob age sex name disabled none unknown yes`.split(
    /\s+/,
  ),
);
/** Values of a label that tell no profession. */
const NO_JOB = new Set(
  "none unknown na n retired disabled unemployed homemaker student other self not employed declined refused minor child infant see same active unable yes no denies".split(
    " ",
  ),
);
/** Of a person whom the sentence is about, even these words tell no profession. */
const NO_CALLING = new Set(
  "historian carrier hunter boxer runner sitter model host hostess principal hand expert critic player picker mixer cutter tender tester loader grinder finisher sorter washer packer turner fitter trimmer sweeper marker distributor provider diver spinner sprayer competitor veteran caregiver caretaker guide collector escort assistant associate intern maker executive".split(
    " ",
  ),
);
/** What describes somebody, and is no part of a profession. */
const QUALITIES =
  /^(?:good|poor|great|young|old|older|local|pleasant|nice|hard|heavy|avid|former|retired|very|well|right|left|handed|married|single|divorced|widowed|white|black|hispanic|caucasian|african|american|asian|healthy|obese|thin|working|active|busy|previous|current|recent|known|reliable|unreliable|full|part|time)$/;

/** The last token of a profession that a frame ending before `from` shows, when it is taken; else -1. */
export function professionAfter(note: Note, at: number): number {
  const frame = frameAt(note, at);
  if (frame === undefined) return -1;
  let from = frame.from;
  if (frame.skips) while (from < frame.from + 8 && isQuality(note, from)) from += 1;
  const last = jobEnd(note, from, frame);
  if (last < 0 || !isFree(note, from, last)) return -1;
  take(note, from, last, "profession", frame.strength > 1 ? 0.9 : 0.75, "work:profession");
  return last;
}

const isQuality = (note: Note, at: number): boolean =>
  QUALITIES.test(keyAt(note, at)) || (keyAt(note, at) === "-" && isQuality(note, at - 1)) || (keyAt(note, at) === "," && isQuality(note, at - 1) && isQuality(note, at + 1)); // prettier-ignore

const isHead = (note: Note, at: number): boolean => {
  const key = keyAt(note, at);
  return PROFESSIONS.has(key) || (key.endsWith("s") && key.length > 4 && PROFESSIONS.has(key.slice(0, -1)));
};

const isWeak = (key: string): boolean => WEAK_PROFESSIONS.has(key) || WEAK_PROFESSIONS.has(key.replace(/s$/, ""));

/** The last token of the profession that begins at a token, as far as the frame lets it be one; else -1. */
export function jobEnd(
  note: Note,
  from: number,
  { strength, open, personal, plural }: Omit<Frame, "from" | "skips">,
): number {
  const { tokens } = note;
  let head = -1;
  let modified = false;
  let agent = -1;
  let next = from;
  for (let words = 0; words <= MOST_MODIFIERS && next < tokens.count; next += 1) {
    if (next > from && (tokens.gap[next] as number) > (head >= 0 ? LINE - 1 : LINE)) break;
    if (note.taken[next] !== 0) break;
    const key = keyAt(note, next);
    if (tokens.kind[next] === SIGN) {
      const joined = tokens.gap[next] === NONE && tokens.gap[next + 1] === NONE && next > from;
      if (!joined || !/^[-/&.]$/.test(key) || tokens.kind[next + 1] !== WORD) break;
      continue;
    }
    if (tokens.kind[next] !== WORD || STOPS.has(key) || (strength < 3 && isMedical(note, next))) break;
    if (next > from && tokens.gap[next] === WIDE) break;
    words += 1;
    if (isHead(note, next)) {
      modified ||= next > from && (strength > 2 || JOB_ADJECTIVES.has(keyAt(note, next - 1)) || isHead(note, next - 1));
      head = next;
    } else if (head >= 0) break;
    else if (strength < 3 && !isModifier(note, next, strength)) break;
    if (isAgent(note, next)) agent = next;
  }
  if (head < 0 && agent >= 0 && strength > 1) return agent;
  if (head < 0) return open ? valueEnd(note, from) : -1;
  const key = keyAt(note, head);
  if (plural && (!key.endsWith("s") || isWeak(key))) return -1;
  if (strength === 1 && isWeak(key) && !modified && (!personal || NO_CALLING.has(key))) return -1;
  if (strength === 2 && !modified && NO_CALLING.has(key)) return -1;
  // `as a pharmacist-led service`, `is a model patient`
  if (keyAt(note, head + 1) === "-" && tokens.gap[head + 1] === NONE && tokens.gap[head + 2] === NONE) return -1;
  return strength === 1 && isWeak(key) && hasRole(note, head + 1, ROLE.person) ? -1 : head;
}

function isModifier(note: Note, at: number, strength: number): boolean {
  if (JOB_ADJECTIVES.has(keyAt(note, at))) return true;
  if (hasRole(note, at, ROLE.never | ROLE.kin | ROLE.honorific | ROLE.month | ROLE.afterName)) return false;
  return strength > 1 || (note.tokens.shape[at] === LOWER && !QUALITIES.test(keyAt(note, at)));
}

/** A trade of no list by its ending: `Retired piano tuner`, `works as a park ranger`. */
function isAgent(note: Note, at: number): boolean {
  const key = keyAt(note, at);
  return (
    AGENT_ENDING.test(key) &&
    !NO_TRADES.has(key) &&
    !hasRole(note, at, ROLE.kin | ROLE.person | ROLE.never | ROLE.drug) &&
    !isMedical(note, at)
  );
}

/** What stands behind `Occupation:` as far as the field goes. */
function valueEnd(note: Note, from: number): number {
  const { tokens } = note;
  let last = -1;
  for (let at = from; at < from + MOST_MODIFIERS; at += 1) {
    const key = keyAt(note, at);
    if (tokens.kind[at] !== WORD || note.taken[at] !== 0 || STOPS.has(key) || NO_JOB.has(key)) break;
    if (at > from && (tokens.gap[at] as number) >= WIDE) break;
    last = at;
  }
  const after = keyAt(note, last + 1);
  const closed =
    last + 1 >= tokens.count ||
    (tokens.gap[last + 1] as number) >= WIDE ||
    note.taken[last + 1] !== 0 ||
    /^[,.;|()"]$/.test(after) ||
    STOPS.has(after);
  return closed && (tokens.gap[from] as number) < PARAGRAPH ? last : -1;
}

const SOCIAL = /^(?:social|sh|shx|soc|sochx)$/;
/** Tokens of a social history that are looked at. */
const SOCIAL_WINDOW = 30;

/** `SH: truck driver, married`, `Social: married, accountant, no tobacco`: a part between commas that is nothing else. */
export function professionInSocialHistory(note: Note, label: number): void {
  const { tokens } = note;
  if (!SOCIAL.test(keyAt(note, label))) return;
  let at = label + 1;
  while (/^(?:history|hx|h|x)$/.test(keyAt(note, at))) at += 1;
  if (!/^[:-]$/.test(keyAt(note, at))) return;
  for (const stop = at + SOCIAL_WINDOW; at < stop && at + 1 < tokens.count; at += 1) {
    if ((tokens.gap[at] as number) >= PARAGRAPH) return;
    if (!/^[:,;.-]$/.test(keyAt(note, at)) || note.taken[at + 1] !== 0) continue;
    const last = jobEnd(note, at + 1, { strength: 1, open: false, personal: false, plural: false });
    const closed =
      last + 1 >= tokens.count || /^[,.;(]$/.test(keyAt(note, last + 1)) || (tokens.gap[last + 1] as number) >= LINE;
    if (last < 0 || !closed || !isFree(note, at + 1, last)) continue;
    take(note, at + 1, last, "profession", 0.75, "work:social-history");
    employerBehind(note, last + 1);
  }
}
