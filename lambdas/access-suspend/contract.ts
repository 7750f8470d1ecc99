/** What the component that deploys the function shares with it. */
export const contract = {
  name: "access-suspend",
  description: "Suspends a caller of the FHIR API for some hours, after somebody agreed, and lets the caller in again.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["ACCESS_TABLE", "TABLE"],
  actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "events:PutEvents"],
} as const;
