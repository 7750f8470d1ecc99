/** What the component that deploys the function shares with it. */
export const contract = {
  name: "access-feedback",
  description: "Takes a reviewer's verdict on an unusual access, and moves the threshold by it within bounds.",
  timeoutSeconds: 15,
  memoryMb: 256,
  environment: ["ACCESS_TABLE", "FEEDBACK_TABLE", "THRESHOLD_PERCENT"],
  actions: ["dynamodb:BatchGetItem", "dynamodb:PutItem", "events:PutEvents"],
} as const;

/** Action of the audit event that tells of a verdict. */
export const REVIEWED = "access.reviewed";
