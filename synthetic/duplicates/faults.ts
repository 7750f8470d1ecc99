import type { Random } from "../random";
import { SHORT_NAMES } from "./short-names";

/** What a register of patients holds of a member; empty where nobody asked. */
export interface Registration {
  readonly given: string;
  readonly family: string;
  readonly formerNames: readonly string[];
  /** ISO 8601. */
  readonly birthDate: string;
  readonly sex: "F" | "M" | "U";
  readonly postalCode: string;
  readonly phone: string;
}

/** How often a register has each fault, in [0, 1]. */
export const FAULT_SHARES = {
  "short-name": 0.08,
  "typo-in-given": 0.03,
  "typo-in-family": 0.04,
  "day-and-month-swapped": 0.012,
  "digit-of-birth-date": 0.012,
  "former-names-unknown": 0.6,
  "phone-missing": 0.12,
  "postal-code-missing": 0.06,
  "typo-in-phone": 0.02,
  "sex-missing": 0.02,
} as const;
type Fault = keyof typeof FAULT_SHARES;

/** A registration as it was written down: each fault by chance and apart from the others. */
export function writtenDown(random: Random, true_: Registration): Registration {
  const has = (fault: Fault): boolean => random.chance(FAULT_SHARES[fault]);
  let { given, family, birthDate, phone } = true_;
  if (has("short-name")) given = random.pick(SHORT_NAMES[given] ?? [given]);
  if (has("typo-in-given")) given = typo(random, given);
  if (has("typo-in-family")) family = typo(random, family);
  if (has("day-and-month-swapped")) birthDate = swapped(birthDate);
  if (has("digit-of-birth-date")) birthDate = digitOff(random, birthDate);
  if (has("typo-in-phone")) phone = phone.slice(0, -1) + random.shape("#");
  if (has("phone-missing")) phone = "";
  return {
    given,
    family,
    formerNames: has("former-names-unknown") ? [] : true_.formerNames,
    birthDate,
    sex: has("sex-missing") ? "U" : true_.sex,
    postalCode: has("postal-code-missing") ? "" : true_.postalCode,
    phone,
  };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** One slip of the pen: a letter left out, doubled, put in, another one, or two that changed places. */
export function typo(random: Random, name: string): string {
  const at = random.whole(name.length > 2 ? 1 : 0, name.length - 1);
  const [before, letter, after] = [name.slice(0, at), name[at] ?? "", name.slice(at + 1)];
  switch (random.whole(0, 4)) {
    case 0:
      return name.length > 2 ? before + after : name;
    case 1:
      return before + letter + letter.toLowerCase() + after;
    case 2:
      return before + letter + random.pick([...LETTERS]) + after;
    case 3:
      return before + random.pick([...LETTERS]) + after;
    default:
      return after === "" ? before + letter : before + (after[0] ?? "") + letter + after.slice(1);
  }
}

/** Day and month changed places where that gives a day, as from a form of another country. */
function swapped(date: string): string {
  const [year, month, day] = date.split("-") as [string, string, string];
  return Number(day) <= 12 ? `${year}-${day}-${month}` : date;
}

/** Another last digit of the year, the month or the day that still is a day. */
function digitOff(random: Random, date: string): string {
  const at = random.pick([3, 3, 6, 9]);
  const other = date.slice(0, at) + random.shape("#") + date.slice(at + 1);
  const isDay = !Number.isNaN(Date.parse(other)) && new Date(other).toISOString().startsWith(other);
  return isDay ? other : date;
}
