/** Where the layer of the detector `onnx` lays its model; the packages that run it lie in `node_modules` beside it or in `/opt/nodejs`. */
export const MODEL_FOLDER = "/opt/phi-model";
/** What the model may take for one document: the rest of the function's time is for the others. */
export const MODEL_SECONDS = 300;

/** What the component that deploys the function shares with it. */
export const contract = {
  name: "phi-detect",
  description:
    "Finds what identifies somebody in a document, by the local engine, Comprehend Medical, a model of its own.",
  // A document of 10 MB takes some 500 calls of Comprehend Medical.
  timeoutSeconds: 900,
  memoryMb: 1769,
  environment: ["INCOMING_BUCKET", "MAX_DOCUMENT_BYTES", "DETECTORS", "OPERATING_POINT"],
  examples: { OPERATING_POINT: "recall" },
  actions: ["comprehendmedical:DetectPHI", "s3:GetObjectVersion", "s3:PutObject"],
} as const;
