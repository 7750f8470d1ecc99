import { any } from "../../answer";
import { narrowed } from "../../policy-document";
import { given, present } from "../../predicates";
import { noForeignPrincipal } from "../../trusted-accounts";
import { refusesPlainTransport } from "../sqs/plain-transport";
import { NO_INLINE_POLICY, policyHolder, topic, topicPolicy } from "./topic";

export const snsTopicSslPublishOnly = topic.relation({
  id: "sns-topic-ssl-publish-only",
  title: "Topics take messages over TLS alone",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
  says: "takes messages over plain HTTP: it is not encrypted, and no policy denies sns:Publish without TLS",
  fix: 'Set kmsMasterKeyId: key.arn, or add to the topic policy: { Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: topic.arn, Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
  why: "SNS answers requests to an encrypted topic over HTTPS alone (Amazon SNS, encryption at rest), so that either is enough.",
  requires: (p, stack) =>
    any(given(p.kmsMasterKeyId), refusesPlainTransport(p.policy, stack.partner(p, topicPolicy, "arn"), "sns:Publish")),
});

export const snsTopicPolicyNoCrossAccount = policyHolder.rule({
  id: "sns-topic-policy-no-cross-account",
  title: "Topic policies allow other accounts in only where the pack's settings or a condition name them",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
  says: "lets an account in that is not on the list of trusted accounts",
  fix: "Take the principal out, add its account to the pack's trustedAccounts, or bind it with aws:PrincipalOrgID.",
  why: "A program does not say which account it runs in; the account in the statement's Resource and the provider's allowedAccountIds count as its own. The star is a matter of sns-topic-policy-not-public.",
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p, settings, resource) => noForeignPrincipal(p.policy, settings, resource, { bound: narrowed }),
});
