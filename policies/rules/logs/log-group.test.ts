import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  cloudwatchLogGroupEncrypted,
  cloudwatchLogGroupNotPublic,
  cwLoggroupRetentionExplicit,
  cwLoggroupRetentionPeriodCheck,
} from "./log-group";

const another = {
  name: "another type",
  type: "aws:cloudwatch/logStream:LogStream",
  props: {},
  because: "other-type",
} as const;
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(cloudwatchLogGroupEncrypted, {
  valid: [{ name: "key by ARN", props: { kmsKeyId } }],
  invalid: [
    { name: "left out", props: {}, finds: "kmsKeyId" },
    { name: "empty", props: { kmsKeyId: "" }, finds: "kmsKeyId" },
    { name: "AWS alias", props: { kmsKeyId: "alias/aws/logs" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    { name: "from another stack", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});

testRule(cwLoggroupRetentionExplicit, {
  valid: [
    { name: "a year", props: { retentionInDays: 365 } },
    { name: "for ever, on purpose", props: { retentionInDays: 0 } },
    {
      name: "other properties filled in",
      props: { retentionInDays: 0, skipDestroy: false, __defaults: ["skipDestroy"] },
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "retentionInDays" },
    {
      name: "filled in by the provider",
      props: { retentionInDays: 0, __defaults: ["retentionInDays"] },
      finds: "retentionInDays",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { retentionInDays: unknownValue }, because: "unknown", finds: "retentionInDays" },
  ],
});

testRule(cwLoggroupRetentionPeriodCheck, {
  valid: [
    { name: "left out: for ever", props: {} },
    { name: "for ever", props: { retentionInDays: 0 } },
    { name: "for ever, from YAML", props: { retentionInDays: "0" } },
    { name: "a year", props: { retentionInDays: 365 } },
    { name: "ten years", props: { retentionInDays: 3653 } },
  ],
  invalid: [
    { name: "half a year", props: { retentionInDays: 180 }, finds: "retentionInDays" },
    { name: "a day short", props: { retentionInDays: 364 }, finds: "retentionInDays" },
    { name: "a day", props: { retentionInDays: 1 }, finds: "retentionInDays" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { retentionInDays: unknownValue }, because: "unknown", finds: "retentionInDays" },
  ],
});

const open = { Effect: "Allow", Principal: "*", Action: "logs:PutLogEvents", Resource: "*" };

testRule(cloudwatchLogGroupNotPublic, {
  valid: [
    {
      name: "a service",
      props: { policyDocument: { Statement: [{ ...open, Principal: { Service: "es.amazonaws.com" } }] } },
    },
    {
      name: "everyone of the account",
      props: {
        policyDocument: JSON.stringify({
          Statement: [{ ...open, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }],
        }),
      },
    },
    { name: "a Deny", props: { policyDocument: { Statement: [{ ...open, Effect: "Deny" }] } } },
  ],
  invalid: [
    { name: "star", props: { policyDocument: { Statement: [open] } }, finds: "policyDocument.Statement[0].Principal" },
    {
      name: "AWS star as JSON",
      props: { policyDocument: JSON.stringify({ Statement: { ...open, Principal: { AWS: "*" } } }) },
      finds: "policyDocument.Statement.Principal",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { policyDocument: unknownString },
      because: "unknown",
      finds: "policyDocument.Statement",
    },
  ],
});
