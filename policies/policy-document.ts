import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "./answer";
import { every, is, some } from "./predicates";
import { entriesOf, itemsOf, jsonOf, pathOf, valueOf, type Reading } from "./reading";
import { UNKNOWN } from "./value";

/**
 * IAM, resource and key policies as one shape. Grammar: IAM User Guide, "Grammar of the IAM JSON policy language".
 * Every question is three-valued: an unknown action or principal answers unknown, not false.
 */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string[];
  readonly NotAction: string[];
  readonly Resource: string[];
  readonly NotResource: string[];
  readonly Principal: Record<string, string[]>;
  readonly NotPrincipal: Record<string, string[]>;
  readonly Condition: Record<string, Record<string, string[]>>;
}

type Doc = Reading<unknown>;
type Stmt = Reading<Statement>;

export function policyDocument(r: Doc): Reading<PolicyDocument> {
  return jsonOf<PolicyDocument>(r);
}

/** No statement of the document breaks it; an unknown document is unknown. An absent document has no statements. */
export function everyStatement(r: Doc, holds: (statement: Stmt) => Answer): Answer {
  return every(policyDocument(r).Statement, (statement) => holds(statement as Stmt));
}

export function someStatement(r: Doc, holds: (statement: Stmt) => Answer): Answer {
  return some(policyDocument(r).Statement, (statement) => holds(statement as Stmt));
}

export function allows(statement: Stmt): Answer {
  return is(statement.Effect, "Allow");
}

export function denies(statement: Stmt): Answer {
  return is(statement.Effect, "Deny");
}

/** Anyone at all: `"*"`, `{"AWS": "*"}`, or `NotPrincipal` in an Allow, which means everyone but a few. */
export function anyPrincipal(statement: Stmt): Answer {
  return any(
    some(statement.NotPrincipal as unknown as Reading<string[]>, () => yes),
    principals(statement, (kind, principal) =>
      all(fromBoolean(kind === "*" || kind === "AWS"), equals(principal, ["*", "arn:aws:iam::*:root"])),
    ),
  );
}

/** One principal of the statement for which it holds; `kind` is AWS, Service, Federated, CanonicalUser, or `*` for the bare star. */
export function principals(statement: Stmt, holds: (kind: string, principal: Reading<string>) => Answer): Answer {
  const value = valueOf(statement.Principal);
  if (value === UNKNOWN) return unknown(pathOf(statement.Principal));
  if (typeof value === "string") return holds("*", statement.Principal as unknown as Reading<string>);
  const entries = entriesOf(statement.Principal);
  if (entries === UNKNOWN) return unknown(pathOf(statement.Principal));
  return any(
    ...entries.map(([kind, list]) =>
      some(list as unknown as Reading<string[]>, (item) => holds(kind, item as Reading<string>)),
    ),
  );
}

/**
 * Whether the statement's actions reach this one. `Action: s3:*` reaches `s3:PutObject`; `NotAction` reaches all but what it lists.
 * Both sides may hold wildcards: the question is then whether the two overlap.
 */
export function reaches(statement: Stmt, action: string): Answer {
  return any(
    some(statement.Action, (item) => overlaps(item as Reading<string>, action)),
    all(
      some(statement.NotAction, () => yes),
      not(
        some(statement.NotAction, (item) => covers(item as Reading<string>, action)),
        pathOf(statement.NotAction),
      ),
    ),
  );
}

/** Whether one listed action, taken alone, grants all that `action` names: `*` and `s3:*` cover `s3:*`. */
export function coversAction(statement: Stmt, action: string): Answer {
  return any(
    some(statement.Action, (item) => covers(item as Reading<string>, action)),
    all(
      some(statement.NotAction, () => yes),
      not(
        some(statement.NotAction, (item) => overlaps(item as Reading<string>, action)),
        pathOf(statement.NotAction),
      ),
    ),
  );
}

/** Every resource there is: `Resource: "*"`, or NotResource, which means all but a few. */
export function everyResource(statement: Stmt): Answer {
  return any(
    some(statement.Resource, (item) => equals(item as Reading<string>, ["*"])),
    some(statement.NotResource, () => yes),
  );
}

/** One of the listed resource patterns, tested by a predicate on the known string. */
export function someResource(statement: Stmt, holds: (pattern: string) => boolean): Answer {
  return some(statement.Resource, (item) => text(item as Reading<string>, holds));
}

/** Condition keys that tie a request to an organisation, account, network, resource or principal (IAM: global condition context keys). */
const NARROWING_KEYS: ReadonlySet<string> = new Set(
  [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:SourceIp",
    "aws:userid",
    "aws:username",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "lambda:EventSourceToken",
    "sns:Endpoint",
  ].map((key) => key.toLowerCase()),
);

/** Operators that only narrow when the value is not a wildcard; negated and IfExists forms let a request without the key through. */
const NARROWING_OPERATOR =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/** A condition without which nobody gets through, on a key that says who or where from. */
export function narrowed(statement: Stmt): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  const answers = operators
    .filter(([operator]) => NARROWING_OPERATOR.test(operator))
    .map(([, keys]) => {
      const entries = entriesOf(keys);
      if (entries === UNKNOWN) return unknown(pathOf(keys));
      return any(
        ...entries
          .filter(([key]) => NARROWING_KEYS.has(key.toLowerCase()))
          .map(([, values]) => listNarrows(values as unknown as Reading<string[]>)),
      );
    });
  return answers.length === 0 ? no(pathOf(statement.Condition)) : any(...answers);
}

/** A list of accepted values narrows when none of them is a wildcard for everything. An unknown value is something the program computes. */
function listNarrows(values: Reading<string[]>): Answer {
  const items = itemsOf(values);
  if (items === UNKNOWN) return yes;
  return all(
    fromBoolean(items.length > 0, pathOf(values)),
    ...items.map((item) => {
      const value = valueOf(item);
      return value === UNKNOWN
        ? yes
        : fromBoolean(!/^(\*|0\.0\.0\.0\/0|::\/0|arn:\*|arn:aws:\*)$/.test(String(value)), pathOf(item));
    }),
  );
}

/** The condition `operator` on `key` holds one of these values; operator and key compare without case. */
export function condition(
  statement: Stmt,
  operator: RegExp,
  key: string,
  accepted: (value: string) => boolean,
): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  return any(
    no(pathOf(statement.Condition)),
    ...operators
      .filter(([name]) => operator.test(name))
      .map(([, keys]) => {
        const entries = entriesOf(keys);
        if (entries === UNKNOWN) return unknown(pathOf(keys));
        return any(
          ...entries
            .filter(([name]) => name.toLowerCase() === key.toLowerCase())
            .map(([, values]) =>
              some(values as unknown as Reading<string[]>, (item) => text(item as Reading<string>, accepted)),
            ),
        );
      }),
  );
}

/** Open to anyone: an Allow with a star principal that no condition narrows. */
export function openToAnyone(statement: Stmt): Answer {
  return all(allows(statement), anyPrincipal(statement), not(narrowed(statement), pathOf(statement.Principal)));
}

/** No statement of the document is open to anyone; names the principal that is. */
export function noOpenStatement(r: Doc): Answer {
  return everyStatement(r, (statement) => not(openToAnyone(statement), pathOf(statement.Principal)));
}

/**
 * The document refuses every request that does not come by TLS: a Deny for all principals and the service's actions where
 * `aws:SecureTransport` is false (AWS re:Post, "s3-bucket-ssl-requests-only"). A floor on `s3:TlsVersion` does not refuse plain HTTP.
 */
export function deniesPlainTransport(r: Doc, action: string): Answer {
  return someStatement(r, (statement) =>
    all(
      denies(statement),
      anyPrincipal(statement),
      coversAction(statement, action),
      condition(statement, /^Bool(IfExists)?$/i, "aws:SecureTransport", (value) => value.toLowerCase() === "false"),
    ),
  );
}

function equals(r: Reading<string>, accepted: readonly string[]): Answer {
  return text(r, (value) => accepted.includes(value));
}

function text(r: Reading<unknown>, holds: (value: string) => boolean): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(value !== undefined && holds(String(value)), pathOf(r));
}

function covers(r: Reading<string>, action: string): Answer {
  return text(r, (value) => globCovers(value.toLowerCase(), action.toLowerCase()));
}

function overlaps(r: Reading<string>, action: string): Answer {
  return text(r, (value) => globsOverlap(value.toLowerCase(), action.toLowerCase()));
}

/** Whether pattern `a` matches every string that pattern `b` matches. `*` is any run, `?` is one character. */
export function globCovers(a: string, b: string): boolean {
  return walk(a, b, (x, y) => (x === "?" ? y !== "*" : x === y), false);
}

/** Whether some string matches both patterns. */
export function globsOverlap(a: string, b: string): boolean {
  return walk(a, b, (x, y) => x === "?" || y === "?" || x === y, true);
}

function walk(a: string, b: string, same: (x: string, y: string) => boolean, bothWild: boolean): boolean {
  // Dynamic programming over prefixes: linear in the product of two short patterns, never exponential.
  let row = new Array<boolean>(b.length + 1).fill(false);
  row[0] = true;
  if (bothWild) for (let j = 1; j <= b.length && b[j - 1] === "*"; j++) row[j] = true;
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<boolean>(b.length + 1).fill(false);
    const x = a[i - 1] as string;
    next[0] = row[0] === true && x === "*";
    for (let j = 1; j <= b.length; j++) {
      const y = b[j - 1] as string;
      if (x === "*") next[j] = row[j] === true || next[j - 1] === true;
      else if (bothWild && y === "*") next[j] = next[j - 1] === true || row[j] === true;
      else next[j] = row[j - 1] === true && same(x, y);
      if (x === "*" && bothWild && y === "*") next[j] = next[j] === true || row[j - 1] === true;
    }
    row = next;
  }
  return row[b.length] === true;
}
