import type { Purpose } from "./contract";
import {
  BEYOND_RESTRICTION,
  OVERRIDES,
  OWN_ACCESS,
  REDISCLOSURE_CITATION,
  REDISCLOSURE_NOTICE,
  RULES,
  type Ground,
} from "./law";
import { standing, type ConsentState, type Denial, type Permission } from "./state";
import type { DataClass } from "./vocabulary";

/** Who wants what of a subject's data, and what for. */
export interface ConsentRequest {
  readonly purpose: Purpose;
  /** Keyed hash of a caller, or the code of an organisation. */
  readonly recipient: string;
  /** Whether whoever asks was shown to be the subject. */
  readonly isSubject: boolean;
  /** Classes of the data that are asked for; none is refused. */
  readonly classes: readonly DataClass[];
}

export type Refusal =
  | "no-class"
  | "not-the-subject"
  | "no-right-of-access"
  | "no-override"
  | "override-does-not-cover"
  | "restricted"
  | "withdrawn"
  | "ended"
  | "not-yet-in-force"
  | "no-consent";

export interface ClassGround extends Ground {
  readonly dataClass: DataClass;
  /** Id of the permission or override; none where a default of the law permits it. */
  readonly permission?: string;
}

export interface Obligations {
  /** Classes that have to be taken out before anything goes. */
  readonly redact: readonly DataClass[];
  /** Goes with the data, and so does a statement of what these permissions cover (42 CFR 2.32(b)). */
  readonly notice?: { readonly text: string; readonly citation: string; readonly permissions: readonly string[] };
  /** Classes whose disclosure has to be written down, each with the provision that says so. */
  readonly account: readonly { readonly dataClass: DataClass; readonly provision: string }[];
}

export type Decision =
  | { readonly outcome: "permit"; readonly grounds: readonly ClassGround[]; readonly obligations: Obligations }
  | { readonly outcome: "deny"; readonly reason: Refusal };

/** In this order the most telling of several refusals is named. */
const ORDER: readonly Refusal[] = [
  "no-class",
  "not-the-subject",
  "no-override",
  "override-does-not-cover",
  "restricted",
  "withdrawn",
  "ended",
  "not-yet-in-force",
  "no-right-of-access",
  "no-consent",
];

/**
 * Whether the subject's data may go to the recipient for the purpose at an instant. Pure, and of that instant alone: later events change
 * nothing in it. Classes are judged one by one; where some may go and others not, the others are to be taken out.
 */
export function decide(state: ConsentState, request: ConsentRequest, at: Date): Decision {
  const atMs = at.getTime();
  const grounds: ClassGround[] = [];
  const redact: DataClass[] = [];
  let reason: Refusal = request.classes.length === 0 ? "no-class" : "no-consent";
  for (const dataClass of new Set(request.classes)) {
    const found = judge(state, request, dataClass, atMs);
    if (typeof found !== "string") grounds.push({ ...found, dataClass });
    else {
      redact.push(dataClass);
      if (ORDER.indexOf(found) < ORDER.indexOf(reason)) reason = found;
    }
  }
  return grounds.length === 0
    ? { outcome: "deny", reason }
    : { outcome: "permit", grounds, obligations: obligations(grounds, redact) };
}

type Judged = Refusal | (Ground & { readonly permission?: string });

function judge(state: ConsentState, request: ConsentRequest, dataClass: DataClass, atMs: number): Judged {
  const { purpose } = request;
  if (purpose === "PATRQT") {
    return request.isSubject ? (OWN_ACCESS[dataClass] ?? "no-right-of-access") : "not-the-subject";
  }
  if (purpose === "BTG") return overridden(state, request, dataClass, atMs);
  const rule = RULES[dataClass][purpose];
  const restricted = state.denials.some(
    (denial) => standing(denial, atMs) === "in-force" && forbids(denial, request, dataClass),
  );
  if (rule.byDefault !== undefined && (!restricted || rule.beyondRestriction === true)) return rule.byDefault;
  let refusal: Refusal = restricted ? "restricted" : "no-consent";
  for (const permission of state.permissions) {
    const ground = rule.bases[permission.basis];
    if (ground === undefined || !covers(permission, request, dataClass)) continue;
    if (restricted && !BEYOND_RESTRICTION.includes(permission.basis)) continue;
    const stands = standing(permission, atMs);
    if (stands === "in-force") return { ...ground, permission: permission.id };
    const why: Refusal = stands === "not-yet" ? "not-yet-in-force" : stands;
    if (ORDER.indexOf(why) < ORDER.indexOf(refusal)) refusal = why;
  }
  return refusal;
}

function overridden({ overrides }: ConsentState, request: ConsentRequest, dataClass: DataClass, atMs: number): Judged {
  const open = overrides.filter(
    (override) => override.recipient === request.recipient && standing(override, atMs) === "in-force",
  );
  for (const { id, reason } of open) {
    const ground = OVERRIDES[reason][dataClass];
    if (ground !== undefined) return { ...ground, permission: id };
  }
  return open.length === 0 ? "no-override" : "override-does-not-cover";
}

const covers = (of: Permission, { purpose, recipient }: ConsentRequest, dataClass: DataClass): boolean =>
  of.purposes.includes(purpose) && of.recipients.includes(recipient) && of.classes.includes(dataClass);

const forbids = (of: Denial, { purpose, recipient }: ConsentRequest, dataClass: DataClass): boolean =>
  (of.purposes === "any" || of.purposes.includes(purpose)) &&
  (of.recipients === "anyone" || of.recipients.includes(recipient)) &&
  (of.classes === "any" || of.classes.includes(dataClass));

function obligations(grounds: readonly ClassGround[], redact: readonly DataClass[]): Obligations {
  const part2 = grounds.filter(({ dataClass, citation }) => dataClass === "substance-use" && citation !== OWN);
  const permissions = [...new Set(part2.flatMap(({ permission }) => permission ?? []))];
  return {
    redact,
    ...(part2.length > 0 && {
      notice: { text: REDISCLOSURE_NOTICE, citation: REDISCLOSURE_CITATION, permissions },
    }),
    account: grounds.flatMap(({ dataClass, accounting }) =>
      accounting === undefined ? [] : [{ dataClass, provision: accounting }],
    ),
  };
}

/** Patients may do with their own records what they like: no notice goes with them. */
const OWN = OWN_ACCESS["substance-use"]?.citation;

/** The instant to decide at: now, and not before what was recorded last, as two machines' clocks differ. */
export function decisionTime({ lastMs }: ConsentState, now: Date): Date {
  return new Date(Math.max(lastMs, now.getTime()));
}
