import { COLLECTED } from "../../lambdas/evidence-collect/contract";
import { BATCHES } from "../../lambdas/evidence-intake/contract";
import { HEADS, KEPT, POLICY_RECORDS, REPORTS, TIMESTAMPS } from "../../lambdas/report-run/contract";
import type { Statement } from "../access/policy-document";
import { hashStatement } from "../keys/hash-key";
import { arnOf, nameFor } from "../names";
import type { Place } from "../site";
import {
  databaseName,
  EVENTS_ROLE,
  EVENTS_TABLE,
  ledgerArn,
  QUERIES_ROLE,
  SUBJECTS_ROLE,
  writerArns,
} from "./ledger-names";

function allow(Sid: string, Action: string | string[], Resource: string | string[]): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}

/** Refuses every write to the ledger but those of the roles that add to it, an administrator's too. */
export function onlyWritersWrite(place: Place, arn: string): Statement {
  return {
    Sid: "OnlyWritersWrite",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${arn}/*`,
    Condition: { ArnNotEquals: { "aws:PrincipalArn": writerArns(place) } },
  };
}

/** Lambda's reading of the queue is done with the function's role (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export function intakeStatements(place: Place): Statement[] {
  return [
    allow("AppendBatches", "s3:PutObject", `${ledgerArn(place)}/${BATCHES}*`),
    allow(
      "ReadEvents",
      ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      arnOf(place, "sqs", nameFor(place, "queue", EVENTS_ROLE)),
    ),
  ];
}

const config = (place: Place, resource: string): string => arnOf(place, "config", resource);

/** What services of AWS found in the account. */
function readFindings(place: Place): Statement[] {
  return [
    // These take no resource.
    allow(
      "ListChecks",
      ["config:DescribeConfigRules", "config:DescribeConformancePacks", "guardduty:ListDetectors"],
      "*",
    ),
    allow("ReadRecorders", "config:DescribeConfigurationRecorderStatus", config(place, "configuration-recorder/*")),
    allow("ReadRules", "config:GetComplianceDetailsByConfigRule", config(place, "config-rule/*")),
    allow("ReadPacks", "config:DescribeConformancePackCompliance", config(place, "conformance-pack/*")),
    allow("ReadThreats", ["guardduty:GetFindings", "guardduty:ListFindings"], arnOf(place, "guardduty", "detector/*")),
    allow("ReadFindings", "securityhub:GetFindings", arnOf(place, "securityhub", "hub/default")),
  ];
}

/** Asks services of AWS, and adds what they tell. */
export function collectionStatements(place: Place): Statement[] {
  return [
    ...readFindings(place),
    allow("AppendCollected", "s3:PutObject", `${ledgerArn(place)}/${COLLECTED}*`),
    hashStatement(place, SUBJECTS_ROLE),
  ];
}

/** What is written with a lock of its own, whatever the bucket's default is. */
const LOCKED = [HEADS, KEPT, REPORTS];

/** Reads what came in, and appends heads and reports, each with its own lock. The right to sign stands in the signing key's own policy. */
export function reportStatements(place: Place): Statement[] {
  const parts = [BATCHES, HEADS, KEPT, POLICY_RECORDS, TIMESTAMPS].map((prefix) => `${prefix}*`);
  const ledger = ledgerArn(place);
  return [
    { ...allow("ListParts", "s3:ListBucket", ledger), Condition: { StringLike: { "s3:prefix": parts } } },
    allow(
      "ReadParts",
      "s3:GetObject",
      [...parts, `${REPORTS}*`].map((part) => `${ledger}/${part}`),
    ),
    allow("SeeLocks", "s3:GetObjectRetention", `${ledger}/${REPORTS}*`),
    allow("AppendLocked", ["s3:PutObject", "s3:PutObjectRetention"], lockedArns(ledger)),
  ];
}

const lockedArns = (ledger: string): string[] => LOCKED.map((prefix) => `${ledger}/${prefix}*`);

/** A pipeline adds records of its policy runs, and reports, of which it sees whether they are there, whole and locked. It reads nothing else. */
export function pipelineStatements(place: Place): Statement[] {
  const ledger = ledgerArn(place);
  const reports = [KEPT, REPORTS].map((prefix) => `${ledger}/${prefix}*`);
  return [
    allow("AppendPolicyRecords", "s3:PutObject", `${ledger}/${POLICY_RECORDS}*`),
    allow("KeepReports", ["s3:GetObject", "s3:GetObjectRetention", "s3:PutObject", "s3:PutObjectRetention"], reports),
  ];
}

const CATALOG_READS = [
  "glue:GetDatabase",
  "glue:GetPartition",
  "glue:GetPartitions",
  "glue:GetTable",
  "glue:GetTables",
];
const QUERIES = [
  "athena:BatchGetNamedQuery",
  "athena:BatchGetQueryExecution",
  "athena:GetNamedQuery",
  "athena:GetQueryExecution",
  "athena:GetQueryResults",
  "athena:GetQueryResultsStream",
  "athena:GetWorkGroup",
  "athena:ListNamedQueries",
  "athena:ListQueryExecutions",
  "athena:StartQueryExecution",
  "athena:StopQueryExecution",
];
/** `s3:GetObjectRetention` shows until when an object is locked. */
const LEDGER_READS = ["s3:GetObject", "s3:GetObjectRetention", "s3:GetObjectVersion"];
const LEDGER_LISTS = ["s3:GetBucketObjectLockConfiguration", "s3:ListBucket", "s3:ListBucketVersions"];

/** Reads the ledger, sees its locks, queries it. The right to verify stands in the signing key's own policy. */
export function auditorStatements(place: Place): Statement[] {
  const database = databaseName(place);
  return [
    allow("ListLedger", LEDGER_LISTS, ledgerArn(place)),
    allow("ReadLedger", LEDGER_READS, `${ledgerArn(place)}/*`),
    allow("Query", QUERIES, arnOf(place, "athena", `workgroup/${nameFor(place, "workgroup", QUERIES_ROLE)}`)),
    // Glue asks for the rights on everything above a table, too (AWS Glue Developer Guide, "Specifying AWS Glue resource ARNs").
    allow("ReadCatalog", CATALOG_READS, [
      arnOf(place, "glue", "catalog"),
      arnOf(place, "glue", `database/${database}`),
      arnOf(place, "glue", `table/${database}/${EVENTS_TABLE}`),
    ]),
  ];
}

/** The most that this workload's roles do beside what every role may. */
export function evidenceBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    ...intakeStatements(place).filter(({ Sid }) => Sid === "ReadEvents"),
    ...auditorStatements(place),
    ...readFindings(place),
    hashStatement(place, SUBJECTS_ROLE),
    allow("Lock", "s3:PutObjectRetention", lockedArns(ledgerArn(place))),
    {
      Sid: "SignAndVerify",
      Effect: "Allow",
      Action: ["kms:GetPublicKey", "kms:Sign", "kms:Verify"],
      Resource: arnOf(place, "kms", "key/*"),
      Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours}` } },
    },
  ];
}
