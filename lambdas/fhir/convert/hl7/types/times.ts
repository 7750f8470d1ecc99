import type { Value } from "../../../../hl7/value";
import type { Context, DataType } from "../map";

/** HL7 v2.5.1, 2A.21: digits from the year on, as many as are known, and the offset. */
const TIME = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$/;

interface Read {
  readonly text: string;
  /** There was a time of day, and no offset to read it by. */
  readonly lostTime: boolean;
}

/** FHIR's `dateTime` of HL7's; `zone` is the offset where it names none. Undefined for what is no time. */
export function dateTimeOf(text: string, zone: string | undefined): Read | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, year = "", month, day, hour, minute = "00", second = "00", fraction = "", offset] = match;
  if (Number(year) < 1 || !isDay(Number(year), Number(month ?? 1), Number(day ?? 1))) return undefined;
  const date = [year, month, day].filter((part) => part !== undefined).join("-");
  if (hour === undefined) return { text: date, lostTime: false };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const by = offset === undefined ? zone : offsetOf(offset);
  if (by === undefined) return offset === undefined ? { text: date, lostTime: true } : undefined;
  // R4 asks for seconds; HL7's minutes are filled up.
  return { text: `${date}T${hour}:${minute}:${second}${fraction}${by}`, lostTime: false };
}

/** `+00:00` is written `Z`. Undefined beyond 14 hours. */
function offsetOf(offset: string): string | undefined {
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(3)];
  if (Number(hours) * 60 + Number(minutes) > 14 * 60 || Number(minutes) > 59) return undefined;
  return hours === "00" && minutes === "00" ? "Z" : `${offset[0] ?? "+"}${hours}:${minutes}`;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return day <= (days[month - 1] as number);
}

/** HL7's time of a FHIR `date`, `dateTime` or `instant`. */
export function hl7Time(text: string): string {
  const [date = "", time] = text.split("T");
  const digits = date.replaceAll("-", "");
  return time === undefined ? digits : digits + time.replace(/Z$/, "+0000").replaceAll(":", "");
}

/** A component as a time; one that is none is given back. */
export function timeAt(value: Value, component: number, { zone }: Pick<Context, "zone">): string | undefined {
  const text = value.get(component);
  if (text === undefined) return undefined;
  const read = dateTimeOf(text, zone);
  if (read === undefined) return value.refuse(component, "not-readable");
  if (read.lostTime) value.refuse(component, "zone-not-known");
  return read.text;
}

export const dateTime: DataType<string> = {
  read: (value, context) => timeAt(value, 1, context),
  write: (text, writing) => writing.text(hl7Time(text)),
};

/** The day alone; the time of day, where there is one, is given back. */
export const date: DataType<string> = {
  read: (value, context) => {
    const text = timeAt(value, 1, { zone: context.zone ?? "Z" });
    if (text?.includes("T") === true) value.refuse(1, "not-mapped");
    return text?.slice(0, 10);
  },
  write: (text, writing) => writing.text(hl7Time(text)),
};

/** A time that is known to the second, with its offset. */
export const instant: DataType<string> = {
  read: (value, context) => {
    const text = timeAt(value, 1, context);
    return text?.includes("T") === true || text === undefined ? text : value.refuse(1, "zone-not-known");
  },
  write: (text, writing) => writing.text(hl7Time(text)),
};

/** A period of two components; undefined where neither is a time. */
export function periodAt(
  value: Value,
  from: number,
  to: number,
  context: Context,
): { start?: string; end?: string } | undefined {
  const [start, end] = [timeAt(value, from, context), timeAt(value, to, context)];
  if (start === undefined && end === undefined) return undefined;
  // R4, per-1: a period that ends before it begins is none.
  if (start !== undefined && end !== undefined && Date.parse(end) < Date.parse(start)) {
    value.refuse(to, "not-readable");
    return { start };
  }
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}
