import type { Dosage, Quantity, Timing } from "fhir/r4";
import type { Attribute } from "./response";

type Repeat = NonNullable<Timing["repeat"]>;

/** How often, as notes say it; all others stay a text. Latin abbreviations with or without points. */
const FREQUENCIES: readonly (readonly [RegExp, Repeat])[] = [
  [/^(once (a day|daily)|daily|every day|q ?d|o ?d|qday)$/, { frequency: 1, period: 1, periodUnit: "d" }],
  [/^(twice (a day|daily)|two times (a day|daily)|b ?i ?d)$/, { frequency: 2, period: 1, periodUnit: "d" }],
  [/^(three times (a day|daily)|t ?i ?d)$/, { frequency: 3, period: 1, periodUnit: "d" }],
  [/^(four times (a day|daily)|q ?i ?d)$/, { frequency: 4, period: 1, periodUnit: "d" }],
  [/^(every other day|qod)$/, { frequency: 1, period: 2, periodUnit: "d" }],
  [/^(once (a week|weekly)|weekly|every week)$/, { frequency: 1, period: 1, periodUnit: "wk" }],
  [/^(once (a month|monthly)|monthly)$/, { frequency: 1, period: 1, periodUnit: "mo" }],
];
const AS_NEEDED = /\b(p ?r ?n|as needed)\b/;

/** What a text says of how a medicine is taken; undefined where it says nothing. What can't be read stands in the text, all of it does. */
export function dosageOf(attributes: readonly Attribute[]): Dosage | undefined {
  const texts = (...types: readonly string[]): string[] =>
    attributes.filter(({ Type }) => types.includes(Type)).map(({ Text }) => Text.trim());
  const said = texts("DOSAGE", "STRENGTH", "FORM", "ROUTE_OR_MODE", "FREQUENCY", "DURATION", "RATE");
  if (said.length === 0) return undefined;
  const [frequency] = texts("FREQUENCY");
  const [route] = texts("ROUTE_OR_MODE");
  const [dose] = texts("DOSAGE");
  const quantity = dose === undefined ? undefined : quantityOf(dose);
  const timing = timingOf(frequency, texts("DURATION")[0]);
  return {
    text: said.join(" "),
    ...(timing !== undefined && { timing }),
    ...(frequency !== undefined && AS_NEEDED.test(plain(frequency)) && { asNeededBoolean: true }),
    ...(route !== undefined && { route: { text: route } }),
    ...(quantity !== undefined && { doseAndRate: [{ doseQuantity: quantity }] }),
  };
}

const plain = (text: string): string => text.toLowerCase().replace(/\./g, "").replace(/\s+/g, " ").trim();

/** `500 mg`, `1 tablet`; a range or a fraction stays in the text. */
export function quantityOf(text: string): Quantity | undefined {
  const [, number, unit] = /^(\d{1,7}(?:\.\d{1,4})?) ?([A-Za-zµ%][A-Za-zµ%/ ()]{0,30})?$/.exec(text.trim()) ?? [];
  return number === undefined ? undefined : { value: Number(number), ...(unit !== undefined && { unit: unit.trim() }) };
}

function timingOf(frequency: string | undefined, duration: string | undefined): Timing | undefined {
  const repeat = { ...repeatOf(frequency), ...boundsOf(duration) };
  if (frequency === undefined && Object.keys(repeat).length === 0) return undefined;
  return {
    ...(Object.keys(repeat).length > 0 && { repeat }),
    ...(frequency !== undefined && { code: { text: frequency } }),
  };
}

function repeatOf(frequency: string | undefined): Repeat {
  if (frequency === undefined) return {};
  const said = plain(frequency).replace(AS_NEEDED, "").trim();
  const [, hours] = /^(?:every|q) ?(\d{1,2}) ?(?:hours?|hrs?|h)$/.exec(said) ?? [];
  if (hours !== undefined && Number(hours) > 0) return { frequency: 1, period: Number(hours), periodUnit: "h" };
  return FREQUENCIES.find(([pattern]) => pattern.test(said))?.[1] ?? {};
}

const UNITS: Readonly<Record<string, string>> = { day: "d", week: "wk", month: "mo", hour: "h" };

function boundsOf(duration: string | undefined): Repeat {
  const [, number, unit = ""] =
    /^(?:for )?(?:x ?)?(\d{1,3}) ?(day|week|month|hour)s?$/.exec(plain(duration ?? "")) ?? [];
  const code = UNITS[unit];
  if (number === undefined || code === undefined) return {};
  return { boundsDuration: { value: Number(number), unit: `${unit}s`, system: "http://unitsofmeasure.org", code } };
}
