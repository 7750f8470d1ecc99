/** A date as it was written: its parts, and how to write another the same way. */
export interface WrittenDate {
  readonly year: number;
  /** In [1, 12]; undefined where only the year is known. */
  readonly month?: number;
  readonly day?: number;
  /** The same writing with another date; parts that were not there are left out. */
  write(year: number, month: number, day: number): string;
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Parts of a date: its writing is what lies between them. */
const FORMS: readonly RegExp[] = [
  // ISO 8601 and FHIR; what follows the day stays.
  /^(?<year>\d{4})(?<a>[-/.])(?<month>\d{1,2})(?<b>\k<a>)(?<day>\d{1,2})(?<rest>(?:[T ].{0,40})?)$/,
  /^(?<year>\d{4})(?<a>-)(?<month>\d{2})$/,
  // HL7 and DICOM stamps.
  /^(?<year>(?:18|19|20)\d\d)(?<month>\d\d)(?<day>\d\d)(?<rest>(?:\d{2,6}(?:\.\d{1,6})?)?(?:[+-]\d{4})?)$/,
  /^(?<year>(?:18|19|20)\d\d)(?<month>\d\d)$/,
  /^(?<month>\d{1,2})(?<a>[/.-])(?<day>\d{1,2})(?<b>\k<a>)(?<year>\d{4}|\d\d)(?<rest>(?:,? .{0,40})?)$/,
  /^(?<month>\d{1,2})(?<a>[/.-])(?<year>\d{4})$/,
  /^(?<month>\d{1,2})(?<a>[/-])(?<day>\d{1,2})$/,
  /^(?<word>[A-Za-z]{3,9})(?<a>\.? )(?<day>\d{1,2})(?<b>(?:st|nd|rd|th)?,? )(?<year>\d{4}|\d\d)(?<rest>(?:,? .{0,40})?)$/,
  /^(?<day>\d{1,2})(?<a>(?:st|nd|rd|th)?(?: of)?[ -]?)(?<word>[A-Za-z]{3,9})(?<b>\.?,?[ -]?)(?<year>\d{4}|\d\d)$/,
  /^(?<word>[A-Za-z]{3,9})(?<a>\.?,? )(?<year>\d{4})$/,
  /^(?<word>[A-Za-z]{3,9})(?<a>\.? )(?<day>\d{1,2})(?<b>(?:st|nd|rd|th)?)$/,
  /^(?<year>(?:18|19|20)\d\d)$/,
];

/** The year of a date that has none is one without a 29th of February, so that what is written can be read. */
const NO_YEAR = 2001;

/** A date in one of the usual writings; undefined for any other. A day before a month is known by a number above twelve. */
export function readDate(text: string): WrittenDate | undefined {
  const value = text.trim();
  for (const form of FORMS) {
    const parts = form.exec(value)?.groups;
    if (parts === undefined) continue;
    const read = datedBy(parts, form.source.startsWith("^(?<year>"));
    if (read !== undefined) return read;
  }
  return undefined;
}

type Parts = Readonly<Record<string, string | undefined>>;

function datedBy(parts: Parts, yearFirst: boolean): WrittenDate | undefined {
  const { year: yearText, month: monthText, day: dayText, word } = parts;
  const spoken = word === undefined ? undefined : monthOf(word);
  if (word !== undefined && spoken === undefined) return undefined;
  let month = spoken ?? (monthText === undefined ? undefined : Number(monthText));
  let day = dayText === undefined ? undefined : Number(dayText);
  const swapped =
    spoken === undefined && !yearFirst && month !== undefined && day !== undefined && month > 12 && day <= 12;
  if (swapped) [month, day] = [day, month];
  const year = yearText === undefined ? NO_YEAR : yearText.length === 2 ? century(Number(yearText)) : Number(yearText);
  if (!isDay(year, month ?? 1, day ?? 1)) return undefined;
  return {
    year,
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
    write: (toYear, toMonth, toDay) => {
      const values: Record<string, string> = {
        year: yearText?.length === 2 ? String(toYear % 100).padStart(2, "0") : String(toYear).padStart(4, "0"),
        month: padded(swapped ? toDay : toMonth, monthText),
        day: padded(swapped ? toMonth : toDay, dayText),
        word: word === undefined ? "" : inCaseOf(word, toMonth),
      };
      return Object.entries(parts)
        .map(([name, part]) => (part === undefined ? "" : (values[name] ?? ordinal(part, toDay))))
        .join("");
    },
  };
}

const padded = (value: number, as: string | undefined): string => String(value).padStart(as?.length === 2 ? 2 : 1, "0");
const ordinal = (part: string, day: number): string =>
  part.replace(
    /^(?:st|nd|rd|th)/,
    day % 10 === 1 && day !== 11
      ? "st"
      : day % 10 === 2 && day !== 12
        ? "nd"
        : day % 10 === 3 && day !== 13
          ? "rd"
          : "th",
  );

/** Two digits of a year: those to come are of the last century. */
const century = (year: number): number => (year <= 30 ? 2000 : 1900) + year;

function monthOf(word: string): number | undefined {
  const small = word.toLowerCase();
  const at = MONTHS.findIndex(
    (name) => name === small || name.slice(0, 3) === small || (small === "sept" && name === "september"),
  );
  return at < 0 ? undefined : at + 1;
}

function inCaseOf(word: string, month: number): string {
  const name = MONTHS[month - 1] as string;
  const written =
    word.length <= 4 && word.toLowerCase() !== "june" && word.toLowerCase() !== "july" ? name.slice(0, 3) : name;
  if (word === word.toUpperCase()) return written.toUpperCase();
  return word === word.toLowerCase() ? written : written[0]?.toUpperCase() + written.slice(1);
}

export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && day >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const DAY_MS = 86_400_000;

/** The same writing some days later; a part that is not written is taken for the middle of what is. */
export function shifted(date: WrittenDate, days: number): string {
  const at = Date.UTC(date.year, (date.month ?? 7) - 1, date.day ?? (date.month === undefined ? 1 : 15));
  const moved = new Date(at + days * DAY_MS);
  return date.write(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}
