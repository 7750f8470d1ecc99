import { expect } from "chai";
import { ofType, plan, type Planned, testSite } from "../testing/plan";
import { FailoverRecords, type FailoverRecordsArgs } from "./failover-records";

const built = (changes: Partial<FailoverRecordsArgs> = {}): Promise<Planned[]> =>
  plan(
    () =>
      new FailoverRecords("f", {
        site: testSite(),
        tags: { t: "v" },
        hostedZone: "Z0123456789ABCDEFGHIJ",
        name: "api.example.org",
        primary: "east.api.example.org",
        secondary: "west.api.example.org",
        healthPath: "/health",
        alarmTopicArn: "arn:topic",
        ...changes,
      }),
  );

describe("FailoverRecords", () => {
  it("asks both regions by HTTPS, with the name that their certificates have", async () => {
    const checks = ofType(await built(), "aws:route53/healthCheck:HealthCheck").map(({ inputs }) => inputs);
    expect(checks.map(({ fqdn }) => fqdn)).to.deep.equal(["east.api.example.org", "west.api.example.org"]);
    for (const check of checks) {
      expect(check).to.include({
        type: "HTTPS",
        port: 443,
        enableSni: true,
        failureThreshold: 3,
        resourcePath: "/health",
      });
    }
  });

  it("answers with the second region where the first is not well", async () => {
    const records = ofType(await built(), "aws:route53/record:Record").map(({ inputs }) => inputs);
    expect(
      records.map(({ setIdentifier, records: to, healthCheckId, failoverRoutingPolicies: [policy] }) => [
        setIdentifier,
        policy.type,
        to[0],
        healthCheckId,
      ]),
    ).to.deep.equal([
      ["primary", "PRIMARY", "east.api.example.org", "f-primary-check-id"],
      ["secondary", "SECONDARY", "west.api.example.org", "f-secondary-check-id"],
    ]);
    for (const record of records) expect(record).to.include({ name: "api.example.org", type: "CNAME", ttl: 60 });
  });

  it("rings where Route 53 counts, and leaves alarms out elsewhere", async () => {
    const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    expect(ofType(await built(), ALARM).map(({ inputs }) => inputs.dimensions)).to.deep.equal([
      { HealthCheckId: "f-primary-check-id" },
      { HealthCheckId: "f-secondary-check-id" },
    ]);
    expect(ofType(await built({ alarmTopicArn: undefined }), ALARM)).to.be.empty;
  });
});
