import type { Statement } from "../access/policy-document";

/** Prefixes of the FHIR buckets: import jobs read and write nowhere else. */
export const FHIR_PREFIXES = {
  /** NDJSON files to import. */
  input: "fhir/",
  /** What an import job says about each file it took or refused. */
  importLog: "import-log/",
  /** NDJSON files of export jobs. */
  export: "export/",
} as const;

/** What HealthLake's jobs may do with the two buckets (HealthLake Developer Guide, "Setting up permissions for import/export jobs"). */
export function dataAccessStatements(inputArn: string, outputArn: string): Statement[] {
  const outputPrefixes = [FHIR_PREFIXES.importLog, FHIR_PREFIXES.export];
  return [
    {
      Sid: "ListInput",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: inputArn,
      Condition: { StringLike: { "s3:prefix": [`${FHIR_PREFIXES.input}*`] } },
    },
    {
      Sid: "ListOutput",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: outputArn,
      Condition: { StringLike: { "s3:prefix": outputPrefixes.map((prefix) => `${prefix}*`) } },
    },
    {
      Sid: "CheckBuckets",
      Effect: "Allow",
      Action: ["s3:GetBucketPublicAccessBlock", "s3:GetEncryptionConfiguration"],
      Resource: [inputArn, outputArn],
    },
    { Sid: "ReadInput", Effect: "Allow", Action: "s3:GetObject", Resource: `${inputArn}/${FHIR_PREFIXES.input}*` },
    {
      Sid: "WriteOutput",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: outputPrefixes.map((prefix) => `${outputArn}/${prefix}*`),
    },
  ];
}
