/** What the component that deploys the function shares with it. */
export const contract = {
  name: "remediation-record",
  description: "Tells as evidence why a remedy was not done.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: [],
  actions: ["events:PutEvents"],
} as const;

/** How a remediation without remedy ended: somebody said no, or something went wrong. */
export interface RecordResult {
  readonly ended: "refused" | "failed";
  readonly reason: string;
}
