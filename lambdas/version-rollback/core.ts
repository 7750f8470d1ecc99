import { z } from "zod";
import { FAILING } from "./contract";

/** CloudWatch's event of an alarm that changed its state (CloudWatch User Guide, "Alarm events and EventBridge"). */
export const EVENT = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  source: z.literal("aws.cloudwatch"),
  detail: z.object({
    alarmName: z.string().regex(/^[\w-]{1,255}$/),
    state: z.object({ value: z.string() }),
  }),
});

export interface Version {
  readonly version: string;
  /** When it was published: ISO 8601. */
  readonly publishedAt: string;
}

export type Decision =
  | { readonly kind: "roll-back"; readonly from: string; readonly to: string }
  | { readonly kind: "leave"; readonly reason: "not-new" | "no-earlier-version" };

/** What an alias says of itself after a rollback, until the next deployment: the same event finds by it that it was the one. */
export const wordsAfter = (from: string, eventId: string): string =>
  `Rolled back from version ${from} by the event ${eventId}.`;

/** The version that the event has rolled back from; undefined where it was not this event. */
export function rolledBackFrom(words: string, eventId: string): string | undefined {
  const [, from, by] = /^Rolled back from version (\d+) by the event ([\w-]+)\.$/.exec(words) ?? [];
  return by === eventId ? from : undefined;
}

/** A version is to blame for what fails within this time after it was published; later it is something else. */
export const NEW_MINUTES = 60;

/** The function whose alarm this is; undefined for an alarm of something else. */
export function functionOf(alarmName: string, namePrefix: string): string | undefined {
  if (!alarmName.startsWith(namePrefix) || !alarmName.endsWith(FAILING)) return undefined;
  const name = alarmName.slice(0, -FAILING.length);
  return name.length > namePrefix.length ? name : undefined;
}

/**
 * What to do where the alias stands on `live`. Decided by the versions' own times, so that the same event again, or another alarm after a
 * rollback, changes nothing: what it was rolled back to is not new.
 */
export function decide(live: string, versions: readonly Version[], now: Date): Decision {
  const at = versions.find(({ version }) => version === live);
  const age = at === undefined ? Infinity : now.getTime() - Date.parse(at.publishedAt);
  if (!(age <= NEW_MINUTES * 60_000)) return { kind: "leave", reason: "not-new" };
  const earlier = versions
    .map(({ version }) => Number(version))
    .filter((version) => Number.isInteger(version) && version < Number(live));
  if (earlier.length === 0) return { kind: "leave", reason: "no-earlier-version" };
  return { kind: "roll-back", from: live, to: String(Math.max(...earlier)) };
}
