import type { Statement } from "../access/policy-document";
import { arnOf, bucketArn, bucketName } from "../names";
import type { Place, Site } from "../site";
import { allow, below, catalogArns, CATALOG_READS, TABLES_IN } from "./lake-access";
import {
  DATABASES,
  LAKE_ACCESS_LOG_ROLE,
  LAKE_BUCKETS,
  lakeBucketArn,
  WORKGROUPS,
  workgroupArn,
  type Database,
  type Persona,
  type Workgroup,
} from "./lake-names";

/**
 * Rights by persona, in IAM alone. Lake Formation could hide columns, but it is switched on for an account as a whole and would take
 * the rights of everything else in its catalog over; here each table stands below the prefix of those who may see all of it, so
 * prefixes, keys and workgroups say the same with what every other store of the platform is guarded by.
 */
export function personaStatements(
  place: Place,
  site: Pick<Site, "tagKeys">,
  persona: Persona,
  workload: string,
): Statement[] {
  switch (persona) {
    case "data-engineer":
      return [...queries(place, "engineering", ["raw", "curated"]), ...pipelines(place), ...readPipelineLogs(place)];
    case "analyst":
      return queries(place, "analysis", ["analytics"]);
    case "care-coordinator":
      return queries(place, "outreach", ["outreach"]);
    case "auditor":
      return audits(place, site, workload);
    case "administrator":
      return administers(place, site, workload);
  }
}

export const QUERY_ACTIONS = [
  "athena:BatchGetNamedQuery",
  "athena:GetNamedQuery",
  "athena:GetQueryExecution",
  "athena:GetQueryResults",
  "athena:GetQueryResultsStream",
  "athena:GetWorkGroup",
  "athena:ListNamedQueries",
  "athena:ListQueryExecutions",
  "athena:StartQueryExecution",
  "athena:StopQueryExecution",
] as const;

/** Reads tables by Athena and in no other way: files can't be fetched one by one, and the workgroup keeps the results for a day. */
export function queries(place: Place, workgroup: Workgroup, databases: readonly Database[]): Statement[] {
  const places = databases.map((database) => TABLES_IN[database]);
  const viaAthena = { "ForAnyValue:StringEquals": { "aws:CalledVia": "athena.amazonaws.com" } };
  return [
    allow("Query", QUERY_ACTIONS, workgroupArn(place, workgroup)),
    allow("FindTables", CATALOG_READS, catalogArns(place, databases)),
    allow(
      "ListFilesByAthena",
      ["s3:GetBucketLocation", "s3:ListBucket"],
      [...new Set(places.map(({ zone }) => lakeBucketArn(place, zone)))],
      viaAthena,
    ),
    allow(
      "ReadFilesByAthena",
      "s3:GetObject",
      places.flatMap(({ zone, prefixes }) => below(place, zone, prefixes)),
      viaAthena,
    ),
  ];
}

/** Runs and mends the jobs; their scripts and roles are changed by a deployment alone. */
function pipelines(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    allow(
      "RunPipelines",
      [
        "glue:BatchStopJobRun",
        "glue:GetCrawler",
        "glue:GetJob",
        "glue:GetJobRun",
        "glue:GetJobRuns",
        "glue:GetTrigger",
        "glue:GetWorkflow",
        "glue:GetWorkflowRun",
        "glue:GetWorkflowRuns",
        "glue:StartCrawler",
        "glue:StartJobRun",
        "glue:StartWorkflowRun",
        "glue:StopCrawler",
      ],
      ["crawler", "job", "trigger", "workflow"].map((kind) => arnOf(place, "glue", `${kind}/${ours}`)),
    ),
  ];
}

function readPipelineLogs(place: Place): Statement[] {
  return [
    allow(
      "ReadPipelineLogs",
      ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
      arnOf(place, "logs", "log-group:/aws-glue/*"),
    ),
  ];
}

/** Sees how everything is set up, who asked what, and who fetched what; no patient's data. */
function audits(place: Place, site: Pick<Site, "tagKeys">, workload: string): Statement[] {
  const log = bucketArn(place.region, bucketName(place, LAKE_ACCESS_LOG_ROLE));
  return [
    allow(
      "SeeBuckets",
      [
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
      ],
      LAKE_BUCKETS.map((bucket) => lakeBucketArn(place, bucket)),
    ),
    allow("ListAccessLogs", "s3:ListBucket", log),
    allow("ReadAccessLogs", "s3:GetObject", `${log}/*`),
    allow("SeeTables", CATALOG_READS, catalogArns(place, DATABASES)),
    allow(
      "SeeQueries",
      ["athena:GetQueryExecution", "athena:GetWorkGroup", "athena:ListQueryExecutions"],
      WORKGROUPS.map((workgroup) => workgroupArn(place, workgroup)),
    ),
    allow("SeePartners", TRANSFER_READS, transferArns(place), ownTransfer(place, site, workload)),
  ];
}

const TRANSFER_READS = ["transfer:DescribeServer", "transfer:DescribeUser", "transfer:ListUsers"];

/** Servers have ids made by AWS; their tags say whose they are. */
const transferArns = (place: Place): string[] => ["server/*", "user/*"].map((path) => arnOf(place, "transfer", path));

function ownTransfer(place: Place, { tagKeys }: Pick<Site, "tagKeys">, workload: string): Statement["Condition"] {
  return {
    StringEquals: {
      [`aws:ResourceTag/${tagKeys.workload}`]: workload,
      [`aws:ResourceTag/${tagKeys.environment}`]: place.environment,
    },
  };
}

/** Keeps things running: partners' keys, the server, the schedule. No data, no results, and no change of who may do what. */
function administers(place: Place, site: Pick<Site, "tagKeys">, workload: string): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    allow(
      "KeepPartners",
      [
        ...TRANSFER_READS,
        "transfer:DeleteSshPublicKey",
        "transfer:ImportSshPublicKey",
        "transfer:StartServer",
        "transfer:StopServer",
      ],
      transferArns(place),
      ownTransfer(place, site, workload),
    ),
    allow(
      "KeepSchedule",
      ["glue:GetTrigger", "glue:GetWorkflow", "glue:StartTrigger", "glue:StopTrigger"],
      ["trigger", "workflow"].map((kind) => arnOf(place, "glue", `${kind}/${ours}`)),
    ),
  ];
}

/** The most that people's roles do beside moving objects: patterns, as an exact list of each would not fit a boundary. */
export function personaBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    allow(
      "LakePeople",
      [
        "athena:BatchGetNamedQuery",
        "athena:Get*",
        "athena:List*",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      arnOf(place, "athena", `workgroup/${ours}`),
    ),
    allow(
      "LakePartners",
      [
        "transfer:DeleteSshPublicKey",
        "transfer:Describe*",
        "transfer:ImportSshPublicKey",
        "transfer:ListUsers",
        "transfer:Start*",
        "transfer:Stop*",
      ],
      transferArns(place),
    ),
    allow(
      "LakeLogs",
      ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
      arnOf(place, "logs", "log-group:/aws-glue/*"),
    ),
  ];
}
