import { expect } from "chai";
import { ALERTS_DUE, RISK_SOURCE } from "../../lambdas/risk-alert/contract";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { lakeRoles } from "./lake-roles";
import { isTimeZone } from "./outreach";
import { RiskAlerts, type RiskAlertsArgs } from "./risk-alerts";

const site = testSite();
const people = ["somebody"];

function make(changes: Partial<RiskAlertsArgs> = {}): RiskAlerts {
  const roles = lakeRoles(
    "l",
    {
      ...{ site, workload: "data-platform", partners: [] },
      personas: {
        ...{ "data-engineer": people, analyst: people, "care-coordinator": people, auditor: people },
        administrator: people,
      },
    },
    {},
  );
  return new RiskAlerts("r", {
    ...{ site, roles, tags: { t: "internal" }, phiTags: { t: "phi" } },
    ...{ threshold: 80, outreach: { timeZone: "America/Chicago", escalateAfterHours: 4, digestHour: 7 } },
    ...{ kmsKeyArn: "arn:key", topicKeyArn: "arn:topic-key", deadLetterArn: "arn:queue", alarmTopicArn: "arn:topic" },
    ...{ logRetentionDays: 365, concurrency: 2 },
    network: { vpcId: "vpc-1", subnetIds: ["subnet-1"], vpcCidr: "10.20.0.0/16", s3PrefixListId: "pl-1" },
    ...changes,
  });
}

describe("RiskAlerts", () => {
  let planned: readonly Planned[] = [];
  before(async () => (planned = await plan(() => make())));

  it("looks every five minutes at what is due, and keeps calls that fail", () => {
    const { inputs } = only(planned, "aws:scheduler/schedule:Schedule");
    expect(inputs.scheduleExpression).to.equal("rate(5 minutes)");
    expect(JSON.parse(inputs.target.input)).to.deep.equal({ "detail-type": ALERTS_DUE, source: RISK_SOURCE });
    expect(inputs.target.arn).to.match(/:function:phiguard-test-risk-alert:live$/);
    expect(inputs.target.deadLetterConfig.arn).to.match(/:phiguard-test-risk-alert-dlq$/);
  });

  it("has a topic of its own for escalations, under the same key, which the function alone publishes to", () => {
    const topics = ofType(planned, "aws:sns/topic:Topic").map(({ inputs }) => [inputs.name, inputs.kmsMasterKeyId]);
    expect(topics).to.have.deep.members([
      ["phiguard-test-risk-alerts", "arn:topic-key"],
      ["phiguard-test-risk-escalations", "arn:topic-key"],
    ]);
    const policies = ofType(planned, "aws:sns/topicPolicy:TopicPolicy").map(({ inputs }) => JSON.parse(inputs.policy));
    for (const { Statement } of policies)
      expect(
        Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow").map(
          ({ Principal }: { Principal: { AWS: string } }) => Principal.AWS,
        ),
      ).to.deep.equal(["arn:aws:iam::123456789012:role/phiguard-test-risk-alert"]);
  });

  it("finds what is due, and a day's alerts, by an index each", () => {
    const { inputs } = only(planned, "aws:dynamodb/table:Table");
    expect(
      inputs.globalSecondaryIndexes.map((of: Record<string, string>) => [of["name"], of["hashKey"], of["rangeKey"]]),
    ).to.deep.equal([
      ["due", "waits", "due"],
      ["day", "day", "toldAt"],
    ]);
    expect(inputs.hashKey).to.equal("reference");
  });

  it("tells the function how people want to be told", () => {
    const { variables } = only(planned, "aws:lambda/function:Function").inputs.environment;
    expect(JSON.parse(variables.OUTREACH)).to.deep.equal({
      ...{ timeZone: "America/Chicago", escalateAfterHours: 4, digestHour: 7 },
    });
    expect(variables.ESCALATION_TOPIC_ARN).to.equal(
      "arn:aws:sns:us-east-1:123456789012:phiguard-test-risk-escalations",
    );
  });

  const good = { timeZone: "UTC", escalateAfterHours: 4, digestHour: 7 };
  const hours = { from: "21:00", to: "07:00" };
  const refused: [object, string][] = [
    [
      { timeZone: "Mars/Olympus" },
      'outreach.timeZone must be a name in the IANA time zone database; got "Mars/Olympus"',
    ],
    [{ escalateAfterHours: 0 }, "outreach.escalateAfterHours must be a whole number in [1, 168]; got 0"],
    [{ digestHour: 24 }, "outreach.digestHour must be a whole number in [0, 23]; got 24"],
    [{ quietHours: { ...hours, from: "24:00" } }, "outreach.quietHours.from must be a time of day such as 21:00"],
    [{ quietHours: { ...hours, to: "21:00" } }, "outreach.quietHours.to must be another time of day such as 07:00"],
    [{ quietHours: { ...hours, overrideScore: 101 } }, "outreach.quietHours.overrideScore must be a whole number"],
  ];
  for (const [changes, message] of refused)
    it(`refuses ${JSON.stringify(changes)}`, async () =>
      expect(await refusal(() => make({ outreach: { ...good, ...changes } }))).to.contain(message));

  it("takes names of time zones, and no bare differences", () => {
    expect(["UTC", "America/Chicago", "Pacific/Honolulu"].map(isTimeZone)).to.deep.equal([true, true, true]);
    expect(["+02:00", "", "America/Springfield"].map(isTimeZone)).to.deep.equal([false, false, false]);
  });
});
