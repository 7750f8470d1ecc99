import type { Period } from "fhir/r4";
import { field, type Row } from "../map";
import { dateTime, hl7Time } from "../types/times";

/** A field that begins or ends a resource's period. */
export const edge = <R extends { period?: Period }>(at: number, what: string, side: "start" | "end"): Row<R> =>
  field<R>(
    at,
    what,
    `period.${side}`,
    (from, into, context) => {
      const [value] = from.values(at);
      const time = value && dateTime.read(value, context);
      if (time === undefined) return;
      // R4, per-1: a period that ends before it begins is none.
      if (side === "end" && Date.parse(time) < Date.parse(into.period?.start ?? time)) value?.refuse(1, "not-readable");
      else into.period = { ...into.period, [side]: time };
    },
    ({ period }, writing) => writing.text(hl7Time(period?.[side] ?? "")),
  );
