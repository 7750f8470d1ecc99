import { ANALYTICS_PREFIX } from "../../lambdas/fhir-analytics/contract";
import { EXPORT_PREFIX } from "../../lambdas/fhir-export/contract";
import { FHIR_UPLOADS } from "../../lambdas/fhir-import/contract";
import type { Conditions, Statement } from "../access/policy-document";
import { arnOf, bucketArn, iamArn, nameFor } from "../names";
import type { Place, Site } from "../site";

/** Last parts of names that policies speak of before the things are made. */
export const DATA_ACCESS_ROLE = "healthlake-data-access";
export const UPLOAD_QUEUE_ROLE = "fhir-uploads.fifo";
export const ALERT_TOPIC_ROLE = "clinical-alerts";

/** Last part of the alias of the key of what holds no PHI. */
export const PLATFORM_KEY_ROLE = "platform";

export const LINEAGE = "lineage/";

/** What the statements are made from. */
export interface FhirPlace extends Place {
  readonly tagKeys: Site["tagKeys"];
  readonly workload: string;
  /** Full bucket names. */
  readonly input: string;
  readonly output: string;
}

function allow(Sid: string, Action: string | string[], Resource: string | string[], Condition?: Conditions): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

/** Jobs of this workload's data stores: their ids are made by AWS, their tags say whose they are. */
function jobs(place: FhirPlace, actions: string[]): Statement {
  return allow("RunJobs", actions, arnOf(place, "healthlake", "datastore/fhir/*"), {
    StringEquals: {
      [`aws:ResourceTag/${place.tagKeys.workload}`]: place.workload,
      [`aws:ResourceTag/${place.tagKeys.environment}`]: place.environment,
    },
  });
}

/** The one role that jobs run with, to HealthLake alone. */
function handOver(place: Place): Statement {
  return allow("HandOverRole", "iam:PassRole", iamArn(place, `role/${nameFor(place, "role", DATA_ACCESS_ROLE)}`), {
    StringEquals: { "iam:PassedToService": "healthlake.amazonaws.com" },
  });
}

const writes = (place: FhirPlace, ...prefixes: string[]): Statement =>
  allow(
    "WriteRecords",
    "s3:PutObject",
    prefixes.map((prefix) => `${bucketArn(place.region, place.output)}/${prefix}*`),
  );

function lists(place: Place, bucket: string, prefixes: readonly string[]): Statement {
  return allow("ListFiles", "s3:ListBucket", bucketArn(place.region, bucket), {
    StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) },
  });
}

export function importStatements(place: FhirPlace): Statement[] {
  return [
    jobs(place, ["healthlake:StartFHIRImportJob"]),
    handOver(place),
    lists(place, place.input, [FHIR_UPLOADS.batches]),
    allow("ReadManifests", "s3:GetObjectVersion", `${bucketArn(place.region, place.input)}/${FHIR_UPLOADS.manifests}*`),
    writes(place, `${LINEAGE}import/`),
    allow(
      "TakeUploads",
      ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      arnOf(place, "sqs", nameFor(place, "queue", UPLOAD_QUEUE_ROLE)),
    ),
  ];
}

export function exportStatements(place: FhirPlace): Statement[] {
  return [jobs(place, ["healthlake:StartFHIRExportJob"]), handOver(place), writes(place, `${LINEAGE}export/`)];
}

export function jobStatements(place: FhirPlace): Statement[] {
  return [
    jobs(place, ["healthlake:DescribeFHIRExportJob", "healthlake:DescribeFHIRImportJob"]),
    writes(place, `${LINEAGE}import/`, `${LINEAGE}export/`),
  ];
}

export function analyticsStatements(place: FhirPlace): Statement[] {
  return [
    jobs(place, ["healthlake:DescribeFHIRExportJob"]),
    lists(place, place.output, [EXPORT_PREFIX, `${LINEAGE}analytics/`]),
    allow("ReadExports", "s3:GetObject", `${bucketArn(place.region, place.output)}/${EXPORT_PREFIX}*`),
    writes(place, ANALYTICS_PREFIX, `${LINEAGE}analytics/`),
    allow("TellAlerts", "sns:Publish", arnOf(place, "sns", nameFor(place, "topic", ALERT_TOPIC_ROLE))),
    // The topic carries no PHI, so it is under the platform's key, which was made before this role and can't name it.
    allow("EncryptAlerts", ["kms:Decrypt", "kms:GenerateDataKey"], arnOf(place, "kms", "key/*"), {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${nameFor(place, "alias", PLATFORM_KEY_ROLE)}` },
      StringEquals: { "kms:ViaService": `sns.${place.region}.amazonaws.com` },
    }),
  ];
}

export function holdStatements(place: FhirPlace): Statement[] {
  const buckets = [place.input, place.output].map((name) => bucketArn(place.region, name));
  return [
    allow("ListVersions", "s3:ListBucketVersions", buckets),
    allow(
      "HoldVersions",
      "s3:PutObjectLegalHold",
      buckets.map((arn) => `${arn}/*`),
    ),
    writes(place, `${LINEAGE}hold/`),
  ];
}

/** The most that the roles of the functions do beside what every role and function may. */
export function fhirBoundary(place: Place, bucketNames: readonly string[]): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  const buckets = [ours, ...bucketNames].map((name) => bucketArn(place.region, name));
  return [
    allow(
      "FhirJobs",
      ["Describe", "Start"].flatMap((verb) => ["Export", "Import"].map((kind) => `healthlake:${verb}FHIR${kind}Job`)),
      arnOf(place, "healthlake", "datastore/fhir/*"),
    ),
    handOver(place),
    allow(
      "FhirQueueAndTopic",
      ["sns:Publish", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      [arnOf(place, "sns", ours), arnOf(place, "sqs", ours)],
    ),
    allow(
      "FhirVersions",
      ["s3:GetObjectVersion", "s3:ListBucketVersions", "s3:PutObjectLegalHold"],
      buckets.flatMap((arn) => [arn, `${arn}/*`]),
    ),
  ];
}
