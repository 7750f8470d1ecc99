import type { EventArchiveArgs, EventBusArgs, EventTargetArgs } from "@pulumi/aws/cloudwatch";
import { all } from "../../answer";
import { customerKey } from "../../predicates";
import { on } from "../../rule";
import { FIREHOSE, isOf, LOG_GROUP, QUEUE, STREAM, TOPIC, union } from "./flow-ends";
import { carriesPhi, everySink, goesSomewhere, type Sinks } from "./flow-sinks";
import { hasOwnKey, isEncrypted } from "./protection";

const keeper = on<EventBusArgs & EventArchiveArgs>(
  "aws:cloudwatch/eventBus:EventBus",
  "aws:cloudwatch/eventArchive:EventArchive",
);
const target = on<EventTargetArgs>("aws:cloudwatch/eventTarget:EventTarget");

export const phiFlowEventbridgeBusCmk = keeper.relation({
  id: "phi-flow-eventbridge-bus-cmk",
  title: "Event buses and archives with patient data are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-at-rest.html",
  says: "keeps events with patient data without a customer managed key",
  fix: "Set kmsKeyIdentifier: key.arn.",
  why: "EventBridge holds events for up to a day while it tries to deliver them, and an archive holds them for as long as it is told.",
  appliesWhen: (_, stack, resource) => carriesPhi(stack, resource),
  otherwise: "Its events are classified as holding no patient data.",
  requires: (p) => customerKey(p.kmsKeyIdentifier),
});

const KEEPS_EVENTS: Sinks = {
  arn: union(QUEUE, TOPIC, STREAM, LOG_GROUP, FIREHOSE),
  deadLetterConfig: QUEUE,
};

export const phiFlowEventbridgeTargetEncrypted = target.relation({
  id: "phi-flow-eventbridge-target-encrypted",
  title: "Events with patient data go to targets with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html",
  says: "sends events that may hold patient data to a target without a customer managed key",
  fix: "Set kmsMasterKeyId: key.arn on the queue or topic, kmsKeyId: key.arn on the stream or log group; likewise on the dead-letter queue.",
  appliesWhen: (p, stack, resource) => all(carriesPhi(stack, resource), goesSomewhere(p, stack, KEEPS_EVENTS)),
  otherwise:
    "The rule runs by the clock or takes events about resources alone, the target gets a fixed input, the data is classified as holding nothing of patients, or no queue, topic, stream or log group of this program takes it.",
  requires: (p, stack) =>
    everySink(p, stack, KEEPS_EVENTS, (sink) =>
      isOf(sink.type, FIREHOSE) ? isEncrypted(sink, stack) : hasOwnKey(sink, stack),
    ),
});
