import type { Outreach } from "../../lambdas/risk-alert/contract";
import { ArgumentError, assertWhole } from "../errors";

/** A time of day on a clock of 24 hours, such as 21:00. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** True for a name that the time zone database has, such as America/Chicago or UTC; a bare difference such as +02:00 is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Throws ArgumentError where alerts could not be told as `outreach` has it. */
export function assertOutreach(name: string, { timeZone, quietHours, escalateAfterHours, digestHour }: Outreach): void {
  const refuse = (argument: string, wanted: string, got: unknown): never => {
    throw new ArgumentError("RiskAlerts", name, `outreach.${argument}`, wanted, got);
  };
  if (!isTimeZone(timeZone)) refuse("timeZone", "a name in the IANA time zone database", timeZone);
  assertWhole("RiskAlerts", name, "outreach.escalateAfterHours", escalateAfterHours, 1, 168);
  assertWhole("RiskAlerts", name, "outreach.digestHour", digestHour, 0, 23);
  if (quietHours === undefined) return;
  const { from, to, overrideScore = 100 } = quietHours;
  if (!TIME_OF_DAY.test(from)) refuse("quietHours.from", "a time of day such as 21:00", from);
  if (!TIME_OF_DAY.test(to) || to === from) refuse("quietHours.to", "another time of day such as 07:00", to);
  assertWhole("RiskAlerts", name, "outreach.quietHours.overrideScore", overrideScore, 1, 100);
}
