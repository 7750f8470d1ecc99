/** What the component that deploys the function shares with it. */
export const contract = {
  name: "image-replay",
  description:
    "Imports the replicated batches of images into data stores of this region, and tells how many and how long.",
  timeoutSeconds: 120,
  memoryMb: 256,
  environment: ["INPUT_BUCKET", "OUTPUT_BUCKET", "TENANTS"],
  examples: { TENANTS: "{}" },
  actions: [
    "iam:PassRole",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "medical-imaging:GetDICOMImportJob",
    "medical-imaging:StartDICOMImportJob",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:PutObject",
  ],
} as const;

/** The value of the buckets' variables where the stack keeps no images. */
export const NONE = "none";

/** Where an organisation's images are replayed to: a data store of this region, and the role that HealthImaging reads them with. */
export interface ReplayTarget {
  readonly datastoreId: string;
  readonly dataAccessRoleArn: string;
}

/** The variable TENANTS, as JSON: organisations by id; null for one that has no data store to replay into. */
export type ReplayTargets = Readonly<Record<string, ReplayTarget | null>>;
