import { expect } from "chai";
import { ofType, only, stackOutputs } from "../components/testing/plan";
import { agreed, type FoundationOutput } from "./foundation";
import { planOf, settings } from "./testing/plans";

const OWNER = "org/phiguard/dev";

const told: FoundationOutput = {
  environment: "dev",
  region: "us-east-1",
  cidrBlock: settings.dev.network.cidrBlock,
  zones: 2,
  serves: ["imaging", "streaming"],
  kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/shared",
  kmsKeyId: "shared",
  accessLogBucketName: "phiguard-dev-access-log-123456789012-us-east-1",
  alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:phiguard-dev-alarms",
  vpcId: "vpc-shared",
  privateSubnetIds: ["subnet-a", "subnet-b"],
  publicSubnetIds: ["subnet-c", "subnet-d"],
  s3PrefixListId: "pl-s3",
  dynamodbPrefixListId: "pl-dynamodb",
};

describe("a stack on another's foundation", () => {
  const user = { ...settings.dev, workloads: ["imaging", "streaming"] as const, foundationStack: OWNER };
  const plan = () => {
    stackOutputs.set(OWNER, { sharedFoundation: told });
    return planOf(own);
  };
  const own = { ...user, workloads: [...user.workloads] };

  it("makes no network, trail or platform key of its own", async () => {
    const planned = await plan();
    expect(only(planned, "pulumi:pulumi:StackReference").inputs).to.deep.equal({ name: OWNER });
    const types = new Set(planned.map(({ type }) => type));
    for (const type of ["awsx:ec2:Vpc", "aws:cloudtrail/trail:Trail", "phiguard:detection:AuditTrail"]) {
      expect(types, type).to.not.include(type);
    }
    const aliases = ofType(planned, "aws:kms/alias:Alias").map(({ inputs }) => inputs.name as string);
    expect(aliases).to.not.include("alias/phiguard-dev-platform");
  });

  it("stands in the other's subnets, logs to its bucket and tells its topic", async () => {
    const planned = await plan();
    expect(only(planned, "aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds).to.deep.equal(["subnet-a", "subnet-b"]);
    for (const { name, inputs } of ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs.alarmActions, name).to.deep.equal([told.alarmTopicArn]);
    }
    const queues = ofType(planned, "aws:sqs/queue:Queue").map(({ inputs }) => inputs.kmsMasterKeyId as string);
    expect(queues).to.include(told.kmsKeyArn);
  });

  it("bounds its roles by policies of its own", async () => {
    const planned = await plan();
    const boundaries = ofType(planned, "phiguard:access:RoleBoundary").map(({ name }) => name);
    expect(boundaries).to.have.members(["imaging-role-boundary", "streaming-role-boundary"]);
  });

  const refusals: [name: string, change: Partial<FoundationOutput>, message: string][] = [
    [
      "another environment",
      { environment: "prod" },
      "phiguard:environment must be that of org/phiguard/dev (prod); got dev",
    ],
    [
      "another region",
      { region: "us-west-2" },
      "aws:region must be that of org/phiguard/dev (us-west-2); got us-east-1",
    ],
    ["another network", { cidrBlock: "10.1.0.0/16" }, "phiguard:network.cidrBlock must be that of"],
    ["more zones", { zones: 3 }, "phiguard:network.zones must be that of"],
    [
      "a foundation that does not serve it",
      { serves: ["imaging"] },
      "phiguard:foundation.serves of org/phiguard/dev must name streaming",
    ],
  ];
  for (const [name, change, message] of refusals) {
    it(`is refused with ${name}`, () => {
      expect(() => agreed(OWNER, own, { ...told, ...change })).to.throw(message);
    });
  }

  it("is carried by a foundation that was told of it: endpoints, uses of the key, publishers of the topic", async () => {
    const alone = { ...settings.dev, workloads: ["foundation" as const] };
    const carrier = { ...alone, foundation: { serves: ["streaming" as const, "imaging" as const] } };
    const of = async (which: typeof alone) => {
      const planned = await planOf(which);
      const key = ofType(planned, "aws:kms/key:Key").find(({ name }) => name === "foundation-key-key");
      const endpoints = ofType(planned, "aws:ec2/vpcEndpoint:VpcEndpoint").map(
        ({ inputs }) => inputs.serviceName as string,
      );
      return { policy: String(key?.inputs.policy), endpoints };
    };
    const [without, carrying] = [await of(alone), await of(carrier)];
    expect(carrying.endpoints).to.include("com.amazonaws.us-east-1.medical-imaging");
    expect(without.endpoints).to.not.include("com.amazonaws.us-east-1.medical-imaging");
    expect(carrying.policy).to.contain("ImageRulesSendDeadLetters").and.to.contain("DatabaseEventsPublish");
    expect(without.policy).to.not.contain("ImageRulesSendDeadLetters");
  });

  it("asks the platform key's policy for no role, which KMS would refuse before that role is made", async () => {
    const serves = ["security", "healthlake", "streaming", "imaging", "delivery"] as const;
    const planned = await planOf({ ...settings.dev, workloads: ["foundation"], foundation: { serves: [...serves] } });
    const key = ofType(planned, "aws:kms/key:Key").find(({ name }) => name === "foundation-key-key");
    const { Statement } = JSON.parse(key?.inputs.policy as string) as { Statement: { Principal?: { AWS?: string } }[] };
    const roles = Statement.map(({ Principal }) => Principal?.AWS).filter((arn) => arn?.includes(":role/"));
    expect(roles).to.deep.equal([]);
  });
});
