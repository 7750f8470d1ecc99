import type { RoleArgs } from "@pulumi/aws/iam";
import { all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import {
  allows,
  boundBy,
  everyStatement,
  principals,
  reaches,
  someStatement,
  type Statement,
} from "../../policy-document";
import { is } from "../../predicates";
import { itemsOf, pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { rightsOf } from "../iam/role-rights";
import { holdsImages, imageStore } from "./store";

const role = on<RoleArgs>("aws:iam/role:Role");

export const healthimagingImportRoleScoped = role.relation({
  id: "healthimaging-import-role-scoped",
  title: "Roles that HealthImaging takes are bound to their account or data store and name their buckets",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/healthimaging/latest/devguide/cross-service-confused-deputy-prevention.html",
  says: "can be taken by HealthImaging without aws:SourceAccount or aws:SourceArn, or reaches buckets that are not named",
  fix: 'Trust with Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": "arn:aws:medical-imaging:<region>:<account>:datastore/*" } }; name the input and output buckets in Resource.',
  adviseIfOpen:
    "The policies of such a role are usually written from ARNs of buckets that do not exist before the first update.",
  appliesWhen: (p, stack) => {
    const trusted = someStatement(p.assumeRolePolicy, trustsHealthImaging);
    // A trust that is not known yet matters only where there is something for HealthImaging to do.
    return trusted.truth === "unknown" ? all(trusted, hasImages(stack)) : trusted;
  },
  otherwise: "HealthImaging can't take this role.",
  requires: (p, stack) => {
    const { documents, policyArns } = rightsOf(p, stack);
    return all(
      everyStatement(p.assumeRolePolicy, (statement) => any(not(trustsHealthImaging(statement)), isBound(statement))),
      ...documents.map((document) => everyStatement(document, namesBuckets)),
      ...policyArns.map(isNoneForAllBuckets),
    );
  },
});

function trustsHealthImaging(statement: Reading<Statement>): Answer {
  return all(
    allows(statement),
    principals(statement, (kind, principal) =>
      all(fromBoolean(kind === "Service"), is(principal, "medical-imaging.amazonaws.com")),
    ),
  );
}

function hasImages(stack: StackView): Answer {
  return any(...stack.all(imageStore).map((p) => holdsImages(p, resourceOf(p).type)));
}

const SOURCES: Readonly<Record<string, RegExp>> = {
  "aws:sourceaccount": /^\d{12}$/,
  "aws:sourcearn": /arn:[^:*?]+:medical-imaging:[^:]*:\d{12}:/,
};

/** One of the two is enough: an ARN of a data store names its account. */
function isBound(statement: Reading<Statement>): Answer {
  return boundBy(
    statement,
    (key) => key in SOURCES,
    (value, key) => SOURCES[key]?.test(value) === true,
    // Something computes it, so it is no wildcard.
    yes,
  );
}

const ON_BUCKETS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"] as const;

function namesBuckets(statement: Reading<Statement>): Answer {
  return any(
    not(allows(statement)),
    not(any(...ON_BUCKETS.map((action) => reaches(statement, action)))),
    everyBucketNamed(statement),
  );
}

/** `*`, `arn:aws:s3:::*`, `arn:aws:s3:::*-in/*`, `arn:*`. */
const ANY_BUCKET = /^(\*|arn:\*|arn:[^:]*:(\*|s3:[^:]*:[^:]*:\*))/;

function everyBucketNamed(statement: Reading<Statement>): Answer {
  const items = itemsOf(statement.Resource);
  if (items === UNKNOWN) return unknown(pathOf(statement.Resource));
  return all(
    fromBoolean(items.length > 0, pathOf(statement.Resource)),
    ...items.map((item) => {
      const value = valueOf(item);
      if (value === UNKNOWN) return (referencesOf(item) ?? []).length > 0 ? yes : unknown(pathOf(item));
      return fromBoolean(!ANY_BUCKET.test(String(value)), pathOf(item));
    }),
  );
}

/** Policies of AWS that reach every bucket. An ARN not known yet is of a policy made here or elsewhere, whose document counts there. */
const FOR_ALL_BUCKETS = /:iam::aws:policy\/(AmazonS3\w*|AdministratorAccess|PowerUserAccess|ReadOnlyAccess)$/;

function isNoneForAllBuckets(arn: Reading<string>): Answer {
  const value = valueOf(arn);
  return fromBoolean(!(typeof value === "string" && FOR_ALL_BUCKETS.test(value)), pathOf(arn));
}
