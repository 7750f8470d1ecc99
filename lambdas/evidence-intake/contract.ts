/** What the component that deploys the function shares with it. */
export const contract = {
  name: "evidence-intake",
  description: "Turns audit events, findings, compliance changes and backup jobs into records of the evidence ledger.",
  timeoutSeconds: 60,
  memoryMb: 512,
  environment: ["LEDGER_BUCKET"],
  // The last three are Lambda's own reading of the queue, which it does with the function's role.
  actions: ["s3:PutObject", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
} as const;

export { BATCHES } from "../../reports/ledger/names";
