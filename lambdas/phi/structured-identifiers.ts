import { mergeSpans, type Category, type Span } from "./span";

/** What the patterns below look for. Names, addresses, ages and professions need more than a pattern. */
export const STRUCTURED_CATEGORIES: readonly Category[] = ["DATE", "EMAIL", "ID", "PHONE_OR_FAX", "URL"];

/** A rule finds candidates and says of each how sure it is; zero is no. Patterns are linear: no nested repetition. */
interface IdentifierRule {
  readonly name: string;
  readonly category: Category;
  readonly pattern: RegExp;
  readonly score: (found: string) => number;
}

const MONTHS =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

const always = (score: number) => (): number => score;

const RULES: readonly IdentifierRule[] = [
  {
    name: "ssn",
    category: "ID",
    pattern: /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g,
    score: (found) => (isSsn(found) ? 0.99 : 0.5),
  },
  {
    // The label stays, its value goes. Also as JSON has it: "mrn": "123".
    name: "mrn",
    category: "ID",
    pattern:
      /(?<=\b(?:mrn|med(?:ical)?\.? rec(?:ord)?\.?(?: (?:number|no\.?|#))?|(?:chart|patient id|account|acct|member id|policy|accession)(?: (?:number|no\.?|#))?)["']?[ \t]{0,3}[:#=]{0,2}[ \t]{0,3}["']?)(?=[a-z-]{0,8}\d)[a-z0-9][a-z0-9-]{3,19}(?![\w-])/gi,
    score: always(0.97),
  },
  {
    name: "phone",
    category: "PHONE_OR_FAX",
    pattern:
      /(?<![\w.-])(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}(?: ?(?:x|ext\.?) ?\d{1,6})?(?![\w-])/gi,
    score: always(0.95),
  },
  {
    name: "email",
    category: "EMAIL",
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi,
    score: always(0.99),
  },
  {
    name: "url",
    category: "URL",
    pattern: /(?<!\w)(?:https?:\/\/|www\.)[^\s"'<>|^]{3,2000}/gi,
    // Systems of codes are addresses of no person.
    score: (found) => (CODE_SYSTEM.test(found) ? 0 : 0.9),
  },
  {
    name: "ipv4",
    category: "ID",
    pattern: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)/g,
    score: (found) => (found.split(".").every((part) => Number(part) <= 255) ? 0.9 : 0),
  },
  {
    name: "ipv6",
    category: "ID",
    pattern: /(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])/gi,
    score: always(0.9),
  },
  {
    name: "date-iso",
    category: "DATE",
    pattern: /(?<![\w-])(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)/g,
    score: (found) => (isDay(found.slice(0, 4), found.slice(5, 7), found.slice(8, 10)) ? 0.98 : 0),
  },
  {
    name: "date-numeric",
    category: "DATE",
    pattern: /(?<![\w./-])\d{1,2}([/.-])\d{1,2}\1(?:(?:19|20)\d{2}|\d{2})(?![\w/-])/g,
    score: (found) => numericDate(found),
  },
  {
    name: "date-written",
    category: "DATE",
    pattern: new RegExp(
      `(?<!\\w)(?:(?:${MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2}|\\d{1,2} (?:${MONTHS})\\.?,? (?:19|20)\\d{2})(?!\\w)`,
      "gi",
    ),
    score: always(0.97),
  },
  {
    // HL7's time stamps, whole fields alone.
    name: "date-hl7",
    category: "DATE",
    pattern: /(?<=[|^~])(?:19|20)\d{6}(?:\d{4}(?:\d{2})?(?:\.\d{1,4})?)?(?:[+-]\d{4})?(?=[|^~&\r\n]|$)/g,
    score: (found) => (isDay(found.slice(0, 4), found.slice(4, 6), found.slice(6, 8)) ? 0.95 : 0),
  },
];

/** Hosts whose addresses name code systems and profiles. */
const CODE_SYSTEM =
  /^https?:\/\/(?:[a-z0-9-]+\.)*(?:hl7\.org|loinc\.org|snomed\.info|unitsofmeasure\.org|nlm\.nih\.gov|nucc\.org|ama-assn\.org|w3\.org)(?:[/:?#]|$)/i;

/** Identifiers that have a shape: social security numbers, labelled record numbers, phones, e-mail, dates, web and IP addresses. */
export function structuredIdentifiers(text: string): Span[] {
  return mergeSpans(
    RULES.flatMap(({ name, category, pattern, score }) =>
      [...text.matchAll(pattern)].flatMap((match): Span[] => {
        const sure = score(match[0]);
        // A point or a bracket at the end belongs to the sentence.
        const found = name === "url" ? match[0].replace(/[.,;:!?)\]}]+$/, "") : match[0];
        return sure === 0
          ? []
          : [
              {
                begin: match.index,
                end: match.index + found.length,
                category,
                subtype: name,
                score: sure,
                rules: [`local:${name}`],
              },
            ];
      }),
    ),
  );
}

/** Numbers that the Social Security Administration gives: no area 000, 666 or 9xx, no group 00, no serial 0000. */
function isSsn(found: string): boolean {
  const [area = "", group, serial] = found.split("-");
  return !/^(000|666|9)/.test(area) && group !== "00" && serial !== "0000";
}

function isDay(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function numericDate(found: string): number {
  const [first = "", second = "", year = ""] = found.split(/[/.-]/);
  const full = year.length === 2 ? `20${year}` : year;
  const calendar = isDay(full, first, second) || isDay(full, second, first);
  if (!calendar) return 0;
  // Two-digit years with points are as often numbers of sections.
  return year.length === 4 || found.includes("/") ? 0.95 : 0.6;
}
