import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { LambdaFunction } from "../compute/function";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { AppClient, type AppClientArgs } from "./app-client";
import { IssuerSignIns } from "./issuer-sign-ins";
import type { RiskMails } from "./sign-in-risks";
import { UserPool } from "./user-pool";

const site = testSite();
const tags = { t: "v" };

/** As far as the pool needs it. */
const claims = {
  liveArn: pulumi.output("arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-token-claims:live"),
  functionName: pulumi.output("phiguard-test-token-claims"),
} as LambdaFunction;

function pool(webAclArn?: string, riskMails?: RiskMails): UserPool {
  return new UserPool("u", {
    claims,
    site,
    tags,
    role: "fhir",
    scopes: [{ prefix: "system", scopes: [{ name: "Patient.read", description: "Reads" }] }],
    webAclArn,
    kmsKeyArn: "arn:key",
    logRetentionDays: 731,
    riskMails,
  });
}

function client(changes: Partial<AppClientArgs> = {}): AppClient {
  return new AppClient("c", {
    site,
    tags,
    pool: pool(),
    role: "north",
    kind: { kind: "system" },
    scopes: ["system/Patient.read"],
    tokenMinutes: 15,
    sessionHours: 8,
    alarmTopicArn: "arn:topic",
    ...changes,
  });
}

const POOL = "aws:cognito/userPool:UserPool";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: { readonly stat: string };
}

describe("UserPool", () => {
  it("asks for a long password and an authenticator app, and acts on what is unusual", async () => {
    const planned = await plan(() => pool());
    const { inputs } = only(planned, POOL);
    expect(inputs).to.deep.include({
      name: "phiguard-test-fhir",
      mfaConfiguration: "ON",
      softwareTokenMfaConfiguration: { enabled: true },
      userPoolTier: "PLUS",
      userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      deletionProtection: "ACTIVE",
    });
    expect(inputs.passwordPolicy).to.include({ minimumLength: 14, passwordHistorySize: 24, requireSymbols: true });
    expect(inputs).to.not.have.property("smsConfiguration");
    const risk = only(planned, "aws:cognito/riskConfiguration:RiskConfiguration").inputs;
    expect(risk.compromisedCredentialsRiskConfiguration.actions).to.deep.equal({ eventAction: "BLOCK" });
    expect(risk.accountTakeoverRiskConfiguration.actions.highAction.eventAction).to.equal("BLOCK");
  });

  it("has users written to about unusual sign-ins where somebody is named who sends", async () => {
    const takeover = async (mails?: RiskMails): Promise<Planned["inputs"]> =>
      only(await plan(() => pool(undefined, mails)), "aws:cognito/riskConfiguration:RiskConfiguration").inputs
        .accountTakeoverRiskConfiguration;
    const notified = ({ actions }: Planned["inputs"]): boolean[] =>
      [actions.lowAction, actions.mediumAction, actions.highAction].map(({ notify }: { notify: boolean }) => notify);
    const silent = await takeover();
    expect(notified(silent)).to.deep.equal([false, false, false]);
    expect(silent).to.not.have.property("notifyConfiguration");
    const identityArn = "arn:aws:ses:us-east-1:123456789012:identity/example.org";
    const told = await takeover({ identityArn, from: "sign-ins@example.org" });
    expect(notified(told)).to.deep.equal([true, true, true]);
    expect(told.notifyConfiguration).to.deep.equal({ sourceArn: identityArn, from: "sign-ins@example.org" });
  });

  it("has an address of its own account, its scopes, and an encrypted log of sign-ins", async () => {
    const planned = await plan(() => pool());
    expect(only(planned, "aws:cognito/userPoolDomain:UserPoolDomain").inputs.domain).to.equal(
      "phiguard-test-fhir-123456789012",
    );
    expect(only(planned, "aws:cognito/resourceServer:ResourceServer").inputs).to.deep.include({
      identifier: "system",
      scopes: [{ scopeName: "Patient.read", scopeDescription: "Reads" }],
    });
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs).to.include({ kmsKeyId: "arn:key" });
    const [delivery] = only(planned, "aws:cognito/logDeliveryConfiguration:LogDeliveryConfiguration").inputs
      .logConfigurations;
    expect(delivery).to.include({ eventSource: "userAuthEvents", logLevel: "INFO" });
  });

  it("has its access tokens' claims written by one function, which no other pool may run", async () => {
    const planned = await plan(() => pool());
    expect(only(planned, POOL).inputs.lambdaConfig).to.deep.equal({
      preTokenGenerationConfig: {
        lambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-token-claims:live",
        lambdaVersion: "V2_0",
      },
    });
    expect(only(planned, "aws:lambda/permission:Permission").inputs).to.deep.equal({
      action: "lambda:InvokeFunction",
      principal: "cognito-idp.amazonaws.com",
      function: "phiguard-test-token-claims",
      qualifier: "live",
      sourceArn: "arn:aws:test:us-east-1:123456789012:u-pool",
      sourceAccount: "123456789012",
    });
  });

  it("has attributes for a user's patient, role and department, as long as an id may be", async () => {
    const { schemas } = only(await plan(() => pool()), POOL).inputs;
    expect(schemas.map(({ name }: { name: string }) => name)).to.deep.equal(["patient", "role", "department"]);
    for (const schema of schemas) {
      expect(schema).to.deep.include({ attributeDataType: "String", mutable: true, required: false });
      expect(schema.stringAttributeConstraints).to.deep.equal({ minLength: "0", maxLength: "64" });
    }
  });

  it("stands behind a web ACL where there is one, and can be deleted where the site says so", async () => {
    const association = "aws:wafv2/webAclAssociation:WebAclAssociation";
    expect(ofType(await plan(() => pool()), association)).to.be.empty;
    expect(only(await plan(() => pool("arn:acl")), association).inputs.webAclArn).to.equal("arn:acl");
  });
});

describe("IssuerSignIns", () => {
  it("rings when five fail within five minutes, by the pattern of the log that the team names", async () => {
    const log = { logGroup: "/idp/sign-ins", failed: '{ $.type = "f*" }' };
    const planned = await plan(() => new IssuerSignIns("api", { site, tags, topicArn: "arn:topic", ...log }));
    const filter = only(planned, "aws:cloudwatch/logMetricFilter:LogMetricFilter").inputs;
    expect(filter).to.deep.include({ logGroupName: "/idp/sign-ins", pattern: '{ $.type = "f*" }' });
    expect(only(planned, ALARM).inputs).to.deep.include({
      name: "phiguard-test-issuer-sign-ins",
      namespace: filter.metricTransformation.namespace,
      metricName: filter.metricTransformation.name,
      statistic: "Sum",
      threshold: 5,
      period: 300,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      alarmActions: ["arn:topic"],
    });
  });
});

describe("AppClient", () => {
  it("tells people when users can't sign in, and of a system's tokens nothing", async () => {
    const app = { kind: "app", callbackUrls: ["https://a.example.org"], logoutUrls: [] } as const;
    const { inputs } = only(await plan(() => client({ kind: app })), ALARM);
    expect(inputs).to.include({ name: "phiguard-test-north-sign-ins", threshold: 5, treatMissingData: "notBreaching" });
    expect(inputs.comparisonOperator).to.equal("GreaterThanOrEqualToThreshold");
    expect(
      inputs.metricQueries.map(({ id, expression, metric }: Query) => [id, expression ?? metric?.stat]),
    ).to.deep.equal([
      ["failed", "tries - successes"],
      ["tries", "SampleCount"],
      ["successes", "Sum"],
    ]);
    expect(ofType(await plan(() => client()), ALARM)).to.be.empty;
  });

  const of = async (changes: Partial<AppClientArgs>): Promise<Planned[]> => plan(() => client(changes));

  it("is a system with a secret and its own scopes, or an app with a code and none", async () => {
    expect(only(await of({}), CLIENT).inputs).to.deep.include({
      generateSecret: true,
      allowedOauthFlows: ["client_credentials"],
      allowedOauthScopes: ["system/Patient.read"],
    });
    const kind = { kind: "app", callbackUrls: ["https://a.example.org/"], logoutUrls: [] } as const;
    const app = await of({ kind, scopes: ["user/*.read"] });
    expect(only(app, CLIENT).inputs).to.deep.include({
      generateSecret: false,
      allowedOauthFlows: ["code"],
      allowedOauthScopes: ["openid", "user/*.read"],
      callbackUrls: ["https://a.example.org/"],
    });
    expect(ofType(app, "aws:cognito/managedLoginBranding:ManagedLoginBranding")).to.have.length(1);
  });

  it("lets no app write, or a user by one, what their claims are made of", async () => {
    const kind = { kind: "app", callbackUrls: ["https://a.example.org/"], logoutUrls: [] } as const;
    for (const changes of [{}, { kind }]) {
      const { writeAttributes, allowedOauthScopes } = only(await of(changes), CLIENT).inputs;
      expect(writeAttributes).to.deep.equal(["email"]);
      expect(allowedOauthScopes).to.not.include("aws.cognito.signin.user.admin");
    }
  });

  it("has short tokens that can be revoked, and takes no password from a program", async () => {
    expect(only(await of({}), CLIENT).inputs).to.deep.include({
      accessTokenValidity: 15,
      refreshTokenValidity: 8,
      tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
      enableTokenRevocation: true,
      preventUserExistenceErrors: "ENABLED",
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    });
  });

  const refused: [string, Partial<AppClientArgs>][] = [
    ["tokenMinutes must be a whole number in [15, 60]; got 14", { tokenMinutes: 14 }],
    ["tokenMinutes", { tokenMinutes: 61 }],
    ["sessionHours must be a whole number in [1, 24]; got 0", { sessionHours: 0 }],
    ["sessionHours", { sessionHours: 25 }],
  ];
  for (const [message, changes] of refused) {
    it(`refuses ${JSON.stringify(changes)}`, async () =>
      expect(await refusal(() => client(changes))).to.contain(message));
  }
});
