import type { RoleArgs } from "@pulumi/aws/iam";
import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import {
  allows,
  boundBy,
  everyStatement,
  globsOverlap,
  principals,
  reaches,
  someStatement,
  type Statement,
} from "../../policy-document";
import { oncePerStack } from "../../once-per-stack";
import { is } from "../../predicates";
import { itemsOf, pathOf, readResource, ReadLog, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { identities } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { rightsOf } from "../iam/role-rights";
import { bucket, type BucketShape } from "../s3/bucket";
import { encryptedWithKms, isAccessLogTarget, publicAccessBlocked } from "../s3/bucket-settings";
import { datastoreHolder, holdsDatastore } from "./datastore-shape";

const GUIDE = "https://docs.aws.amazon.com/healthlake/latest/devguide/getting-started-setting-up.html";
const SERVICE = "healthlake.amazonaws.com";

const role = on<RoleArgs>("aws:iam/role:Role");

function trustsHealthLake(statement: Reading<Statement>): Answer {
  return all(
    allows(statement),
    principals(statement, (kind, principal) => all(fromBoolean(kind === "Service"), is(principal, SERVICE))),
  );
}

export const healthlakeDataAccessRoleScoped = role.relation({
  id: "healthlake-data-access-role-scoped",
  title: "Roles that HealthLake takes are bound to their account, their data store and their buckets",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: GUIDE,
  says: "can be taken by HealthLake without aws:SourceAccount and aws:SourceArn, or reaches S3 or KMS resources that are not named",
  fix: 'Trust with Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": "arn:aws:healthlake:<region>:<account>:datastore/fhir/*" } }; name the buckets and the key in Resource.',
  adviseIfOpen:
    "The policies of such a role are usually written from ARNs of buckets and keys that do not exist before the first update.",
  appliesWhen: (p, stack) => {
    const trusted = someStatement(p.assumeRolePolicy, trustsHealthLake);
    // A trust that is not known yet matters only where there is something for HealthLake to do.
    return trusted.truth === "unknown" ? all(trusted, hasDatastore(stack)) : trusted;
  },
  otherwise: "HealthLake can't take this role.",
  requires: (p, stack) =>
    all(
      everyStatement(p.assumeRolePolicy, (statement) =>
        any(
          not(trustsHealthLake(statement)),
          all(bound(statement, "aws:sourceaccount"), bound(statement, "aws:sourcearn")),
        ),
      ),
      ...rightsOf(p, stack).documents.map((document) => everyStatement(document, namesResources)),
    ),
});

function hasDatastore(stack: StackView): Answer {
  return any(...stack.all(datastoreHolder).map((p) => holdsDatastore(p, resourceOf(p).type)));
}

/** A value computed from other resources is no wildcard. */
function bound(statement: Reading<Statement>, key: string): Answer {
  return boundBy(
    statement,
    (name) => name === key,
    (value) => (key === "aws:sourceaccount" ? /^\d{12}$/.test(value) : /^arn:[^:*]+:[^:*]+:[^:]*:[^:*]+:/.test(value)),
    yes,
  );
}

function namesResources(statement: Reading<Statement>): Answer {
  return any(
    not(allows(statement)),
    not(any(reaches(statement, "s3:*"), reaches(statement, "kms:*"))),
    boundBy(
      statement,
      (key) => key === "kms:resourcealiases",
      (value) => !/^(alias\/)?\*/.test(value),
      yes,
    ),
    everyResourceNamed(statement),
  );
}

/** Any bucket, and any key: `*`, `arn:aws:s3:::*`, `arn:aws:kms:us-east-1:111122223333:key/*`. */
const ANY_RESOURCE = /^(\*|arn:[^:]*:s3:::\*.*|arn:[^:]*:kms:[^:]*:[^:]*:(\*|key\/\*|alias\/\*)|arn:\*.*)$/;

function everyResourceNamed(statement: Reading<Statement>): Answer {
  const items = itemsOf(statement.Resource);
  if (items === UNKNOWN) return unknown(pathOf(statement.Resource));
  if (items.length === 0) return no(pathOf(statement.Resource));
  return all(
    ...items.map((item) => {
      const value = valueOf(item);
      if (value === UNKNOWN) return (referencesOf(item) ?? []).length > 0 ? yes : unknown(pathOf(item));
      return fromBoolean(!ANY_RESOURCE.test(String(value)), pathOf(item));
    }),
  );
}

export const healthlakeIoBucketControls = bucket.relation({
  id: "healthlake-io-bucket-controls",
  title: "Buckets that HealthLake writes to are encrypted with KMS and closed to the public",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.502(b)"] },
  source: GUIDE,
  says: "takes exports and job logs of HealthLake without KMS encryption by default or without a full public access block",
  fix: "Give the bucket a BucketServerSideEncryptionConfiguration with aws:kms and a BucketPublicAccessBlock with all four settings on.",
  why: "A role that names no bucket in particular may write to every bucket of the account, so all of them count.",
  appliesWhen: (p, stack) => {
    if (isAccessLogTarget(p, stack).truth === true) return no("tags");
    const roles = healthLakeRoles(stack);
    return any(
      no("bucket"),
      ...roles
        .flatMap((each) => rightsOf(each, stack).documents)
        .map((document) => fromBoolean(mayWrite(document, p), "bucket")),
    );
  },
  otherwise: "No role that HealthLake takes may write here, or access logs are delivered here.",
  requires: (p, stack) => all(encryptedWithKms(p, stack), publicAccessBlocked(p, stack)),
});

/** Which roles HealthLake can take is asked for every bucket, and is the same for all of one stack. */
const healthLakeRoleUrns = oncePerStack((index): readonly string[] =>
  index
    .ofKind(role)
    .filter((resource) => {
      const p = readResource<RoleArgs>(resource, new ReadLog());
      return someStatement(p.assumeRolePolicy, trustsHealthLake).truth === true;
    })
    .map(({ urn }) => urn),
);

function healthLakeRoles(stack: StackView): Reading<RoleArgs>[] {
  return healthLakeRoleUrns(stack.index)
    .map((urn) => stack.at<RoleArgs>(urn))
    .filter((p) => p !== undefined);
}

/** The document, or what is known of it, lets its holder put objects into the bucket. What is not known is told by reference. */
function mayWrite(document: Reading<unknown>, p: Reading<BucketShape>): boolean {
  const { urn } = resourceOf(p);
  const referred = (referencesOf(document) ?? []).includes(urn);
  const arns = identities(resourceOf(p)).filter((identity) => identity.startsWith("arn:"));
  const objects = arns.length > 0 ? arns.map((arn) => `${arn}/*`) : ["arn:aws:s3:::\u0000/*"];
  const answer = someStatement(document, (statement) =>
    all(
      allows(statement),
      reaches(statement, "s3:PutObject"),
      someOf(statement.Resource, (value) =>
        value === UNKNOWN ? referred : objects.some((object) => globsOverlap(String(value), object)),
      ),
    ),
  );
  return answer.truth === true || (answer.truth === "unknown" && referred);
}

function someOf(list: Reading<string[]>, holds: (value: unknown) => boolean): Answer {
  const items = itemsOf(list);
  if (items === UNKNOWN) return unknown(pathOf(list));
  return fromBoolean(
    items.some((item) => holds(valueOf(item))),
    pathOf(list),
  );
}
