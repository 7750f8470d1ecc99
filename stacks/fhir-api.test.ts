import { expect } from "chai";
import { mayDo, statementsIn, type PolicyStatement } from "../components/testing/access";
import { ofType, only, plan, type Planned } from "../components/testing/plan";
import { buildStack } from "./build";
import { parseConfig, type Settings } from "./config";
import { makeContext } from "./context";

const config = (fhirApi: object): Settings =>
  parseConfig("dev", {
    "aws:region": "us-east-1",
    "phiguard:owner": "team",
    "phiguard:production": "false",
    "phiguard:alarmEmail": "a@example.org",
    "phiguard:workloads": '["foundation","healthlake","fhir-api"]',
    "phiguard:fhirApi": JSON.stringify(fhirApi),
  });
const built = (fhirApi: object): Promise<Planned[]> => plan(() => buildStack(makeContext(config(fhirApi))));
const ours = (planned: readonly Planned[], type: string): Planned[] =>
  ofType(planned, type).filter(({ name }) => name.startsWith("fhir-api"));

const FUNCTION = "aws:lambda/function:Function";
const ENDPOINTS = {
  authorizationEndpoint: "https://id.example.org/authorize",
  tokenEndpoint: "https://id.example.org/token",
};
const SYSTEM = { id: "north-ehr", scopes: ["system/Patient.read", "purpose/TREAT"] };

describe("fhir-api", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await built({ systems: [SYSTEM] })));

  it("answers from the data store's address, and knows callers by hashes", () => {
    const [reader] = ours(planned, FUNCTION).filter(({ name }) => name.includes("reader"));
    expect(reader?.inputs.environment.variables).to.deep.equal({
      CONSENT_TABLE: "phiguard-dev-consents",
      DISCLOSURE_TABLE: "phiguard-dev-disclosures",
      DATASTORE_ENDPOINT: "https://healthlake.us-east-1.amazonaws.com/datastore/healthlake-fhir-datastore-id/r4/",
      ENVIRONMENT: "dev",
      HASH_KEY: "arn:aws:kms:us-east-1:123456789012:alias/phiguard-dev-fhir-hash",
      PAGE_SIZE: "50",
    });
    expect(reader?.inputs.vpcConfig).to.not.equal(undefined);
  });

  it("rings within five minutes of one instance letting the data store alone", () => {
    const [watched] = ours(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").filter(
      ({ inputs }) => inputs.name === "phiguard-dev-fhir-read-circuit",
    );
    expect(watched?.inputs).to.deep.include({
      namespace: "phiguard/circuits",
      metricName: "CircuitOpened",
      dimensions: { Environment: "dev", FunctionName: "fhir-read" },
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
    });
    expect(watched?.inputs.alarmActions).to.have.length(1);
  });

  it("scores accesses by the fitted weights in the code, or by a team's own model on an endpoint", async () => {
    const modelOf = (all: readonly Planned[]): unknown =>
      ours(all, FUNCTION).find(({ name }) => name.includes("accesses-function"))?.inputs.environment.variables.MODEL;
    expect(modelOf(planned)).to.equal("embedded");
    const model = {
      image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/models/access@sha256:${"ab".repeat(32)}`,
      data: "s3://models-example/access/1.tar.gz",
      instanceType: "ml.m7g.large",
    };
    const own = await built({ systems: [SYSTEM], anomalies: { model } });
    expect(modelOf(own)).to.equal("phiguard-dev-access-model");
    expect(only(own, "aws:sagemaker/endpoint:Endpoint").inputs.name).to.equal("phiguard-dev-access-model");
  });

  it("takes tokens of a user pool of its own, by default", () => {
    const [authorizer] = ours(planned, FUNCTION).filter(({ name }) => name.includes("authorizer"));
    expect(authorizer?.inputs.environment.variables).to.include({
      ISSUER: "https://cognito-idp.us-east-1.amazonaws.com/fhir-api-users-pool-id",
      ACCEPTS: '{"kind":"cognito"}',
    });
  });

  it("has the pool's claims written by a function that may do nothing but log", () => {
    const pool = only(planned, "aws:cognito/userPool:UserPool").inputs;
    expect(pool.lambdaConfig.preTokenGenerationConfig.lambdaArn).to.contain("phiguard-dev-token-claims:live");
    const policy = ofType(planned, "aws:iam/policy:Policy").find(
      ({ inputs }) => inputs.name === "phiguard-dev-token-claims",
    );
    const allowed = statementsIn(policy?.inputs.policy).flatMap(({ Action }) => Action);
    expect([...new Set(allowed.map((action) => action.split(":")[0]))]).to.have.members(["logs", "sqs", "xray"]);
  });

  it("takes another issuer's where the settings name one, and makes no user pool", async () => {
    const other = await built({ issuer: "https://id.example.org", audience: "fhir", ...ENDPOINTS, systems: [SYSTEM] });
    expect(other.filter(({ type }) => type.startsWith("aws:cognito/"))).to.be.empty;
    expect(other.filter(({ inputs }) => JSON.stringify(inputs).includes("token-claims"))).to.be.empty;
    const [authorizer] = ours(other, FUNCTION).filter(({ name }) => name.includes("authorizer"));
    expect(authorizer?.inputs.environment.variables).to.include({
      ISSUER: "https://id.example.org",
      ACCEPTS: '{"kind":"oidc","audience":"fhir"}',
      PLANS: "{}",
    });
    const { variables } = only(other, "aws:apigateway/stage:Stage").inputs;
    expect(variables).to.deep.equal({ signIn: ENDPOINTS.authorizationEndpoint, exchange: ENDPOINTS.tokenEndpoint });
    const { secretString } = only(other, "aws:secretsmanager/secretVersion:SecretVersion").inputs;
    const secret = JSON.parse(secretString.value);
    expect(Object.keys(secret)).to.deep.equal(["keyPrefix", "usagePlanId"]);
  });

  it("watches another issuer's sign-ins by the log that the settings name, and has the pool's users written to", async () => {
    const issuerSignIns = { logGroup: "/idp/sign-ins", failed: "{ $.outcome = FAILURE }" };
    const other = await built({ issuer: "https://id.example.org", audience: "fhir", ...ENDPOINTS, issuerSignIns });
    const alarms = ours(other, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.name);
    expect(alarms).to.include("phiguard-dev-issuer-sign-ins");
    const identityArn = "arn:aws:ses:us-east-1:123456789012:identity/example.org";
    const own = await built({ systems: [SYSTEM], signInMails: { identityArn, from: "sign-ins@example.org" } });
    expect(
      only(own, "aws:cognito/riskConfiguration:RiskConfiguration").inputs.accountTakeoverRiskConfiguration
        .notifyConfiguration,
    ).to.deep.equal({ sourceArn: identityArn, from: "sign-ins@example.org" });
  });

  it("tells everybody where tokens come from, by the gateway alone, and systems their plan's limits", () => {
    expect(only(planned, "aws:apigateway/stage:Stage").inputs.variables).to.deep.equal({
      signIn: "https://phiguard-dev-fhir-123456789012.auth.us-east-1.amazoncognito.com/oauth2/authorize",
      exchange: "https://phiguard-dev-fhir-123456789012.auth.us-east-1.amazoncognito.com/oauth2/token",
    });
    const { paths } = JSON.parse(only(planned, "aws:apigateway/restApi:RestApi").inputs.body);
    const operations = Object.entries<Record<string, { security: object[] }>>(paths).flatMap(([path, of]) =>
      Object.values(of).map(({ security }) => [path, security.length] as const),
    );
    const open = operations.filter(([, schemes]) => schemes === 0).map(([path]) => path);
    expect(open).to.deep.equal(["/.well-known/smart-configuration"]);
    const [authorizer] = ours(planned, FUNCTION).filter(({ name }) => name.includes("authorizer"));
    expect(JSON.parse(authorizer?.inputs.environment.variables.PLANS)).to.deep.equal({
      '"standard";q=20;w=1, "standard-day";q=100000;w=86400': ["fhir-api-north-ehr-client-id"],
    });
  });

  it("keeps counters and decisions under its own key, restorable", () => {
    const tables = ours(planned, "aws:dynamodb/table:Table").map(({ inputs }) => inputs);
    expect(tables.map(({ name }) => name)).to.have.members(
      ["access", "access-feedback"].map((role) => `phiguard-dev-${role}`),
    );
    for (const { serverSideEncryption, pointInTimeRecovery, name, ttl } of tables) {
      expect(serverSideEncryption.kmsKeyArn).to.contain("fhir-api-key");
      expect(pointInTimeRecovery.enabled).to.equal(true);
      expect(ttl?.enabled === true, name).to.equal(name === "phiguard-dev-access");
    }
  });

  it("asks the one table of consents, under a key of its own, and keeps it by a service of its own", () => {
    const tables = ofType(planned, "aws:dynamodb/table:Table").filter(({ name }) => name.startsWith("consent-"));
    expect(tables.map(({ inputs }) => [inputs.name, inputs.hashKey, inputs.rangeKey])).to.have.deep.members([
      ["phiguard-dev-consents", "subject", "item"],
      ["phiguard-dev-disclosures", "subject", "item"],
    ]);
    for (const { inputs } of tables) {
      expect(inputs.serverSideEncryption.kmsKeyArn).to.contain("consent-key");
      expect(inputs.pointInTimeRecovery.enabled).to.equal(true);
      expect(inputs.streamEnabled === true, inputs.name).to.equal(inputs.name === "phiguard-dev-consents");
    }
    const body = JSON.parse(only(planned, "aws:apigateway/restApi:RestApi").inputs.body);
    const behind = (path: string, method: string): string =>
      body.paths[path][method]["x-amazon-apigateway-integration"].uri.split(":function:")[1];
    expect(behind("/consents/{patient}", "post")).to.contain("consent-service:live");
    expect(behind("/consents/{patient}/accounting", "get")).to.contain("consent-service:live");
    expect(behind("/agreements", "post")).to.contain("consent-service:live");
    expect(behind("/Patient", "get")).to.contain("fhir-read:live");
  });

  it("gives each system a secret that is rotated at half of a key's life, and has no key in the state", () => {
    expect(ours(planned, "aws:secretsmanager/secret:Secret").map(({ inputs }) => inputs.name)).to.deep.equal([
      "phiguard-dev-fhir-system-north-ehr",
    ]);
    const [rotation] = ours(planned, "aws:secretsmanager/secretRotation:SecretRotation");
    expect(rotation?.inputs.rotationRules).to.deep.equal({ automaticallyAfterDays: 45 });
    expect(ofType(planned, "aws:apigateway/apiKey:ApiKey")).to.be.empty;
  });

  it("sends accesses to the scorer by a queue, and unusual ones to people", () => {
    const rules = ours(planned, "aws:cloudwatch/eventRule:EventRule").map(({ inputs }) =>
      JSON.parse(inputs.eventPattern),
    );
    expect(rules.map(({ detail }) => detail.action)).to.have.deep.members([
      ["fhir.read", "fhir.search"],
      ["access.unusual"],
    ]);
    const mapping = ours(planned, "aws:lambda/eventSourceMapping:EventSourceMapping")[0]?.inputs ?? {};
    expect(mapping).to.deep.include({
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 5 },
    });
    expect(mapping.functionName).to.contain("access-score:live");
    const queue = ours(planned, "aws:sqs/queue:Queue").find(({ inputs }) => inputs.redrivePolicy !== undefined);
    expect(queue?.inputs.visibilityTimeoutSeconds).to.equal(180);
  });

  it("asks nobody to suspend until that is switched on", async () => {
    const hours = (of: readonly Planned[]): unknown =>
      ours(of, FUNCTION).find(({ name }) => name.includes("accesses-function"))?.inputs.environment.variables
        .SUSPEND_HOURS;
    expect(hours(planned)).to.equal("0");
    expect(hours(await built({ anomalies: { suspend: true, suspendHours: 4 } }))).to.equal("4");
  });

  it("has a name of its own where the settings give one", async () => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
    const named = await built({ domain: { name: "fhir.example.org", certificateArn } });
    expect(only(named, "aws:apigateway/domainName:DomainName").inputs.regionalCertificateArn).to.equal(certificateArn);
    expect(only(named, "aws:apigateway/restApi:RestApi").inputs.disableExecuteApiEndpoint).to.equal(true);
  });

  describe("its roles", () => {
    const of = (role: string): PolicyStatement[] =>
      ofType(planned, "aws:iam/policy:Policy")
        .filter(({ inputs }) => inputs.name === `phiguard-dev-${role}`)
        .flatMap(({ inputs }) => statementsIn(inputs.policy));
    const store = "arn:aws:healthlake:us-east-1:123456789012:datastore/fhir/1";
    const tagged = {
      "aws:ResourceTag/phiguard:workload": "healthlake",
      "aws:ResourceTag/phiguard:environment": "dev",
    };
    const may = (role: string, action: string, resource: string, context: Record<string, string> = {}): boolean =>
      // Conditions on events and keys have operators of their own, which no row here asks for.
      mayDo(
        of(role).filter((statement) => !JSON.stringify(statement.Condition ?? {}).includes("Value")),
        { action, resource, context },
      );
    const key = "arn:aws:apigateway:us-east-1::/apikeys/1";
    const ownKey = {
      "aws:ResourceTag/phiguard:workload": "fhir-api",
      "aws:ResourceTag/phiguard:environment": "dev",
    };
    const table = (role: string): string => `arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-dev-${role}`;
    const rows: [boolean, string, string, string, Record<string, string>?][] = [
      [true, "fhir-read", "healthlake:ReadResource", store, tagged],
      [false, "fhir-read", "healthlake:ReadResource", store],
      [false, "fhir-read", "healthlake:DeleteResource", store, tagged],
      [false, "fhir-authorizer", "healthlake:ReadResource", store, tagged],
      [
        false,
        "fhir-authorizer",
        "dynamodb:PutItem",
        "arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-dev-access",
      ],
      [
        true,
        "fhir-authorizer",
        "dynamodb:GetItem",
        "arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-dev-access",
      ],
      [
        false,
        "access-score",
        "dynamodb:PutItem",
        "arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-dev-consents",
      ],
      [false, "access-score", "dynamodb:PutItem", table("access-feedback")],
      [true, "access-feedback", "dynamodb:PutItem", table("access-feedback")],
      [true, "access-feedback", "dynamodb:PutItem", table("access")],
      [false, "access-feedback", "dynamodb:DeleteItem", table("access-feedback")],
      [true, "fhir-read", "dynamodb:Query", table("consents")],
      [false, "fhir-read", "dynamodb:PutItem", table("consents")],
      [true, "fhir-read", "dynamodb:PutItem", table("disclosures")],
      [false, "fhir-read", "dynamodb:Query", table("disclosures")],
      [true, "consent-service", "dynamodb:PutItem", table("consents")],
      [false, "consent-service", "dynamodb:UpdateItem", table("consents")],
      [false, "consent-service", "dynamodb:PutItem", table("access")],
      [false, "consent-service", "healthlake:ReadResource", store, tagged],
      [true, "api-key-rotation", "apigateway:DELETE", key, ownKey],
      [false, "api-key-rotation", "apigateway:DELETE", key],
      [false, "api-key-rotation", "apigateway:DELETE", "arn:aws:apigateway:us-east-1::/restapis/1", ownKey],
    ];
    for (const [wanted, role, action, resource, context] of rows) {
      it(`${role} ${wanted ? "may" : "may not"} ${action} ${resource.split(":").pop()}${context ? " of its own" : ""}`, () =>
        expect(may(role, action, resource, context)).to.equal(wanted));
    }
  });
});
