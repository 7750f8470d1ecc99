/** What a user can set for the whole pack; the defaults are what a new team should run with. */
export interface PackSettings {
  /** What an undetermined resource rule does at preview: `advise` shows it, `block` stops. At update it stops in any case. */
  readonly unknown: "advise" | "block";
  /** True makes every failure block, whatever its severity. */
  readonly strict: boolean;
  /** Whether this stack is the account's baseline: rules on what exists once an account apply to it alone. `auto` looks for such resources. */
  readonly baseline: "auto" | "yes" | "no";
  /** AWS regions that the data-residency policy allows. */
  readonly allowedRegions: readonly string[];
  /** Twelve-digit account ids that may be named in resource policies beside the stack's own. */
  readonly trustedAccounts: readonly string[];
  /** Services that a workload VPC reaches through an endpoint of its own. */
  readonly requiredEndpoints: readonly string[];
  /** Tag keys that carry the data classification, the first found counts. */
  readonly classificationTags: readonly string[];
}

export const DEFAULT_SETTINGS: PackSettings = {
  unknown: "advise",
  strict: false,
  baseline: "auto",
  allowedRegions: ["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
  trustedAccounts: [],
  requiredEndpoints: ["s3", "dynamodb", "kms", "logs", "secretsmanager", "sts", "ecr.api", "ecr.dkr"],
  classificationTags: ["phiguard:classification", "DataClassification", "data-classification", "dataClassification"],
};
