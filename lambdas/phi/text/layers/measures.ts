import { keyAt, type Note } from "../note";
import { lengthAt } from "../sticky";
import { NONE, NUMBER, SIGN, SPACE, WORD } from "../tokens";
import { DENIED } from "./denied";

const UNIT_WORDS = new Set(
  "mg mcg ug g gm kg ml dl l cc mm cm m mmhg meq mmol umol nmol pmol pg ng iu u unit units bpm lb lbs oz ft in kcal mosm msec ms sec cmh2o hz khz mhz ma kv gy cgy mci mbq percent copies cells lpm fr french gauge tabs tab tablet tablets cap caps capsule capsules puff puffs drop drops gtt gtts ml/hr dose doses pack packs refill refills".split(
    " ",
  ),
);
const DOSES = new Set(["mg", "mcg", "ug", "units", "iu", "tab", "tabs", "puffs", "meq"]);
/** Words before a ratio or a number that say what it measures. */
const MEASURES = new Set(
  "bp pain strength murmur scale score moca mmse gcs apgar image images motor reflexes pulses grade phq gad nihss pulse hr rr temp t wt weight ht height bmi spo2 o2 sat sats fio2 ef lvef map cvp inr pt ptt wbc rbc hgb hb hct plt plts platelets na k cl bun cr creatinine gfr egfr glucose a1c hba1c tsh psa alt ast alp ldl hdl troponin bnp ferritin ca mg phos lactate ph pco2 po2 esr crp vision acuity od os ou x size series slice level power station set dilation effacement gravida para g p fundal count dose visit".split(
    " ",
  ),
);

/** `40-30-20-10`, `60s-70s`: a taper, or two decades of a rate. */
const TAPER = /\d{1,3}(?:-\d{1,3}){2,6}(?![\d-])/y;

function denyTaper(note: Note, at: number): boolean {
  const { tokens, denied, text } = note;
  const begin = tokens.begin[at] as number;
  const whole = text.slice(begin, begin + lengthAt(TAPER, text, begin));
  const steps = whole.split("-").map(Number);
  if (steps.length < 3 || steps.some((step, index) => index > 0 && step >= (steps[index - 1] as number))) return false;
  for (let next = at; next < tokens.count && (tokens.begin[next] as number) < begin + whole.length; next += 1)
    denied[next] = DENIED.measure;
  return true;
}

/** Marks a number that measures something, and what a dose is of. */
export function denyMeasure(note: Note, at: number): void {
  const { tokens, denied } = note;
  if (denied[at] !== 0 || denyTaper(note, at)) return;
  if (UNIT_WORDS.has(keyAt(note, at + 1)) && (tokens.gap[at + 1] as number) <= SPACE) {
    denied[at] = DENIED.measure;
    // What a dose is of is no person: `Ella 30 mg`.
    if (
      tokens.kind[at - 1] === WORD &&
      tokens.gap[at] === SPACE &&
      denied[at - 1] === 0 &&
      DOSES.has(keyAt(note, at + 1))
    )
      denied[at - 1] = DENIED.drug;
    for (let back = at - 1; back >= at - 4 && back >= 0; back -= 1) {
      if (tokens.gap[back + 1] !== NONE || (tokens.kind[back] === SIGN && !/[-/.,]/.test(keyAt(note, back)))) break;
      if (tokens.kind[back] === NUMBER) denied[back] = DENIED.measure;
    }
    return;
  }
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const key = keyAt(note, back);
    if (MEASURES.has(key) && tokens.kind[back] !== SIGN) {
      denied[at] = DENIED.measure;
      return;
    }
    if (!/^(?:[:=/.(-]|of|is|was|at|score|level|sign|to|<|>|\d{1,3})$/.test(key)) return;
  }
}
