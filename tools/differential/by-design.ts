import { PARTNER } from "./callers";
import type { Explanation, StatementExplanation } from "./disagreement";
import { conditionsOf, isForEveryone, statementsOf, type Document, type Statement } from "./documents";
import { OWN_VALUES } from "./generate";
import { RESOURCE_PATTERNS, TRANSPORT, UNKNOWNS } from "./questions";

/** Where our answer is meant to differ from what becomes of single requests. */
export const BY_DESIGN: readonly Explanation[] = [
  {
    name: "computed-condition",
    reason:
      "ours by design: what a program computes to compare with is an account, an organisation or an ARN, and no wildcard",
    applies: ({ question, cell }) => question === UNKNOWNS.name && /\bCondition\.[^.]+\../.test(cell.part),
  },
  {
    name: "transport-otherwise",
    reason:
      "ours by design: one Deny in the documented form is asked for, Bool or BoolIfExists of aws:SecureTransport and nothing beside it; Denies that add up, or refuse TLS as well, don't count",
    applies: ({ question, cell, probes }) =>
      question === TRANSPORT.name && cell.theirs && !probes.refusing.some(isDocumentedDeny),
  },
  {
    name: "all-but-some-resources",
    reason: "ours by design: NotResource counts as every resource, since it is all there are but a few",
    applies: ({ question, document, cell }) =>
      question === RESOURCE_PATTERNS.name &&
      cell.ours.truth === true &&
      statementsOf(document).every(({ NotResource }) => NotResource !== undefined),
  },
];

/** Conditions that we call narrow, or a Deny's that we call closing, and an outsider gets past them all the same. */
export const NARROW: readonly Explanation[] = [
  {
    name: "endpoint-of-others",
    reason:
      "ours by design: anybody may ask for a subscription under sns:Endpoint, but only the endpoints named get anything",
    applies: ({ document, cell }) =>
      cell.ours.truth === true && narrowedTo(document, /^sns:Endpoint$/i, "@example.org"),
  },
  {
    name: "foreign-account-by-condition",
    reason:
      "ours, open: a condition that fixes an account narrows, whichever account it is; trustedAccounts is held against principals alone",
    applies: ({ document, cell }) =>
      cell.ours.truth === true && narrowedTo(document, /^aws:PrincipalAccount$/i, PARTNER),
  },
];

/** The same of a statement that we call open. */
export const STATEMENTS_BY_DESIGN: readonly StatementExplanation[] = [
  {
    name: "wildcard-under-exact-operator",
    reason:
      'ours by design: StringEquals "*" means nobody, but who writes it means everybody; S3 calls every value with a wildcard public',
    applies: ({ statement, open }) =>
      !open &&
      conditionsOf(statement).some(
        ({ operator, values }) => /StringEquals/i.test(operator) && values.some((value) => /[*?]/.test(value)),
      ),
  },
  {
    name: "star-as-arn",
    reason: 'ours by design: "*" under an ARN operator is no ARN, but who writes it means every ARN',
    applies: ({ statement, open }) =>
      !open &&
      conditionsOf(statement).some(({ operator, values }) => /^(.*:)?Arn/i.test(operator) && values.includes("*")),
  },
  {
    name: "for-any-value-if-exists",
    reason:
      "ours by design: of ForAnyValue with IfExists AWS documents no meaning together; iam-simulate refuses a request without the key, ours does not count on that",
    applies: ({ statement, open }) =>
      !open && conditionsOf(statement).some(({ operator }) => /^ForAnyValue:.*IfExists$/i.test(operator)),
  },
  {
    name: "nobody-gets-in",
    reason:
      "ours by design: an Allow that no request meets (every action in NotAction, conditions that exclude each other) is judged by what it says",
    applies: ({ anybody }) => !anybody,
  },
  {
    name: "foreign-account",
    reason:
      "ours by design: another account is named or it is not; the settings are the place to allow one, and neither a condition nor a Deny stands in for that",
    applies: ({ statement }) => JSON.stringify(statement.Principal ?? "").includes(PARTNER),
  },
  {
    name: "denies-together",
    reason: "ours by design: one Deny has to close an Allow; what several leave open between them is not added up",
    applies: ({ open, closing }) => open && closing.length === 0,
  },
  {
    name: "all-but-some",
    reason:
      "ours by design: a Deny with NotPrincipal or NotResource, or an Allow with NotAction or NotResource, is not compared pattern by pattern",
    applies: ({ open, statement, closing }) =>
      open &&
      closing.every(
        (deny) =>
          (deny.NotPrincipal ?? deny.NotResource ?? deny.NotAction ?? statement.NotAction ?? statement.NotResource) !==
          undefined,
      ),
  },
  {
    name: "conditioned-deny",
    reason: "ours by design: a Deny under conditions closes an Allow only where each spares callers by a fixed value",
    applies: ({ open, closing }) =>
      open && closing.every((deny) => deny.Condition !== undefined && !sparesByValue(deny)),
  },
];

function narrowedTo(document: Document, key: RegExp, value: string): boolean {
  return statementsOf(document)
    .flatMap(conditionsOf)
    .some((condition) => key.test(condition.key) && condition.values.some((other) => other.includes(value)));
}

/** A Deny for everyone on one condition, as AWS's guides write it. */
function isDocumentedDeny(statement: Statement): boolean {
  const conditions = conditionsOf(statement);
  return (
    isForEveryone(statement) &&
    conditions.length === 1 &&
    conditions.every(({ operator, values }) => /^Bool(IfExists)?$/i.test(operator) && values.includes("false"))
  );
}

/** Each condition is a negated operator with values that only the own account, organisation, network or resource has. */
function sparesByValue(statement: Statement): boolean {
  return conditionsOf(statement).every(
    ({ operator, values }) =>
      /Not/i.test(operator) && !/^ForAnyValue/i.test(operator) && values.every((value) => OWN_VALUES.has(value)),
  );
}
