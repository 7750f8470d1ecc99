/** What the component that deploys the function shares with it. */
export const contract = {
  name: "access-score",
  description:
    "Scores each access to records by what is usual for the person and the role, and tells of those that are not.",
  timeoutSeconds: 30,
  memoryMb: 512,
  environment: ["ACCESS_TABLE", "ENVIRONMENT", "MODEL", "THRESHOLD_PERCENT", "SUSPEND_HOURS"],
  actions: [
    "dynamodb:BatchGetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "sagemaker:InvokeEndpoint",
    // Lambda takes messages from the queue with the function's role.
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
  ],
} as const;

/** Scores, in CloudWatch's embedded metric format; the dimension's value is the environment. */
export const ACCESS_METRICS = {
  namespace: "phiguard/access",
  dimension: "Environment",
  score: "AnomalyScore",
} as const;

/** `MODEL` where the fitted weights in the code score; else it is the name of a SageMaker endpoint. */
export const EMBEDDED_MODEL = "embedded";

/** Action of the audit event that tells of an unusual access. */
export const UNUSUAL = "access.unusual";
