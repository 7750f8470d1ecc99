/** What the component that deploys the function shares with it. */
export const contract = {
  name: "phi-route",
  description: "Scores the risk of a searched document and says whether it is released, masked or kept for people.",
  timeoutSeconds: 15,
  memoryMb: 256,
  environment: ["OPERATING_POINT", "RELEASE_BELOW_PERCENT", "QUARANTINE_FROM_PERCENT", "SAMPLE_SHARE_PERCENT"],
  examples: { OPERATING_POINT: "recall" },
  actions: [],
} as const;
