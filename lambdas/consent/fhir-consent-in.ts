import { z } from "zod";
import { COMMAND, type Command } from "./event";
import { ACTOR_ROLE, BASIS_RULES, CLASS_LABELS, RESTRICTION_RULE, SCOPE, SYSTEMS, type Coding } from "./fhir-terms";
import { faultIn, type Fault } from "./fault";

/** The same to the second or the millisecond: dates and whole days leave open which instant is meant. */
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/, "must be a time in UTC to the second or the millisecond")
  .refine((text) => !Number.isNaN(Date.parse(text)), "must be a time that there is");

const coding = z
  .strictObject({
    system: z.string(),
    code: z.string(),
    display: z.string().optional(),
    version: z.string().optional(),
    userSelected: z.boolean().optional(),
  })
  .transform(({ system, code }): Coding => ({ system, code }));
const one = (wanted: Coding, what: string) =>
  z.strictObject({
    coding: z.tuple([coding.refine((got) => same(got, wanted), `must be ${what} (${wanted.system}|${wanted.code})`)], {
      error: "must have one coding",
    }),
    text: z.string().optional(),
  });
const same = (a: Coding, b: Coding): boolean => a.system === b.system && a.code === b.code;

/** Every field that is not here could narrow the consent, so that leaving it out would widen it: it is refused. */
const provision = z.strictObject({
  type: z.enum(["permit", "deny"], { error: "must be permit or deny" }),
  period: z.strictObject({ start: instant.optional(), end: instant.optional() }).optional(),
  actor: z
    .array(
      z.strictObject({
        role: one(ACTOR_ROLE, "the information's recipient"),
        reference: z.strictObject({
          identifier: z.strictObject({
            system: z.literal(SYSTEMS.recipients, { error: `must be ${SYSTEMS.recipients}` }),
            value: z.string(),
          }),
        }),
      }),
    )
    .optional(),
  securityLabel: z.array(coding).optional(),
  purpose: z.array(coding).optional(),
});

const anything = z.unknown().optional();

const CONSENT = z.strictObject({
  resourceType: z.literal("Consent", { error: "must be Consent" }),
  id: z.string({ error: "must be a text" }),
  status: z.literal("active", { error: "must be active: a proposal gives nothing, and ends are withdrawals" }),
  scope: one(SCOPE, "patient-privacy"),
  category: z.array(z.unknown()).min(1),
  patient: z.strictObject({ reference: z.string(), type: z.literal("Patient").optional() }),
  dateTime: z.string().optional(),
  policyRule: z.strictObject({
    coding: z.tuple([coding], { error: "must have one coding" }),
    text: z.string().optional(),
  }),
  provision,
  // These say who made or keeps the document, and permit or forbid nothing.
  meta: anything,
  text: anything,
  language: anything,
  identifier: anything,
  organization: anything,
  performer: anything,
  sourceAttachment: anything,
  sourceReference: anything,
});

export type Reading = { readonly kind: "command"; readonly command: Command } | Fault;

/**
 * The grant or restriction that a Consent of FHIR R4 says, for the patient with this FHIR id; what has no place in our model is refused, as a
 * consent without it would be another one.
 */
export function commandIn(resource: unknown, patientId: string): Reading {
  const read = CONSENT.safeParse(resource);
  if (!read.success) return faultIn(read.error);
  const { id, patient, policyRule, provision: rules } = read.data;
  const refused = (field: string, wanted: string): Fault => ({ kind: "refused", field, wanted });
  if (patient.reference !== `Patient/${patientId}`)
    return refused("patient.reference", "must be the patient asked for");
  const [rule] = policyRule.coding;
  const basis = Object.entries(BASIS_RULES).find(([, wanted]) => same(wanted, rule))?.[0];
  const isRestriction = same(rule, RESTRICTION_RULE);
  if (basis === undefined && !isRestriction) return refused("policyRule.coding.0", "must be a directive we know");
  if (isRestriction !== (rules.type === "deny")) {
    return refused("provision.type", "must be deny in an opt-out, and permit in a consent");
  }
  const classes = rules.securityLabel?.map(classOf);
  const unknownLabel = classes?.indexOf(undefined) ?? -1;
  if (unknownLabel >= 0) return refused(`provision.securityLabel.${unknownLabel}`, "must be a label we know");
  const foreign = rules.purpose?.findIndex(({ system }) => system !== SYSTEMS.actReason) ?? -1;
  if (foreign >= 0) return refused(`provision.purpose.${foreign}.system`, `must be ${SYSTEMS.actReason}`);
  const parts = {
    purposes: rules.purpose?.map(({ code }) => code),
    recipients: rules.actor?.map(({ reference }) => reference.identifier.value),
    classes,
  };
  const left = Object.entries(parts).find(([, part]) => part === undefined)?.[0];
  if (left !== undefined && !isRestriction) {
    return refused(`provision.${FIELDS[left as keyof typeof FIELDS]}`, "must be there: a consent says what it permits");
  }
  const command = COMMAND.safeParse({
    kind: isRestriction ? "restrict" : "grant",
    requestId: id,
    ...(!isRestriction && { basis }),
    purposes: parts.purposes ?? "any",
    recipients: parts.recipients ?? "anyone",
    classes: parts.classes ?? "any",
    ...(rules.period?.start !== undefined && { from: new Date(rules.period.start).toISOString() }),
    ...(rules.period?.end !== undefined && { until: endOf(rules.period.end) }),
  });
  return command.success ? { kind: "command", command: command.data } : renamed(faultIn(command.error));
}

const FIELDS = { purposes: "purpose", recipients: "actor", classes: "securityLabel" } as const;
const ORIGINS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FIELDS).map(([ours, theirs]) => [ours, `provision.${theirs}`])),
  requestId: "id",
  from: "provision.period.start",
  until: "provision.period.end",
};

/** A fault of the change, by the names that the resource has. */
function renamed({ field, ...fault }: Fault): Fault {
  const [first = "", ...rest] = field.split(".");
  return { ...fault, field: [ORIGINS[first] ?? first, ...rest].join(".") };
}

function classOf(label: Coding): string | undefined {
  return Object.entries(CLASS_LABELS).find(([, wanted]) => same(wanted, label))?.[0];
}

/** The end belongs to FHIR's Period, the second or millisecond that it names with it. */
function endOf(end: string): string {
  return new Date(Date.parse(end) + (end.includes(".") ? 1 : 1000)).toISOString();
}
