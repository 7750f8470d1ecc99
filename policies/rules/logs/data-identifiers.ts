import { fromBoolean, unknown, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";

/** What a data protection policy of CloudWatch Logs or SNS must find. */
export const identifiers = texts({
  name: "identifiers",
  description:
    "Names of data identifiers that tell patients; a policy must cover one of them, or one of its own making.",
  // The health identifiers for the United States that AWS manages, and the number most records are joined by.
  fallback: [
    "DrugEnforcementAgencyNumber-US",
    "HealthcareProcedureCode-US",
    "HealthInsuranceClaimNumber-US",
    "MedicareBeneficiaryNumber-US",
    "NationalDrugCode-US",
    "NationalProviderId-US",
    "Ssn-US",
  ],
});

/** `arn:aws:dataprotection::aws:data-identifier/Ssn-US`; a name without an ARN is an identifier that the policy itself defines. */
export function tellsPatients(r: Reading<string>, names: readonly string[]): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  const name = String(value);
  return fromBoolean(!name.startsWith("arn:") || names.some((each) => name.endsWith(`/${each}`)), pathOf(r));
}
