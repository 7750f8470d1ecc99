import type { AttributeValue } from "@aws-sdk/client-dynamodb";

export type Item = Record<string, AttributeValue>;

/** Sort keys of a caller's items, and of a role's. */
export const SUSPENSION = "suspension";
export const HABIT = "habit";
/** Of an access that was learnt from, with the alert that it raised; and of what a reviewer said of that. */
export const eventItem = (id: string): string => `event#${id}`;
export const verdictItem = (id: string): string => `verdict#${id}`;

export const keyOf = (caller: string, item: string): Item => ({ caller: { S: caller }, item: { S: item } });

/** Of the threshold, which is nobody's. */
export const THRESHOLD_KEY = keyOf("threshold", "threshold");

/** The threshold and its version, or undefined where feedback has not moved it. */
export function thresholdIn(item: Item | undefined): { readonly value: number; readonly version: number } | undefined {
  const [value, version] = [Number(item?.["value"]?.N), Number(item?.["version"]?.N)];
  return Number.isNaN(value) || Number.isNaN(version) ? undefined : { value, version };
}

/** An instant as a table's time to live takes it, so many seconds later. @param at ISO 8601. */
export const secondsOf = (at: string, later: number): AttributeValue => ({
  N: String(Math.floor(Date.parse(at) / 1000) + later),
});
