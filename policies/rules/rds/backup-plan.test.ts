import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { auroraResourcesProtectedByBackupPlan, rdsInBackupPlan } from "./backup-plan";
import { CLUSTER, INSTANCE } from "./database";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const SELECTION = "aws:backup/selection:Selection";
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const claims = { ...postgres, identifier: "claims", tags: { backup: "daily", stage: "production" } };
const aurora = { engine: "aurora-postgresql" };
const selects = (props: object, name = "selection") => ({
  type: SELECTION,
  name,
  props: { planId: "daily", ...props },
});
const tag = (key: string, value: unknown) => ({ type: "STRINGEQUALS", key, value });
const pair = (value: unknown, key = "aws:ResourceTag/backup") => ({ key, value });

testRule(rdsInBackupPlan, {
  valid: [
    {
      name: "by ARN",
      props: claims,
      others: [selects({ resources: ["arn:aws:rds:us-east-1:111122223333:db:claims"] })],
    },
    { name: "by reference", props: postgres, others: [selects({ resources: [from("subject")] })] },
    { name: "every resource", props: postgres, others: [selects({ resources: ["*"] })] },
    { name: "every database", props: postgres, others: [selects({ resources: ["arn:aws:rds:*:*:db:*"] })] },
    {
      name: "every database of the account",
      props: postgres,
      others: [selects({ resources: ["arn:aws:rds:us-east-1:111122223333:db:*"] })],
    },
    {
      name: "in another partition",
      props: postgres,
      region: "us-gov-west-1",
      others: [selects({ resources: ["arn:aws-us-gov:rds:*:*:db:*"] })],
    },
    { name: "second of two", props: postgres, others: [selects({ resources: ["arn:aws:ec2:*:*:volume/*", "*"] })] },
    { name: "by a tag", props: claims, others: [selects({ selectionTags: [tag("backup", "daily")] })] },
    {
      name: "by the second of two tags",
      props: claims,
      others: [selects({ selectionTags: [tag("tier", "gold"), tag("backup", "daily")] })],
    },
    {
      name: "by a tag beside other resources",
      props: claims,
      others: [selects({ resources: ["arn:aws:ec2:*:*:volume/*"], selectionTags: [tag("backup", "daily")] })],
    },
    {
      name: "by a default tag of the provider",
      props: postgres,
      defaultTags: { backup: "daily" },
      others: [selects({ selectionTags: [tag("backup", "daily")] })],
    },
    {
      name: "by conditions alone",
      props: claims,
      others: [
        selects({ conditions: [{ stringEquals: [pair("daily"), pair("production", "aws:ResourceTag/stage")] }] }),
      ],
    },
    {
      name: "by conditions of each kind, as one object",
      props: claims,
      others: [
        selects({
          resources: ["*"],
          conditions: {
            stringEquals: [pair("daily")],
            stringLikes: [pair("prod*", "aws:ResourceTag/stage"), pair("*tion", "aws:ResourceTag/stage")],
            stringNotEquals: [pair("never"), pair("x", "aws:ResourceTag/tier")],
            stringNotLikes: [pair("week*")],
          },
        }),
      ],
    },
    {
      name: "others are excluded",
      props: claims,
      others: [selects({ resources: ["*"], notResources: ["arn:aws:ec2:*:*:volume/*", "arn:aws:rds:*:*:db:intake"] })],
    },
    {
      name: "by a tag, and what is excluded was left out",
      props: claims,
      others: [
        {
          ...selects({ selectionTags: [tag("backup", "daily")] }),
          outputs: { notResources: unknownValue, resources: unknownValue },
        },
      ],
    },
    {
      name: "what another selection excludes is not known yet",
      props: claims,
      others: [selects({ resources: ["*"] }), selects({ resources: ["*"], notResources: unknownValue }, "second")],
    },
    {
      name: "another database is excluded by reference",
      props: claims,
      others: [
        selects({ resources: ["*"], notResources: [from("intake")] }),
        selects({ resources: ["arn:aws:ec2:*:*:volume/*"], notResources: unknownValue }, "second"),
        { type: INSTANCE, name: "intake", props: postgres },
      ],
    },
    {
      name: "databases of a component are excluded",
      props: claims,
      others: [
        selects({ resources: ["*"], notResources: from("store") }),
        { type: "clinic:db:Store", name: "store" },
        { type: INSTANCE, name: "a", props: postgres, parent: "store" },
        { type: INSTANCE, name: "b", props: postgres, parent: "store" },
      ],
    },
    {
      name: "one of two selections",
      props: claims,
      others: [selects({ resources: ["arn:aws:ec2:*:*:volume/*"] }), selects({ resources: ["*"] }, "second")],
    },
    {
      name: "a value with a dot",
      props: { ...postgres, tags: { tier: "v1.0" } },
      others: [selects({ conditions: [{ stringLikes: [pair("v1.0*", "aws:ResourceTag/tier")] }] })],
    },
    {
      name: "a condition that names the tag alone",
      props: claims,
      others: [selects({ conditions: [{ stringEquals: [pair("daily", "backup")] }] })],
    },
    {
      name: "a list that is not known yet, made from the database",
      props: postgres,
      others: [selects({ resources: from("subject") })],
    },
    { name: "cluster", type: CLUSTER, props: aurora, others: [selects({ resources: [from("subject")] })] },
    {
      name: "every cluster",
      type: CLUSTER,
      props: aurora,
      others: [selects({ resources: ["arn:aws:rds:*:*:cluster:*"] })],
    },
  ],
  invalid: [
    { name: "no plan", props: claims, finds: "Selection" },
    {
      name: "another database",
      props: claims,
      others: [selects({ resources: ["arn:aws:rds:us-east-1:111122223333:db:intake"] })],
      finds: "Selection",
    },
    {
      name: "a database of another region",
      props: claims,
      others: [selects({ resources: ["arn:aws:rds:eu-west-1:*:db:*"] })],
      finds: "Selection",
    },
    {
      name: "clusters alone",
      props: claims,
      others: [selects({ resources: ["arn:aws:rds:*:*:cluster:*"] })],
      finds: "Selection",
    },
    {
      name: "databases alone",
      type: CLUSTER,
      props: aurora,
      others: [selects({ resources: ["arn:aws:rds:*:*:db:*"] })],
      finds: "Selection",
    },
    {
      name: "a name that only begins alike",
      props: { ...claims, identifier: "claims2" },
      others: [selects({ resources: ["arn:aws:rds:*:*:db:claims"] })],
      finds: "Selection",
    },
    {
      name: "a dot is a dot",
      props: claims,
      others: [selects({ resources: ["arn:aws:rds:*:*:db:claim."] })],
      finds: "Selection",
    },
    {
      name: "a name that AWS chooses and none that is stated",
      props: postgres,
      others: [selects({ resources: ["arn:aws:rds:*:*:db:m*", "arn:aws:rds:*:*:db:u*"] })],
      finds: "Selection",
    },
    {
      name: "a name that is not known yet and none that is stated",
      props: { ...postgres, identifier: unknownString },
      others: [selects({ resources: ["arn:aws:rds:*:*:db:claims"] })],
      finds: "Selection",
    },
    {
      name: "a list that is not known yet, made from another database",
      props: postgres,
      others: [selects({ resources: from("intake") }), { type: INSTANCE, name: "intake", props: postgres }],
      finds: "Selection",
    },
    {
      name: "another database by reference",
      props: postgres,
      others: [selects({ resources: [from("intake")] }), { type: INSTANCE, name: "intake", props: postgres }],
      finds: "Selection",
    },
    {
      name: "another value",
      props: claims,
      others: [selects({ selectionTags: [tag("backup", "weekly")] })],
      finds: "Selection",
    },
    {
      name: "another tag",
      props: claims,
      others: [selects({ selectionTags: [tag("tier", "daily")] })],
      finds: "Selection",
    },
    {
      name: "no tags",
      props: postgres,
      others: [selects({ selectionTags: [tag("backup", "daily")] })],
      finds: "Selection",
    },
    {
      name: "one of two conditions",
      props: claims,
      others: [
        selects({
          resources: ["*"],
          conditions: [{ stringEquals: [pair("daily"), pair("test", "aws:ResourceTag/stage")] }],
        }),
      ],
      finds: "Selection",
    },
    {
      name: "a condition on a tag that is not there",
      props: claims,
      others: [selects({ resources: ["*"], conditions: [{ stringLikes: [pair("*", "aws:ResourceTag/tier")] }] })],
      finds: "Selection",
    },
    {
      name: "a pattern that does not fit",
      props: claims,
      others: [selects({ conditions: [{ stringLikes: [pair("d*e")] }] })],
      finds: "Selection",
    },
    {
      name: "a value that is ruled out",
      props: claims,
      others: [selects({ resources: ["*"], conditions: [{ stringNotEquals: [pair("daily")] }] })],
      finds: "Selection",
    },
    {
      name: "a pattern that is ruled out",
      props: claims,
      others: [selects({ resources: ["*"], conditions: [{ stringNotLikes: [pair("dai*")] }] })],
      finds: "Selection",
    },
    {
      name: "excluded by pattern",
      props: claims,
      others: [selects({ resources: ["*"], notResources: ["arn:aws:rds:*:*:db:*"] })],
      finds: "Selection",
    },
    {
      name: "excluded by reference",
      props: postgres,
      others: [selects({ resources: ["*"], notResources: [from("subject")] })],
      finds: "Selection",
    },
  ],
  notJudged: [
    another,
    { name: "read replica", props: { replicateSourceDb: "claims" }, because: "exempt" },
    {
      name: "resources from another stack",
      props: claims,
      others: [selects({ resources: [unknownString] })],
      because: "unknown",
      finds: "Selection.resources",
    },
    {
      name: "exclusions from another stack",
      props: claims,
      others: [selects({ resources: ["*"], notResources: [unknownString] })],
      because: "unknown",
      finds: "Selection.notResources",
    },
    {
      name: "another database is excluded, and one of another stack",
      props: claims,
      others: [
        selects({ resources: ["*"], notResources: [from("intake"), from("elsewhere")] }),
        { type: INSTANCE, name: "intake", props: postgres },
        { type: "pulumi:pulumi:StackReference", name: "elsewhere" },
      ],
      because: "unknown",
      finds: "Selection.notResources",
    },
    {
      name: "tag not known yet",
      props: { ...postgres, tags: { backup: unknownString } },
      others: [selects({ selectionTags: [tag("backup", "daily")] })],
      because: "unknown",
      finds: "tags",
    },
    {
      name: "selected value not known yet",
      props: claims,
      others: [selects({ selectionTags: [tag("backup", unknownString)] })],
      because: "unknown",
      finds: "Selection.selectionTags[0].value",
    },
    {
      name: "selected tag not known yet",
      props: claims,
      others: [selects({ selectionTags: [tag(unknownString, "daily")] })],
      because: "unknown",
      finds: "Selection.selectionTags[0].key",
    },
  ],
});

testRule(auroraResourcesProtectedByBackupPlan, {
  valid: [
    {
      name: "by ARN",
      props: { ...aurora, clusterIdentifier: "claims" },
      others: [selects({ resources: ["arn:aws:rds:us-east-1:111122223333:cluster:claims"] })],
    },
    { name: "by reference", props: aurora, others: [selects({ resources: [from("subject")] })] },
  ],
  invalid: [
    { name: "no plan", props: { ...aurora, clusterIdentifier: "claims" }, finds: "Selection" },
    { name: "Aurora MySQL", props: { engine: "aurora-mysql" }, finds: "Selection" },
    {
      name: "another cluster",
      props: aurora,
      others: [selects({ resources: [from("intake")] }), { type: CLUSTER, name: "intake", props: aurora }],
      finds: "Selection",
    },
  ],
  notJudged: [
    another,
    { name: "Multi-AZ cluster", props: { engine: "postgres" }, because: "exempt" },
    {
      name: "replica",
      props: { ...aurora, replicationSourceIdentifier: "arn:aws:rds:us-west-2:111122223333:cluster:claims" },
      because: "exempt",
    },
    {
      name: "resources from another stack",
      props: aurora,
      others: [selects({ resources: [unknownString] })],
      because: "unknown",
      finds: "Selection.resources",
    },
  ],
});
