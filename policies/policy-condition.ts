import { all, any, fromBoolean, no, unknown, yes, type Answer } from "./answer";
import { some } from "./predicates";
import { entriesOf, itemsOf, pathOf, valueOf, type Reading } from "./reading";
import { UNKNOWN } from "./value";

/** The conditions of a statement: operator to key to accepted values. */
interface Conditioned {
  readonly Condition: Record<string, Record<string, string[]>>;
}

type Stmt = Reading<Conditioned>;

/**
 * Condition keys that tie a request to an organisation, account, network, resource or principal (IAM: global condition context keys).
 * Not `aws:VpcSourceIp`: a private address is found in anybody's VPC, so IAM wants `aws:SourceVpc` or `aws:SourceVpce` beside it.
 */
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
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:SourceIp",
    "aws:userid",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
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
    .filter(([name]) => NARROWING_OPERATOR.test(name))
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

/** Policy variables that the resource fills in; what the caller fills in (`${aws:PrincipalAccount}`) may be anything. */
const OF_THE_RESOURCE = /\$\{\s*aws:Resource(Account|OrgID|OrgPaths)\s*\}/gi;
const OF_THE_CALLER = /\$\{[^}]*\}/g;

/**
 * Whether an accepted value shuts anyone out, as S3 counts it ("The meaning of public", block public access): an account, organisation,
 * network or resource without a wildcard or variable in the part that tells it from everyone else's; no address range wider than /8 or,
 * for IPv6, /32.
 */
function narrows(written: string, key: string): boolean {
  const value = written.replace(OF_THE_RESOURCE, "resource").replace(OF_THE_CALLER, "*");
  if (key.endsWith("sourceip")) {
    const bits = Number(/\/(\d+)$/.exec(value)?.[1] ?? "128");
    return !/[*?]/.test(value) && bits >= (value.includes(":") ? 32 : 8);
  }
  if (key === "sns:endpoint") return /@[^*?]+$/.test(value) || !/[*?]/.test(value.split("/", 3).join("/"));
  if (value.startsWith("arn:")) {
    const [, , service, , account, ...rest] = value.split(":");
    if (account === undefined || service === undefined) return false;
    // Nobody else has a bucket of that name, and its ARN has no account; AWS's guides write `arn:aws:s3:*:*:intake`.
    if (service === "s3" && /^[^*?/]{3,}$/.test(rest.join(":"))) return true;
    return account === "" ? /^[^*?]{3}/.test(rest.join(":")) : !/[*?]/.test(account);
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
export function conditionCount(statement: Stmt, holds: (count: number) => boolean): Answer {
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

/**
 * Operators of a Deny that spare who meets them; a request without the key is denied, with IfExists too (IAM: "...IfExists"). A key of many
 * values needs a set operator: without one the Deny meets no request that has the key.
 */
const SPARING_OPERATOR =
  /^(ForAllValues:)?(StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)(IfExists)?$/i;

/** The Deny has conditions, and each of them spares only callers that a narrowing key names. */
export function sparesNamed(statement: Stmt): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  return all(
    conditionCount(statement, (count) => count > 0),
    ...operators.map(([operator, keys]) => {
      const entries = entriesOf(keys);
      if (entries === UNKNOWN) return unknown(pathOf(keys));
      return all(
        fromBoolean(SPARING_OPERATOR.test(operator), pathOf(keys)),
        ...entries.map(([key, values]) =>
          all(
            fromBoolean(NARROWING_KEYS.has(key.toLowerCase()), pathOf(values)),
            fromBoolean(/^ForAllValues:/i.test(operator) || !/OrgPaths$/i.test(key), pathOf(values)),
            listHolds(values as unknown as Reading<string[]>, (value) => narrows(value, key.toLowerCase()), yes),
          ),
        ),
      );
    }),
  );
}

/** A known value, as text, for which it holds. */
export function text(r: Reading<unknown>, holds: (value: string) => boolean): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(value !== undefined && holds(String(value)), pathOf(r));
}
