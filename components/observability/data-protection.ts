/**
 * Managed identifiers of CloudWatch Logs for what Safe Harbor names and AWS can find
 * (CloudWatch Logs User Guide, "Types of data that you can protect"; 45 CFR 164.514(b)(2)).
 */
const IDENTIFIERS = [
  "Address",
  "DriversLicense-US",
  "DrugEnforcementAgencyNumber-US",
  "EmailAddress",
  "HealthInsuranceClaimNumber-US",
  "HealthInsuranceCardNumber-EU",
  "HealthcareProcedureCode-US",
  "MedicareBeneficiaryNumber-US",
  "Name",
  "NationalDrugCode-US",
  "NationalProviderId-US",
  "PhoneNumber-US",
  "Ssn-US",
] as const;

/** A CloudWatch Logs data protection policy that counts and masks health identifiers. `name` has no spaces. */
export function logDataProtection(name: string, partition: string): string {
  const DataIdentifier = IDENTIFIERS.map((id) => `arn:${partition}:dataprotection::aws:data-identifier/${id}`);
  return JSON.stringify({
    Name: name,
    Description: "Masks health identifiers that reach this log group by mistake.",
    Version: "2021-06-01",
    Statement: [
      { Sid: "audit", DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}
