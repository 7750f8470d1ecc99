/** What the component that deploys the function shares with it. */
export const contract = {
  name: "breach-remind",
  description: "Reminds people each day of risk assessments that are open, and of the days that are left.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE", "TOPIC_ARN"],
  actions: ["dynamodb:Query", "sns:Publish"],
} as const;
