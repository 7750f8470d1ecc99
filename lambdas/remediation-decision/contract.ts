/** What the component that deploys the function shares with it. */
export const contract = {
  name: "remediation-decision",
  description: "Takes an approver's decision and lets the waiting remediation go on.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: ["dynamodb:GetItem", "dynamodb:PutItem", "events:PutEvents", "states:SendTaskSuccess"],
} as const;

/** Kind of the item that holds the decision: the first one counts. */
export const DECISION = "decision";
