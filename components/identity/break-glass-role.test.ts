import { expect } from "chai";
import { matchesEvent } from "../testing/event-match";
import { only, ofType, plan, testSite } from "../testing/plan";
import { BreakGlassRole, emergencyReads } from "./break-glass-role";

const args = {
  site: testSite({ permissionsBoundaryArn: "arn:boundary" }),
  tags: { t: "v" },
  topicArn: "arn:topic",
  kmsKeyArn: "arn:key",
  trailLogGroupName: "/audit",
};
const ARN = "arn:aws:iam::123456789012:role/phiguard-test-break-glass";

describe("BreakGlassRole", () => {
  it("asks for a fresh second factor, lasts an hour, and says what it is for", async () => {
    const { inputs } = only(await plan(() => new BreakGlassRole("b", args)), "aws:iam/role:Role");
    expect(inputs).to.deep.include({
      maxSessionDuration: 3600,
      permissionsBoundary: "arn:boundary",
      tags: { t: "v", "phiguard:purpose": "break-glass" },
    });
    expect(JSON.parse(inputs.assumeRolePolicy).Statement).to.deep.equal([
      {
        Sid: "PeopleWithASecondFactor",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::123456789012:root" },
        Action: "sts:AssumeRole",
        Condition: {
          Bool: { "aws:MultiFactorAuthPresent": "true" },
          NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
        },
      },
    ]);
  });

  it("tells people of each use, read-only calls included", async () => {
    const planned = await plan(() => new BreakGlassRole("b", args));
    const { inputs } = only(planned, "aws:cloudwatch/eventRule:EventRule");
    expect(inputs.state).to.equal("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    const use = (roleArn: string): object => ({
      source: "aws.sts",
      "detail-type": "AWS API Call via CloudTrail",
      detail: { eventName: "AssumeRole", requestParameters: { roleArn } },
    });
    const pattern = JSON.parse(inputs.eventPattern) as object;
    expect(matchesEvent(pattern, use(ARN))).to.equal(true);
    expect(matchesEvent(pattern, use(`${ARN}-2`))).to.equal(false);
  });

  it("watches the trail of all regions too", async () => {
    const planned = await plan(() => new BreakGlassRole("b", args));
    const filter = only(planned, "aws:cloudwatch/logMetricFilter:LogMetricFilter").inputs;
    expect(filter).to.include({
      logGroupName: "/audit",
      pattern: `{ ($.eventName = AssumeRole) && ($.requestParameters.roleArn = "${ARN}") }`,
    });
    const alarms = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs);
    const own = alarms.find(({ metricName }) => metricName === filter.metricTransformation.name);
    expect(own).to.deep.include({ namespace: filter.metricTransformation.namespace, alarmActions: ["arn:topic"] });
  });
});

describe("emergencyReads", () => {
  const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };

  it("reads this stack's records, changes nothing, and decrypts with this stack's keys alone", () => {
    const statements = emergencyReads(place);
    const actions = statements.flatMap(({ Action }) => Action);
    for (const action of actions) expect(action).to.match(/:(Get|List|Read|Search|Decrypt)/);
    expect(statements.map(({ Resource }) => Resource)).to.deep.equal([
      "arn:aws:s3:::phiguard-test-*",
      "arn:aws:s3:::phiguard-test-*/*",
      "arn:aws:healthlake:us-east-1:123456789012:datastore/fhir/*",
      "arn:aws:kms:us-east-1:123456789012:key/*",
    ]);
    expect(statements.at(-1)?.Condition).to.deep.include({
      "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/phiguard-test-*" },
    });
  });
});
