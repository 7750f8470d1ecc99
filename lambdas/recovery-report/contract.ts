/** What the component that deploys the function shares with it. */
export const contract = {
  name: "recovery-report",
  description: "Tells what a drill measured, as evidence: one event a store, and one for the whole.",
  timeoutSeconds: 120,
  memoryMb: 256,
  environment: [],
  actions: ["events:PutEvents"],
} as const;
