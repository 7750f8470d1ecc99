import type { Resource } from "../../../resource";
import { StackIndex } from "../../../stack-index";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "../../../value";
import { FlowGraph } from "../flow-graph";

/** `refs`: input property to the names of what it was made from; its value is not known yet. */
export function made(
  type: string,
  name: string,
  inputs: PropertyObject = {},
  refs: Readonly<Record<string, string>> = {},
): Resource {
  const unknowns: PropertyObject = Object.fromEntries(
    Object.keys(refs).map((property) => [property, inputs[property] ?? UNKNOWN]),
  );
  return {
    urn: urnOf(name),
    type,
    name,
    inputs: { ...inputs, ...unknowns },
    propertyDependencies: Object.fromEntries(
      Object.entries(refs).map(([property, other]) => [property, other.split(" ").map(urnOf)]),
    ),
  };
}

function urnOf(name: string): string {
  return `urn:pulumi:test::clinic::x:y:Z::${name}`;
}

/** All edges as `a > b`, sorted. */
export function edges(...resources: readonly Resource[]): string[] {
  const graph = FlowGraph.of(new StackIndex(resources));
  return [...graph.sources()].flatMap((from) => [...graph.next(from)].map((to) => `${from.name} > ${to.name}`)).sort();
}

export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export const allow = (Action: PropertyValue, Resource: PropertyValue): PropertyObject => ({
  Effect: "Allow",
  Action,
  Resource,
});
export const readsIntake = allow(["s3:GetObject"], ["arn:aws:s3:::intake/*"]);
export const writesClean = allow("s3:PutObject", "arn:aws:s3:::clean/*");
export const intake = made("aws:s3/bucket:Bucket", "intake", { bucket: "intake" });
export const clean = made("aws:s3/bucket:Bucket", "clean", { bucket: "clean" });
export const role = (inputs: PropertyObject = {}): Resource => made("aws:iam/role:Role", "role", inputs);
export const reader = made("aws:lambda/function:Function", "f", {}, { role: "role" });
export const rolePolicy = (document: PropertyValue, refs = ""): Resource =>
  made(
    "aws:iam/rolePolicy:RolePolicy",
    "grants",
    { policy: document },
    { role: "role", ...(refs === "" ? {} : { policy: refs }) },
  );
