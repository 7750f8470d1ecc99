import type { Rule } from "../rule";
import { rules as cloudtrail } from "./cloudtrail";
import { rules as cloudwatch } from "./cloudwatch";
import { rules as ec2 } from "./ec2";
import { rules as healthlake } from "./healthlake";
import { rules as iam } from "./iam";
import { rules as kms } from "./kms";
import { rules as logs } from "./logs";
import { rules as s3 } from "./s3";
import { rules as sns } from "./sns";
import { rules as sqs } from "./sqs";
import { rules as tagging } from "./tagging";
import { rules as vpc } from "./vpc";

/** All rules, a list a service. */
export const rules: readonly Rule[] = [
  ...cloudtrail,
  ...cloudwatch,
  ...ec2,
  ...healthlake,
  ...iam,
  ...kms,
  ...logs,
  ...s3,
  ...sns,
  ...sqs,
  ...tagging,
  ...vpc,
];
