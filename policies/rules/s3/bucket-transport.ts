import { about, all, type Answer } from "../../answer";
import { deniesPlainTransport, globCovers, someResource, type Statement } from "../../policy-document";
import { pathOf, valueOf, type Reading } from "../../reading";
import { setting, type StackView } from "../../stack-view";
import { bucketPolicy, type BucketShape } from "./bucket";

/** The bucket's policy, inline or beside it, denies every S3 action on the bucket and its objects without TLS. */
export function refusesPlainHttp(p: Reading<BucketShape>, stack: StackView): Answer {
  const inline = p.policy as Reading<unknown>;
  return setting(
    inline,
    () => documentRefuses(inline, p.bucket),
    stack.partner(p, bucketPolicy, "bucket"),
    (companion) => documentRefuses(companion.policy, p.bucket),
  );
}

/** One Deny for both, or one for the bucket and one for its objects; a failure names the document. */
function documentRefuses(policy: Reading<unknown>, bucketName: Reading<string>): Answer {
  const value = valueOf(bucketName);
  const name = typeof value === "string" ? value : undefined;
  const answer = all(
    deniesPlainTransport(policy, "s3:*", (statement) => standsFor(statement, "arn:aws:s3:::b", name)),
    deniesPlainTransport(policy, "s3:*", (statement) => standsFor(statement, "arn:aws:s3:::b/*", name)),
  );
  return about(answer, pathOf(policy));
}

/**
 * One of the statement's resources takes in `target`, an ARN of a bucket called `b`: S3 accepts no other bucket's name in the policy, so
 * names are read as `b`; where the program gives the bucket's name, another one is a mistake and stands for nothing.
 */
export function standsFor(statement: Reading<Statement>, target: string, name?: string): Answer {
  return someResource(statement, (pattern) => globCovers(namedB(pattern, name), target));
}

/** `arn:aws-us-gov:s3:::clinic-notes/*` to `arn:aws:s3:::b/*`; a star in the name stays. */
function namedB(arn: string, own?: string): string {
  return arn.replace(/arn:[^:]*:s3:::([^/]*)/, (whole, name: string) => {
    if (name.endsWith("*")) return "arn:aws:s3:::b*";
    return own === undefined || own === name || /[*?]/.test(name) ? "arn:aws:s3:::b" : whole;
  });
}
