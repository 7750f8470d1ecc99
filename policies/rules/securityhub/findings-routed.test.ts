import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { securityhubFindingsRouted } from "./findings-routed";

const TOPIC = { type: "aws:sns/topic:Topic", name: "t" };
const finds = "EventRule";
const detail = (...Label: unknown[]) => ({ findings: { Severity: { Label } } });
const grave = {
  source: ["aws.securityhub"],
  "detail-type": ["Security Hub Findings - Imported"],
  detail: detail("HIGH", "CRITICAL"),
};
const rule = (pattern: unknown, props: object = {}): OtherResource => ({
  type: "aws:cloudwatch/eventRule:EventRule",
  name: "r",
  props: { eventPattern: typeof pattern === "object" ? JSON.stringify(pattern) : pattern, ...props },
});
const target = (arn: string, name: string = from("r")): OtherResource => ({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  name: "target",
  props: { rule: name, arn },
});
const routed = (pattern: unknown, props?: object) => ({
  props: {},
  others: [rule(pattern, props), target(from("t")), TOPIC],
});
const sentTo = (arn: string, ...more: OtherResource[]) => ({ props: {}, others: [rule(grave), target(arn), ...more] });

testRule(securityhubFindingsRouted, {
  valid: [
    { name: "a topic", ...routed(grave) },
    { name: "a topic by ARN", ...sentTo("arn:aws:sns:us-east-1:111122223333:alerts") },
    { name: "critical alone", ...routed({ ...grave, detail: detail("CRITICAL") }) },
    { name: "high alone", ...routed({ ...grave, detail: detail("HIGH") }) },
    { name: "all severities", ...routed({ ...grave, detail: {} }) },
    { name: "all but some", ...routed({ ...grave, detail: detail({ "anything-but": ["LOW"] }) }) },
    { name: "everything of Security Hub", ...routed({ source: ["aws.securityhub"] }) },
    { name: "switched on", ...routed(grave, { state: "ENABLED", isEnabled: true }) },
  ],
  invalid: [
    { name: "no rule", props: {}, finds },
    { name: "no target", props: {}, others: [rule(grave)], finds },
    {
      name: "target of another rule",
      props: {},
      others: [rule(grave), target("arn:aws:sns:us-east-1:111122223333:a", "other")],
      finds,
    },
    { name: "another source", ...routed({ ...grave, source: ["aws.guardduty"] }), finds },
    { name: "no source", ...routed({ detail: grave.detail }), finds },
    { name: "another kind of event", ...routed({ ...grave, "detail-type": ["Security Hub Insight Results"] }), finds },
    { name: "light findings", ...routed({ ...grave, detail: detail("LOW") }), finds },
    { name: "off by state", ...routed(grave, { state: "DISABLED" }), finds },
    { name: "off", ...routed(grave, { isEnabled: false }), finds },
    ...["logs", "kinesis", "firehose"].map((service) => ({
      name: `kept by ${service}`,
      ...sentTo(`arn:aws:${service}:us-east-1:111122223333:findings`),
      finds,
    })),
    ...[
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:kinesis/stream:Stream",
      "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    ].map((type) => ({ name: `kept by ${type}`, ...sentTo(from("k"), { type, name: "k" }), finds })),
    { name: "target without an ARN", ...sentTo(undefined as unknown as string), finds },
  ],
  notJudged: [
    { name: "Security Hub is not set up", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" },
    {
      name: "pattern not known yet",
      props: {},
      others: [rule(unknownString), target(from("t")), TOPIC],
      because: "unknown",
    },
  ],
});
