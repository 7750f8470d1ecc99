/** What the component that deploys the function shares with it. */
export const contract = {
  name: "breach-open",
  description: "Opens the risk assessment of a suspected breach and starts its clock of 60 days.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["TABLE", "TOPIC_ARN"],
  actions: ["dynamodb:PutItem", "events:PutEvents", "sns:Publish"],
} as const;

/** Id under which all assessments lie in the table; a kind each, by discovery and execution. */
export const BREACHES = "breaches";
