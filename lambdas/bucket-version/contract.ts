/** What the component that deploys the function shares with it. */
export const contract = {
  name: "bucket-version",
  description: "Has a bucket keep the versions of its objects, and puts back what was there.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "s3:GetBucketVersioning",
    "s3:PutBucketVersioning",
  ],
} as const;
