/**
 * Decides what a principal may do by its identity policies, as IAM does within one account: a Deny wins, an Allow is needed
 * (IAM User Guide, "Policy evaluation logic"). Operators that are not here make it throw, so nothing is decided by chance.
 */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request, in the case the policies have them. */
  readonly context?: Readonly<Record<string, string>>;
}

export function mayDo(statements: readonly PolicyStatement[], request: AccessRequest): boolean {
  const meeting = statements.filter((statement) => meets(statement, request));
  return meeting.some(({ Effect }) => Effect === "Allow") && !meeting.some(({ Effect }) => Effect === "Deny");
}

/** Statements of a policy given as text or, in inputs of a plan, as an object. */
export function statementsIn(policy: string | object): PolicyStatement[] {
  const document = (typeof policy === "string" ? JSON.parse(policy) : policy) as { Statement: PolicyStatement[] };
  return document.Statement;
}

function meets(statement: PolicyStatement, { action, resource, context = {} }: AccessRequest): boolean {
  return (
    [statement.Action].flat().some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    isAbout(statement, resource) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, [wanted].flat(), context[key])),
    )
  );
}

function isAbout({ Resource, NotResource }: PolicyStatement, resource: string): boolean {
  const named = (patterns: string | readonly string[]): boolean =>
    [patterns].flat().some((pattern) => like(pattern, resource));
  return NotResource === undefined ? named(Resource ?? []) : !named(NotResource);
}

function holds(operator: string, wanted: readonly string[], got: string | undefined): boolean {
  switch (operator) {
    case "ArnNotLike":
      // Without the key the negated operators hold (IAM User Guide, "Condition operators").
      return got === undefined || !wanted.some((pattern) => like(pattern, got));
    // With one value a key of several values is as one of a single value.
    case "ForAnyValue:StringEquals":
    case "StringEquals":
      return got !== undefined && wanted.includes(got);
    case "StringNotEquals":
      return got === undefined || !wanted.includes(got);
    // Of a key that is not there every one of no values is as wanted.
    case "ForAllValues:StringEquals":
    case "StringEqualsIfExists":
      return got === undefined || wanted.includes(got);
    case "Null":
      return wanted.includes(String(got === undefined));
    case "Bool":
      return got !== undefined && wanted.includes(got);
    case "StringLike":
    case "ArnLike":
    case "ArnEquals":
      return got !== undefined && wanted.some((pattern) => like(pattern, got));
    default:
      throw new Error(`the condition operator ${operator} is not known here`);
  }
}

/** A pattern with `*` and `?`, as IAM has them. */
export function like(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${expression}$`, "s").test(text);
}
