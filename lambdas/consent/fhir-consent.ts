import {
  ACTOR_ROLE,
  BASIS_RULES,
  CATEGORY,
  CLASS_LABELS,
  purposeCoding,
  RESTRICTION_RULE,
  SCOPE,
  SYSTEMS,
  type Coding,
} from "./fhir-terms";
import { standing, type ConsentState, type Denial, type Permission, type Span } from "./state";

/** A Consent of FHIR R4 (4.0.1), as far as it is made here. */
export interface FhirConsent {
  readonly resourceType: "Consent";
  readonly id: string;
  readonly status: "active" | "inactive";
  readonly scope: { readonly coding: readonly Coding[] };
  readonly category: readonly { readonly coding: readonly Coding[] }[];
  readonly patient: { readonly reference: string };
  readonly dateTime: string;
  readonly policyRule: { readonly coding: readonly Coding[] };
  readonly provision: object;
}

/**
 * A patient's consents and restrictions as FHIR resources, as they stand at an instant. Waivers, court orders and the like are no consents of
 * the patient: they are left out. `patientId` is the FHIR id.
 */
export function fhirConsents({ permissions, denials }: ConsentState, patientId: string, at: Date): FhirConsent[] {
  return [
    ...permissions.flatMap((permission) => permitOf(permission, patientId, at) ?? []),
    ...denials.map((denial) => denyOf(denial, patientId, at)),
  ];
}

function permitOf(permission: Permission, patientId: string, at: Date): FhirConsent | undefined {
  const rule = BASIS_RULES[permission.basis];
  return (
    rule && {
      ...frame(permission, patientId, at, rule),
      provision: {
        type: "permit",
        period: period(permission),
        actor: permission.recipients.map(actor),
        securityLabel: permission.classes.map((dataClass) => CLASS_LABELS[dataClass]),
        purpose: permission.purposes.map(purposeCoding),
      },
    }
  );
}

function denyOf(denial: Denial, patientId: string, at: Date): FhirConsent {
  const { recipients, classes, purposes } = denial;
  return {
    ...frame(denial, patientId, at, RESTRICTION_RULE),
    // What is left out of a provision is everything (FHIR R4, "Consent", 6.2.6).
    provision: {
      type: "deny",
      period: period(denial),
      ...(recipients !== "anyone" && { actor: recipients.map(actor) }),
      ...(classes !== "any" && { securityLabel: classes.map((dataClass) => CLASS_LABELS[dataClass]) }),
      ...(purposes !== "any" && { purpose: purposes.map(purposeCoding) }),
    },
  };
}

function frame(
  span: Span & { readonly id: string },
  patientId: string,
  at: Date,
  rule: Coding,
): Omit<FhirConsent, "provision"> {
  const stands = standing(span, at.getTime());
  return {
    resourceType: "Consent",
    id: span.id,
    status: stands === "withdrawn" || stands === "ended" ? "inactive" : "active",
    scope: { coding: [SCOPE] },
    category: [{ coding: [CATEGORY] }],
    patient: { reference: `Patient/${patientId}` },
    dateTime: new Date(span.recordedMs).toISOString(),
    policyRule: { coding: [rule] },
  };
}

/** The end of FHIR's Period belongs to it; ours does not. */
function period({ fromMs, untilMs }: Span): object {
  return {
    start: new Date(fromMs).toISOString(),
    ...(Number.isFinite(untilMs) && { end: new Date(untilMs - 1).toISOString() }),
  };
}

const actor = (value: string): object => ({
  role: { coding: [ACTOR_ROLE] },
  reference: { identifier: { system: SYSTEMS.recipients, value } },
});
