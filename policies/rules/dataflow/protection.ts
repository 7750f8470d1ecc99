import { all, any, no, yes, type Answer } from "../../answer";
import { absent, customerKey, given, is, notFalse, present } from "../../predicates";
import type { Reading } from "../../reading";
import type { Resource } from "../../resource";
import type { StackView } from "../../stack-view";
import { bucket, type BucketShape } from "../s3/bucket";
import { encryptedWithKms } from "../s3/bucket-settings";
import { isOf } from "./flow-ends";

/** The inputs that say how what passes through or is kept in a resource is encrypted, of all types together. */
interface Guarded {
  readonly kmsMasterKeyId: string;
  readonly sqsManagedSseEnabled: boolean;
  readonly encryptionType: string;
  readonly kmsKeyId: string;
  readonly kmsKeyArn: string;
  readonly kmsKeyIdentifier: string;
  readonly serverSideEncryption: { readonly enabled: boolean };
  readonly kinesisSourceConfiguration: object;
  readonly mskSourceConfiguration: object;
  readonly encryptionInfo: {
    readonly encryptionInTransit: { readonly clientBroker: string; readonly inCluster: boolean };
  };
  readonly encryptAtRest: { readonly enabled: boolean };
  readonly encrypted: boolean;
  readonly storageEncrypted: boolean;
}

type Question = (p: Reading<Guarded>) => Answer;

const domainEncrypted: Question = (p) => is(p.encryptAtRest.enabled, true);

/** What the rule about each type asks. What is not listed AWS encrypts always, or it keeps nothing. */
const ENCRYPTED: Readonly<Record<string, Question>> = {
  "aws:sqs/queue:Queue": (p) => any(present(p.kmsMasterKeyId), notFalse(p.sqsManagedSseEnabled)),
  "aws:sns/topic:Topic": (p) => given(p.kmsMasterKeyId),
  "aws:kinesis/stream:Stream": (p) => is(p.encryptionType, "KMS"),
  // What reads a stream or a Kafka cluster is as well encrypted as its source, and takes no setting of its own.
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (p) =>
    any(
      present(p.kinesisSourceConfiguration),
      present(p.mskSourceConfiguration),
      is(p.serverSideEncryption.enabled, true),
    ),
  // Kafka is always encrypted at rest; its traffic is what a program decides.
  "aws:msk/cluster:Cluster": ({ encryptionInfo: { encryptionInTransit: inTransit } }) =>
    all(any(absent(inTransit.clientBroker), is(inTransit.clientBroker, "TLS")), notFalse(inTransit.inCluster)),
  "aws:opensearch/domain:Domain": domainEncrypted,
  "aws:elasticsearch/domain:Domain": domainEncrypted,
  "aws:redshift/cluster:Cluster": (p) => notFalse(p.encrypted),
  "aws:docdb/cluster:Cluster": (p) => is(p.storageEncrypted, true),
};

const OWN_KEY: Readonly<Record<string, Question>> = {
  "aws:sqs/queue:Queue": (p) => customerKey(p.kmsMasterKeyId),
  "aws:sns/topic:Topic": (p) => customerKey(p.kmsMasterKeyId),
  "aws:kinesis/stream:Stream": (p) => all(is(p.encryptionType, "KMS"), customerKey(p.kmsKeyId)),
  "aws:cloudwatch/logGroup:LogGroup": (p) => customerKey(p.kmsKeyId),
  "aws:cloudwatch/eventBus:EventBus": (p) => customerKey(p.kmsKeyIdentifier),
  "aws:lambda/function:Function": (p) => customerKey(p.kmsKeyArn),
};

/** Encrypted as the rule about its own type asks; true for what AWS encrypts whatever a program says. */
export function isEncrypted(resource: Resource, stack: StackView): Answer {
  const question = isOf(resource.type, bucket)
    ? (p: Reading<unknown>): Answer => encryptedWithKms(p as Reading<BucketShape>, stack)
    : ENCRYPTED[resource.type];
  return asked(question, resource, stack) ?? yes;
}

/** Encrypted with a customer managed key. The default event bus, which no program makes, is not. */
export function hasOwnKey(resource: Resource, stack: StackView): Answer {
  return asked(OWN_KEY[resource.type], resource, stack) ?? no();
}

function asked(question: Question | undefined, { urn }: Resource, stack: StackView): Answer | undefined {
  const p = stack.at<Guarded>(urn);
  return p === undefined ? undefined : question?.(p);
}
