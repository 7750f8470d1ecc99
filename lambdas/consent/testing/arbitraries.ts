import fc from "fast-check";
import { PURPOSES, type Purpose } from "../contract";
import type { Command } from "../event";
import type { ConsentRequest } from "../decide";
import { BASES, DATA_CLASSES, OVERRIDE_REASONS } from "../vocabulary";

/** 22 November 2026, noon, UTC: where made-up histories begin. */
export const START = Date.parse("2026-11-22T12:00:00.000Z");
export const HOUR = 3_600_000;

const GRANTED = PURPOSES.filter((purpose): purpose is Exclude<Purpose, "PATRQT" | "BTG"> => {
  return purpose !== "PATRQT" && purpose !== "BTG";
});
const RECIPIENTS = ["north.lab", "south.clinic", "ab".repeat(32)];

const some = <T>(of: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });
/** Whole hours and the milliseconds beside them: where something begins and ends is where faults are. */
const instant = fc
  .tuple(fc.integer({ min: -4, max: 30 }), fc.constantFrom(-1, 0, 1))
  .map(([hours, beside]) => new Date(START + hours * HOUR + beside).toISOString());
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const times = fc.record({ from: maybe(instant), until: maybe(instant) });

/** Ids of a few: withdrawals find something, and some changes are sent again. */
const id = fc.integer({ min: 0, max: 11 }).map((number) => `request-${number}`);

export const commands: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        kind: fc.constant("grant" as const),
        requestId: id,
        basis: fc.constantFrom(...BASES),
        purposes: some(GRANTED),
        recipients: some(RECIPIENTS),
        classes: some(DATA_CLASSES),
        times,
      })
      .map(({ times: span, ...rest }) => ({ ...rest, ...defined(span) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        kind: fc.constant("restrict" as const),
        requestId: id,
        purposes: fc.oneof(fc.constant("any" as const), some(GRANTED)),
        recipients: fc.oneof(fc.constant("anyone" as const), some(RECIPIENTS)),
        classes: fc.oneof(fc.constant("any" as const), some(DATA_CLASSES)),
        times,
      })
      .map(({ times: span, ...rest }) => ({ ...rest, ...defined(span) })),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), requestId: id, target: id }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("override" as const),
      requestId: id,
      recipient: fc.constantFrom(...RECIPIENTS),
      reason: fc.constantFrom(...OVERRIDE_REASONS),
      note: fc.constant("synthetic"),
      minutes: fc.integer({ min: 1, max: 240 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const), requestId: id }) },
);

const defined = (span: { from: string | undefined; until: string | undefined }): { from?: string; until?: string } => ({
  ...(span.from !== undefined && { from: span.from }),
  ...(span.until !== undefined && { until: span.until }),
});

export const requests: fc.Arbitrary<ConsentRequest> = fc.record({
  purpose: fc.constantFrom(...PURPOSES),
  recipient: fc.constantFrom(...RECIPIENTS, "nobody.known"),
  isSubject: fc.boolean(),
  classes: fc.uniqueArray(fc.constantFrom(...DATA_CLASSES), { maxLength: 4 }),
});

/** Hours between changes; clocks go back at times. */
export const steps = fc.constantFrom(-1, 0, 0, 1, 2, 5);
