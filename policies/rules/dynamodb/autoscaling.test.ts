import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { dynamodbAutoscalingEnabled } from "./autoscaling";

const TARGET = "aws:appautoscaling/target:Target";
const POLICY = "aws:appautoscaling/policy:Policy";
const INDEX = "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex";
const claims = { name: "claims", hashKey: "id", attributes: [{ name: "id", type: "S" }] };
const fixed = { ...claims, billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 5 };
const byPatient = { name: "byPatient", hashKey: "patient", projectionType: "ALL" };
const withIndexes = (...names: readonly unknown[]) => ({
  ...fixed,
  globalSecondaryIndexes: names.map((name) => ({ ...byPatient, name })),
});

/** A target and a policy for reads and for writes. */
const scaled = (
  resourceId: unknown,
  of: "table" | "index" = "table",
  name: string = of,
  only: readonly string[] = ["Read", "Write"],
): OtherResource[] =>
  only.flatMap((way) => {
    const props = { resourceId, scalableDimension: `dynamodb:${of}:${way}CapacityUnits`, serviceNamespace: "dynamodb" };
    return [
      { type: TARGET, name: `${name}${way}`, props: { ...props, minCapacity: 5, maxCapacity: 100 } },
      { type: POLICY, name: `${name}${way}Policy`, props: { ...props, policyType: "TargetTrackingScaling" } },
    ];
  });
const whole = scaled("table/claims");
const ofIndex = (index: string): OtherResource[] => scaled(`table/claims/index/${index}`, "index", index);

testRule(dynamodbAutoscalingEnabled, {
  valid: [
    { name: "on demand", props: { ...claims, billingMode: "PAY_PER_REQUEST" } },
    { name: "scaled, by name", props: fixed, others: whole },
    { name: "scaled, by reference", props: fixed, others: scaled(from("subject")) },
    {
      name: "policies made from their targets",
      props: fixed,
      others: ["Read", "Write"].flatMap((way) => {
        const scalableDimension = `dynamodb:table:${way}CapacityUnits`;
        return [
          { type: TARGET, name: way, props: { resourceId: from("subject"), scalableDimension } },
          { type: POLICY, name: `${way}Policy`, props: { resourceId: from(way), scalableDimension } },
        ];
      }),
    },
    {
      name: "policies made from their targets throughout",
      props: fixed,
      others: ["Read", "Write"].flatMap((way) => {
        const scalableDimension = `dynamodb:table:${way}CapacityUnits`;
        return [
          { type: TARGET, name: way, props: { resourceId: from("subject"), scalableDimension } },
          { type: POLICY, name: `${way}Policy`, props: { resourceId: from(way), scalableDimension: from(way) } },
        ];
      }),
    },
    { name: "with its index", props: withIndexes("byPatient"), others: [...whole, ...ofIndex("byPatient")] },
    {
      name: "with its index, by reference",
      props: withIndexes("byPatient"),
      others: [...scaled(from("subject")), ...scaled(from("subject"), "index")],
    },
    {
      name: "with both indexes, by reference",
      props: withIndexes("byPatient", "byDay"),
      others: [
        ...scaled(from("subject")),
        ...scaled(from("subject"), "index", "one"),
        ...scaled(from("subject"), "index", "two"),
      ],
    },
    {
      name: "name filled in by the provider",
      props: { ...fixed, name: undefined },
      outputs: { name: "claims" },
      others: whole,
    },
    {
      name: "index of its own",
      props: fixed,
      others: [
        { type: INDEX, name: "index", props: { tableName: from("subject"), indexName: "byPatient" } },
        ...whole,
        ...ofIndex("byPatient"),
      ],
    },
    {
      name: "another table's index, as far as can be told",
      props: fixed,
      others: [{ type: INDEX, name: "index", props: { tableName: unknownString, indexName: "byPatient" } }, ...whole],
    },
  ],
  invalid: [
    { name: "fixed", props: fixed, finds: "billingMode" },
    { name: "left out", props: claims, finds: "billingMode" },
    { name: "reads alone", props: fixed, others: scaled("table/claims", "table", "t", ["Read"]), finds: "billingMode" },
    {
      name: "writes alone",
      props: fixed,
      others: scaled("table/claims", "table", "t", ["Write"]),
      finds: "billingMode",
    },
    { name: "targets alone", props: fixed, others: whole.filter(({ type }) => type === TARGET), finds: "billingMode" },
    { name: "policies alone", props: fixed, others: whole.filter(({ type }) => type === POLICY), finds: "billingMode" },
    { name: "another table", props: fixed, others: scaled("table/claims-archive"), finds: "billingMode" },
    { name: "index not scaled", props: withIndexes("byPatient"), others: whole, finds: "billingMode" },
    { name: "table not scaled", props: withIndexes("byPatient"), others: ofIndex("byPatient"), finds: "billingMode" },
    {
      name: "another index scaled",
      props: withIndexes("byPatient"),
      others: [...whole, ...ofIndex("byDay")],
      finds: "billingMode",
    },
    {
      name: "one of two indexes scaled",
      props: withIndexes("byPatient", "byDay"),
      others: [...whole, ...ofIndex("byDay")],
      finds: "billingMode",
    },
    {
      name: "index of its own not scaled",
      props: fixed,
      others: [{ type: INDEX, name: "index", props: { tableName: "claims", indexName: "byPatient" } }, ...whole],
      finds: "billingMode",
    },
    {
      name: "index of another table",
      props: withIndexes("byPatient"),
      others: [
        { type: INDEX, name: "index", props: { tableName: "intake", indexName: "byDay" } },
        ...whole,
        ...scaled("table/intake/index/byPatient", "index"),
      ],
      finds: "billingMode",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:dynamodb/tag:Tag", props: {}, because: "other-type" },
    {
      name: "billing not known yet",
      props: { ...claims, billingMode: unknownString },
      because: "unknown",
      finds: "billingMode",
    },
    {
      name: "table of the targets not known yet",
      props: fixed,
      others: scaled(unknownString),
      because: "unknown",
      finds: ["Policy.resourceId", "Target.resourceId"],
    },
    {
      name: "dimension of a policy from one of two targets",
      props: fixed,
      others: [
        ...scaled("table/claims").filter(({ name }) => name !== "tableReadPolicy"),
        {
          type: POLICY,
          name: "tableReadPolicy",
          props: { resourceId: "table/claims", scalableDimension: from("tableRead", "tableWrite") },
        },
      ],
      because: "unknown",
      finds: "Policy.scalableDimension",
    },
    {
      name: "indexes not known yet",
      props: { ...fixed, globalSecondaryIndexes: unknownValue },
      because: "unknown",
      finds: "globalSecondaryIndexes",
    },
    {
      name: "which index is scaled not known yet",
      props: withIndexes("byPatient", "byDay"),
      others: [...scaled(from("subject")), ...scaled(from("subject"), "index")],
      because: "unknown",
      finds: ["Policy.resourceId", "Target.resourceId"],
    },
  ],
});
