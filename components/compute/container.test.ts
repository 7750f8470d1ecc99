import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ofType, only, plan, type Planned, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { ContainerCluster } from "./container-cluster";
import { containerDefinitions } from "./container-definition";
import { containerRoles, executionStatements } from "./container-roles";
import { ContainerService, type ContainerServiceArgs, withoutCount } from "./container-service";
import { FARGATE_MEMORY_MIB } from "./fargate-size";
import { ImageRepository, imageUri } from "./image-repository";

const site = testSite();
const tags = { t: "v" };
const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };

function service(changes: Partial<ContainerServiceArgs> = {}): ContainerService {
  return new ContainerService("s", {
    site,
    tags,
    internalTags: tags,
    role: "reader",
    cluster: new ContainerCluster("c", {
      site,
      tags,
      role: "work",
      storageKeyArn: "arn:key",
      logKeyArn: "arn:logs",
      logRetentionDays: 731,
    }),
    repository: new ImageRepository("i", { site, tags, role: "reader", kmsKeyArn: "arn:key" }),
    imageTag: "1.2.0",
    environment: { STREAM: "b", DATABASE: "a" },
    roles: containerRoles("s", { site, tags, role: "reader", statements: () => [] }, {}),
    size: { cpuUnits: 512, memoryMiB: 1024, tasks: 2, maxTasks: 4 },
    vpcId: "vpc-1",
    vpcCidr: "10.0.0.0/16",
    s3PrefixListId: "pl-1",
    subnetIds: ["s-1", "s-2"],
    clientGroupIds: ["sg-db"],
    kmsKeyArn: "arn:key",
    logRetentionDays: 731,
    alarmTopicArn: "arn:topic",
    ...changes,
  });
}
const SERVICE = "awsx:ecs:FargateService";

describe("ContainerService", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await plan(() => service())));

  it("runs half a processor and a GiB with two roles", () => {
    expect(only(planned, "aws:ecs/taskDefinition:TaskDefinition").inputs).to.deep.include({
      family: "phiguard-test-reader",
      cpu: "512",
      memory: "1024",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" },
      executionRoleArn: "arn:aws:test:us-east-1:123456789012:s-execution-role",
      taskRoleArn: "arn:aws:test:us-east-1:123456789012:s-task-role",
    });
  });

  it("goes back to the last release when a new one fails, and has no doors", () => {
    expect(only(planned, SERVICE).inputs).to.deep.include({
      desiredCount: 2,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      enableExecuteCommand: false,
      propagateTags: "SERVICE",
      networkConfiguration: {
        subnets: ["s-1", "s-2"],
        securityGroups: ["s-network-group-id", "sg-db"],
        assignPublicIp: false,
      },
    });
    expect(ofType(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).to.be.empty;
    const ways = ofType(planned, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    expect(ways.map(({ inputs }) => [inputs.fromPort, inputs.cidrIpv4 ?? inputs.prefixListId])).to.deep.equal([
      [443, "10.0.0.0/16"],
      [443, "pl-1"],
    ]);
  });

  it("follows its load between two counts", () => {
    expect(only(planned, "aws:appautoscaling/target:Target").inputs).to.include({ minCapacity: 2, maxCapacity: 4 });
    expect(only(planned, "aws:appautoscaling/policy:Policy").inputs).to.include({
      policyType: "TargetTrackingScaling",
    });
    expect(
      ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.metricName),
    ).to.deep.equal(["RunningTaskCount", "MemoryUtilization"]);
  });

  it("runs nothing before there is an image", async () => {
    const without = await plan(() => service({ imageTag: undefined }));
    expect(only(without, SERVICE).inputs.desiredCount).to.equal(0);
    expect(ofType(without, "aws:appautoscaling/target:Target")).to.be.empty;
  });

  const refused: [ContainerServiceArgs["size"], string][] = [
    [{ cpuUnits: 500, memoryMiB: 1024, tasks: 1, maxTasks: 1 }, "size.cpuUnits must be one of 256, 512, 1024"],
    [{ cpuUnits: 512, memoryMiB: 5120, tasks: 1, maxTasks: 1 }, "size.memoryMiB must be one of 1024, 2048, 3072, 4096"],
    [{ cpuUnits: 512, memoryMiB: 1024, tasks: 0, maxTasks: 1 }, "size.tasks must be a whole number in [1, 100]"],
    [{ cpuUnits: 512, memoryMiB: 1024, tasks: 3, maxTasks: 2 }, "size.maxTasks must be a whole number in [3, 100]"],
  ];
  for (const [size, message] of refused) {
    it(`refuses ${JSON.stringify(size)}`, async () => {
      expect(await refusal(() => service({ size }))).to.contain(message);
    });
  }

  it("leaves the count to the scaling, on the service alone", () => {
    const of = (type: string): pulumi.ResourceTransformResult | undefined =>
      withoutCount({ type, custom: true, name: "n", props: { a: 1 }, opts: { ignoreChanges: ["tags"] } });
    expect(of("aws:ecs/service:Service")?.opts).to.deep.equal({ ignoreChanges: ["tags", "desiredCount"] });
    expect(of("aws:ecs/taskDefinition:TaskDefinition")).to.equal(undefined);
  });
});

describe("containerDefinitions", () => {
  const spec = { name: "reader", image: "i:1", environment: { B: "2", A: "1" }, logGroup: "/g", region: "us-east-1" };
  const [container] = JSON.parse(containerDefinitions(spec)) as Record<string, unknown>[];

  it("is neither root nor privileged, and can't write to its own files", () => {
    expect(container).to.deep.include({
      user: "10001:10001",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } },
      stopTimeout: 120,
    });
  });

  it("logs without waiting, and names its variables in order", () => {
    expect(container?.["environment"]).to.deep.equal([
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ]);
    expect(container?.["logConfiguration"]).to.deep.include({ logDriver: "awslogs" });
  });
});

describe("ContainerCluster", () => {
  it("measures its tasks into a group that is encrypted before the first figure comes", async () => {
    const planned = await plan(
      () =>
        new ContainerCluster("c", {
          site,
          tags,
          role: "work",
          storageKeyArn: "arn:key",
          logKeyArn: "arn:logs",
          logRetentionDays: 731,
        }),
    );
    expect(only(planned, "aws:ecs/cluster:Cluster").inputs).to.deep.include({
      name: "phiguard-test-work",
      settings: [{ name: "containerInsights", value: "enabled" }],
      configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: "arn:key" } },
    });
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs).to.include({
      name: "/aws/ecs/containerinsights/phiguard-test-work/performance",
      kmsKeyId: "arn:logs",
    });
  });
});

describe("ImageRepository", () => {
  it("keeps what a tag names, scans it, and drops what is old", async () => {
    const planned = await plan(() => new ImageRepository("i", { site, tags, role: "reader", kmsKeyArn: "arn:key" }));
    expect(only(planned, "aws:ecr/repository:Repository").inputs).to.deep.include({
      name: "phiguard-test-reader",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:key" }],
      forceDelete: false,
    });
    const { rules } = JSON.parse(only(planned, "aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs.policy);
    // ECR refuses a policy whose rule for any image is not the last one.
    expect(rules.map((rule: { selection: { tagStatus: string } }) => rule.selection.tagStatus)).to.deep.equal([
      "untagged",
      "any",
    ]);
  });

  const digest = `sha256:${"a".repeat(64)}`;
  const rows: [string, string][] = [
    ["1.2.0", "123456789012.dkr.ecr.us-east-1.amazonaws.com/phiguard-test-reader:1.2.0"],
    [digest, `123456789012.dkr.ecr.us-east-1.amazonaws.com/phiguard-test-reader@${digest}`],
  ];
  for (const [tag, uri] of rows)
    it(`names ${tag.slice(0, 12)}`, () => expect(imageUri(place, "reader", tag)).to.equal(uri));

  it("has a registry of its own in China", () => {
    expect(imageUri({ ...place, region: "cn-north-1" }, "reader", "1")).to.contain("amazonaws.com.cn/");
  });

  for (const tag of ["latest", "", "a b", "-1", "x".repeat(129), "sha256:ab"]) {
    it(`refuses ${tag.slice(0, 20) || "no tag"}`, () =>
      expect(() => imageUri(place, "reader", tag)).to.throw("a release's tag such as 1.2.0, or a digest"));
  }
});

describe("container health", () => {
  it("is asked of the program itself, which writes to one volume of the task", () => {
    const spec = { name: "reader", image: "i", environment: {}, logGroup: "g", region: "us-east-1" };
    const health = { command: ["CMD", "node", "/app/health.js"], scratch: "/scratch" };
    const [container] = JSON.parse(containerDefinitions({ ...spec, health })) as Record<string, unknown>[];
    expect(container?.["healthCheck"]).to.deep.include({ command: health.command, retries: 3 });
    expect(container?.["mountPoints"]).to.deep.equal([
      { sourceVolume: "scratch", containerPath: "/scratch", readOnly: false },
    ]);
    expect(container?.["readonlyRootFilesystem"]).to.equal(true);
    const [plain] = JSON.parse(containerDefinitions(spec)) as Record<string, unknown>[];
    expect(plain).to.not.have.property("healthCheck");
  });
});

describe("containerRoles", () => {
  it("start with one repository and one log group, and run with what the program was given", async () => {
    const statements = executionStatements(place, "reader");
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
      [
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        "arn:aws:ecr:us-east-1:123456789012:repository/phiguard-test-reader",
      ],
      ["ecr:GetAuthorizationToken", "*"],
      [
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        "arn:aws:logs:us-east-1:123456789012:log-group:/phiguard/test/reader:log-stream:*",
      ],
    ]);
    const planned = await plan(() => containerRoles("s", { site, tags, role: "reader", statements: () => [] }, {}));
    for (const { name, inputs } of ofType(planned, "aws:iam/role:Role")) {
      const [trust] = JSON.parse(inputs.assumeRolePolicy).Statement;
      expect(trust.Principal, name).to.deep.equal({ Service: "ecs-tasks.amazonaws.com" });
      expect(trust.Condition.ArnLike, name).to.deep.equal({
        "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*",
      });
    }
  });
});

describe("fargate sizes", () => {
  it("are those of Fargate", () => {
    expect(FARGATE_MEMORY_MIB[256]).to.deep.equal([512, 1024, 2048]);
    expect(FARGATE_MEMORY_MIB[512]).to.deep.equal([1024, 2048, 3072, 4096]);
    expect([FARGATE_MEMORY_MIB[4096]?.[0], FARGATE_MEMORY_MIB[4096]?.at(-1)]).to.deep.equal([8192, 30_720]);
  });
});
