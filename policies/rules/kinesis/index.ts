import type { Rule } from "../../rule";
import * as firehose from "./firehose";
import * as flink from "./flink-application";
import * as stream from "./stream";

export const rules: readonly Rule[] = [
  firehose.kinesisFirehoseDeliveryStreamCmk,
  firehose.kinesisFirehoseDeliveryStreamEncrypted,
  flink.kinesisanalyticsFlinkVpcAndLogging,
  stream.kinesisStreamBackupRetentionCheck,
  stream.kinesisStreamCmk,
  stream.kinesisStreamEncrypted,
  stream.kinesisVideoStreamCmk,
];
