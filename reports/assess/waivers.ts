import type { Waiver, WaiverStatus } from "../../policies/record";
import type { WaiverResult } from "../model/report";

const DAY_MS = 86_400_000;

/** The UTC day of a time, YYYY-MM-DD. */
export function dayOf(time: string): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** A waiver holds from the first to the last of its UTC days, both included. */
export function waiverStatusAt(waiver: Waiver, asOf: string): WaiverResult["status"] {
  const day = dayOf(asOf);
  if (day < waiver.start) return "not-begun";
  return day > waiver.end ? "ended" : "in-force";
}

export function daysLeft(waiver: Waiver, asOf: string): number {
  return Math.round((Date.parse(`${waiver.end}T00:00:00Z`) - Date.parse(`${dayOf(asOf)}T00:00:00Z`)) / DAY_MS);
}

/**
 * The waiver that covers a failure at `asOf`, if there is one: of the waivers its run read, one for this rule that the run applied
 * to this resource, or that names this very resource. What the run thought of the date does not count; the as-of day does.
 */
export function coveringWaiver(
  failure: { readonly rule: string; readonly urn: string; readonly waiver: string | undefined },
  waivers: readonly WaiverStatus[],
  asOf: string,
): Waiver | undefined {
  for (const status of waivers) {
    if (status.kind === "malformed") continue;
    const { waiver } = status;
    const forIt = waiver.id === failure.waiver || waiver.resource === failure.urn;
    if (waiver.rule === failure.rule && forIt && waiverStatusAt(waiver, asOf) === "in-force") return waiver;
  }
  return undefined;
}
