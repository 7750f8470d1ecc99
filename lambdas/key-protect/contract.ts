/** What the component that deploys the function shares with it. */
export const contract = {
  name: "key-protect",
  description: "Has a key rotated each year, and keeps one from deletion.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "kms:CancelKeyDeletion",
    "kms:DescribeKey",
    "kms:DisableKeyRotation",
    "kms:EnableKeyRotation",
    "kms:GetKeyRotationStatus",
  ],
} as const;
