import type { TopicArgs, TopicPolicyArgs, TopicSubscriptionArgs } from "@pulumi/aws/sns";
import { noOpenStatement } from "../../policy-document";
import { given, noneOf, present } from "../../predicates";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";

export const topic = on<TopicArgs>("aws:sns/topic:Topic");
export const topicPolicy: Kind<TopicPolicyArgs> = { types: ["aws:sns/topicPolicy:TopicPolicy"] };
export const policyHolder = on<TopicPolicyArgs & TopicArgs>(...topicPolicy.types, ...topic.types);
export const NO_INLINE_POLICY =
  "The topic has no policy inline; a TopicPolicy is judged on its own, and the one that SNS adds admits the owner alone.";
const subscription = on<TopicSubscriptionArgs>("aws:sns/topicSubscription:TopicSubscription");

export const snsEncryptedKms = topic.rule({
  id: "sns-encrypted-kms",
  title: "Topics encrypt their messages with a KMS key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2", "PI1.4"],
  },
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
  says: "stores its messages without encryption (kmsMasterKeyId is not set)",
  fix: "Set kmsMasterKeyId: key.arn.",
  requires: (p) => given(p.kmsMasterKeyId),
});

export const snsTopicPolicyNotPublic = policyHolder.rule({
  id: "sns-topic-policy-not-public",
  title: "No topic policy allows everyone in without binding them",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
  says: "lets anyone publish or subscribe",
  fix: 'Name the principals, or add Condition: { StringEquals: { "aws:SourceAccount": accountId } }.',
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p) => noOpenStatement(p.policy),
});

export const snsSubscriptionNotHttp = subscription.rule({
  id: "sns-subscription-not-http",
  title: "Messages are not delivered over plain HTTP",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html",
  says: "delivers messages over plain HTTP",
  fix: 'Set protocol: "https" and an https:// endpoint.',
  requires: (p) => noneOf(p.protocol, ["http"]),
});
