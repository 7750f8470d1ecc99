/** What the component that deploys the function shares with it. */
export const contract = {
  name: "compliance-score",
  description: "Counts how much of what AWS Config's conformance pack checks complies.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["ENVIRONMENT", "PACK_NAME"],
  actions: ["config:ListConformancePackComplianceScores"],
} as const;

/** The score, in CloudWatch's embedded metric format: per cent; the dimension's value is the environment. */
export const COMPLIANCE_METRICS = {
  namespace: "phiguard/compliance",
  dimension: "Environment",
  compliance: "ComplianceScore",
} as const;
