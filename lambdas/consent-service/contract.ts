/** What the component that deploys the function shares with it. */
export const contract = {
  name: "consent-service",
  description:
    "Takes grants, restrictions, withdrawals and erasures of consent; shows them and accounts for disclosures.",
  timeoutSeconds: 15,
  memoryMb: 256,
  environment: ["CONSENT_TABLE", "DISCLOSURE_TABLE", "HASH_KEY"],
  actions: ["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:Query", "events:PutEvents", "kms:GenerateMac"],
} as const;

/** Its operations, in the document of the API that it stands behind. */
export const CONSENT_OPERATIONS = {
  view: "viewConsents",
  change: "changeConsents",
  accounting: "accountForDisclosures",
  viewAgreements: "viewAgreements",
  changeAgreements: "changeAgreements",
} as const;
