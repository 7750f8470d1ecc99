import type { FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis";
import { all, any, fromBoolean, unnamed, type Answer } from "../../answer";
import { absent, customerKey, is } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { BUCKET, DOMAIN, KAFKA, STREAM, union, WAREHOUSE } from "./flow-ends";
import { namedIn } from "./flow-names";
import { carriesPhi, everySink, everySource, goesSomewhere, type Sinks } from "./flow-sinks";
import { isEncrypted } from "./protection";

const deliveryStream = on<FirehoseDeliveryStreamArgs>("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");
type DeliveryStream = Reading<FirehoseDeliveryStreamArgs>;

const DESTINATIONS = "https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html";
const PROTECTION = "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html";

const STORES = union(BUCKET, DOMAIN, WAREHOUSE);

const DELIVERS_TO: Sinks = {
  extendedS3Configuration: STORES,
  opensearchConfiguration: STORES,
  elasticsearchConfiguration: STORES,
  opensearchserverlessConfiguration: STORES,
  redshiftConfiguration: STORES,
  httpEndpointConfiguration: STORES,
  splunkConfiguration: STORES,
  snowflakeConfiguration: STORES,
  icebergConfiguration: STORES,
};

/** What Firehose writes to a bucket: the records themselves, a copy of them, or those that failed. */
interface Delivery {
  readonly kmsKeyArn: string;
  readonly s3Configuration: Delivery;
  readonly s3BackupMode: string;
  readonly s3BackupConfiguration: Delivery;
}

export const phiFlowFirehoseDestinationEncrypted = deliveryStream.relation({
  id: "phi-flow-firehose-destination-encrypted",
  title: "Delivery streams write patient data encrypted to stores that are encrypted",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: DESTINATIONS,
  says: "writes patient data without a customer managed key, or to a store that is not encrypted",
  fix: "Set kmsKeyArn: key.arn in extendedS3Configuration and s3BackupConfiguration, and encrypt the bucket, domain or cluster.",
  why: "Records that fail on the way to a search domain, a warehouse or an endpoint are kept in a bucket; there the bucket's own KMS encryption will do.",
  appliesWhen: (_, stack, resource) => carriesPhi(stack, resource),
  otherwise: "The stream or its source is classified as holding no patient data.",
  requires: (p, stack) =>
    all(
      writesWithKey(p.extendedS3Configuration as unknown as Reading<Delivery>),
      ...Object.keys(DELIVERS_TO).map((property) => keepsFailedSafely(p, property, stack)),
      everySink(p, stack, DELIVERS_TO, (sink) => isEncrypted(sink, stack)),
    ),
});

function writesWithKey(delivery: Reading<Delivery>): Answer {
  return any(unnamed(absent(delivery)), all(customerKey(delivery.kmsKeyArn), copiesWithKey(delivery)));
}

function copiesWithKey(delivery: Reading<Delivery>): Answer {
  const copy = delivery.s3BackupConfiguration;
  return any(unnamed(absent(copy)), unnamed(is(delivery.s3BackupMode, "Disabled")), customerKey(copy.kmsKeyArn));
}

/** Another destination's bucket: with a key for what Firehose writes, or encrypted by KMS itself. */
function keepsFailedSafely(p: DeliveryStream, property: string, stack: StackView): Answer {
  const destination = (p as unknown as Record<string, Reading<Delivery>>)[property] as Reading<Delivery>;
  const { found } = namedIn(stack.index, resourceOf(p), property, BUCKET);
  return any(
    unnamed(absent(destination.s3Configuration)),
    all(customerKey(destination.s3Configuration.kmsKeyArn), copiesWithKey(destination)),
    unnamed(all(fromBoolean(found.length > 0), ...found.map((store) => isEncrypted(store, stack)))),
  );
}

const SOURCES: Sinks = { kinesisSourceConfiguration: STREAM, mskSourceConfiguration: KAFKA };

export const phiFlowFirehoseSourceEncrypted = deliveryStream.relation({
  id: "phi-flow-firehose-source-encrypted",
  title: "Delivery streams read patient data from streams that are encrypted",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: PROTECTION,
  says: "reads patient data from a stream that is not encrypted",
  fix: 'Set encryptionType: "KMS" and kmsKeyId on the stream; let a Kafka cluster talk TLS alone.',
  why: "Firehose keeps what it reads as well encrypted as the source does. A Kafka cluster is always encrypted at rest; its traffic is what a program decides.",
  appliesWhen: (p, stack, resource) => all(carriesPhi(stack, resource), goesSomewhere(p, stack, SOURCES)),
  otherwise:
    "The data is classified as holding nothing of patients, or no stream of this program feeds it: what is put in directly is encrypted by the stream's own setting.",
  requires: (p, stack) => everySource(p, stack, SOURCES, (source) => isEncrypted(source, stack)),
});
