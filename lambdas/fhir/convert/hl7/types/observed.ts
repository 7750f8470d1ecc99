import type { Observation, Quantity } from "fhir/r4";
import type { SegmentReader, Value } from "../../../../hl7/value";
import type { Context } from "../map";
import type { Writing } from "../writing";
import { coded, systemName, systemUri } from "./codes";
import { hl7Time, periodAt, timeAt } from "./times";

type Observed = Pick<
  Observation,
  | "valueQuantity"
  | "valueString"
  | "valueCodeableConcept"
  | "valuePeriod"
  | "valueDateTime"
  | "valueRange"
  | "valueRatio"
  | "valueTime"
>;

/** A number as HL7 writes one; JSON's numbers hold 15 digits for sure. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** The number, or undefined where it is none or more exact than JSON can say. */
export function exactNumber(text: string | undefined): number | undefined {
  if (text === undefined || !NUMBER.test(text)) return undefined;
  return text.replace(/\D/g, "").replace(/^0+/, "").length <= 15 ? Number(text) : undefined;
}

/** The unit of OBX-6: UCUM where it says so, else as it is written. */
export function unitOf(from: SegmentReader): Partial<Quantity> {
  const [value] = from.values(6);
  const [code, words, system] = [value?.get(1), value?.get(2), value?.get(3)];
  const unit = words ?? code;
  if (unit === undefined) return {};
  return { unit, ...(code !== undefined && system !== undefined && { system: systemUri(system), code }) };
}

export function writeUnit({ unit, system, code }: Partial<Quantity>, writing: Writing): string {
  if (system === undefined) return writing.components(unit);
  return writing.components(code, unit === code ? undefined : unit, systemName(system));
}

const COMPARATORS: Readonly<Record<string, NonNullable<Quantity["comparator"]>>> = {
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
};

/** The value of OBX-5 by the type that OBX-2 names; undefined where there is none, or none that R4 has an element for. */
export function observedIn(from: SegmentReader, type: string, context: Context): Observed | undefined {
  const values = from.values(5);
  const [value] = values;
  if (value === undefined) return undefined;
  switch (type) {
    case "NM":
      return numeric(value, () => unitOf(from));
    case "SN":
      return structured(value, () => unitOf(from));
    case "CE":
    case "CWE":
    case "CNE":
    case "CF":
    case "IS": {
      const concept = coded.read(value, context);
      return concept && { valueCodeableConcept: concept };
    }
    case "DT":
    case "DTM":
    case "TS": {
      const time = timeAt(value, 1, context);
      return time === undefined ? undefined : { valueDateTime: time };
    }
    case "TM":
      return clock(value);
    case "DR": {
      const period = periodAt(value, 1, 2, context);
      return period && { valuePeriod: period };
    }
    case "ST":
    case "TX":
    case "FT": {
      const text = values.map((one) => one.whole() ?? "").join("\n");
      return text.trim() === "" ? undefined : { valueString: text };
    }
    default:
      return undefined;
  }
}

/** A unit is asked for where it has a place, so that it is listed where it has none. */
type Unit = () => Partial<Quantity>;

function numeric(value: Value, unit: Unit): Observed | undefined {
  const text = value.get(1);
  if (text === undefined) return undefined;
  const number = exactNumber(text);
  return number === undefined ? { valueString: text } : { valueQuantity: { value: number, ...unit() } };
}

/** A comparator, a number, a mark and a second number (SN). */
function structured(value: Value, unit: Unit): Observed | undefined {
  const [before, first, mark, second] = [1, 2, 3, 4].map((at) => value.get(at));
  const [one, two] = [exactNumber(first), exactNumber(second)];
  const comparator = before === undefined ? undefined : COMPARATORS[before];
  const plain = before === undefined || before === "=";
  if (one !== undefined && mark === undefined && second === undefined && (plain || comparator !== undefined)) {
    return { valueQuantity: { value: one, ...(comparator !== undefined && { comparator }), ...unit() } };
  }
  if (one !== undefined && two !== undefined && plain && mark === "-" && one <= two) {
    return { valueRange: { low: { value: one, ...unit() }, high: { value: two, ...unit() } } };
  }
  if (one !== undefined && two !== undefined && plain && (mark === ":" || mark === "/")) {
    return { valueRatio: { numerator: { value: one, ...unit() }, denominator: { value: two } } };
  }
  const text = [before, first, mark, second].filter((part) => part !== undefined).join(" ");
  return text === "" ? undefined : { valueString: text };
}

function clock(value: Value): Observed | undefined {
  const text = value.get(1);
  if (text === undefined) return undefined;
  const [, hour, minute, second = "00"] = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)?$/.exec(text) ?? [];
  return hour === undefined || minute === undefined
    ? value.refuse(1, "not-readable")
    : { valueTime: `${hour}:${minute}:${second}` };
}

/** OBX-2, 5 and 6 of a value. */
export function writtenValue(of: Observation, writing: Writing): readonly [type: string, value: string, unit: string] {
  if (of.valueQuantity !== undefined) {
    const { comparator, value } = of.valueQuantity;
    const unit = writeUnit(of.valueQuantity, writing);
    const number = value === undefined ? "" : decimal(value);
    return comparator === undefined ? ["NM", number, unit] : ["SN", writing.components(comparator, number), unit];
  }
  if (of.valueRange?.low?.value !== undefined && of.valueRange.high?.value !== undefined) {
    const { low, high } = of.valueRange;
    const text = writing.components(undefined, decimal(low.value as number), "-", decimal(high.value as number));
    return ["SN", text, writeUnit(low, writing)];
  }
  if (of.valueRatio?.numerator?.value !== undefined && of.valueRatio.denominator?.value !== undefined) {
    const { numerator, denominator } = of.valueRatio;
    const text = writing.components(
      undefined,
      decimal(numerator.value as number),
      ":",
      decimal(denominator.value as number),
    );
    return ["SN", text, writeUnit(numerator, writing)];
  }
  if (of.valueCodeableConcept !== undefined) return ["CWE", coded.write(of.valueCodeableConcept, writing), ""];
  if (of.valueDateTime !== undefined) return ["DTM", writing.text(hl7Time(of.valueDateTime)), ""];
  if (of.valueTime !== undefined) return ["TM", writing.text(of.valueTime.replaceAll(":", "")), ""];
  if (of.valuePeriod !== undefined) {
    const { start, end } = of.valuePeriod;
    return ["DR", writing.components(start && hl7Time(start), end && hl7Time(end)), ""];
  }
  if (of.valueString !== undefined)
    return [of.valueString.includes("\n") ? "FT" : "TX", writing.lines(of.valueString), ""];
  return ["", "", ""];
}

/** Without an exponent, which HL7 doesn't know. */
function decimal(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}
