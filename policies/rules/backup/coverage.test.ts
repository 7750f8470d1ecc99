import { from, testRule, unknownString } from "../../testing/rule-tester";
import { backupPlanExists, backupReportPlanExists } from "./coverage";

const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";
const TABLE = "aws:dynamodb/table:Table";
const plan = { type: PLAN, name: "p" };
const selection = { type: SELECTION, name: "s", props: { planId: from("p") } };
const internal = { DataClassification: "internal" };
const BUCKET = "aws:s3/bucket:Bucket";

testRule(backupPlanExists, {
  valid: [
    { name: "plan and selection", type: TABLE, props: {}, others: [plan, selection] },
    {
      name: "selection for a plan of another stack",
      type: TABLE,
      props: {},
      others: [{ ...selection, props: { planId: "p-1" } }],
    },
    {
      name: "tags not known yet, but backed up",
      type: TABLE,
      props: { tags: unknownString },
      others: [plan, selection],
    },
  ],
  invalid: [
    { name: "no plan", type: TABLE, props: {}, finds: "Plan" },
    { name: "no selection", type: TABLE, props: {}, others: [plan], finds: "Selection" },
    { name: "a bucket without versions", type: BUCKET, props: {}, finds: "Plan" },
    ...[
      "aws:docdb/cluster:Cluster",
      "aws:ebs/volume:Volume",
      "aws:ec2/instance:Instance",
      "aws:efs/fileSystem:FileSystem",
      "aws:fsx/lustreFileSystem:LustreFileSystem",
      "aws:fsx/ontapFileSystem:OntapFileSystem",
      "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
      "aws:fsx/windowsFileSystem:WindowsFileSystem",
      "aws:neptune/cluster:Cluster",
      "aws:rds/cluster:Cluster",
      "aws:rds/instance:Instance",
      "aws:redshift/cluster:Cluster",
      "aws:timestreamwrite/table:Table",
    ].map((type) => ({ name: type, type, props: {}, finds: "Plan" })),
  ],
  notJudged: [
    { name: "no store", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" },
    { name: "store without patient data", type: TABLE, props: { tags: internal }, because: "exempt" },
    { name: "bucket without patient data", type: BUCKET, props: { tags: internal }, because: "exempt" },
    { name: "bucket with versions", type: BUCKET, props: { versioning: { enabled: true } }, because: "exempt" },
    { name: "tags not known yet", type: TABLE, props: { tags: unknownString }, because: "unknown", finds: "tags" },
  ],
});

testRule(backupReportPlanExists, {
  valid: [{ name: "reports", props: { name: "backups" }, isBaseline: true }],
  invalid: [{ name: "no report", type: PLAN, props: {}, isBaseline: true, finds: "ReportPlan" }],
  notJudged: [{ name: "not the baseline", type: PLAN, props: {}, because: "exempt" }],
});
