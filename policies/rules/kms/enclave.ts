import { about, all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import {
  allows,
  boundBy,
  coversAction,
  denies,
  everyStatement,
  reaches,
  someStatement,
  starPrincipal,
  type Statement,
} from "../../policy-document";
import { is } from "../../predicates";
import { entriesOf, pathOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { isObject, UNKNOWN, type PropertyValue } from "../../value";
import { withPolicy } from "./key";
import { everyKeyDocument, hasPolicy, keysOf } from "./key-documents";

/** What an enclave calls with its attestation document, and what hands plain text or key material to anyone else. */
const SENSITIVE = ["kms:Decrypt", "kms:DeriveSharedSecret", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"] as const;

const ATTESTATION_KEY = /^kms:recipientattestation:(imagesha384|pcr\d+)$/i;

/** A measurement in full. Debug enclaves attest zeros, so zeros would let in any image. */
const MEASUREMENT = /^(?!0+$)[^*?]+$/;

export const kmsEnclaveAttestationEnforced = withPolicy.relation({
  id: "kms-enclave-attestation-enforced",
  title: "Keys of enclaves decrypt for attested enclave images only",
  severity: "high",
  controls: {
    hipaa: ["164.312(a)(1)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(c)(2)", "164.312(e)(2)(ii)"],
    soc2: ["CC6.1", "CC6.3", "CC7.1", "CC7.2"],
  },
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclave.html",
  says: "is an enclave's key that also decrypts for callers without an attestation document",
  fix: 'Add Condition: { StringEqualsIgnoreCase: { "kms:RecipientAttestation:ImageSha384": "<measurement of the image>" } } to every statement that allows kms:Decrypt or data keys, or deny them where the key is missing (Null: "true").',
  why: "A key is taken for an enclave's where its tags or description say so or its policy names a measurement. One statement without the condition, the account's kms:* too, gives the plain text to the parent instance.",
  adviseIfOpen:
    "Key policies are usually written from the ARNs of roles that do not exist before the first update: a stop would hit compliant programs.",
  appliesWhen: (p, stack, resource) =>
    any(
      ...keysOf(p, stack, resource).map(isForEnclaves),
      namesMeasurement(p.policy as Reading<unknown>),
      namesMeasurement(p.keyPolicy),
    ),
  otherwise: "Nothing says that the key is for an enclave.",
  requires: (p, stack) => all(hasPolicy(p, stack), everyKeyDocument(p, isAttested)),
});

function isForEnclaves({ inputs }: Resource): Answer {
  const { tags, description } = inputs;
  if (typeof description === "string" && /enclave/i.test(description)) return yes;
  if (tags === UNKNOWN) return unknown("tags");
  return fromBoolean(
    tagPairs(tags).some(
      ([key, value]) => !["false", "no"].includes(value.toLowerCase()) && /enclave/i.test(`${key} ${value}`),
    ),
  );
}

/** Tags as a map, or as Cloud Control's list of key and value. */
function tagPairs(tags: PropertyValue): [string, string][] {
  if (Array.isArray(tags)) {
    return (tags as readonly PropertyValue[])
      .filter(isObject)
      .map(({ key, value }) => [String(key), String(value)] as [string, string]);
  }
  return isObject(tags) ? Object.entries(tags).map(([key, value]) => [key, String(value)]) : [];
}

function namesMeasurement(document: Reading<unknown>): Answer {
  return someStatement(document, (statement) => {
    const operators = entriesOf(statement.Condition);
    if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
    return any(...operators.map(([, keys]) => namesAttestation(keys)));
  });
}

function namesAttestation(keys: Reading<unknown>): Answer {
  const entries = entriesOf(keys);
  if (entries === UNKNOWN) return unknown(pathOf(keys));
  return fromBoolean(entries.some(([key]) => ATTESTATION_KEY.test(key)));
}

function isAttested(document: Reading<unknown>): Answer {
  return everyStatement(document, (statement) => {
    const given = SENSITIVE.filter((action) => reaches(statement, action).truth !== false);
    return any(
      not(allows(statement)),
      not(any(...given.map((action) => reaches(statement, action)))),
      forMeasuredImages(statement),
      refusedElsewhere(document, given),
    );
  });
}

function forMeasuredImages(statement: Reading<Statement>): Answer {
  const answer = boundBy(
    statement,
    (key) => ATTESTATION_KEY.test(key),
    (value) => MEASUREMENT.test(value),
    yes,
  );
  return about(answer, pathOf(statement.Condition));
}

/** The document refuses these actions to everyone who brings no attestation document, or one of another image. */
function refusedElsewhere(document: Reading<unknown>, actions: readonly string[]): Answer {
  const answer = someStatement(document, (statement) =>
    all(
      denies(statement),
      starPrincipal(statement),
      ...actions.map((action) => coversAction(statement, action)),
      refusesUnattested(statement),
    ),
  );
  return about(answer);
}

/** Negated operators also hold where the key is missing (IAM User Guide, "Negated matching condition operators"). */
const NEGATED: ReadonlySet<string> = new Set([
  "StringNotEquals",
  "StringNotEqualsIfExists",
  "StringNotEqualsIgnoreCase",
  "StringNotEqualsIgnoreCaseIfExists",
]);

/** Conditions are joined by AND, so each must be one that a caller without the right document meets. */
function refusesUnattested(statement: Reading<Statement>): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  return all(
    fromBoolean(operators.length > 0),
    ...operators.map(([operator, keys]) => {
      const entries = entriesOf(keys);
      if (entries === UNKNOWN) return unknown(pathOf(keys));
      return all(
        fromBoolean(entries.length > 0),
        ...entries.map(([key, values]) =>
          all(
            fromBoolean(ATTESTATION_KEY.test(key)),
            operator === "Null" ? is(values, true) : fromBoolean(NEGATED.has(operator)),
          ),
        ),
      );
    }),
  );
}
