/** What the component that deploys the function shares with it. */
export const contract = {
  name: "phi-validate",
  description: "Tells a document's format and whom it is for, and refuses what is too large or broken.",
  timeoutSeconds: 60,
  memoryMb: 512,
  environment: ["INCOMING_BUCKET", "MAX_DOCUMENT_BYTES"],
  actions: ["s3:GetObjectVersion", "s3:ListBucket"],
} as const;
