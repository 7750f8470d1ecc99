/** What the component that deploys the function shares with it. */
export const contract = {
  name: "bucket-close",
  description: "Blocks public access to a bucket, and puts back what was there.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "s3:GetBucketPublicAccessBlock",
    "s3:PutBucketPublicAccessBlock",
  ],
} as const;
