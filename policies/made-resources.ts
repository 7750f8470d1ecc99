import { all, any, fromBoolean, no, unknown, yes, type Answer } from "./answer";
import { customerKey, oneOf } from "./predicates";
import { entriesOf, jsonOf, pathOf, valueOf, type Reading } from "./reading";
import { CLOUD_CONTROL } from "./resource";
import { isObject, UNKNOWN } from "./value";

export const CLOUD_FORMATION = "aws:cloudformation/stack:Stack";

/** What makes resources of types that the classic provider lacks: Cloud Control by JSON, CloudFormation by a template. */
export interface Wrapper {
  readonly typeName: string;
  readonly desiredState: string;
  readonly templateBody: string;
  readonly templateUrl: string;
}

interface TemplateResource<T> {
  readonly Type: string;
  readonly Properties: T;
}

interface Template<T> {
  readonly Resources: Record<string, TemplateResource<T>>;
}

/** One resource in a wrapper. */
export interface Made<T> {
  readonly properties: Reading<T>;
  /** The template around it, where keys are named by logical id. */
  readonly template?: Reading<Template<T>>;
}

/** The wrapper makes a resource of one of these CloudFormation types. */
export function makes(p: Reading<Wrapper>, type: string, names: readonly string[]): Answer {
  if (type === CLOUD_CONTROL) return oneOf(p.typeName, names);
  const path = pathOf(p.templateBody);
  const items = templateResources(p);
  if (items !== UNKNOWN) return any(...items.map((item) => oneOf(item.Type, names)));
  const body = valueOf(p.templateBody);
  // YAML is not read; a template that names the type there stays open instead of passing unread.
  return typeof body === "string" && !names.some((name) => body.includes(name)) ? no(path) : unknown(path);
}

/** Every resource of these types that the wrapper makes satisfies it. */
export function everyMade<T>(
  p: Reading<Wrapper>,
  type: string,
  names: readonly string[],
  holds: (made: Made<T>) => Answer,
): Answer {
  if (type === CLOUD_CONTROL) return holds({ properties: jsonOf<T>(p.desiredState) });
  const items = templateResources<T>(p);
  if (items === UNKNOWN) return unknown(pathOf(p.templateBody));
  const template = jsonOf<Template<T>>(p.templateBody);
  return all(
    ...items.map((item) =>
      oneOf(item.Type, names).truth === false ? yes : holds({ properties: item.Properties as Reading<T>, template }),
    ),
  );
}

/** The resources of a template in JSON; `UNKNOWN` for one not known yet or in YAML. */
export function templateResources<T>(p: Reading<Wrapper>): Reading<TemplateResource<T>>[] | typeof UNKNOWN {
  const entries = entriesOf(jsonOf<Template<T>>(p.templateBody).Resources);
  return entries === UNKNOWN ? UNKNOWN : entries.map(([, item]) => item as unknown as Reading<TemplateResource<T>>);
}

/** A customer managed key: by ARN, made in the program, or a key of the same template by `Ref` or `Fn::GetAtt`. */
export function ownKey<T>(key: Reading<string>, { template }: Pick<Made<T>, "template">): Answer {
  const value = valueOf(key);
  if (template === undefined || !isObject(value)) return customerKey(key);
  const attribute = value["Fn::GetAtt"];
  const named = value["Ref"] ?? (Array.isArray(attribute) ? attribute[0] : String(attribute).split(".")[0]);
  const type = valueOf(template.Resources[String(named)]?.Type as Reading<string>);
  // A parameter is known to the deployment alone.
  if (typeof type !== "string") return unknown(pathOf(key));
  return fromBoolean(type.startsWith("AWS::KMS::"), pathOf(key));
}
