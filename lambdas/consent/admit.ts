import type { Author, Command, ConsentEvent, Grant } from "./event";
import { standing, type ConsentState, type Span } from "./state";
import { PATIENT_BASES } from "./vocabulary";

export type Admission =
  | { readonly kind: "event"; readonly event: ConsentEvent }
  /** The same change was recorded before: it counts once. */
  | { readonly kind: "known"; readonly event: ConsentEvent }
  /** `field` is a path in the change; `wanted` says what it has to be, never what came. */
  | { readonly kind: "refused"; readonly field: string; readonly wanted: string };

/**
 * The event that a change makes of a subject's history, or why it can't be one. Its time is not before that of the event before it, whatever
 * the clocks say. `events` are the subject's, all of them, and `state` what they say.
 */
export function admit(
  { events, state }: { readonly events: readonly ConsentEvent[]; readonly state: ConsentState },
  change: Command,
  by: Author,
  now: Date,
): Admission {
  const known = events.find((event) => event.change.requestId === change.requestId);
  if (known !== undefined) {
    return sameChange(known.change, change) ? { kind: "known", event: known } : refused("requestId", TAKEN);
  }
  const at = new Date(Math.max(now.getTime(), state.lastMs));
  const fault = staffsAlone(change, by, state) ?? faultOf(change, state, at);
  if (fault !== undefined) return fault;
  return { kind: "event", event: { version: state.version + 1, at: at.toISOString(), by, change } };
}

const TAKEN = "must be new: another change has it";

type Fault = Admission & { readonly kind: "refused" };

const refused = (field: string, wanted: string): Fault => ({ kind: "refused", field, wanted });

/** Order of fields is the schema's, as both have been read by it. */
const sameChange = (a: Command, b: Command): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a patient can't do for themselves. */
function staffsAlone(change: Command, { role }: Author, state: ConsentState): Fault | undefined {
  if (role === "staff") return undefined;
  if (change.kind === "withdraw") {
    return mayWithdraw(change.target, state)
      ? undefined
      : refused("target", "must be a consent or restriction of your own");
  }
  if (change.kind === "override" || change.kind === "hold")
    return refused("kind", "must be a change that patients make");
  return change.kind === "grant" && !PATIENT_BASES.includes(change.basis)
    ? refused("basis", `must be one of ${PATIENT_BASES.join(", ")}: the others are documents that staff record`)
    : undefined;
}

function faultOf(change: Command, state: ConsentState, at: Date): Fault | undefined {
  switch (change.kind) {
    case "grant":
      return periodFault(change, at) ?? grantFault(change);
    case "restrict":
      return periodFault(change, at);
    case "withdraw":
      return withdrawalFault(change.target, state, at);
    case "hold":
      return Date.parse(change.until) > at.getTime() ? undefined : refused("until", "must be in the future");
    case "override":
    case "erase":
      return undefined;
  }
}

function periodFault({ from, until }: Pick<Grant, "from" | "until">, at: Date): Fault | undefined {
  if (until === undefined) return undefined;
  const begin = from === undefined ? at.getTime() : Math.max(at.getTime(), Date.parse(from));
  return Date.parse(until) > begin ? undefined : refused("until", "must be later than now and than from");
}

function grantFault({ basis, purposes, classes, until }: Grant): Fault | undefined {
  const several = (list: readonly string[]): boolean => new Set(list).size > 1;
  if (basis === "authorization" && until === undefined && purposes.some((purpose) => purpose !== "HRESCH")) {
    return refused(
      "until",
      "must be there: an authorization names its end, save for research (45 CFR 164.508(c)(1)(v))",
    );
  }
  if (basis === "authorization" && classes.includes("psychotherapy") && several(classes)) {
    return refused(
      "classes",
      "must have psychotherapy alone: it takes an authorization of its own (45 CFR 164.508(b)(3)(ii))",
    );
  }
  if (basis === "part2-consent" && classes.some((dataClass) => dataClass !== "substance-use")) {
    return refused("classes", "must be substance-use: part 2 consents cover nothing else (42 CFR 2.31)");
  }
  if (basis === "part2-consent" && purposes.includes("HLEGAL") && several(purposes)) {
    return refused(
      "purposes",
      "must have HLEGAL alone: legal proceedings take a consent of their own (42 CFR 2.31(d))",
    );
  }
  return undefined;
}

function withdrawalFault(target: string, state: ConsentState, at: Date): Fault | undefined {
  const all: readonly (Span & { readonly id: string })[] = [...state.permissions, ...state.denials, ...state.overrides];
  const found = all.find(({ id }) => id === target);
  if (found === undefined) return refused("target", "must be a grant, a restriction or an override of this subject");
  return standing(found, at.getTime()) === "withdrawn"
    ? refused("target", "must not have been withdrawn before")
    : undefined;
}

/** What the patient may take back: documents that staff recorded, and overrides, end by staff. */
function mayWithdraw(target: string, { permissions, denials }: ConsentState): boolean {
  return (
    denials.some(({ id }) => id === target) ||
    permissions.some(({ id, basis }) => id === target && PATIENT_BASES.includes(basis))
  );
}
