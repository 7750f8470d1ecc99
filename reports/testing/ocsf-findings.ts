import { ACCOUNT, NOW } from "./collecting";

/** When the tool looked, seconds since 1970: prowler writes seconds. */
export const SECONDS = Date.parse(NOW) / 1000 - 3600;

const cloud = { provider: "aws", account: { uid: ACCOUNT, name: "clinic of Jane Roe" }, region: "us-east-1" };
const resource = {
  uid: "arn:aws:s3:::records",
  name: "records",
  type: "AwsS3Bucket",
  region: "us-east-1",
  labels: ["patient:MRN 84312345"],
  data: { details: "Jane Roe", metadata: {} },
};

/** A result of a check as prowler writes it by default: a detection finding with a status code. Synthetic. */
export function resultByProwler(changes: object = {}): object {
  return {
    message: "Bucket of Jane Roe has no default encryption.",
    metadata: {
      event_code: "s3_bucket_default_encryption",
      product: { uid: "prowler", name: "Prowler", vendor_name: "Prowler", version: "5.1.0" },
      profiles: ["cloud", "datetime"],
      version: "1.5.0",
    },
    activity_id: 1,
    activity_name: "Create",
    category_uid: 2,
    category_name: "Findings",
    class_uid: 2004,
    class_name: "Detection Finding",
    type_uid: 200401,
    type_name: "Detection Finding: Create",
    severity_id: 4,
    severity: "High",
    status_id: 1,
    status: "New",
    status_code: "FAIL",
    status_detail: "Bucket of Jane Roe has no default encryption.",
    risk_details: "Text.",
    // Local, as prowler has it where nobody names a zone.
    time_dt: new Date(SECONDS * 1000).toISOString().slice(0, 19),
    time: SECONDS,
    finding_info: { uid: "prowler-aws-84312345", title: "Buckets are encrypted", types: ["text"] },
    resources: [resource],
    remediation: { desc: "Text.", references: [] },
    cloud,
    unmapped: { compliance: { HIPAA: ["164_312_a_2_iv"] }, notes: "" },
    ...changes,
  };
}

const STATUS: Readonly<Record<string, number>> = { Unknown: 0, Pass: 1, Warning: 2, Fail: 3, Other: 99 };
const statusOf = (word: string | undefined): object =>
  word === undefined ? {} : { status: word, ...(word in STATUS ? { status_id: STATUS[word] } : {}) };

/** A compliance finding as prowler writes it for a framework: the requirement's status, and below it the check's own. Synthetic. */
export function complianceByProwler(requirement: string | undefined, check = requirement): object {
  const { status_code: _, risk_details: __, cloud: ___, ...common } = resultByProwler() as Record<string, unknown>;
  return {
    ...common,
    class_uid: 2003,
    class_name: "Compliance Finding",
    type_uid: 200301,
    type_name: "Compliance Finding: Create",
    compliance: {
      standards: ["HIPAA"],
      requirements: ["164_312_a_2_iv"],
      control: "Text.",
      ...statusOf(requirement),
      checks: [{ uid: "s3_bucket_default_encryption", name: "Text.", ...statusOf(check) }],
    },
    unmapped: { cloud },
  };
}

/** What a sensor detected; no check of anything. Synthetic. */
export function detectionByOther(changes: object = {}): object {
  const { status_code: _, ...common } = resultByProwler() as Record<string, unknown>;
  const metadata = { event_code: "portscan", version: "1.3.0", product: { name: "Sensor", vendor_name: "Somebody" } };
  return { ...common, metadata, time: SECONDS * 1000, is_alert: true, ...changes };
}
