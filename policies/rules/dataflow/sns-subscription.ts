import type { TopicSubscriptionArgs } from "@pulumi/aws/sns";
import { all, any } from "../../answer";
import { absent, noneOf } from "../../predicates";
import { valueOf } from "../../reading";
import { on } from "../../rule";
import { FIREHOSE, QUEUE, union } from "./flow-ends";
import { carriesPhi, drawnBreach, everySink } from "./flow-sinks";
import { PhiFlow } from "./phi-flow";
import { isEncrypted } from "./protection";

const subscription = on<TopicSubscriptionArgs>("aws:sns/topicSubscription:TopicSubscription");

/** Leave AWS in the clear, or land in a mailbox or on a phone. */
const OPEN_PROTOCOLS = ["email", "email-json", "sms", "http"];

export const phiFlowSnsSubscriptionEndpoint = subscription.relation({
  id: "phi-flow-sns-subscription-endpoint",
  title: "Topics with patient data deliver neither by mail, text message nor plain HTTP, and to encrypted queues",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)", "164.502(b)"],
  },
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
  says: "delivers what may be patient data by mail, text message or plain HTTP, or to a queue that is not encrypted",
  fix: "Subscribe an encrypted queue, a function or an https endpoint; tag a topic for notices alone as internal.",
  why: "A topic that only alarms and events about resources feed in this program is taken for one without patient data.",
  appliesWhen: (_, stack, resource) => carriesPhi(stack, resource),
  otherwise: "The topic is classified as holding no patient data, or only alarms and events about resources feed it.",
  requires: (p, stack, resource) =>
    all(
      drawnBreach(
        any(absent(p.protocol), noneOf(p.protocol, OPEN_PROTOCOLS)),
        () => `${PhiFlow.of(stack).path(resource)} → ${String(valueOf(p.protocol))}`,
      ),
      everySink(p, stack, { endpoint: union(QUEUE, FIREHOSE) }, (sink) => isEncrypted(sink, stack)),
    ),
});
