/** What the component that deploys the function shares with it. */
export const contract = {
  name: "phi-manifest",
  description: "Reads a page of a batch's manifest: which versions of which documents are to be worked on.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["INCOMING_BUCKET"],
  actions: ["s3:GetObjectVersion", "s3:ListBucket"],
} as const;
