import type { StreamArgs, VideoStreamArgs } from "@pulumi/aws/kinesis";
import { atLeast, customerKey, is } from "../../predicates";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";

export const stream = on<StreamArgs>("aws:kinesis/stream:Stream");
const videoStream = on<VideoStreamArgs>("aws:kinesis/videoStream:VideoStream");

const ENCRYPTION = "https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html";

export const kinesisStreamEncrypted = stream.rule({
  id: "kinesis-stream-encrypted",
  title: "Kinesis streams encrypt their records",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"], soc2: ["PI1.4"] },
  source: ENCRYPTION,
  says: "keeps its records unencrypted",
  fix: 'Set encryptionType: "KMS" and kmsKeyId: key.arn.',
  requires: (p) => is(p.encryptionType, "KMS"),
});

export const kinesisStreamCmk = stream.rule({
  id: "kinesis-stream-cmk",
  title: "Kinesis streams encrypt with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "names no customer managed key for its records",
  fix: "Set kmsKeyId to the ARN of your own key.",
  requires: (p) => customerKey(p.kmsKeyId),
});

const minimumHours = wholeNumber({
  name: "minimumHours",
  description: "Hours that a stream must keep its records at least.",
  fallback: 168,
  minimum: 24,
  maximum: 8760,
});

export const kinesisStreamBackupRetentionCheck = stream.rule({
  id: "kinesis-stream-backup-retention-check",
  title: "Kinesis streams keep their records for a week at least",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"], soc2: ["C1.2"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/kinesis-stream-backup-retention-check.html",
  says: "drops its records too soon to read them again after a failure",
  fix: "Set retentionPeriod: 168 (hours) or more.",
  why: "Left out, a record is gone after a day: a consumer that stands still over a weekend loses it.",
  config: [minimumHours],
  requires: (p, settings) => atLeast(p.retentionPeriod, minimumHours.of(settings)),
});

export const kinesisVideoStreamCmk = videoStream.rule({
  id: "kinesis-video-stream-cmk",
  title: "Video streams encrypt with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/how-kms.html",
  says: "names no customer managed key for its video",
  fix: "Set kmsKeyId to the ARN of your own key.",
  requires: (p) => customerKey(p.kmsKeyId),
});
