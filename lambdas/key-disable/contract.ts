/** What the component that deploys the function shares with it. */
export const contract = {
  name: "key-disable",
  description: "Disables a key, after somebody agreed, and enables it again.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
  ],
} as const;
