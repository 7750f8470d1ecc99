import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { dynamodbInBackupPlan } from "./backup-plan";

const claims = { name: "claims", hashKey: "id", tags: { backup: "daily", stage: "production" } };
const nameless = { hashKey: "id" };
const selects = (props: object, name = "selection"): OtherResource => ({
  type: "aws:backup/selection:Selection",
  name,
  props: { planId: "daily", iamRoleArn: "arn:aws:iam::111122223333:role/backup", ...props },
});
const lists = (...resources: readonly unknown[]): OtherResource[] => [selects({ resources })];
const tag = (value: unknown, key: unknown = "backup") => ({ type: "STRINGEQUALS", key, value });
const pair = (value: unknown, key = "aws:ResourceTag/backup") => ({ key, value });
const arn = "arn:aws:dynamodb:us-east-1:111122223333:table/claims";
const conditions = (block: object, more: object = { resources: ["*"] }): OtherResource[] => [
  selects({ ...more, conditions: [block] }),
];

testRule(dynamodbInBackupPlan, {
  valid: [
    { name: "by ARN", props: claims, others: lists(arn) },
    { name: "by reference", props: nameless, others: lists(from("subject")) },
    { name: "by ARN, with a name filled in by AWS", props: nameless, outputs: { name: "claims" }, others: lists(arn) },
    { name: "every resource", props: nameless, others: lists("*") },
    { name: "every table", props: nameless, others: lists("arn:aws:dynamodb:*:*:table/*") },
    {
      name: "every table of the account",
      props: nameless,
      others: lists("arn:aws:dynamodb:us-east-1:111122223333:table/*"),
    },
    { name: "by the beginning of its name", props: claims, others: lists("arn:aws:dynamodb:*:*:table/cl*") },
    { name: "second of two", props: claims, others: lists("arn:aws:rds:*:*:db:*", arn) },
    { name: "in a region not known", props: claims, region: "", others: lists(arn) },
    {
      name: "one of two selections",
      props: claims,
      others: [...lists("arn:aws:rds:*:*:db:*"), selects({ resources: ["*"] }, "second")],
    },
    { name: "by a tag", props: claims, others: [selects({ selectionTags: [tag("daily")] })] },
    {
      name: "by the second of two tags",
      props: claims,
      others: [selects({ resources: ["arn:aws:rds:*:*:db:*"], selectionTags: [tag("gold", "tier"), tag("daily")] })],
    },
    {
      name: "by a default tag of the provider",
      props: nameless,
      defaultTags: { backup: "daily" },
      others: [selects({ selectionTags: [tag("daily")] })],
    },
    { name: "by conditions alone", props: claims, others: conditions({ stringEquals: [pair("daily")] }, {}) },
    {
      name: "by conditions of each kind",
      props: claims,
      others: conditions({
        stringEquals: [pair("daily")],
        stringLikes: [pair("prod*", "aws:ResourceTag/stage")],
        stringNotEquals: [pair("never"), pair("x", "aws:ResourceTag/tier")],
        stringNotLikes: [pair("week*")],
      }),
    },
    {
      name: "a condition that names the tag alone",
      props: claims,
      others: conditions({ stringEquals: [pair("daily", "backup")] }),
    },
    {
      name: "others are excluded",
      props: claims,
      others: [selects({ resources: ["*"], notResources: [`${arn}-archive`] })],
    },
  ],
  invalid: [
    { name: "no plan", props: claims, finds: "Selection" },
    {
      name: "tables of some names, without a name",
      props: nameless,
      others: lists("arn:aws:dynamodb:*:*:table/u*"),
      finds: "Selection",
    },
    { name: "tables of no name", props: nameless, others: lists("arn:aws:dynamodb:*:*:table/"), finds: "Selection" },
    {
      name: "condition on a tag it does not bear",
      props: nameless,
      others: conditions({ stringLikes: [pair("*")] }),
      finds: "Selection",
    },
    { name: "another table", props: claims, others: lists(`${arn}-archive`), finds: "Selection" },
    { name: "another kind of store", props: claims, others: lists("arn:aws:rds:*:*:cluster:*"), finds: "Selection" },
    {
      name: "another region",
      props: claims,
      others: lists("arn:aws:dynamodb:us-west-2:*:table/*"),
      finds: "Selection",
    },
    { name: "another table's ARN, without a name of its own", props: nameless, others: lists(arn), finds: "Selection" },
    {
      name: "ARN of another resource",
      props: claims,
      others: [...lists(from("other")), { type: "aws:dynamodb/table:Table", name: "other" }],
      finds: "Selection",
    },
    {
      name: "excluded by ARN",
      props: claims,
      others: [selects({ resources: ["*"], notResources: [arn] })],
      finds: "Selection",
    },
    {
      name: "excluded by reference",
      props: nameless,
      others: [selects({ resources: ["*"], notResources: [from("subject")] })],
      finds: "Selection",
    },
    {
      name: "another value of the tag",
      props: claims,
      others: [selects({ selectionTags: [tag("weekly")] })],
      finds: "Selection",
    },
    { name: "no such tag", props: nameless, others: [selects({ selectionTags: [tag("daily")] })], finds: "Selection" },
    {
      name: "condition on another value",
      props: claims,
      others: conditions({ stringEquals: [pair("daily"), pair("weekly")] }),
      finds: "Selection",
    },
    {
      name: "condition on another beginning",
      props: claims,
      others: conditions({ stringLikes: [pair("week*")] }),
      finds: "Selection",
    },
    {
      name: "condition against its value",
      props: claims,
      others: conditions({ stringNotEquals: [pair("daily")] }),
      finds: "Selection",
    },
    {
      name: "condition against its beginning",
      props: claims,
      others: conditions({ stringNotLikes: [pair("dai*")] }),
      finds: "Selection",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:dynamodb/tag:Tag", props: {}, because: "other-type" },
    {
      name: "ARNs not known yet",
      props: claims,
      others: lists(unknownString),
      because: "unknown",
      finds: "Selection.resources",
    },
    { name: "list not known yet", props: claims, others: [selects({ resources: unknownValue })], because: "unknown" },
    {
      name: "tags not known yet",
      props: { ...claims, tags: unknownValue },
      others: [selects({ selectionTags: [tag("daily")] })],
      because: "unknown",
      finds: "tags",
    },
    {
      name: "key not known yet",
      props: claims,
      others: [selects({ selectionTags: [tag("daily", unknownString)] })],
      because: "unknown",
      finds: "Selection.selectionTags[0].key",
    },
    {
      name: "value not known yet",
      props: claims,
      others: [selects({ selectionTags: [tag(unknownString)] })],
      because: "unknown",
      finds: "Selection.selectionTags[0].value",
    },
  ],
});
