import fc from "fast-check";
import type { Conditions, Document, Listed, Principals, Statement } from "./documents";

/** What generated documents are asked about: each pattern below matches one of these and misses another. */
export const ACTIONS: readonly string[] = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:SetObject",
  "s3:GetObjectAcl",
  "s3:GetBucketPolicy",
  "s3:ListBucket",
  "sqs:SendMessage",
  "iam:PassRole",
];
export const RESOURCES: readonly string[] = [
  "arn:aws:s3:::a/x",
  "arn:aws:s3:::a/y",
  "arn:aws:s3:::a/long",
  "arn:aws:s3:::b/x",
  "arn:aws:s3:::b/y",
  "arn:aws:s3:::a",
  "arn:aws:s3:::ab",
  "arn:aws:s3:::c/z",
];

type Form = "string" | "arn" | "address" | "flag";

interface Key {
  readonly name: string;
  readonly form: Form;
  /** Values that only the own account, organisation, network or resource has. */
  readonly own: readonly string[];
  /** Values that somebody else has as well. */
  readonly wide: readonly string[];
}

const KEYS: readonly Key[] = [
  {
    name: "aws:PrincipalOrgID",
    form: "string",
    own: ["o-a1b2c3d4e5", "${aws:ResourceOrgID}"],
    wide: ["*", "o-*", "${aws:PrincipalOrgID}"],
  },
  {
    name: "aws:PrincipalOrgPaths",
    form: "string",
    own: ["o-a1b2c3d4e5/*", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"],
    wide: ["o-*/r-*", "*"],
  },
  {
    name: "aws:PrincipalAccount",
    form: "string",
    own: ["111122223333", "${aws:ResourceAccount}"],
    wide: ["*", "????????????", "${aws:PrincipalAccount}", "444455556666"],
  },
  {
    name: "aws:PrincipalArn",
    form: "arn",
    own: ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/reader"],
    wide: ["arn:aws:iam::*:role/reader", "*", "arn:aws:iam::${aws:PrincipalAccount}:role/reader"],
  },
  { name: "aws:SourceAccount", form: "string", own: ["111122223333"], wide: ["*", "9*"] },
  { name: "aws:SourceOwner", form: "string", own: ["111122223333"], wide: ["*"] },
  {
    name: "aws:SourceArn",
    form: "arn",
    own: ["arn:aws:sns:us-east-1:111122223333:t", "arn:aws:sns:*:111122223333:*", "arn:aws:s3:::phi-intake"],
    wide: ["arn:aws:sns:us-east-1:*:t", "arn:aws:s3:::*", "arn:*:*:*:*:*"],
  },
  { name: "aws:SourceOrgID", form: "string", own: ["o-a1b2c3d4e5"], wide: ["o-*"] },
  { name: "aws:SourceVpc", form: "string", own: ["vpc-1a2b3c4d"], wide: ["vpc-*"] },
  { name: "aws:SourceVpce", form: "string", own: ["vpce-1a2b3c4d"], wide: ["vpce-*", "*"] },
  { name: "aws:VpceAccount", form: "string", own: ["111122223333"], wide: ["*"] },
  { name: "aws:VpceOrgID", form: "string", own: ["o-a1b2c3d4e5"], wide: ["o-*"] },
  {
    name: "aws:SourceIp",
    form: "address",
    own: ["203.0.113.0/24", "203.0.113.7", "2001:db8::/32"],
    wide: ["0.0.0.0/0", "0.0.0.0/1", "::/0"],
  },
  // Every VPC may have these addresses.
  { name: "aws:VpcSourceIp", form: "address", own: [], wide: ["10.0.0.0/16", "10.0.0.0/8"] },
  { name: "aws:userid", form: "string", own: ["AROAEXAMPLE:*", "AROAEXAMPLE:reader"], wide: ["*", "*:reader"] },
  { name: "kms:CallerAccount", form: "string", own: ["111122223333"], wide: ["*"] },
  { name: "s3:DataAccessPointAccount", form: "string", own: ["111122223333"], wide: ["*"] },
  {
    name: "s3:DataAccessPointArn",
    form: "arn",
    own: ["arn:aws:s3:us-east-1:111122223333:accesspoint/*"],
    wide: ["arn:aws:s3:*:*:accesspoint/*"],
  },
  { name: "sns:Endpoint", form: "string", own: [], wide: ["*", "https://*", "*@example.org"] },
  { name: "aws:UserAgent", form: "string", own: [], wide: ["us", "*"] },
  { name: "aws:SecureTransport", form: "flag", own: [], wide: ["true", "false"] },
  { name: "aws:MultiFactorAuthPresent", form: "flag", own: [], wide: ["true", "false"] },
  { name: "aws:PrincipalIsAWSService", form: "flag", own: [], wide: ["true", "false"] },
];

/** Values of conditions that only the own account, organisation, network or resource has. */
export const OWN_VALUES: ReadonlySet<string> = new Set(KEYS.flatMap(({ own }) => own));

const TEXTS = ["StringEquals", "StringLike", "StringEqualsIgnoreCase"];
const OTHER_TEXTS = ["StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase"];
const OPERATORS: Readonly<Record<Form, readonly string[]>> = {
  string: [...TEXTS, ...OTHER_TEXTS],
  arn: ["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals", "StringLike", "StringNotLike", "StringEquals"],
  address: ["IpAddress", "NotIpAddress"],
  flag: ["Bool"],
};

/** Most of the time the first. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 4 * others.length, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
}

/** One value alone, or some of them in a list. */
function oneOrSome(values: fc.Arbitrary<string>): fc.Arbitrary<Listed> {
  return fc.oneof(
    { weight: 2, arbitrary: values },
    { weight: 1, arbitrary: fc.uniqueArray(values, { minLength: 1, maxLength: 2 }) },
  );
}

const spelled = (name: string): fc.Arbitrary<string> => mostly(name, name.toLowerCase());

function operatorFor(form: Form): fc.Arbitrary<string> {
  const plainOperator = fc
    .tuple(
      fc.constantFrom("", "", "", "ForAnyValue:", "ForAllValues:"),
      fc.constantFrom(...OPERATORS[form]),
      fc.constantFrom("", "", "IfExists"),
    )
    .map((parts) => parts.join(""));
  return fc.oneof({ weight: 12, arbitrary: plainOperator }, { weight: 1, arbitrary: fc.constant("Null") });
}

/** An exact operator makes nothing of a wildcard, but people write it. */
function valueFor(operator: string, own: readonly string[], wide: readonly string[]): fc.Arbitrary<string> {
  const exact = /String(Not)?Equals/.test(operator);
  const sensible = [...own, ...wide].filter((value) => !exact || !/[*?]/.test(value));
  const any = fc.constantFrom(...own, ...wide);
  return sensible.length === 0
    ? any
    : fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...sensible) }, { weight: 1, arbitrary: any });
}

const oneCondition: fc.Arbitrary<Conditions> = fc.constantFrom(...KEYS).chain(({ name, form, own, wide }) =>
  fc.tuple(operatorFor(form), spelled(name)).chain(([operator, key]) => {
    const accepted = operator === "Null" ? fc.constantFrom("true", "false") : oneOrSome(valueFor(operator, own, wide));
    return fc.tuple(spelled(operator), accepted).map(([written, values]) => ({ [written]: { [key]: values } }));
  }),
);

const conditions: fc.Arbitrary<Conditions | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 5, arbitrary: oneCondition },
  { weight: 2, arbitrary: fc.tuple(oneCondition, oneCondition).map(([one, other]) => joined(one, other)) },
);

function joined(one: Conditions, other: Conditions): Conditions {
  const all: Record<string, Record<string, Listed>> = {};
  for (const block of [one, other])
    for (const [operator, keys] of Object.entries(block)) all[operator] = { ...all[operator], ...keys };
  return all;
}

const actionPattern = fc.constantFrom(
  "s3:GetObject",
  "S3:getobject",
  "s3:PutObject",
  "s3:Get*",
  "s3:?etObject",
  "s3:*Object",
  "s3:*",
  "s3:Get*A*",
  "sqs:*",
  "*",
);

const resourcePattern = fc.constantFrom(
  "arn:aws:s3:::a/x",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::a/?",
  "arn:aws:s3:::a*",
  "arn:aws:s3:::*/x",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::a",
  "*",
);

const acts = fc.oneof(
  { weight: 5, arbitrary: oneOrSome(actionPattern).map((Action) => ({ Action })) },
  { weight: 1, arbitrary: oneOrSome(actionPattern).map((NotAction) => ({ NotAction })) },
);

const things = fc.oneof(
  { weight: 5, arbitrary: oneOrSome(resourcePattern).map((Resource) => ({ Resource })) },
  { weight: 1, arbitrary: oneOrSome(resourcePattern).map((NotResource) => ({ NotResource })) },
);

const EVERYONE: readonly Principals[] = ["*", { AWS: "*" }, { AWS: ["*"] }];

const OWN_PRINCIPALS: readonly Principals[] = [
  { AWS: "111122223333" },
  { AWS: "arn:aws:iam::111122223333:root" },
  { AWS: ["arn:aws:iam::111122223333:role/reader", "111122223333"] },
  { Service: "s3.amazonaws.com" },
  { Service: ["s3.amazonaws.com", "sns.amazonaws.com"], AWS: "arn:aws:iam::111122223333:user/reader" },
  { Federated: "arn:aws:iam::111122223333:saml-provider/clinic" },
  { Federated: "cognito-identity.amazonaws.com" },
];

const FOREIGN_PRINCIPALS: readonly Principals[] = [
  { AWS: "444455556666" },
  { AWS: "arn:aws:iam::444455556666:root" },
  { AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/reader"] },
  { AWS: "arn:aws:iam::444455556666:user/reader" },
  { AWS: "arn:aws:sts::444455556666:assumed-role/reader/reader" },
  { AWS: "arn:aws:iam::111122223333:root", Service: "s3.amazonaws.com" },
  { AWS: ["*", "arn:aws:iam::444455556666:root"] },
  { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
];

const somePrincipals = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...EVERYONE) },
  { weight: 2, arbitrary: fc.constantFrom(...OWN_PRINCIPALS) },
  { weight: 2, arbitrary: fc.constantFrom(...FOREIGN_PRINCIPALS) },
);

const who = fc.oneof(
  { weight: 8, arbitrary: somePrincipals.map((Principal) => ({ Principal })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...OWN_PRINCIPALS.slice(0, 3), ...FOREIGN_PRINCIPALS.slice(0, 2))
      .map((NotPrincipal) => ({ NotPrincipal })),
  },
);

const effect = fc.constantFrom("Allow", "Allow", "Deny");

function documentOf(statement: fc.Arbitrary<Statement>): fc.Arbitrary<Document> {
  return fc
    .tuple(mostly("2012-10-17", undefined), fc.array(statement, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([Version, statements, alone]) => ({
      ...(Version === undefined ? {} : { Version }),
      Statement: statements.length === 1 && alone ? (statements[0] as Statement) : statements,
    }));
}

const everyone = fc.constantFrom(...EVERYONE).map((Principal) => ({ Principal }));

function conditioned(statement: Statement, Condition: Conditions | undefined): Statement {
  return Condition === undefined ? statement : { ...statement, Condition };
}

/** Any statements together. */
const mixed = documentOf(
  fc
    .tuple(effect, who, acts, things, conditions)
    .map(([Effect, principal, act, thing, condition]) =>
      conditioned({ Effect, ...principal, ...act, ...thing }, condition),
    ),
);

/** Everyone, under conditions: nothing else decides. */
const bound = fc
  .tuple(fc.oneof({ weight: 6, arbitrary: everyone }, { weight: 1, arbitrary: who }), conditions)
  .map(([principal, condition]) => ({
    Version: "2012-10-17",
    Statement: conditioned({ Effect: "Allow", ...principal, Action: "s3:*", Resource: "*" }, condition),
  }));

/** Everyone, and a Deny that takes back some or all of it. */
const shut = fc
  .tuple(
    fc.tuple(everyone, acts, things),
    fc.oneof({ weight: 3, arbitrary: everyone }, { weight: 1, arbitrary: who }),
    fc.oneof(fc.constantFrom({ Action: "*" }, { Action: "s3:*" }), acts),
    fc.oneof(fc.constant({ Resource: "*" }), things),
    conditions,
  )
  .map(([[all, does, onto], principal, act, thing, condition]) => ({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", ...all, ...does, ...onto },
      conditioned({ Effect: "Deny", ...principal, ...act, ...thing }, condition),
    ],
  }));

/** The policy of a bucket, queue or topic: who may do what, and when. */
export const resourcePolicies: fc.Arbitrary<Document> = fc.oneof(mixed, bound, shut);

/** The policy of a role or user: what it may do. */
export const identityPolicies: fc.Arbitrary<Document> = documentOf(
  fc.tuple(effect, acts, things).map(([Effect, act, thing]) => ({ Effect, ...act, ...thing })),
);

const plainTransport: fc.Arbitrary<Conditions> = fc.constantFrom<Conditions>(
  { Bool: { "aws:SecureTransport": "false" } },
  { bool: { "AWS:securetransport": ["false"] } },
  { BoolIfExists: { "aws:SecureTransport": "false" } },
  { Bool: { "aws:SecureTransport": "true" } },
  { Bool: { "aws:SecureTransport": ["true", "false"] } },
  { Bool: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" } },
  { Bool: { "aws:SecureTransport": "false" }, StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  { "ForAllValues:Bool": { "aws:SecureTransport": "false" } },
  { Null: { "aws:SecureTransport": "false" } },
);

/** Policies that refuse, or seem to refuse, what does not come by TLS. */
export const transportPolicies: fc.Arbitrary<Document> = documentOf(
  fc
    .tuple(
      mostly("Deny", "Allow"),
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...EVERYONE).map((Principal) => ({ Principal })) }, who),
      fc.oneof({ weight: 2, arbitrary: fc.constantFrom({ Action: "s3:*" }, { Action: ["*"] }) }, acts),
      fc.oneof(
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            { Resource: "*" },
            { Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"] },
            { Resource: "arn:aws:s3:::a*" },
          ),
        },
        things,
      ),
      plainTransport,
    )
    .map(([Effect, principal, act, thing, Condition]) => ({ Effect, ...principal, ...act, ...thing, Condition })),
);

/** The same documents for the same seed, as plain data: fast-check's objects have no prototype. */
export function sampleOf(documents: fc.Arbitrary<Document>, seed: number, numRuns: number): Document[] {
  return fc.sample(documents, { seed, numRuns }).map((document) => JSON.parse(JSON.stringify(document)) as Document);
}
