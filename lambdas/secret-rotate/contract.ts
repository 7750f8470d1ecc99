/** What the component that deploys the function shares with it. */
export const contract = {
  name: "secret-rotate",
  description: "Has a secret rotated at once.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "lambda:InvokeFunction",
    "secretsmanager:DescribeSecret",
    "secretsmanager:RotateSecret",
  ],
} as const;
