import { about, all, any, no, not, unknown, yes, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { coversAction, denies, someStatement, starPrincipal, type Statement } from "../../policy-document";
import { every, is, oneOf, some } from "../../predicates";
import { entriesOf, pathOf, type Reading } from "../../reading";
import { setting } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { bucket, bucketPolicy } from "./bucket";
import { isAccessLogTarget } from "./bucket-settings";
import { standsFor } from "./bucket-transport";

export const s3DenyUnencryptedPut = bucket.relation({
  id: "s3-deny-unencrypted-put",
  title: "Buckets with patient data refuse objects that ask for another encryption",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  says: "takes objects whose writer asks for another encryption than KMS, or for another key",
  fix: 'Add to the bucket policy: { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: `${bucket.arn}/*`, Condition: { Null: { "s3:x-amz-server-side-encryption": "false" }, StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } } }.',
  why: "A writer's header overrides the default encryption of the bucket. The Null condition lets writers through that ask for nothing and so get the default: a negated condition, IfExists or not, also holds where the header is missing.",
  appliesWhen: (p, stack, resource) => all(mayHoldPhi(resource, stack.settings), not(isAccessLogTarget(p, stack))),
  otherwise: "The bucket is classified as holding no patient data, or access logs are delivered here.",
  requires: (p, stack) => {
    const inline = p.policy as Reading<unknown>;
    return setting(
      inline,
      () => refusesOtherEncryption(inline),
      stack.partner(p, bucketPolicy, "bucket"),
      (companion) => refusesOtherEncryption(companion.policy),
    );
  },
});

function refusesOtherEncryption(document: Reading<unknown>): Answer {
  const answer = someStatement(document, (statement) =>
    all(
      denies(statement),
      starPrincipal(statement),
      coversAction(statement, "s3:PutObject"),
      standsFor(statement, "arn:aws:s3:::b/*"),
      onOtherEncryption(statement),
    ),
  );
  return about(answer, pathOf(document));
}

const HEADER = "s3:x-amz-server-side-encryption";
const KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const KMS = ["aws:kms", "aws:kms:dsse"];
const OTHER_THAN_KMS = "AES256";

/** A request that overrides the default encryption: by S3's own key, which names no KMS key, or by another KMS key. */
type Request = "own-key-of-s3" | "another-kms-key";

/** All conditions of the statement hold for one of the requests that are to be refused. */
function onOtherEncryption(statement: Reading<Statement>): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  const holds = (request: Request): Answer =>
    all(
      ...operators.map(([operator, keys]) => {
        const entries = entriesOf(keys);
        if (entries === UNKNOWN) return unknown(pathOf(keys));
        return all(...entries.map(([key, values]) => conditionHolds(request, operator, key.toLowerCase(), values)));
      }),
    );
  return any(holds("own-key-of-s3"), holds("another-kms-key"));
}

/** A negated condition also holds where the header is missing. */
const NEGATED = ["stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotequals", "arnnotlike"];

function conditionHolds(request: Request, operator: string, key: string, values: Reading<unknown>): Answer {
  const asked = operator.toLowerCase().replace("ifexists", "");
  if (asked === "null") {
    const isSent = key === HEADER || (key === KEY_HEADER && request === "another-kms-key");
    return is(values, !isSent);
  }
  if (NEGATED.includes(asked) && key === KEY_HEADER) return yes;
  if (key !== HEADER || request !== "own-key-of-s3") return no(pathOf(values));
  if (NEGATED.includes(asked)) return every(values, (value) => oneOf(value, KMS));
  return asked === "stringequals" || asked === "stringlike"
    ? some(values, (value) => is(value, OTHER_THAN_KMS))
    : no(pathOf(values));
}
