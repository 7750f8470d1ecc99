import { about, all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import {
  allows,
  boundBy,
  everyStatement,
  policyDocument,
  principals,
  reaches,
  type Statement,
} from "../../policy-document";
import { matches } from "../../predicates";
import { entriesOf, itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";
import { everyKeyDocument, guardsPhi } from "./key-documents";
import { withPolicy } from "./key";

const NO_PHI = "The key is classified as one for data that names no patient.";
const WRITTEN_FROM_ROLES =
  "Key policies are usually written from the ARNs of roles that do not exist before the first update: a stop would hit compliant programs.";

/** An account as such: its IAM policies decide (KMS Developer Guide, "Allows access to the AWS account and enables IAM policies"). */
const ACCOUNT = /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:root)$/;

/** Roles that AWS makes and that services alone assume (IAM User Guide, "Create a service-linked role"). */
const SERVICE_LINKED = /^arn:aws[a-z-]*:iam::\d{12}:role\/aws-service-role\//;

/** What ties a use of the key to a service, an account, the data's context or an attested enclave. */
const USE_KEYS = ["kms:viaservice", "kms:calleraccount", "kms:encryptioncontext:", "kms:recipientattestation:"];

/** What ties a service that uses the key itself to the resource or account that it does so for. */
const SOURCE_KEYS = ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"];

export const kmsPhiKeyPolicyViaService = withPolicy.relation({
  id: "kms-phi-key-policy-via-service",
  title: "Keys of patient data decrypt through a named service, for a named account or in a named context only",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
  says: "lets a role or service decrypt patient data on no condition",
  fix: 'Add Condition: { StringEquals: { "kms:ViaService": "s3.<region>.amazonaws.com" } } (or kms:CallerAccount, kms:EncryptionContext:<key>); for a service principal aws:SourceArn or aws:SourceAccount will do.',
  why: "The account's own statement is spared, as without it nobody could change the key; a key without a policy of its own has that statement alone. A service-linked role is the service itself, acts for its own account alone and takes no condition.",
  adviseIfOpen: WRITTEN_FROM_ROLES,
  appliesWhen: guardsPhi,
  otherwise: NO_PHI,
  requires: (p) =>
    everyKeyDocument(p, (document) =>
      everyStatement(document, (statement) =>
        any(
          not(allows(statement)),
          not(reaches(statement, "kms:Decrypt")),
          all(
            any(not(letsIn(statement, (kind) => kind !== "Service")), boundOn(statement, USE_KEYS)),
            any(
              not(letsIn(statement, (kind) => kind === "Service")),
              boundOn(statement, USE_KEYS),
              boundOn(statement, SOURCE_KEYS),
            ),
          ),
        ),
      ),
    ),
});

/** Somebody of this kind, other than an account as such or a service-linked role. NotPrincipal lets in everyone of every kind. */
function letsIn(statement: Reading<Statement>, ofKind: (kind: string) => boolean): Answer {
  return any(
    fromBoolean(valueOf(statement.NotPrincipal) !== undefined),
    principals(statement, (kind, principal) =>
      all(fromBoolean(ofKind(kind)), not(matches(principal, ACCOUNT)), not(matches(principal, SERVICE_LINKED))),
    ),
  );
}

function boundOn(statement: Reading<Statement>, keys: readonly string[]): Answer {
  const answer = boundBy(
    statement,
    (key) => keys.some((name) => (name.endsWith(":") ? key.startsWith(name) : key === name)),
    (value) => !/^[*?]*$/.test(value),
    yes,
  );
  return about(answer, pathOf(statement.Condition));
}

const ADMINISTRATION = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"] as const;
const USE = "kms:Decrypt";

export const kmsPhiKeySeparationOfDuties = withPolicy.relation({
  id: "kms-phi-key-separation-of-duties",
  title: "Nobody both administers a key of patient data and decrypts with it",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(c)(1)", "164.312(c)(2)"],
  },
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  says: "lets one principal both administer the key and decrypt with it",
  fix: "Give kms:PutKeyPolicy and kms:ScheduleKeyDeletion to one role and kms:Decrypt to another.",
  why: "Who decrypts and also writes the key's policy can let anyone in unseen, or destroy the data by destroying the key. The account's own statement is spared.",
  adviseIfOpen: WRITTEN_FROM_ROLES,
  appliesWhen: guardsPhi,
  otherwise: NO_PHI,
  requires: (p) => everyKeyDocument(p, dutiesAreSeparate),
});

function dutiesAreSeparate(document: Reading<unknown>): Answer {
  const items = itemsOf(policyDocument(document).Statement);
  if (items === UNKNOWN) return unknown(pathOf(policyDocument(document).Statement));
  const statements = items as unknown as readonly Reading<Statement>[];
  const gives = (statement: Reading<Statement>, actions: readonly string[]): Answer =>
    all(allows(statement), any(...actions.map((action) => reaches(statement, action))));
  const administer = statements.filter((statement) => gives(statement, ADMINISTRATION).truth !== false);
  const use = statements.filter((statement) => gives(statement, [USE]).truth !== false);
  return all(
    ...administer.flatMap((one) =>
      use.map((other) =>
        not(
          all(gives(one, ADMINISTRATION), gives(other, [USE]), sharePrincipal(one, other)),
          whereGiven(one),
          whereGiven(other),
        ),
      ),
    ),
  );
}

function whereGiven(statement: Reading<Statement>): string {
  return pathOf(valueOf(statement.Action) === undefined ? statement.NotAction : statement.Action);
}

/** Someone named in both, the account as such aside. */
function sharePrincipal(one: Reading<Statement>, other: Reading<Statement>): Answer {
  const [ofOne, ofOther] = [namedPrincipals(one), namedPrincipals(other)];
  if (ofOne?.length === 0 || ofOther?.length === 0) return no();
  if (ofOne === undefined || ofOther === undefined)
    return unknown(...[one, other].map((statement) => pathOf(statement.Principal)));
  return fromBoolean(ofOne.some((principal) => ofOther.includes(principal)));
}

/** Undefined where one is not known yet. */
function namedPrincipals(statement: Reading<Statement>): string[] | undefined {
  const value = valueOf(statement.Principal);
  if (typeof value === "string") return [value];
  const kinds = entriesOf(statement.Principal);
  if (kinds === UNKNOWN) return undefined;
  const found: string[] = [];
  for (const [, list] of kinds) {
    const items = itemsOf(list);
    if (items === UNKNOWN) return undefined;
    for (const item of items) {
      const principal = valueOf(item);
      if (principal === UNKNOWN) return undefined;
      if (!ACCOUNT.test(String(principal))) found.push(String(principal));
    }
  }
  return found;
}
