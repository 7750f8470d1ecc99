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

/** Anyone at all, for an Allow: `"*"`, `{"AWS": "*"}`, or `NotPrincipal`, which lets in everyone but a few. */
export function anyPrincipal(statement: Stmt): Answer {
  return any(
    some(statement.NotPrincipal as unknown as Reading<string[]>, () => yes),
    starPrincipal(statement),
  );
}

/** `"*"` or `{"AWS": "*"}`: what a Deny needs to spare nobody; with `NotPrincipal` it spares a few. */
export function starPrincipal(statement: Stmt): Answer {
  return principals(statement, (kind, principal) =>
    all(fromBoolean(kind === "*" || kind === "AWS"), equals(principal, ["*", "arn:aws:iam::*:root"])),
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
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "lambda:EventSourceToken",
    "sns:Endpoint",
  ].map((key) => key.toLowerCase()),
);

/** Operators that narrow where the value is no wildcard; negated and IfExists forms let a request without the key through. */
const NARROWING_OPERATOR =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/** A condition without which nobody gets through, on a key that says who or where from. */
export function narrowed(statement: Stmt): Answer {
  return narrowedBy(statement, (key) => NARROWING_KEYS.has(key));
}

/** The same for keys of the caller's choice, given in lower case. */
export function narrowedBy(statement: Stmt, accepts: (key: string) => boolean): Answer {
  // An unknown value is something the program computes, so no wildcard.
  return boundBy(statement, accepts, narrows, yes);
}

/**
 * A condition that a request must meet, on one of these keys, all of whose values are accepted: conditions are joined by AND, the values
 * of one key by OR. `key` is given in lower case.
 */
export function boundBy(
  statement: Stmt,
  accepts: (key: string) => boolean,
  accepted: (value: string, key: string) => boolean,
  whenUnknown?: Answer,
): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  const answers = operators
    .filter(([operator]) => NARROWING_OPERATOR.test(operator))
    .flatMap(([, keys]) => {
      const entries = entriesOf(keys);
      if (entries === UNKNOWN) return [unknown(pathOf(keys))];
      return entries
        .filter(([key]) => accepts(key.toLowerCase()))
        .map(([key, values]) =>
          listHolds(values as unknown as Reading<string[]>, (value) => accepted(value, key.toLowerCase()), whenUnknown),
        );
    });
  return answers.length === 0 ? no(pathOf(statement.Condition)) : any(...answers);
}

function listHolds(values: Reading<string[]>, holds: (value: string) => boolean, whenUnknown?: Answer): Answer {
  const items = itemsOf(values);
  if (items === UNKNOWN) return whenUnknown ?? unknown(pathOf(values));
  return all(
    fromBoolean(items.length > 0, pathOf(values)),
    ...items.map((item) => {
      const value = valueOf(item);
      if (value === UNKNOWN) return whenUnknown ?? unknown(pathOf(item));
      return fromBoolean(holds(String(value)), pathOf(item));
    }),
  );
}

/**
 * Whether an accepted value shuts anyone out, as S3 counts it ("The meaning of public", block public access): an account, organisation,
 * network or resource without a wildcard in the part that tells it from everyone else's; no address range wider than /8 or, for IPv6, /32.
 */
function narrows(value: string, key: string): boolean {
  if (key.endsWith("sourceip")) {
    const bits = Number(/\/(\d+)$/.exec(value)?.[1] ?? "128");
    return !/[*?]/.test(value) && bits >= (value.includes(":") ? 32 : 8);
  }
  if (key === "sns:endpoint") return /@[^*?]+$/.test(value) || !/[*?]/.test(value.split("/", 3).join("/"));
  if (value.startsWith("arn:")) {
    const [, , service, , account, ...rest] = value.split(":");
    if (account === undefined || service === undefined || /[*?]/.test(account)) return false;
    return account !== "" || /^[^*?]{3}/.test(rest.join(":"));
  }
  // The identifier before a path or a session name: `o-a1b2c3d4e5/*`, `AROAEXAMPLE:*`.
  return value !== "" && !/[*?]/.test(value.split(/[/:]/, 1)[0] ?? "");
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

/** How many conditions a request must meet for the statement to count. */
function conditionCount(statement: Stmt, holds: (count: number) => boolean): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  let count = 0;
  for (const [, keys] of operators) {
    const entries = entriesOf(keys);
    if (entries === UNKNOWN) return unknown(pathOf(keys));
    count += entries.length;
  }
  return fromBoolean(holds(count), pathOf(statement.Condition));
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
 * `onto` says which resources the Deny must stand for, where a document has more than one.
 */
export function deniesPlainTransport(r: Doc, action: string, onto: (statement: Stmt) => Answer = () => yes): Answer {
  return someStatement(r, (statement) =>
    all(
      denies(statement),
      onto(statement),
      starPrincipal(statement),
      coversAction(statement, action),
      // Conditions are joined by AND: a second one would let plain requests through that don't meet it.
      conditionCount(statement, (count) => count === 1),
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
  // Most pairs differ before the first wildcard, and need no table.
  for (let at = 0; ; at += 1) {
    const x = a[at];
    const y = b[at];
    if (x === "*" || x === "?" || y === "*" || y === "?") break;
    if (x !== y) return false;
    if (x === undefined) return true;
  }
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
