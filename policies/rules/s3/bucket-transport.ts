import { all, no, type Answer } from "../../answer";
import { deniesPlainTransport, globCovers, someResource, type Statement } from "../../policy-document";
import { pathOf, type Reading } from "../../reading";
import { setting, type StackView } from "../../stack-view";
import { bucketPolicy, type BucketShape } from "./bucket";

/** The bucket's policy, inline or beside it, denies every S3 action on the bucket and its objects without TLS. */
export function refusesPlainHttp(p: Reading<BucketShape>, stack: StackView): Answer {
  const inline = p.policy as Reading<unknown>;
  return setting(
    inline,
    () => documentRefuses(inline),
    stack.partner(p, bucketPolicy, "bucket"),
    (companion) => documentRefuses(companion.policy),
  );
}

/** One Deny for both, or one for the bucket and one for its objects; a failure names the document. */
function documentRefuses(policy: Reading<unknown>): Answer {
  const answer = all(
    deniesPlainTransport(policy, "s3:*", (statement) => standsFor(statement, "arn:aws:s3:::b")),
    deniesPlainTransport(policy, "s3:*", (statement) => standsFor(statement, "arn:aws:s3:::b/*")),
  );
  return answer.truth === false ? no(pathOf(policy)) : answer;
}

/**
 * One of the statement's resources takes in `target`, an ARN of a bucket called `b`: S3 accepts no other bucket's name in the policy, so
 * names are read as `b`.
 */
export function standsFor(statement: Reading<Statement>, target: string): Answer {
  return someResource(statement, (pattern) => globCovers(namedB(pattern), target));
}

/** `arn:aws-us-gov:s3:::clinic-notes/*` to `arn:aws:s3:::b/*`; a star in the name stays. */
function namedB(arn: string): string {
  return arn.replace(/arn:[^:]*:s3:::([^/]*)/, (_, name: string) => `arn:aws:s3:::${name.endsWith("*") ? "b*" : "b"}`);
}
