/** What the component that deploys the function shares with it. */
export const contract = {
  name: "version-rollback",
  description: "Points a function's callers back to the version before, when a new one fails.",
  timeoutSeconds: 60,
  memoryMb: 256,
  /** NOTICE_TOPIC: ARN of the topic that is told; NAME_PREFIX: what the names of the stack's functions and alarms begin with. */
  environment: ["NAME_PREFIX", "NOTICE_TOPIC"],
  actions: ["lambda:GetAlias", "lambda:ListVersionsByFunction", "lambda:UpdateAlias", "sns:Publish"],
} as const;

/** What a function's alarm ends with when more than 5 % of its runs fail; the rest of its name is the function's. */
export const FAILING = "-failing";

/** The alias that callers name. */
export const ALIAS = "live";
