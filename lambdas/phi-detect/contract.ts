/** What the component that deploys the function shares with it. */
export const contract = {
  name: "phi-detect",
  description: "Finds what identifies somebody in a document, by the local engine, Comprehend Medical, or both.",
  // A document of 10 MB takes some 500 calls of Comprehend Medical.
  timeoutSeconds: 900,
  memoryMb: 1769,
  environment: ["INCOMING_BUCKET", "MAX_DOCUMENT_BYTES", "DETECTORS", "OPERATING_POINT"],
  examples: { OPERATING_POINT: "recall" },
  actions: ["comprehendmedical:DetectPHI", "s3:GetObjectVersion", "s3:PutObject"],
} as const;
