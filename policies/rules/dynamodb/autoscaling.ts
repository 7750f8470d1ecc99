import type { PolicyArgs, TargetArgs } from "@pulumi/aws/appautoscaling";
import type { GlobalSecondaryIndexArgs, TableArgs } from "@pulumi/aws/dynamodb";
import { about, all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { is } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { effective } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN, type PropertyValue } from "../../value";
import { table } from "./table";

const target: Kind<TargetArgs> = { types: ["aws:appautoscaling/target:Target"] };
const policy: Kind<PolicyArgs> = { types: ["aws:appautoscaling/policy:Policy"] };
const ownIndex: Kind<GlobalSecondaryIndexArgs> = {
  types: ["aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex"],
};

/** A target or a policy: both say by resource and dimension what they scale. */
type Scaling = Pick<TargetArgs & PolicyArgs, "resourceId" | "scalableDimension">;

const DIMENSIONS = ["ReadCapacityUnits", "WriteCapacityUnits"] as const;

export const dynamodbAutoscalingEnabled = table.relation({
  id: "dynamodb-autoscaling-enabled",
  title: "Tables grow with their load",
  severity: "low",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
    ],
    nistCsf: ["ID.AM-5", "ID.BE-5", "PR.DS-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
  },
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
  says: "has a fixed capacity and refuses requests beyond it",
  fix: 'Set billingMode: "PAY_PER_REQUEST", or add an aws.appautoscaling.Target and Policy for read and for write capacity of the table and of each global index.',
  requires: (p, stack) => any(is(p.billingMode, "PAY_PER_REQUEST"), isScaled(p, stack)),
});

function isScaled(p: Reading<TableArgs>, stack: StackView): Answer {
  const indexes = indexNames(p, stack);
  if (indexes === UNKNOWN) return unknown(pathOf(p.globalSecondaryIndexes));
  return all(
    ...[target, policy].flatMap((kind: Kind<Scaling>) => {
      const scalings = scalingsOf(p, stack, kind);
      return DIMENSIONS.flatMap((dimension) => [
        someScales(scalings, `dynamodb:table:${dimension}`),
        ...indexes.map((index) => someScales(scalings, `dynamodb:index:${dimension}`, { index, of: indexes.length })),
      ]);
    }),
  );
}

/** Names of the table's global indexes, blocks of the table or resources of their own; a name may be unknown. */
function indexNames(p: Reading<TableArgs>, stack: StackView): readonly PropertyValue[] | typeof UNKNOWN {
  const items = itemsOf(p.globalSecondaryIndexes as unknown as Reading<{ name: string }[]>);
  if (items === UNKNOWN) return UNKNOWN;
  const others = stack.partner(p, ownIndex, "tableName").certain;
  return [...items.map(({ name }) => valueOf(name)), ...others.map(({ indexName }) => valueOf(indexName))];
}

interface Scalings {
  readonly found: readonly { readonly one: Reading<Scaling>; readonly dimension: Reading<string> }[];
  /** True where one whose resource is not known yet may be the table's. */
  readonly others: Answer;
}

/** Targets or policies of the table and its indexes: `table/<name>` and `table/<name>/index/<index>`. */
function scalingsOf(p: Reading<TableArgs>, stack: StackView, kind: Kind<Scaling>): Scalings {
  const linked = stack.partner(p, kind, "resourceId");
  const made = new Set(linked.certain.map((one) => resourceOf(one).urn));
  const name = effective(resourceOf(p), "name");
  const byName = stack.all(kind).filter((one) => {
    const id = valueOf(one.resourceId);
    return typeof id === "string" && typeof name === "string" && `${id}/`.startsWith(`table/${name}/`);
  });
  const found = [...linked.certain, ...byName.filter((one) => !made.has(resourceOf(one).urn))];
  return {
    found: found.map((one) => ({ one, dimension: dimensionOf(one, stack) })),
    others: linked.some(() => no()),
  };
}

/** A policy often takes its dimension from its target. */
function dimensionOf({ scalableDimension }: Reading<Scaling>, stack: StackView): Reading<string> {
  if (valueOf(scalableDimension) !== UNKNOWN) return scalableDimension;
  const [from, ...others] = stack.named(scalableDimension, target).certain;
  return from === undefined || others.length > 0 ? scalableDimension : from.scalableDimension;
}

/** The index that is to be scaled, and how many the table has. */
interface Wanted {
  readonly index: PropertyValue;
  readonly of: number;
}

function someScales({ found, others }: Scalings, dimension: string, wanted?: Wanted): Answer {
  const alike = found.map((scaling) => ({ one: scaling.one, inDimension: is(scaling.dimension, dimension) }));
  const open = alike.filter(
    ({ one, inDimension }) => inDimension.truth === true && valueOf(one.resourceId) === UNKNOWN,
  ).length;
  const names = (one: Reading<Scaling>): Answer => {
    const id = valueOf(one.resourceId);
    if (wanted === undefined) return yes;
    // Which of the indexes it is for is not known yet; where there is one for each, all are scaled.
    if (id === UNKNOWN) return open >= wanted.of ? yes : unknown(pathOf(one.resourceId));
    return fromBoolean(String(id).endsWith(`/index/${String(wanted.index)}`));
  };
  const answer = any(...alike.map(({ one, inDimension }) => all(inDimension, names(one))), others);
  return about(answer, "billingMode");
}
