import { isFree, keyAt, take, type Note } from "../note";
import { SIGN, SPACE, LINE } from "../tokens";

const DIGIT = /^(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine)$/;
/** `double four`, `triple zero` */
const TIMES: ReadonlyMap<string, number> = new Map([
  ["double", 2],
  ["triple", 3],
]);
/** Who says them in a row counts. */
const COUNTED: ReadonlyMap<string, number> = new Map(
  "one two three four five six seven eight nine".split(" ").map((word, place) => [word, place + 1]),
);
/** Fewer digits may be a count or a time that somebody tells. */
const FEWEST = 6;
/** Digits of a telephone number in North America: without the area, with it, and with the country's one before. */
const OF_PHONES: ReadonlySet<number> = new Set([7, 10, 11]);

/** Numbers that are read out digit by digit, as on the telephone and to a machine that takes dictation: `five five five, oh one four seven`. */
export function spokenNumberLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (!DIGIT.test(keyAt(note, at)) && !TIMES.has(keyAt(note, at))) continue;
    let digits = 0;
    let last = at;
    let counts = true;
    for (let next = at; next < tokens.count; next += 1) {
      const gap = tokens.gap[next] as number;
      if (next > at && gap > LINE) break;
      const key = keyAt(note, next);
      if (DIGIT.test(key)) {
        digits += TIMES.get(keyAt(note, next - 1)) ?? 1;
        counts &&= next === at || COUNTED.get(key) === (COUNTED.get(keyAt(note, last)) ?? 0) + 1;
        last = next;
      } else if (!(TIMES.has(key) && DIGIT.test(keyAt(note, next + 1)))) {
        if (tokens.kind[next] !== SIGN || !/^[,-]$/.test(key) || (tokens.gap[next + 1] as number) > SPACE) break;
      }
    }
    if (digits >= FEWEST && !counts && isFree(note, at, last))
      take(note, at, last, OF_PHONES.has(digits) ? "phone" : "other-id", 0.85, "spoken");
    at = last;
  }
}
