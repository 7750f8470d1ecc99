/** What the component that deploys the function shares with it. */
export const contract = {
  name: "table-protect",
  description: "Has a table restorable to any second, and kept from deletion; puts back what was there.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:DescribeContinuousBackups",
    "dynamodb:DescribeTable",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateContinuousBackups",
    "dynamodb:UpdateTable",
    "events:PutEvents",
  ],
} as const;
