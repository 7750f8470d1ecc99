import type { FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis";
import { all, any, not, type Answer } from "../../answer";
import { customerKey, is, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { stream } from "./stream";

type Delivery = Reading<FirehoseDeliveryStreamArgs>;

const delivery = on<FirehoseDeliveryStreamArgs>("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");

const ENCRYPTION = "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html";

/** Firehose keeps no records of its own where it reads from a stream or a cluster. */
function readsFromSource(p: Delivery): Answer {
  return any(present(p.kinesisSourceConfiguration), present(p.mskSourceConfiguration));
}

export const kinesisFirehoseDeliveryStreamEncrypted = delivery.relation({
  id: "kinesis-firehose-delivery-stream-encrypted",
  title: "Delivery streams encrypt the records they hold",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "holds records unencrypted until they are delivered",
  fix: "Set serverSideEncryption: { enabled: true }; where it reads from a Kinesis stream, encrypt that stream.",
  why: "Firehose can't encrypt what it reads from a Kinesis stream or an MSK cluster and leaves it to the source. MSK always encrypts; a stream of elsewhere is judged where it is made.",
  requires: (p, stack) => {
    if (readsFromSource(p).truth !== true) return is(p.serverSideEncryption.enabled, true);
    const sources = stack.named(p.kinesisSourceConfiguration, stream).certain;
    return all(...sources.map((source) => is(source.encryptionType, "KMS")));
  },
});

export const kinesisFirehoseDeliveryStreamCmk = delivery.rule({
  id: "kinesis-firehose-delivery-stream-cmk",
  title: "Delivery streams encrypt with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "does not encrypt with a customer managed key",
  fix: 'Set serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.arn }.',
  appliesWhen: (p) => not(readsFromSource(p), pathOf(p.kinesisSourceConfiguration)),
  otherwise: "It reads from a Kinesis stream or an MSK cluster, whose key protects the records.",
  requires: ({ serverSideEncryption: sse }) =>
    all(is(sse.enabled, true), is(sse.keyType, "CUSTOMER_MANAGED_CMK"), customerKey(sse.keyArn)),
});
