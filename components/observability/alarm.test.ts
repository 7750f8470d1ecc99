import { expect } from "chai";
import { only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { alarm, type AlarmSpec } from "./alarm";

const spec: AlarmSpec = {
  role: "late",
  description: "Something is late.",
  namespace: "AWS/Kinesis",
  metricName: "Age",
  dimensions: { StreamName: "s" },
  statistic: "Maximum",
  comparison: "GreaterThanThreshold",
  threshold: 5,
  periodSeconds: 300,
  periods: 3,
  silence: "notBreaching",
};
const made = (changes: Partial<AlarmSpec> = {}) =>
  alarm("a", { site: testSite(), tags: { t: "v" }, topicArn: "arn:topic" }, { ...spec, ...changes }, {});

describe("alarm", () => {
  it("tells the topic, under a name of the stack's own", async () => {
    const { name, inputs } = only(await plan(() => made()), "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(name).to.equal("a-late");
    expect(inputs).to.deep.equal({
      name: "phiguard-test-late",
      alarmDescription: "Something is late.",
      namespace: "AWS/Kinesis",
      metricName: "Age",
      dimensions: { StreamName: "s" },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 5,
      period: 300,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
      alarmActions: ["arn:topic"],
      tags: { t: "v" },
    });
  });

  const refused: [Partial<AlarmSpec>, string][] = [
    [{ periodSeconds: 90 }, "periodSeconds / 60 must be a whole number in [1, 60]; got 1.5"],
    [{ periodSeconds: 3660 }, "periodSeconds"],
    [{ periods: 0 }, "periods must be a whole number in [1, 24]; got 0"],
  ];
  for (const [change, message] of refused) {
    it(`refuses ${JSON.stringify(change)}`, async () => {
      expect(await refusal(() => made(change))).to.contain(message);
    });
  }
});
