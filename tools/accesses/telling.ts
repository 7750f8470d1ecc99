import type { Seen } from "../../lambdas/access-model/access";
import { ANY_ROLE } from "../../lambdas/access-score/core";
import type { HospitalAccess } from "../../synthetic/hospital/access";
import { hashedOnce } from "../../synthetic/hospital/places";
import { departments } from "../../synthetic/hospital/staff";

/** How much is told of an access: all that the hospital knows; what the FHIR API tells; or caller, patient, records and break-glass. */
export type Telling = "all" | "api" | "bare";

const INSIDE: ReadonlySet<string> = new Set(departments.map((unit) => hashedOnce(`network/${unit}`)));
const GATE = hashedOnce("network/gate");

/** An access, and the role whose habit it is held against. */
export interface Told {
  readonly role: string;
  readonly seen: Seen;
}

/**
 * The FHIR API sees the one address with which a hospital's networks go out, and no label says who is whose relative (`lambdas/fhir-read`, origin and
 * whereabouts).
 */
export function toldOf(access: HospitalAccess, telling: Telling): Told {
  const { role } = access;
  if (telling === "all") return { role, seen: access };
  const { at, subject, records, breakGlass, department, unit } = access;
  const bare = { at, subject, records, breakGlass };
  if (telling === "bare") return { role: ANY_ROLE, seen: bare };
  const relation = access.relation === "family" ? "none" : access.relation;
  const network = INSIDE.has(access.network) ? GATE : access.network;
  return { role, seen: { ...bare, department, unit, relation, device: access.device, network } };
}
