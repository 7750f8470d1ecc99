import { createHash } from "node:crypto";
import type { Outreach } from "./contract";

/** After a call that reached the patient nobody is told again for a day. */
export const SUPPRESSED_HOURS = 24;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Raised {
  /** Id of the event: the same one may come twice. */
  readonly id: string;
  /** The lake's own number for a patient, of which nobody else knows whose it is. */
  readonly reference: string;
  readonly riskScore: number;
  readonly at: string;
}

/** What is kept of an alert. All times are ISO 8601 in UTC. */
export interface Alert {
  /** SHA-256 of the event's id. */
  readonly id: string;
  readonly reference: string;
  readonly riskScore: number;
  readonly raisedAt: string;
  /** When it was told. */
  readonly toldAt?: string;
  /** What it waits for, and until when: to be told, or for an answer to what was told. Neither, once all is done. */
  readonly waits?: Waits;
  readonly due?: string;
  readonly ended?: Ended;
}
export const WAITS = ["telling", "answer"] as const;
export type Waits = (typeof WAITS)[number];
/** `reached`: a call made it needless. */
export type Ended = "reached" | "escalated";
export type Waiting = Alert & Required<Pick<Alert, "waits" | "due">>;

export const isWaiting = (alert: Alert): alert is Waiting => alert.waits !== undefined && alert.due !== undefined;

export function alertOf({ id, reference, riskScore, at }: Raised): Alert {
  return { id: createHash("sha256").update(id).digest("hex"), reference, riskScore, raisedAt: at };
}

export const hoursAfter = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * HOUR_MS).toISOString();

/** A call that ended after this makes what an alert waits for needless. One that is dated after the event counts, too. */
export const sinceOf = ({ waits, raisedAt, toldAt }: Waiting): string =>
  waits === "answer" && toldAt !== undefined ? toldAt : hoursAfter(raisedAt, -SUPPRESSED_HOURS);

/** When an alert of this score may be sent: at once, or at the first minute after the quiet hours. */
export function sendableAt(now: Date, score: number, { quietHours, timeZone }: Outreach): Date {
  if (quietHours === undefined || score >= (quietHours.overrideScore ?? Infinity)) return now;
  const { from, to } = quietHours;
  const isQuiet = (at: Date): boolean => {
    const { time } = localTime(at, timeZone);
    return from < to ? from <= time && time < to : from <= time || time < to;
  };
  if (!isQuiet(now)) return now;
  // Minute by minute by the clock on the wall: right on the days, too, on which it is put forward or back.
  let at = new Date(Math.ceil((now.getTime() + 1) / MINUTE_MS) * MINUTE_MS);
  while (isQuiet(at)) at = new Date(at.getTime() + MINUTE_MS);
  return at;
}

/** The day and the time of day in a time zone: 2026-11-22, 07:05. */
export function localTime(at: Date, timeZone: string): { readonly day: string; readonly time: string } {
  const of = Object.fromEntries(
    clockIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return { day: `${of["year"]}-${of["month"]}-${of["day"]}`, time: `${of["hour"]}:${of["minute"]}` };
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockIn(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      ...({ year: "numeric", month: "2-digit", day: "2-digit" } as const),
      ...({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const),
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** The last day that is over and is to be summed up by now. */
export function digestDay(now: Date, { timeZone, digestHour }: Outreach): string {
  const { day, time } = localTime(now, timeZone);
  const back = Number(time.slice(0, 2)) >= digestHour ? 1 : 2;
  return new Date(Date.parse(day) - back * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/** What subscribers get. Whoever may know more looks the reference up in the lake. */
export const alertMessage = ({ reference, raisedAt }: Alert): string =>
  JSON.stringify({ what: "A patient's risk is high.", reference, at: raisedAt });

export const escalationMessage = ({ reference, toldAt }: Alert): string =>
  JSON.stringify({ what: "Nobody has reached a patient whose risk is high.", reference, toldAt });

/** References of each kind that a digest names: SNS takes 256 KiB. */
export const MOST_NAMED = 1_000;

/** What became of a day's alerts. `reachedAt`: the last call that reached a patient, by reference. */
export function digestOf(day: string, alerts: readonly Alert[], reachedAt: ReadonlyMap<string, string>): Digest {
  const stateOf = ({ reference, toldAt = "", ended }: Alert): "reached" | "escalated" | "waiting" =>
    (reachedAt.get(reference) ?? "") > toldAt ? "reached" : ended === "escalated" ? "escalated" : "waiting";
  const of = (state: ReturnType<typeof stateOf>): readonly Alert[] => alerts.filter((one) => stateOf(one) === state);
  const [reached, escalated, waiting] = [of("reached"), of("escalated"), of("waiting")];
  const named = (list: readonly Alert[]): string[] => [...new Set(list.map(({ reference }) => reference))].sort();
  return {
    day,
    told: alerts.length,
    reached: reached.length,
    escalated: escalated.length,
    waiting: waiting.length,
    references: { escalated: named(escalated).slice(0, MOST_NAMED), waiting: named(waiting).slice(0, MOST_NAMED) },
  };
}

/** Alerts of a day by what had become of them, and the patients whom nobody has reached. */
export interface Digest extends Readonly<Record<"told" | "reached" | "escalated" | "waiting", number>> {
  readonly day: string;
  readonly references: Readonly<Record<"escalated" | "waiting", readonly string[]>>;
}

export const digestMessage = (digest: Digest): string => JSON.stringify({ what: "Risk alerts of a day.", ...digest });
