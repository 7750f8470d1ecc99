import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "./answer";
import { every, is, some } from "./predicates";
import { globCovers, globsOverlap } from "./glob";
import { entriesOf, itemsOf, jsonOf, pathOf, referencesOf, valueOf, type Reading } from "./reading";
import { typeOf } from "./resource";
import { condition, conditionCount, narrowed, sparesNamed, text } from "./policy-condition";
import { UNKNOWN } from "./value";

export { boundBy, condition, narrowed, narrowedBy } from "./policy-condition";
export { globCovers, globsOverlap } from "./glob";

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
    all(fromBoolean(kind === "*" || kind === "AWS"), isStar(principal)),
  );
}

/** What makes identities: a value computed from one of them names it, and so not everyone. */
const IDENTITY_TYPES: ReadonlySet<string> = new Set([
  "aws:iam/role:Role",
  "aws:iam/user:User",
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity",
  "aws:organizations/account:Account",
]);

/** AWS refuses a wildcard within a principal; who writes one means everyone. */
const ANY_ACCOUNT = /^arn:aws[a-z-]*:(iam|sts)::[^:]*[*?]/;

function isStar(principal: Reading<string>): Answer {
  const references = valueOf(principal) === UNKNOWN ? (referencesOf(principal) ?? []) : [];
  if (references.some((urn) => IDENTITY_TYPES.has(typeOf(urn)))) return no(pathOf(principal));
  return text(principal, (value) => value === "*" || ANY_ACCOUNT.test(value));
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
      // What is not known yet, one or many, is asked as one: its references may tell.
      valueOf(list) === UNKNOWN
        ? holds(kind, list)
        : some(list as unknown as Reading<string[]>, (item) => holds(kind, item as Reading<string>)),
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

/** Open to anyone: an Allow with a star principal that no condition narrows. */
export function openToAnyone(statement: Stmt): Answer {
  return all(allows(statement), anyPrincipal(statement), not(narrowed(statement), pathOf(statement.Principal)));
}

/** No statement of the document is open to anyone, or a Deny shuts it again; names the principal that is. */
export function noOpenStatement(r: Doc): Answer {
  let shutting: readonly Stmt[] | undefined;
  return everyStatement(r, (statement) => {
    const open = openToAnyone(statement);
    if (open.truth === false) return yes;
    shutting ??= shuttingDenies(r);
    // What is not known of other statements does not close this one.
    return shutting.some((deny) => shuts(deny, statement).truth === true)
      ? yes
      : not(open, pathOf(statement.Principal));
  });
}

/** More Denies than anyone writes; the rest of them close nothing, so that a document of thousands is read in one go. */
const MOST_DENIES = 64;

/** The document's Denies for everyone, always or for all but those a condition names. */
function shuttingDenies(r: Doc): Stmt[] {
  const statements = itemsOf(policyDocument(r).Statement);
  if (statements === UNKNOWN) return [];
  const found: Stmt[] = [];
  for (const item of statements) {
    const statement = item as Stmt;
    const forEveryone = all(
      denies(statement),
      starPrincipal(statement),
      any(unconditional(statement), sparesNamed(statement)),
    );
    if (forEveryone.truth === true) found.push(statement);
    if (found.length === MOST_DENIES) break;
  }
  return found;
}

function unconditional(statement: Stmt): Answer {
  return conditionCount(statement, (count) => count === 0);
}

/**
 * Whether a Deny for everyone takes back all that an Allow gives: it stands for the Allow's actions and resources. A Deny comes before every
 * Allow (IAM User Guide, "Policy evaluation logic").
 */
function shuts(denied: Stmt, allowed: Stmt): Answer {
  return all(coversActionsOf(denied, allowed), coversResourcesOf(denied, allowed));
}

function coversActionsOf(denied: Stmt, allowed: Stmt): Answer {
  const listed = itemsOf(allowed.Action);
  if (listed === UNKNOWN || listed.length === 0) return coversAction(denied, "*");
  return all(
    ...listed.map((item) =>
      named(
        item as Reading<string>,
        (action) => coversAction(denied, action),
        () => coversAction(denied, "*"),
      ),
    ),
  );
}

function coversResourcesOf(denied: Stmt, allowed: Stmt): Answer {
  // Policies of queues, topics and keys may leave the resource out: it is the one they stand on.
  const none = all(not(some(denied.Resource, () => yes)), not(some(denied.NotResource, () => yes)));
  const listed = itemsOf(allowed.Resource);
  const everything = some(denied.Resource, (item) => equals(item as Reading<string>, ["*"]));
  if (listed === UNKNOWN) return any(everything, none);
  const covered = (resource: string): Answer =>
    some(denied.Resource, (item) => text(item as Reading<string>, (pattern) => globCovers(pattern, resource)));
  return any(
    everything,
    none,
    all(
      fromBoolean(listed.length > 0),
      ...listed.map((item) => named(item as Reading<string>, covered, () => everything)),
    ),
  );
}

function named(r: Reading<string>, known: (value: string) => Answer, open: () => Answer): Answer {
  const value = valueOf(r);
  return value === UNKNOWN ? open() : known(String(value));
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

function covers(r: Reading<string>, action: string): Answer {
  return text(r, (value) => globCovers(value.toLowerCase(), action.toLowerCase()));
}

function overlaps(r: Reading<string>, action: string): Answer {
  return text(r, (value) => globsOverlap(value.toLowerCase(), action.toLowerCase()));
}
