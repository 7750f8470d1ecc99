import { expect } from "chai";
import type { Statement } from "../access/policy-document";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { LambdaFunction, type FunctionArgs } from "./function";
import type { FunctionContract } from "./function-contract";
import { functionRole } from "./function-role";

const site = testSite();
const tags = { t: "v" };
const contract: FunctionContract = {
  name: "counter",
  description: "Counts.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["BUCKET"],
  actions: ["s3:GetObject"],
};
const read: Statement = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const roleArgs = { site, tags, contract, statements: () => [read], inNetwork: true };

function make(changes: Partial<FunctionArgs> = {}): LambdaFunction {
  return new LambdaFunction("f", {
    site,
    tags,
    contract,
    role: functionRole("f", roleArgs, {}),
    environment: { BUCKET: "b" },
    kmsKeyArn: "arn:key",
    logRetentionDays: 731,
    reservedConcurrency: 5,
    alarmTopicArn: "arn:topic",
    ...changes,
  });
}

describe("LambdaFunction", () => {
  it("is encrypted, traced, logged to its own group, with a share of concurrency and a dead-letter queue", async () => {
    const planned = await plan(() => make());
    const { inputs } = only(planned, "aws:lambda/function:Function");
    expect(inputs).to.deep.include({
      name: "phiguard-test-counter",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      timeout: 60,
      memorySize: 256,
      kmsKeyArn: "arn:key",
      environment: { variables: { BUCKET: "b" } },
      tracingConfig: { mode: "Active" },
      reservedConcurrentExecutions: 5,
      publish: true,
    });
    expect(inputs).to.not.have.property("vpcConfig");
    expect(inputs.loggingConfig).to.include({ logFormat: "JSON", logGroup: "/aws/lambda/phiguard/test/counter" });
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs.kmsKeyId).to.equal("arn:key");
    expect(inputs.deadLetterConfig.targetArn).to.contain("f-dlq-queue");
    const queue = JSON.parse(only(planned, "aws:sqs/queuePolicy:QueuePolicy").inputs.policy).Statement;
    expect(queue.map(({ Sid }: Statement) => Sid)).to.deep.equal(["DenyPlainTransport"]);
  });

  it("is called by an alias on a published version, whose ARN is known before", async () => {
    let arn: string | undefined;
    const planned = await plan(() => make().liveArn.apply((value) => (arn = value)));
    expect(only(planned, "aws:lambda/alias:Alias").inputs).to.include({
      name: "live",
      functionName: "phiguard-test-counter",
    });
    expect(arn).to.equal("arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-counter:live");
  });

  it("raises alarms of errors, throttles, time and letters, the time's at 80 % of the timeout", async () => {
    const alarms = ofType(await plan(() => make()), "aws:cloudwatch/metricAlarm:MetricAlarm").map(
      ({ inputs }) => inputs,
    );
    expect(alarms.map(({ metricName }) => metricName)).to.have.members([
      "Errors",
      "Throttles",
      "Duration",
      "DeadLetterErrors",
      "ApproximateNumberOfMessagesVisible",
    ]);
    expect(alarms.find(({ metricName }) => metricName === "Duration")?.threshold).to.equal(48_000);
    for (const { alarmActions } of alarms) expect(alarmActions).to.deep.equal(["arn:topic"]);
  });

  it("lets nothing in and HTTPS out to endpoints and S3 alone, in a network", async () => {
    const network = { vpcId: "vpc-1", subnetIds: ["a", "b"], vpcCidr: "10.0.0.0/16", s3PrefixListId: "pl-1" };
    const planned = await plan(() => make({ network }));
    expect(only(planned, "aws:lambda/function:Function").inputs.vpcConfig.subnetIds).to.deep.equal(["a", "b"]);
    expect(ofType(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).to.be.empty;
    const out = ofType(planned, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(({ inputs }) => inputs);
    expect(out.map(({ cidrIpv4, prefixListId }) => cidrIpv4 ?? prefixListId)).to.deep.equal(["10.0.0.0/16", "pl-1"]);
    for (const { fromPort, toPort, ipProtocol } of out)
      expect([ipProtocol, fromPort, toPort]).to.deep.equal(["tcp", 443, 443]);
  });

  it("lets HTTPS out to DynamoDB as well where it uses tables", async () => {
    const network = {
      vpcId: "vpc-1",
      subnetIds: ["a", "b"],
      vpcCidr: "10.0.0.0/16",
      s3PrefixListId: "pl-1",
      dynamodbPrefixListId: "pl-2",
    };
    const planned = await plan(() => make({ network }));
    const out = ofType(planned, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(({ inputs }) => inputs);
    expect(out.map(({ cidrIpv4, prefixListId }) => cidrIpv4 ?? prefixListId)).to.deep.equal([
      "10.0.0.0/16",
      "pl-1",
      "pl-2",
    ]);
  });

  it("runs with its own actions, its own log group and queue, and what takes no resource", async () => {
    const planned = await plan(() => functionRole("f", roleArgs, {}));
    const statements: Statement[] = JSON.parse(only(planned, "aws:iam/policy:Policy").inputs.policy).Statement;
    expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([
      ["Read", "arn:aws:s3:::b/*"],
      ["WriteLogs", "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/phiguard/test/counter:*"],
      ["KeepDeadLetters", "arn:aws:sqs:us-east-1:123456789012:phiguard-test-counter-dlq"],
      ["SendTraces", "*"],
      ["LookAtNetwork", "*"],
      ["MakeInterfaces", "arn:aws:ec2:us-east-1:123456789012:*/*"],
    ]);
    const [trust] = JSON.parse(only(planned, "aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
    expect(trust.Condition).to.deep.equal({ StringEquals: { "aws:SourceAccount": "123456789012" } });
  });

  const refused: [string, Partial<FunctionArgs>, string][] = [
    ["a variable that is missing", { environment: {} }, 'set exactly the variables of its contract (BUCKET); got ""'],
    ["one too many", { environment: { BUCKET: "b", KEY: "k" } }, 'got "BUCKET, KEY"'],
    ["no concurrency", { reservedConcurrency: 0 }, "reservedConcurrency must be a whole number in [1, 900]; got 0"],
    ["too much of it", { reservedConcurrency: 901 }, "reservedConcurrency"],
    ["a timeout past Lambda's", { contract: { ...contract, timeoutSeconds: 901 } }, "contract.timeoutSeconds"],
    ["less memory than Lambda has", { contract: { ...contract, memoryMb: 127 } }, "contract.memoryMb"],
  ];
  for (const [name, changes, message] of refused) {
    it(`refuses ${name}`, async () => expect(await refusal(() => make(changes))).to.contain(message));
  }
});
