/** What the component that deploys the function shares with it. */
export const contract = {
  name: "remediation-approval",
  description: "Asks people whether a remedy that may lock data away is to be done.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["DECISION_FUNCTION", "TABLE", "TOPIC_ARN"],
  actions: ["dynamodb:PutItem", "sns:Publish"],
} as const;

/** Kind of the item that holds the token until somebody decides. */
export const APPROVAL = "approval";
