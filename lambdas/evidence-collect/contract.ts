/** What the component that deploys the function shares with it. */
export const contract = {
  name: "evidence-collect",
  description: "Reads AWS Config, Security Hub and GuardDuty into records of the evidence ledger.",
  timeoutSeconds: 900,
  memoryMb: 1024,
  environment: ["LEDGER_BUCKET", "SUBJECT_KEY", "COLLECT_REGION"],
  actions: [
    "config:DescribeConfigRules",
    "config:DescribeConfigurationRecorderStatus",
    "config:DescribeConformancePackCompliance",
    "config:DescribeConformancePacks",
    "config:GetComplianceDetailsByConfigRule",
    "guardduty:GetFindings",
    "guardduty:ListDetectors",
    "guardduty:ListFindings",
    "kms:GenerateMac",
    "s3:PutObject",
    "securityhub:GetFindings",
  ],
} as const;

/** Where its records lie in the ledger, below the day that they were collected. */
export const COLLECTED = "policy-records/collected/";
