import { expect } from "chai";
import { type Properties } from "../wire";
import { make, standIn } from "./testing";

const A = "123456789012";
const US = `us-east-1:${A}`;

/** What AWS calls what it makes: an id and an ARN for each service in use. */
describe("ids and ARNs", () => {
  const rows: { token: string; inputs: Properties; id: string | RegExp; arn?: string | RegExp; also?: Properties }[] = [
    {
      token: "aws:s3/bucket:Bucket",
      inputs: { bucket: "b" },
      id: "b",
      arn: "arn:aws:s3:::b",
      also: {
        bucketDomainName: "b.s3.amazonaws.com",
        bucketRegionalDomainName: "b.s3.us-east-1.amazonaws.com",
        hostedZoneId: "Z3AQBSTGFYJSTF",
      },
    },
    { token: "aws:s3/bucketV2:BucketV2", inputs: { bucket: "b" }, id: "b", arn: "arn:aws:s3:::b" },
    { token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", inputs: { bucket: "b" }, id: "b" },
    {
      token: "aws:kms/key:Key",
      inputs: {},
      id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      arn: /^arn:aws:kms:us-east-1:123456789012:key\/[0-9a-f-]{36}$/,
    },
    { token: "aws:kms/key:Key", inputs: { multiRegion: true }, id: /^mrk-[0-9a-f]{32}$/ },
    {
      token: "aws:kms/replicaKey:ReplicaKey",
      inputs: { primaryKeyArn: `arn:aws:kms:us-west-2:${A}:key/mrk-1` },
      id: "mrk-1",
      arn: `arn:aws:kms:${US}:key/mrk-1`,
    },
    {
      token: "aws:kms/alias:Alias",
      inputs: { name: "alias/x", targetKeyId: "k" },
      id: "alias/x",
      arn: `arn:aws:kms:${US}:alias/x`,
    },
    {
      token: "aws:cloudwatch/logGroup:LogGroup",
      inputs: { name: "/a/b" },
      id: "/a/b",
      arn: `arn:aws:logs:${US}:log-group:/a/b`,
    },
    {
      token: "aws:iam/role:Role",
      inputs: { name: "r", path: "/team/", assumeRolePolicy: "{}" },
      id: "r",
      arn: `arn:aws:iam::${A}:role/team/r`,
    },
    {
      token: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
      inputs: { awsServiceName: "config.amazonaws.com" },
      id: `arn:aws:iam::${A}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      also: { name: "AWSServiceRoleForConfig" },
    },
    {
      token: "aws:iam/policy:Policy",
      inputs: { name: "p", policy: "{}" },
      id: `arn:aws:iam::${A}:policy/p`,
      arn: `arn:aws:iam::${A}:policy/p`,
    },
    {
      token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      inputs: { role: "r", policyArn: "arn:aws:iam::aws:policy/X" },
      id: "r/arn:aws:iam::aws:policy/X",
    },
    { token: "aws:sns/topic:Topic", inputs: { name: "t" }, id: `arn:aws:sns:${US}:t`, arn: `arn:aws:sns:${US}:t` },
    {
      token: "aws:sqs/queue:Queue",
      inputs: { name: "q" },
      id: `https://sqs.us-east-1.amazonaws.com/${A}/q`,
      arn: `arn:aws:sqs:${US}:q`,
      also: { url: `https://sqs.us-east-1.amazonaws.com/${A}/q` },
    },
    {
      token: "aws:lambda/function:Function",
      inputs: { name: "f", role: "r" },
      id: "f",
      arn: `arn:aws:lambda:${US}:function:f`,
      also: { qualifiedArn: `arn:aws:lambda:${US}:function:f:$LATEST` },
    },
    {
      token: "aws:lambda/permission:Permission",
      inputs: { action: "a", function: "f", principal: "p" },
      id: /^terraform-\d{18}$/,
    },
    { token: "aws:dynamodb/table:Table", inputs: { name: "d" }, id: "d", arn: `arn:aws:dynamodb:${US}:table/d` },
    {
      token: "aws:kinesis/stream:Stream",
      inputs: { name: "k" },
      id: `arn:aws:kinesis:${US}:stream/k`,
      arn: `arn:aws:kinesis:${US}:stream/k`,
    },
    {
      token: "aws:rds/instance:Instance",
      inputs: { identifier: "db", instanceClass: "c", engine: "postgres" },
      id: /^db-[A-Z2-7]{26}$/,
      arn: `arn:aws:rds:${US}:db:db`,
      also: { port: 5432 },
    },
    {
      token: "aws:rds/cluster:Cluster",
      inputs: { clusterIdentifier: "c", engine: "aurora-mysql" },
      id: "c",
      arn: `arn:aws:rds:${US}:cluster:c`,
      also: { port: 3306 },
    },
    {
      token: "aws:ec2/vpc:Vpc",
      inputs: { cidrBlock: "10.0.0.0/16" },
      id: /^vpc-[0-9a-f]{17}$/,
      arn: /^arn:aws:ec2:us-east-1:123456789012:vpc\/vpc-/,
    },
    {
      token: "aws:ec2/subnet:Subnet",
      inputs: { vpcId: "vpc-1" },
      id: /^subnet-[0-9a-f]{17}$/,
      also: { availabilityZone: "us-east-1a", ownerId: A },
    },
    { token: "aws:ec2/securityGroup:SecurityGroup", inputs: {}, id: /^sg-[0-9a-f]{17}$/ },
    { token: "aws:ec2/eip:Eip", inputs: {}, id: /^eipalloc-[0-9a-f]{17}$/, also: { domain: "vpc" } },
    { token: "aws:ec2/vpcEndpoint:VpcEndpoint", inputs: { vpcId: "vpc-1" }, id: /^vpce-[0-9a-f]{17}$/ },
    { token: "aws:ec2/flowLog:FlowLog", inputs: {}, id: /^fl-[0-9a-f]{17}$/ },
    {
      token: "aws:cloudtrail/trail:Trail",
      inputs: { name: "t", s3BucketName: "b" },
      id: `arn:aws:cloudtrail:${US}:trail/t`,
      arn: `arn:aws:cloudtrail:${US}:trail/t`,
      also: { homeRegion: "us-east-1" },
    },
    { token: "aws:cloudwatch/eventRule:EventRule", inputs: { name: "e" }, id: "e", arn: `arn:aws:events:${US}:rule/e` },
    {
      token: "aws:secretsmanager/secret:Secret",
      inputs: { name: "s" },
      id: /^arn:aws:secretsmanager:us-east-1:123456789012:secret:s-[a-z0-5]{6}$/,
    },
    {
      token: "aws:ecr/repository:Repository",
      inputs: { name: "r" },
      id: "r",
      arn: `arn:aws:ecr:${US}:repository/r`,
      also: { repositoryUrl: `${A}.dkr.ecr.us-east-1.amazonaws.com/r` },
    },
    { token: "aws:ecs/cluster:Cluster", inputs: { name: "c" }, id: `arn:aws:ecs:${US}:cluster/c` },
    {
      token: "aws:ecs/taskDefinition:TaskDefinition",
      inputs: { family: "f", containerDefinitions: "[]" },
      id: "f",
      arn: `arn:aws:ecs:${US}:task-definition/f:1`,
      also: { revision: 1 },
    },
    {
      token: "aws:lb/loadBalancer:LoadBalancer",
      inputs: { name: "l", internal: true },
      id: /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/l\/[0-9a-f]{16}$/,
    },
    {
      token: "aws:alb/loadBalancer:LoadBalancer",
      inputs: { name: "l", loadBalancerType: "network" },
      id: /:loadbalancer\/net\/l\//,
    },
    {
      token: "aws:sfn/stateMachine:StateMachine",
      inputs: { name: "s", definition: "{}", roleArn: "r" },
      id: `arn:aws:states:${US}:stateMachine:s`,
    },
    { token: "aws:backup/vault:Vault", inputs: { name: "v" }, id: "v", arn: `arn:aws:backup:${US}:backup-vault:v` },
    { token: "aws:guardduty/detector:Detector", inputs: {}, id: /^[0-9a-f]{32}$/ },
    {
      token: "aws:wafv2/webAcl:WebAcl",
      inputs: {
        name: "w",
        scope: "REGIONAL",
        defaultAction: {},
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: true },
      },
      id: /^[0-9a-f-]{36}$/,
      arn: /regional\/webacl\/w\//,
    },
    {
      token: "aws:transfer/server:Server",
      inputs: {},
      id: /^server-[0-9a-f]{17}$/,
      arn: /^arn:aws:transfer:us-east-1:123456789012:server\/server-/,
    },
  ];
  const aws = standIn();
  for (const { token, inputs, id, arn, also } of rows) {
    it(`${token} ${JSON.stringify(inputs).slice(0, 60)}`, () => {
      const made = make(aws, token, inputs);
      const matches = (value: unknown, wanted: string | RegExp): void => {
        if (typeof wanted === "string") expect(value).to.equal(wanted);
        else expect(value).to.match(wanted);
      };
      matches(made.id, id);
      if (arn !== undefined) matches(made.outputs["arn"], arn);
      expect(made.outputs).to.include(also ?? {});
      expect(JSON.stringify(made.outputs)).not.to.match(/\{(\w+\d+|[praxs]|id|arn|name|bucket)\}/);
    });
  }

  it("follows partition and region", () => {
    const china = standIn("cn-north-1");
    expect(make(china, "aws:s3/bucket:Bucket", { bucket: "b" }).outputs).to.include({
      arn: "arn:aws-cn:s3:::b",
      bucketDomainName: "b.s3.amazonaws.com.cn",
      region: "cn-north-1",
    });
    const gov = standIn("us-gov-west-1");
    expect(make(gov, "aws:sns/topic:Topic", { name: "t" }).id).to.equal(`arn:aws-us-gov:sns:us-gov-west-1:${A}:t`);
    expect(make(standIn(), "aws:sns/topic:Topic", { name: "t", region: "eu-west-1" }).id).to.equal(
      `arn:aws:sns:eu-west-1:${A}:t`,
    );
  });

  it("is the same in every run and differs between resources", () => {
    const first = make(standIn(), "aws:ec2/vpc:Vpc", {}, { name: "a" }).id;
    expect(make(standIn(), "aws:ec2/vpc:Vpc", {}, { name: "a" }).id).to.equal(first);
    expect(make(standIn(), "aws:ec2/vpc:Vpc", {}, { name: "b" }).id).not.to.equal(first);
  });
});
