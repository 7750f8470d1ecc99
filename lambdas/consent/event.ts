import { z } from "zod";
import { OWN_PURPOSES, PURPOSES, type Purpose } from "./contract";
import { BASES, DATA_CLASSES, MOST_OVERRIDE_MINUTES, OVERRIDE_REASONS } from "./vocabulary";

const HASH = /^[0-9a-f]{64}$/;
/** A code of ours for an organisation or a person's role; no six digits in a row, as in audit events. */
const CODE = /^(?=.{2,32}$)(?!.*\d{6})[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

export const recipient = z.string().refine((text) => HASH.test(text) || CODE.test(text), {
  error: "must be the hash of a caller, or a code of 2 to 32 small letters, digits, dots and hyphens",
});
const time = z.iso.datetime({ error: "must be a time in UTC such as 2026-11-22T10:00:00Z" });
const MOST = 50;

const list = <T extends z.ZodType>(of: T, what: string) =>
  z
    .array(of, { error: `must be a list of ${what}` })
    .min(1, { error: `must have one of ${what} at least` })
    .max(MOST, { error: `must have ${MOST} of ${what} at most` });

const granted = PURPOSES.filter((purpose) => !(OWN_PURPOSES as readonly Purpose[]).includes(purpose));
const purposes = list(z.enum(granted, { error: `must be of ${granted.join(", ")}` }), "purposes");
const recipients = list(recipient, "recipients");
const classes = list(z.enum(DATA_CLASSES, { error: `must be of ${DATA_CLASSES.join(", ")}` }), "data classes");
const period = {
  /** From when on; from its recording on where it is left out. */
  from: time.optional(),
  /** Until when, not included; without it there is no end. */
  until: time.optional(),
};
/** The caller's own id of a change: sent again with it, a change counts once. What it makes is known by it. */
const requestId = z
  .string({ error: "must be a text" })
  .regex(/^[A-Za-z0-9-]{8,64}$/, { error: "must be 8 to 64 letters, digits and hyphens" });

const grant = z.strictObject({
  kind: z.literal("grant"),
  requestId,
  basis: z.enum(BASES, { error: `must be one of ${BASES.join(", ")}` }),
  purposes,
  recipients,
  classes,
  ...period,
});

/** What a patient asked to be kept from others, and was agreed to (45 CFR 164.522(a), 164.510). */
const restrict = z.strictObject({
  kind: z.literal("restrict"),
  requestId,
  purposes: z.union([z.literal("any"), purposes], { error: 'must be "any" or a list of purposes' }),
  recipients: z.union([z.literal("anyone"), recipients], { error: 'must be "anyone" or a list of recipients' }),
  classes: z.union([z.literal("any"), classes], { error: 'must be "any" or a list of data classes' }),
  ...period,
});

/** Ends what an earlier change began, from now on. */
const withdraw = z.strictObject({ kind: z.literal("withdraw"), requestId, target: requestId });

/** Breaks the glass for one recipient. `note` may name the emergency (42 CFR 2.51(c)); it stays in the table. */
const override = z.strictObject({
  kind: z.literal("override"),
  requestId,
  recipient,
  reason: z.enum(OVERRIDE_REASONS, { error: `must be one of ${OVERRIDE_REASONS.join(", ")}` }),
  note: z.string({ error: "must be a text" }).min(1, { error: "must not be empty" }).max(500, {
    error: "must have 500 characters at most",
  }),
  minutes: z
    .int({ error: "must be a whole number" })
    .min(1, { error: "must be 1 at least" })
    .max(MOST_OVERRIDE_MINUTES, { error: `must be ${MOST_OVERRIDE_MINUTES} at most` }),
});

/** An agency asked that patients be not told of disclosures to it, for a time (45 CFR 164.528(a)(2)). */
const hold = z.strictObject({ kind: z.literal("hold"), requestId, recipient, until: time });

const erase = z.strictObject({ kind: z.literal("erase"), requestId });

export const COMMAND = z.discriminatedUnion("kind", [grant, restrict, withdraw, override, hold, erase], {
  error: "must be grant, restrict, withdraw, override, hold or erase",
});
export type Command = z.infer<typeof COMMAND>;
export type Grant = z.infer<typeof grant>;
export type Restriction = z.infer<typeof restrict>;

/** Who made a change: the patient or staff, and the keyed hash of the caller. */
const by = z.strictObject({ role: z.enum(["patient", "staff"]), caller: z.string().regex(HASH) });
export type Author = z.infer<typeof by>;

/** A change as it was recorded. Events are appended and never edited; their versions count from 1 without a gap. */
export const EVENT = z.strictObject({
  version: z.int().min(1),
  at: time,
  by,
  change: COMMAND,
  /** Versions that an erasure took away. */
  removed: z.array(z.int()).optional(),
});
export type ConsentEvent = z.infer<typeof EVENT>;
