import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowPipeCmk } from "./pipe";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const QUEUE = "aws:sqs/queue:Queue";
const intake = { type: QUEUE, name: "intake", props: { name: "intake" } };
const changes = { type: "aws:kinesis/stream:Stream", name: "changes", props: { encryptionType: "KMS" } };
const pipe = { source: from("intake"), target: from("changes"), roleArn: "arn:aws:iam::111122223333:role/pipe" };
const guarded = { ...pipe, kmsKeyIdentifier: KEY };
const internal = { DataClassification: "internal" };

testRule(phiFlowPipeCmk, {
  valid: [
    {
      name: "key, between encrypted ends",
      props: {
        source: "arn:aws:sqs:us-east-1:111122223333:intake",
        target: "arn:aws:kinesis:us-east-1:111122223333:stream/changes",
        kmsKeyIdentifier: KEY,
      },
      others: [intake, { ...changes, props: { name: "changes", encryptionType: "KMS" } }],
    },
    { name: "ends of another stack", props: { ...guarded, source: "arn:aws:sqs:::a", target: "arn:aws:sqs:::b" } },
    {
      name: "table as the source, function as the target",
      props: guarded,
      others: [
        { type: "aws:dynamodb/table:Table", name: "intake" },
        { type: "aws:lambda/function:Function", name: "changes" },
      ],
    },
  ],
  invalid: [
    {
      name: "no key",
      props: { source: from("intake"), target: from("changes") },
      others: [intake, changes],
      finds: "kmsKeyIdentifier",
    },
    { name: "AWS's key", props: { ...pipe, kmsKeyIdentifier: "alias/aws/pipes" }, finds: "kmsKeyIdentifier" },
    {
      name: "source not encrypted",
      props: guarded,
      others: [{ ...intake, props: { sqsManagedSseEnabled: false } }, changes],
      finds: 'Queue "intake" → Pipe "subject"',
    },
    {
      name: "target not encrypted",
      props: guarded,
      others: [intake, { ...changes, props: {} }],
      finds: 'Queue "intake" → Pipe "subject" → Stream "changes"',
    },
    {
      name: "warehouse as the target, not encrypted",
      props: guarded,
      others: [intake, { type: "aws:redshift/cluster:Cluster", name: "changes", props: { encrypted: "false" } }],
      finds: 'Queue "intake" → Pipe "subject" → Cluster "changes"',
    },
    {
      name: "source by the ARN that AWS answered",
      props: { ...guarded, source: "arn:aws:sqs:us-east-1:111122223333:intake-1a2b" },
      others: [
        {
          ...intake,
          props: { sqsManagedSseEnabled: false },
          outputs: { arn: "arn:aws:sqs:us-east-1:111122223333:intake-1a2b" },
        },
        changes,
      ],
      finds: 'Queue "intake" → Pipe "subject"',
    },
    {
      name: "tag does not take patient data out",
      props: { ...pipe, tags: internal },
      others: [{ ...intake, props: { tags: { DataClassification: "phi" } } }, changes],
      finds: "kmsKeyIdentifier",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "pipe without patient data", props: { ...pipe, tags: internal }, others: [intake], because: "exempt" },
    {
      name: "source without patient data",
      props: pipe,
      others: [{ ...intake, props: { tags: internal } }],
      because: "exempt",
    },
    {
      name: "key not known",
      props: { ...pipe, kmsKeyIdentifier: unknownString },
      others: [intake, changes],
      because: "unknown",
      finds: "kmsKeyIdentifier",
    },
    {
      name: "source not known",
      props: { ...guarded, source: unknownString, target: "" },
      because: "unknown",
      finds: "source",
    },
    {
      name: "target not known",
      props: { ...guarded, target: unknownString },
      others: [intake],
      because: "unknown",
      finds: "target",
    },
  ],
});
