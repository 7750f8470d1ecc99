import { all, any, not, unknown, unnamed, type Answer } from "../../answer";
import { allows, boundBy, policyDocument, reaches, someResource, type Statement } from "../../policy-document";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { texts, type RuleSettings } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { ESCALATIONS } from "./escalation";
import {
  everyDocument,
  everyGrant,
  identityPolicy,
  inlinePolicy,
  isConstrained,
  isOneOfKeys,
  managedPolicy,
  onEverything,
  onSome,
  type PolicyHolder,
} from "./grants";

const LEAST_PRIVILEGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";
const CONFIG_RULES = "https://docs.aws.amazon.com/config/latest/developerguide";

/** The fallback is what AWS Config's two managed rules block where nothing is set. */
const blockedActions = texts({
  name: "blockedActions",
  description: "KMS actions that no policy may allow on every key.",
  fallback: ["kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
});

/** Every key of an account or of all: `key/*`, `arn:aws:kms:*:*:*`. */
const EVERY_KEY = /:kms:[^:]*:[^:]*:(\*|key\/?[*?]+)$/;

/** Keys of a condition that say which KMS keys are meant. */
const KEY_CHOICE = [
  "aws:resourcetag/",
  "aws:resourceaccount",
  "kms:resourcealiases",
  "kms:requestalias",
  "kms:encryptioncontext:",
];

function noDecryptionOfEverything(p: Reading<PolicyHolder>, settings: RuleSettings): Answer {
  return everyGrant(p, (statement) =>
    any(
      not(any(...blockedActions.of(settings).map((action) => reaches(statement, action)))),
      not(any(onEverything(statement), onSome(statement, EVERY_KEY)), pathOf(statement.Resource)),
      unnamed(
        boundBy(
          statement,
          (key) => isOneOfKeys(key, KEY_CHOICE),
          (value) => !/^[*?]*$/.test(value),
        ),
      ),
    ),
  );
}

const KMS_FIX =
  'Name the keys: Resource: [key.arn], or bind them: Condition: { StringEquals: { "aws:ResourceTag/<key>": "<value>" } }.';

export const iamCustomerPolicyBlockedKmsActions = managedPolicy.rule({
  id: "iam-customer-policy-blocked-kms-actions",
  title: "Managed policies let nobody decrypt with every key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.AC-1", "PR.AC-4"],
  },
  source: `${CONFIG_RULES}/iam-customer-policy-blocked-kms-actions.html`,
  says: "lets its holder decrypt with every key",
  fix: KMS_FIX,
  config: [blockedActions],
  requires: noDecryptionOfEverything,
});

export const iamInlinePolicyBlockedKmsActions = inlinePolicy.rule({
  id: "iam-inline-policy-blocked-kms-actions",
  title: "Inline policies let nobody decrypt with every key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.AC-1", "PR.AC-4"],
  },
  source: `${CONFIG_RULES}/iam-inline-policy-blocked-kms-actions.html`,
  says: "lets its holder decrypt with every key",
  fix: KMS_FIX,
  config: [blockedActions],
  requires: noDecryptionOfEverything,
});

const EVERY_PARAMETER = /:ssm:[^:]*:[^:]*:(\*|parameter\/?\*)$/;

/** What reads data or secrets, with the patterns that stand for all of a kind beside `*`. */
const DATA_READS: readonly { readonly action: string; readonly everyOne: RegExp }[] = [
  { action: "s3:GetObject", everyOne: /:s3:::\*(\/\*)?$/ },
  { action: "ssm:GetParameter", everyOne: EVERY_PARAMETER },
  { action: "ssm:GetParameters", everyOne: EVERY_PARAMETER },
  { action: "ssm:GetParametersByPath", everyOne: EVERY_PARAMETER },
  { action: "secretsmanager:GetSecretValue", everyOne: /:secretsmanager:[^:]*:[^:]*:(\*|secret:\*)$/ },
];

export const iamPolicyNoDataExfiltration = identityPolicy.rule({
  id: "iam-policy-no-data-exfiltration",
  title: "No policy lets its holder read all objects, parameters or secrets",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: LEAST_PRIVILEGE,
  says: "lets its holder read all objects, parameters or secrets",
  fix: 'Name them: Resource: ["arn:aws:s3:::claims/*"], or bind them with a condition, e.g. on aws:ResourceTag.',
  requires: (p) =>
    everyGrant(p, (statement) =>
      all(
        ...DATA_READS.map(({ action, everyOne }) =>
          any(
            not(reaches(statement, action)),
            not(
              any(
                onEverything(statement),
                someResource(statement, (pattern) => everyOne.test(pattern)),
              ),
              pathOf(statement.Resource),
            ),
            unnamed(isConstrained(statement)),
          ),
        ),
      ),
    ),
});

/** Resources of IAM as a whole: `arn:aws:iam::*:role/*`. */
const EVERY_IAM_ENTITY = /:iam::[^:]*:(\*|(role|user|group|policy)\/\*)$/;

export const iamPolicyNoPrivilegeEscalation = identityPolicy.rule({
  id: "iam-policy-no-privilege-escalation",
  title: "No policy lets its holder give itself more rights",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"], soc2: ["CC3.3"] },
  source: LEAST_PRIVILEGE,
  says: "lets its holder give itself more rights than it says",
  fix: "Name the roles and users the IAM actions are for, e.g. iam:PassRole on the one role that is passed.",
  why: "A condition on iam:PassedToService chooses the service, not the role: passing any role to it is enough.",
  requires: (p) => everyDocument(p, cannotEscalate),
});

function cannotEscalate(document: Reading<unknown>): Answer {
  const statements = itemsOf(policyDocument(document).Statement);
  if (statements === UNKNOWN) return unknown(pathOf(policyDocument(document).Statement));
  return all(
    ...ESCALATIONS.map((actions) => {
      const granted = actions.map((action) =>
        firstGrant(statements as unknown as Reading<Statement>[], action, actions.length === 1),
      );
      return not(all(...granted.map(({ answer }) => answer)), ...granted.map(({ path }) => path));
    }),
  );
}

/**
 * Whether some statement gives the action, and where the first one that does stands. Rights over IAM count where they are for everything;
 * the other action of a set counts for one resource too, as the holder makes that resource.
 */
function firstGrant(
  statements: readonly Reading<Statement>[],
  action: string,
  alone: boolean,
): { answer: Answer; path: string } {
  const answers = statements.map((statement) => {
    const given = all(allows(statement), reaches(statement, action));
    // Few statements give any of these actions: what they are for matters only then.
    if (given.truth === false || (!alone && !action.startsWith("iam:"))) return given;
    return all(
      given,
      any(
        onEverything(statement),
        someResource(statement, (pattern) => EVERY_IAM_ENTITY.test(pattern)),
      ),
      not(isConstrained(statement)),
    );
  });
  const hit = statements[answers.findIndex((answer) => answer.truth === true)];
  const list = hit === undefined ? undefined : valueOf(hit.Action) === undefined ? hit.NotAction : hit.Action;
  return { answer: any(...answers), path: list === undefined ? "" : pathOf(list) };
}
