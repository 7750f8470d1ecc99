/** What the component that deploys the function shares with it. */
export const contract = {
  name: "note-intake",
  description: "Checks a care note that the intake API received and puts it on the stream to the raw zone.",
  timeoutSeconds: 15,
  memoryMb: 256,
  environment: ["STREAM_NAME"],
  actions: ["kinesis:PutRecord"],
} as const;
