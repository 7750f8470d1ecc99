/** A policy document as a program writes it. */
export interface Document {
  readonly Version?: string;
  readonly Statement: Statement | readonly Statement[];
}

export type Listed = string | readonly string[];
export type Principals = "*" | Readonly<Record<string, Listed>>;
export type Conditions = Readonly<Record<string, Readonly<Record<string, Listed>>>>;

export interface Statement {
  readonly Effect: string;
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
  readonly Action?: Listed;
  readonly NotAction?: Listed;
  readonly Resource?: Listed;
  readonly NotResource?: Listed;
  readonly Condition?: Conditions;
}

export function statementsOf({ Statement }: Document): readonly Statement[] {
  return Array.isArray(Statement) ? (Statement as readonly Statement[]) : [Statement as Statement];
}

export function listOf(value: Listed | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

export function deniesOf(document: Document): Statement[] {
  return statementsOf(document).filter(({ Effect }) => Effect === "Deny");
}

/** Patterns of actions, be they meant or left out. */
export function actionsOf({ Action, NotAction }: Statement): readonly string[] {
  return [...listOf(Action), ...listOf(NotAction)];
}

export function resourcesOf({ Resource, NotResource }: Statement): readonly string[] {
  return [...listOf(Resource), ...listOf(NotResource)];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export function conditionsOf({ Condition = {} }: Statement): Condition[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values) })),
  );
}

export function isForEveryone({ Principal }: Statement): boolean {
  return Principal === "*" || (Principal !== undefined && listOf(Principal["AWS"]).includes("*"));
}

/** Whether the document speaks of the condition key, be it in a policy variable; `key` is in lower case. */
export function mentions(document: Document, key: string): boolean {
  return new RegExp(`["{]${key}["}]`).test(JSON.stringify(document).toLowerCase());
}
