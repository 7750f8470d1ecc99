import { expect } from "chai";
import { DEFAULT_SETTINGS } from "../../settings";
import { StackIndex } from "../../stack-index";
import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { cloudwatchAlarmActionCheck, cloudwatchAlarmActionEnabledCheck } from "./alarm";

const another = { name: "another type", type: "aws:sns/topic:Topic", props: {}, because: "other-type" } as const;
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const topic = "arn:aws:sns:us-east-1:111122223333:security";
const LISTS = ["alarmActions", "okActions", "insufficientDataActions"];

const composite = (
  alarmRule: unknown,
  props: object = { alarmActions: [topic] },
  name = "composite",
): OtherResource => ({
  type: COMPOSITE,
  name,
  props: { alarmName: `${name}-rings`, alarmRule, ...props },
});
const other: OtherResource = { type: "aws:cloudwatch/metricAlarm:MetricAlarm", name: "other", props: { name: "late" } };
const erring = { name: "erring (5xx)" };
const ARN = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:erring";

testRule(cloudwatchAlarmActionCheck, {
  valid: [
    { name: "on alarm", props: { alarmActions: [topic] } },
    { name: "on recovery alone", props: { alarmActions: [], okActions: [topic] } },
    { name: "on missing data alone", props: { insufficientDataActions: [topic] } },
    { name: "topic made in the same preview", props: { alarmActions: [unknownString] } },
    { name: "composite alarm", type: COMPOSITE, props: { alarmActions: [topic] } },
    ...[
      { name: "a composite made from it", others: [composite(from("subject", "other")), other] },
      { name: "one that tells of another state", others: [composite(from("subject"), { okActions: [topic] })] },
      { name: "a composite that names it", others: [composite('ALARM("late") OR ALARM("erring (5xx)")')] },
      { name: "by INSUFFICIENT_DATA", others: [composite('INSUFFICIENT_DATA( "erring (5xx)" )')] },
      { name: "one that another keeps quiet", others: [composite('ALARM("erring (5xx)") AND NOT (ALARM(late))')] },
      {
        name: "a composite of a composite",
        others: [composite('ALARM("erring (5xx)")', {}), composite('ALARM("composite-rings")', undefined, "above")],
      },
      {
        name: "a composite of a composite, by reference",
        others: [composite(from("subject"), {}), composite(from("composite"), undefined, "above")],
      },
    ].map(({ name, others }) => ({ name: `told by ${name}`, props: erring, others })),
    { name: "told by a plain name", props: { name: "erring" }, others: [composite("ALARM(late) OR ALARM(erring)")] },
    { name: "told by an escaped name", props: { name: 'a"b' }, others: [composite('ALARM("a\\"b")')] },
    {
      name: "told beside two that it keeps quiet",
      props: { name: "erring" },
      others: [composite('NOT ALARM("late") AND NOT ALARM("slow") AND ALARM("erring")')],
    },
    { name: "told by its ARN", props: erring, outputs: { arn: ARN }, others: [composite(`ALARM(${ARN})`)] },
    {
      name: "a composite told by another",
      type: COMPOSITE,
      props: { alarmName: "fhir" },
      others: [composite('ALARM("fhir")')],
    },
    {
      name: "switched off, but told",
      props: { ...erring, actionsEnabled: false },
      others: [composite(from("subject"))],
    },
  ],
  invalid: [
    { name: "none", props: {}, finds: LISTS },
    {
      name: "switched off",
      props: { okActions: [topic], actionsEnabled: false },
      finds: "actionsEnabled",
    },
    { name: "empty lists", props: { alarmActions: [], okActions: [], insufficientDataActions: [] }, finds: LISTS },
    { name: "composite alarm", type: COMPOSITE, props: {}, finds: LISTS },
    ...[
      { name: "a composite without actions", others: [composite(from("subject"), {})] },
      { name: "a composite of another alarm", others: [composite(from("other")), other] },
      { name: "a composite that names another", others: [composite('ALARM("erring") OR ALARM("late")')] },
      {
        name: "a composite that two keep quiet",
        others: [composite('ALARM(a) AND NOT ALARM(late) AND NOT ALARM("erring (5xx)")')],
      },
      { name: "a composite that it keeps quiet", others: [composite('ALARM(late) AND NOT ALARM("erring (5xx)")')] },
      {
        name: "one that it keeps quiet with others",
        others: [composite('ALARM(a) AND NOT (ALARM(b) OR ALARM("erring (5xx)"))')],
      },
      { name: "a composite that rings while it does not", others: [composite('ALARM(late) AND OK("erring (5xx)")')] },
      {
        name: "two composites of each other",
        others: [composite(from("above"), {}), composite(from("composite", "subject"), {}, "above")],
      },
    ].map(({ name, others }) => ({ name, props: erring, others, finds: LISTS })),
    {
      name: "a composite whose actions are switched off",
      props: erring,
      others: [composite(from("subject"), { alarmActions: [topic], actionsEnabled: false })],
      finds: LISTS,
    },
  ],
  notJudged: [
    another,
    {
      name: "a composite whose rule nobody can tell",
      props: erring,
      others: [composite(unknownString)],
      because: "unknown",
      finds: "CompositeAlarm.alarmRule",
    },
    { name: "list not known yet", props: { alarmActions: unknownValue }, because: "unknown", finds: "alarmActions" },
  ],
});

describe("cloudwatch-alarm-action-check where a rule is known that was made from the alarm", () => {
  const judged = (alarmRule: string): string | undefined => {
    const urn = "urn:pulumi:test::phiguard::aws:cloudwatch/metricAlarm:MetricAlarm::erring";
    const alarm = { urn, type: "aws:cloudwatch/metricAlarm:MetricAlarm", name: "erring", inputs: { name: "erring" } };
    const above = {
      urn: `urn:pulumi:test::phiguard::${COMPOSITE}::above`,
      type: COMPOSITE,
      name: "above",
      inputs: { alarmRule, alarmActions: [topic] },
      propertyDependencies: { alarmRule: [urn] },
    };
    const stack = new StackIndex([alarm, above]);
    return cloudwatchAlarmActionCheck.judge?.(alarm, { settings: DEFAULT_SETTINGS, isBaseline: false, stack })?.result;
  };

  for (const [alarmRule, result] of [
    ['ALARM("erring")', "pass"],
    ['ALARM("late") AND NOT ALARM("erring")', "fail"],
  ] as const)
    it(`${result}: ${alarmRule}`, () => expect(judged(alarmRule)).to.equal(result));
});

testRule(cloudwatchAlarmActionEnabledCheck, {
  valid: [
    { name: "left out", props: {} },
    { name: "on", props: { actionsEnabled: true } },
  ],
  invalid: [
    { name: "off", props: { actionsEnabled: false }, finds: "actionsEnabled" },
    { name: "composite alarm", type: COMPOSITE, props: { actionsEnabled: false }, finds: "actionsEnabled" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { actionsEnabled: unknownValue }, because: "unknown", finds: "actionsEnabled" },
  ],
});
