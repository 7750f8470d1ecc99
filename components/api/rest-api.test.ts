import { expect } from "chai";
import { LambdaFunction } from "../compute/function";
import { functionRole } from "../compute/function-role";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { ApiAccount } from "./api-account";
import { ApiDomain } from "./api-domain";
import type { ApiDocument } from "./open-api";
import { RestApi, type RestApiArgs } from "./rest-api";
import { UsagePlan } from "./usage-plan";

const site = testSite();
const tags = { t: "v" };
const document: ApiDocument = {
  title: "Notes",
  version: "1",
  description: "Takes notes.",
  paths: {
    "/notes": {
      get: { operationId: "list", summary: "Lists.", responses: { "200": { description: "Notes." } } },
      post: { operationId: "add", summary: "Adds.", responses: { "202": { description: "Taken." } } },
    },
  },
};

function functionNamed(name: string): LambdaFunction {
  const contract = { name, description: "d", timeoutSeconds: 10, memoryMb: 128, environment: [], actions: [] };
  return new LambdaFunction(name, {
    site,
    tags,
    contract,
    role: functionRole(name, { site, tags, contract, statements: () => [], inNetwork: false }, {}),
    environment: {},
    kmsKeyArn: "arn:key",
    logRetentionDays: 731,
    reservedConcurrency: 1,
    alarmTopicArn: "arn:topic",
  });
}

function make(changes: Partial<RestApiArgs> = {}): RestApi {
  const notes = functionNamed("notes");
  return new RestApi("a", {
    site,
    tags,
    role: "notes",
    document,
    functionOf: () => notes,
    authorization: { kind: "token", authorizer: functionNamed("authorizer"), cacheSeconds: 300 },
    asksForKeys: true,
    requestsASecond: 50,
    burst: 100,
    timeoutMs: 5000,
    slowMs: 1000,
    kmsKeyArn: "arn:key",
    logRetentionDays: 731,
    alarmTopicArn: "arn:topic",
    ...changes,
  });
}

const API = "aws:apigateway/restApi:RestApi";
const PERMISSION = "aws:lambda/permission:Permission";

describe("RestApi", () => {
  it("is regional and says so, takes TLS 1.2 and later alone, and has a document with all it needs", async () => {
    const { inputs } = only(await plan(() => make()), API);
    expect(inputs).to.deep.include({
      name: "phiguard-test-notes",
      endpointConfiguration: { types: "REGIONAL" },
      securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
      endpointAccessMode: "STRICT",
      disableExecuteApiEndpoint: false,
      failOnWarnings: true,
      tags: { t: "v", "phiguard:exposure": "internet-facing" },
    });
    expect(inputs.body).to.contain("function:phiguard-test-notes:live/invocations");
    expect(inputs.body).to.contain("function:phiguard-test-authorizer:live/invocations");
  });

  it("is deployed again when the document changes, and else not", async () => {
    const trigger = async (changes: Partial<RestApiArgs>): Promise<string> =>
      only(await plan(() => make(changes)), "aws:apigateway/deployment:Deployment").inputs.triggers.document;
    const first = await trigger({});
    expect(await trigger({})).to.equal(first);
    expect(await trigger({ timeoutMs: 4999 })).to.not.equal(first);
  });

  it("logs encrypted, without bodies and paths, and into groups that are there before the stage", async () => {
    const planned = await plan(() => make());
    const groups = ofType(planned, "aws:cloudwatch/logGroup:LogGroup").filter(({ name }) => name.startsWith("a-stage"));
    expect(groups.map(({ inputs }) => [inputs.name, inputs.kmsKeyId])).to.deep.equal([
      ["/aws/apigateway/phiguard/test/notes-access", "arn:key"],
      ["API-Gateway-Execution-Logs_a-api-id/test", "arn:key"],
    ]);
    const stage = only(planned, "aws:apigateway/stage:Stage").inputs;
    expect(stage.xrayTracingEnabled).to.equal(true);
    expect(stage).to.not.have.any.keys("variables", "cacheClusterEnabled");
    expect(stage.accessLogSettings.format).to.contain("$context.authorizer.principalId");
    expect(stage.accessLogSettings.format).to.not.match(/\$context\.path\b|query/i);
    expect(only(planned, "aws:apigateway/methodSettings:MethodSettings").inputs.settings).to.deep.equal({
      metricsEnabled: true,
      loggingLevel: "ERROR",
      dataTraceEnabled: false,
      throttlingRateLimit: 50,
      throttlingBurstLimit: 100,
    });
  });

  it("lets the stage of this API run each function once, and its authorizers the authorizer", async () => {
    const permissions = ofType(await plan(() => make()), PERMISSION).map(({ inputs }) => inputs);
    expect(permissions.map((of) => [of.function, of.qualifier, of.principal])).to.have.deep.members([
      ["phiguard-test-notes", "live", "apigateway.amazonaws.com"],
      ["phiguard-test-authorizer", "live", "apigateway.amazonaws.com"],
    ]);
  });

  it("asks nobody else where callers sign under IAM", async () => {
    const planned = await plan(() => make({ authorization: { kind: "iam" } }));
    expect(ofType(planned, PERMISSION)).to.have.length(1);
    expect(only(planned, API).inputs.body).to.contain("awsSigv4");
  });

  it("answers through one VPC endpoint alone where it has one", async () => {
    const planned = await plan(() => make({ vpcEndpointId: "vpce-1" }));
    const { inputs } = only(planned, API);
    expect(inputs.endpointConfiguration).to.deep.equal({ types: "PRIVATE", vpcEndpointIds: ["vpce-1"] });
    expect(inputs.tags).to.deep.equal(tags);
    const { Statement } = JSON.parse(only(planned, "aws:apigateway/restApiPolicy:RestApiPolicy").inputs.policy);
    expect(Statement.map(({ Effect, Condition }: never) => [Effect, Condition])).to.deep.equal([
      ["Allow", undefined],
      ["Deny", { StringNotEquals: { "aws:SourceVpce": "vpce-1" } }],
    ]);
  });

  it("stands behind a web ACL where one is given", async () => {
    const association = "aws:wafv2/webAclAssociation:WebAclAssociation";
    expect(only(await plan(() => make({ webAclArn: "arn:acl" })), association).inputs.webAclArn).to.equal("arn:acl");
    expect(ofType(await plan(() => make()), association)).to.be.empty;
  });

  it("raises alarms of failures, slow answers and throttled requests", async () => {
    const alarms = ofType(await plan(() => make()), "aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) =>
      name.startsWith("a-"),
    );
    expect(alarms.map(({ inputs }) => [inputs.metricName, inputs.threshold, inputs.alarmActions])).to.have.deep.members(
      [
        ["5XXError", 0.02, ["arn:topic"]],
        ["Latency", 1000, ["arn:topic"]],
        ["notes-throttles", 100, ["arn:topic"]],
      ],
    );
  });

  it("has its own name with the same TLS, and plans for its keys", async () => {
    const planned = await plan(() => {
      const api = make({ hasDomain: true });
      new ApiDomain("d", { tags, domainName: "notes.example.org", certificateArn: "arn:certificate", api });
      new UsagePlan("p", { site, tags, role: "north", api, requestsASecond: 5, burst: 10, requestsADay: 1000 });
    });
    expect(only(planned, API).inputs.disableExecuteApiEndpoint).to.equal(true);
    expect(only(planned, "aws:apigateway/domainName:DomainName").inputs).to.include({
      domainName: "notes.example.org",
      securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    });
    expect(only(planned, "aws:apigateway/usagePlan:UsagePlan").inputs).to.deep.include({
      throttleSettings: { rateLimit: 5, burstLimit: 10 },
      quotaSettings: { limit: 1000, period: "DAY" },
      apiStages: [{ apiId: "a-api-id", stage: "test" }],
    });
    expect(ofType(planned, "aws:apigateway/apiKey:ApiKey")).to.be.empty;
  });

  const refused: [string, Partial<RestApiArgs>, string][] = [
    ["no requests", { requestsASecond: 0 }, "requestsASecond must be a whole number in [1, 10000]; got 0"],
    ["a burst past AWS's", { burst: 5001 }, "burst"],
    ["more time than API Gateway waits", { timeoutMs: 29_001 }, "timeoutMs"],
    ["an alarm at once", { slowMs: 99 }, "slowMs"],
  ];
  for (const [name, changes, message] of refused) {
    it(`refuses ${name}`, async () => expect(await refusal(() => make(changes))).to.contain(message));
  }
});

describe("ApiAccount", () => {
  it("lets API Gateway write the logs of APIs, and what it tries the role with", async () => {
    const planned = await plan(() => new ApiAccount("c", { site, tags }));
    const { Statement } = JSON.parse(only(planned, "aws:iam/policy:Policy").inputs.policy);
    expect(Statement[0].Resource).to.deep.equal(
      ["API-Gateway-Execution-Logs_*", "/aws/apigateway/welcome", "/aws/apigateway/phiguard/test/*"].map(
        (group) => `arn:aws:logs:us-east-1:123456789012:log-group:${group}:*`,
      ),
    );
    expect(only(planned, "aws:apigateway/account:Account").inputs).to.have.property("cloudwatchRoleArn");
  });
});
