/** What the component that deploys the function shares with it. */
export const contract = {
  name: "consent-gate",
  description: "Says whether documents may go to a recipient for a purpose; what is not allowed is refused.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["CONSENT_TABLE"],
  actions: ["dynamodb:Query"],
} as const;
