import { AUDIT_CODE } from "../../reports/model/audit-event";
import { FHIR_ID } from "../fhir/id";
import { scopesBeyond } from "../fhir/scopes";
import { ATTRIBUTES, CLAIMS } from "./contract";

/** What a user's attributes say, and what of the scopes that were asked for the token must not have. */
export interface Claimed {
  /** Claims of the access token, by name. */
  readonly claims: Readonly<Record<string, string>>;
  readonly suppressed: readonly string[];
  /** Attributes that are there and not of their form; they count for nothing. */
  readonly malformed: readonly Attribute[];
}

type Attribute = keyof typeof ATTRIBUTES;

const FORMS: Readonly<Record<Attribute, RegExp>> = { patient: FHIR_ID, role: AUDIT_CODE, department: FHIR_ID };

/** @param attributes by their names in the pool. @param scopes that were asked for. */
export function claimsOf(attributes: Readonly<Record<string, string>>, scopes: readonly string[]): Claimed {
  const claims: Record<string, string> = {};
  const malformed: Attribute[] = [];
  for (const attribute of Object.keys(ATTRIBUTES) as Attribute[]) {
    const value = attributes[`custom:${ATTRIBUTES[attribute]}`];
    if (value === undefined || value === "") continue;
    if (FORMS[attribute].test(value)) claims[CLAIMS[attribute]] = value;
    else malformed.push(attribute);
  }
  const suppressed = scopesBeyond(scopes, claims[CLAIMS.patient], claims[CLAIMS.role]);
  return { claims, suppressed, malformed };
}
