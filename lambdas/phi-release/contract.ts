/** What the component that deploys the function shares with it. */
export const contract = {
  name: "phi-release",
  description:
    "Writes a document that may go out, masked or as it is, with a record of why; asks people to look at samples.",
  timeoutSeconds: 120,
  memoryMb: 1024,
  environment: [
    "ENVIRONMENT",
    "INCOMING_BUCKET",
    "MASKED_BUCKET",
    "MAX_DOCUMENT_BYTES",
    "RELEASED_BUCKET",
    "REVIEW_QUEUE_URL",
    "REVIEW_TABLE",
  ],
  actions: ["dynamodb:PutItem", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "sqs:SendMessage"],
} as const;
