/** What the component that deploys the function shares with it. */
export const contract = {
  name: "risk-alert",
  description: "Tells of a patient at high risk, unless somebody has reached the patient within a day.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["RISK_THRESHOLD", "TABLE_NAME", "TOPIC_ARN"],
  actions: ["dynamodb:GetItem", "dynamodb:UpdateItem", "events:PutEvents", "sns:Publish"],
} as const;

/** Source and detail types of the events that it hears. The job `risk_score` sends the first, what keeps the calls the second. */
export const RISK_SOURCE = "phiguard.data-platform";
export const RISK_RAISED = "Patient risk raised";
export const CALL_COMPLETED = "Outreach call completed";
