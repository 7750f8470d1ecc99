import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place } from "../site";
import {
  databaseName,
  lakeBucketArn,
  PREFIX,
  type Database,
  type LakeBucket,
  type Stage,
  type Zone,
} from "./lake-names";

export function allow(
  Sid: string,
  Action: string | readonly string[],
  Resource: string | readonly string[],
  Condition?: Statement["Condition"],
): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

/** Lists what lies below prefixes of a bucket; the whole bucket where none is named. */
export function listing(Sid: string, place: Place, bucket: LakeBucket, prefixes: readonly string[] = []): Statement {
  return allow(
    Sid,
    "s3:ListBucket",
    lakeBucketArn(place, bucket),
    prefixes.length === 0
      ? undefined
      : { StringLike: { "s3:prefix": prefixes.flatMap((prefix) => [prefix, `${prefix}*`]) } },
  );
}

export const below = (place: Place, bucket: LakeBucket, prefixes: readonly string[] = [""]): string[] =>
  prefixes.map((prefix) => `${lakeBucketArn(place, bucket)}/${prefix}*`);

const RAW_TABLES = [PREFIX.accepted, PREFIX.ehr, PREFIX.decisions, PREFIX.notes];

/** What of a zone each stage reads, and to which it writes. */
const STAGE_REACH: Readonly<
  Record<Stage, { readonly reads: readonly (readonly [Zone, readonly string[]])[]; readonly writes: Zone }>
> = {
  curate: { reads: [["raw", RAW_TABLES]], writes: "curated" },
  refine: { reads: [], writes: "curated" },
  score: { reads: [["curated", [""]]], writes: "analytics" },
};

/** The zone that a stage writes, with that zone's key. */
export const zoneOf = (stage: Stage): Zone => STAGE_REACH[stage].writes;

/** A stage's jobs: what they read, the zone they write, their scripts, logs and figures. */
export function stageStatements(place: Place, stage: Stage): Statement[] {
  const { reads, writes } = STAGE_REACH[stage];
  return [
    ...reads.flatMap(([zone, prefixes]) => [
      listing(`List${title(zone)}`, place, zone, prefixes[0] === "" ? [] : prefixes),
      allow(`Read${title(zone)}`, "s3:GetObject", below(place, zone, prefixes)),
    ]),
    listing(`List${title(writes)}`, place, writes),
    // Spark clears what it set down before it was sure, and replaces the days that it reckons anew; old versions stay.
    allow(`Write${title(writes)}`, ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], below(place, writes)),
    ...codeStatements(place),
    ...(stage === "score"
      ? [allow("TellOfRisks", "events:PutEvents", arnOf(place, "events", "event-bus/default"))]
      : []),
    glueLogs(place),
    FIGURES,
  ];
}

const title = (zone: Zone): string => zone.charAt(0).toUpperCase() + zone.slice(1);

function codeStatements(place: Place): Statement[] {
  return [listing("ListCode", place, "code"), allow("ReadCode", "s3:GetObject", below(place, "code"))];
}

/** Logs of Glue: groups of a job with a security configuration have its name in theirs (Glue Developer Guide, "Logging behavior"). */
function glueLogs(place: Place): Statement {
  return allow(
    "WriteGlueLogs",
    ["logs:AssociateKmsKey", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    arnOf(place, "logs", "log-group:/aws-glue/*"),
  );
}

const FIGURES: Statement = allow("CountInGlue", "cloudwatch:PutMetricData", "*", {
  StringEquals: { "cloudwatch:namespace": "Glue" },
});

/** Where the tables of a database lie. */
export const TABLES_IN: Readonly<Record<Database, { readonly zone: Zone; readonly prefixes: readonly string[] }>> = {
  raw: { zone: "raw", prefixes: RAW_TABLES },
  curated: { zone: "curated", prefixes: [""] },
  analytics: { zone: "analytics", prefixes: [PREFIX.deidentified] },
  outreach: { zone: "analytics", prefixes: [PREFIX.outreach] },
};

/** The catalog's entries of a database: the catalog, the database, its tables. */
export function catalogArns(place: Place, databases: readonly Database[]): string[] {
  return [
    arnOf(place, "glue", "catalog"),
    ...databases.flatMap((database) => {
      const name = databaseName(place, database);
      return [arnOf(place, "glue", `database/${name}`), arnOf(place, "glue", `table/${name}/*`)];
    }),
  ];
}

export const CATALOG_READS = [
  "glue:GetDatabase",
  "glue:GetDatabases",
  "glue:GetPartition",
  "glue:GetPartitions",
  "glue:GetTable",
  "glue:GetTables",
] as const;

export const CATALOG_WRITES = [
  "glue:BatchCreatePartition",
  "glue:BatchGetPartition",
  "glue:CreateTable",
  "glue:UpdatePartition",
  "glue:UpdateTable",
] as const;

/** A crawler: reads where the tables lie, and writes their entries. */
export function crawlerStatements(place: Place, database: Database): Statement[] {
  const { zone, prefixes } = TABLES_IN[database];
  return [
    listing("ListFiles", place, zone, prefixes[0] === "" ? [] : prefixes),
    allow("ReadFiles", "s3:GetObject", below(place, zone, prefixes)),
    allow("KeepCatalog", [...CATALOG_READS, ...CATALOG_WRITES], catalogArns(place, [database])),
    glueLogs(place),
  ];
}

/** A partner by SFTP: its own uploads, to write and to see what arrived, and what it is told of them; nothing is deleted. */
export function partnerStatements(place: Place, partner: string): Statement[] {
  const [uploads, outbox] = [`${PREFIX.incoming}${partner}/`, `${PREFIX.acknowledgements}${partner}/`];
  return [
    listing("ListOwn", place, "raw", [uploads, outbox]),
    allow("WhereTheBucketIs", "s3:GetBucketLocation", lakeBucketArn(place, "raw")),
    allow("UploadAndSeeOwn", ["s3:GetObject", "s3:PutObject"], below(place, "raw", [uploads])),
    allow("ReadAcknowledgements", "s3:GetObject", below(place, "raw", [outbox])),
  ];
}

/** Firehose, from the stream of notes to the raw zone (Firehose Developer Guide, "Grant Firehose access to an Amazon S3 destination"). */
export function deliveryStatements(place: Place, streamName: string, logGroupArn: string): Statement[] {
  return [
    allow(
      "ReadNotes",
      ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
      arnOf(place, "kinesis", `stream/${streamName}`),
    ),
    allow(
      "FindTheBucket",
      ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      lakeBucketArn(place, "raw"),
    ),
    allow(
      "WriteNotes",
      ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
      below(place, "raw", [PREFIX.notes, PREFIX.noteErrors]),
    ),
    allow("TellOfErrors", "logs:PutLogEvents", `${logGroupArn}:log-stream:*`),
  ];
}

/** GuardDuty, for what comes into the raw zone (GuardDuty User Guide, "Malware Protection for S3: create or update IAM role policy"). */
export function malwareStatements(place: Place): Statement[] {
  const rule = arnOf(place, "events", "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*");
  const bucket = lakeBucketArn(place, "raw");
  const files = below(place, "raw", [PREFIX.incoming]);
  return [
    allow("ManageOwnRule", ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"], rule, {
      StringEquals: { "events:ManagedBy": "malware-protection-plan.guardduty.amazonaws.com" },
    }),
    allow("LookAtOwnRule", ["events:DescribeRule", "events:ListTargetsByRule"], rule),
    allow("HearOfUploads", ["s3:GetBucketNotification", "s3:ListBucket", "s3:PutBucketNotification"], bucket),
    allow("ProveOwnership", "s3:PutObject", `${bucket}/malware-protection-resource-validation-object`),
    allow("ScanUploads", ["s3:GetObject", "s3:GetObjectVersion"], files),
    allow(
      "MarkUploads",
      ["s3:GetObjectTagging", "s3:GetObjectVersionTagging", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      files,
    ),
  ];
}
