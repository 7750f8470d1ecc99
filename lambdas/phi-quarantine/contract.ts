/** What the component that deploys the function shares with it. */
export const contract = {
  name: "phi-quarantine",
  description: "Puts a document that may not go out into quarantine with the reason, and asks people to look at it.",
  timeoutSeconds: 120,
  memoryMb: 256,
  environment: ["ENVIRONMENT", "INCOMING_BUCKET", "QUARANTINE_BUCKET", "REVIEW_QUEUE_URL", "REVIEW_TABLE"],
  actions: ["dynamodb:PutItem", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject", "sqs:SendMessage"],
} as const;
