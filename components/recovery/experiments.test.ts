import { expect } from "chai";
import { mayDo, statementsIn } from "../testing/access";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { Experiments, type ExperimentsArgs } from "./experiments";

const ACCOUNT = "123456789012";
const args: ExperimentsArgs = {
  site: testSite(),
  tags: { t: "v" },
  service: { clusterName: "phiguard-test-streaming", serviceName: "phiguard-test-consumer" },
  databaseIdentifier: "phiguard-test-records",
  subnetId: "subnet-1",
  stopAlarms: ["phiguard-test-records-loss-near"],
  kmsKeyArn: "arn:key",
  logRetentionDays: 731,
};
const TEMPLATE = "aws:fis/experimentTemplate:ExperimentTemplate";

describe("Experiments", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await plan(() => new Experiments("e", args))));

  it("are ended by an alarm, logged, and aimed at named things", () => {
    const templates = ofType(planned, TEMPLATE).map(({ inputs }) => inputs);
    expect(templates.map(({ actions }) => actions[0].actionId)).to.have.members([
      "aws:ecs:stop-task",
      "aws:rds:reboot-db-instances",
      "aws:network:disrupt-connectivity",
    ]);
    for (const { stopConditions, logConfiguration, experimentOptions } of templates) {
      expect(stopConditions).to.deep.equal([
        {
          source: "aws:cloudwatch:alarm",
          value: `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:phiguard-test-records-loss-near`,
        },
      ]);
      expect(logConfiguration.cloudwatchLogsConfiguration.logGroupArn).to.match(
        /log-group:\/aws\/vendedlogs\/fis\/phiguard\/test\/experiments:\*$/,
      );
      expect(experimentOptions.emptyTargetResolutionMode).to.equal("fail");
    }
    const targets = Object.fromEntries(templates.map(({ actions, targets: [target] }) => [actions[0].name, target]));
    expect(targets["stop-task"]).to.deep.include({ selectionMode: "COUNT(1)", resourceType: "aws:ecs:task" });
    expect(targets["database-failover"].resourceArns).to.deep.equal([
      `arn:aws:rds:us-east-1:${ACCOUNT}:db:phiguard-test-records`,
    ]);
    expect(targets["zone-network-loss"].resourceArns).to.deep.equal([
      `arn:aws:ec2:us-east-1:${ACCOUNT}:subnet/subnet-1`,
    ]);
  });

  it("trust FIS for this account's experiments alone", () => {
    const [trust] = statementsIn(only(planned, "aws:iam/role:Role").inputs.assumeRolePolicy as string);
    expect(trust?.Condition).to.deep.equal({
      StringEquals: { "aws:SourceAccount": ACCOUNT },
      ArnLike: { "aws:SourceArn": `arn:aws:fis:us-east-1:${ACCOUNT}:experiment/*` },
    });
  });

  const acl = `arn:aws:ec2:us-east-1:${ACCOUNT}:network-acl/acl-1`;
  const rows: [string, string, Record<string, string>, boolean][] = [
    ["ecs:StopTask", `arn:aws:ecs:us-east-1:${ACCOUNT}:task/phiguard-test-streaming/1`, {}, true],
    ["ecs:StopTask", `arn:aws:ecs:us-east-1:${ACCOUNT}:task/other/1`, {}, false],
    ["rds:RebootDBInstance", `arn:aws:rds:us-east-1:${ACCOUNT}:db:phiguard-test-records`, {}, true],
    ["rds:RebootDBInstance", `arn:aws:rds:us-east-1:${ACCOUNT}:db:other`, {}, false],
    ["rds:DeleteDBInstance", `arn:aws:rds:us-east-1:${ACCOUNT}:db:phiguard-test-records`, {}, false],
    ["ec2:DeleteNetworkAcl", acl, { "aws:ResourceTag/managedByFIS": "true" }, true],
    ["ec2:DeleteNetworkAcl", acl, {}, false],
  ];
  for (const [action, resource, context, allowed] of rows) {
    it(`${allowed ? "may" : "may not"} ${action} ${resource} ${JSON.stringify(context)}`, () => {
      const statements = statementsIn(only(planned, "aws:iam/policy:Policy").inputs.policy as string);
      expect(mayDo(statements, { action, resource, context })).to.equal(allowed);
    });
  }

  it("are only those that have something to hit, with no rights beyond", async () => {
    const few = await plan(() => new Experiments("e", { ...args, databaseIdentifier: undefined, subnetId: undefined }));
    expect(ofType(few, TEMPLATE)).to.have.length(1);
    expect(only(few, "aws:iam/policy:Policy").inputs.policy).to.not.match(/rds:|ec2:/);
  });

  for (const count of [0, 6]) {
    it(`refuse ${count} alarms to end them`, async () => {
      const stopAlarms = Array.from({ length: count }, (_, index) => `a${index}`);
      expect(await refusal(() => new Experiments("e", { ...args, stopAlarms }))).to.contain(
        "stopAlarms must be 1 to 5 alarms",
      );
    });
  }
});
