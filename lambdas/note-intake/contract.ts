/** What the component that deploys the function shares with it. */
export const contract = {
  name: "note-intake",
  description: "Checks a care note that the intake API received and puts it, once, on the stream to the raw zone.",
  timeoutSeconds: 15,
  memoryMb: 256,
  /** TABLE_NAME: what was sent in the last day. HASH_KEY_ARN: the key in KMS that its hashes are made with. */
  environment: ["HASH_KEY_ARN", "STREAM_NAME", "TABLE_NAME"],
  actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "kinesis:PutRecord", "kms:GenerateMac"],
} as const;
