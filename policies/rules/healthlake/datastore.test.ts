import { expect } from "chai";
import { DEFAULT_SETTINGS } from "../../settings";
import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import {
  healthlakeDatastoreCmk,
  healthlakeDatastoreFhirAuthorization,
  healthlakeDatastoreNoPreload,
  healthlakeJobEventsMonitored,
} from "./datastore";

const STACK = "aws:cloudformation/stack:Stack";
const NATIVE = "aws-native:healthlake:FhirDatastore";
const TYPE_NAME = "AWS::HealthLake::FHIRDatastore";
const KMS = "SseConfiguration.KmsEncryptionConfig";
const ownKey = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

function store(properties: object): object {
  return { typeName: TYPE_NAME, desiredState: JSON.stringify({ DatastoreTypeVersion: "R4", ...properties }) };
}

function template(properties: object, more: object = {}): object {
  return {
    templateBody: JSON.stringify({ Resources: { Fhir: { Type: TYPE_NAME, Properties: properties }, ...more } }),
  };
}

function sse(KmsKeyId: unknown, CmkType = "CUSTOMER_MANAGED_KMS_KEY"): object {
  return { SseConfiguration: { KmsEncryptionConfig: { CmkType, KmsKeyId } } };
}

const notJudged = [
  { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
  {
    name: "Cloud Control of another type",
    props: { typeName: "AWS::HealthImaging::Datastore", desiredState: "{}" },
    because: "exempt",
  },
  {
    name: "a template without a store",
    type: STACK,
    props: { templateBody: JSON.stringify({ Resources: { T: { Type: "AWS::SNS::Topic" } } }) },
    because: "exempt",
  },
  {
    name: "a YAML template without a store",
    type: STACK,
    props: { templateBody: "Resources:\n  T:\n    Type: AWS::SNS::Topic\n" },
    because: "exempt",
  },
  {
    name: "a template by URL",
    type: STACK,
    props: { templateUrl: "https://clinic.example/t.json" },
    because: "exempt",
  },
] as const;

testRule(healthlakeDatastoreCmk, {
  valid: [
    { name: "Cloud Control", props: store(sse(ownKey)) },
    { name: "by alias", props: store(sse("alias/clinic-fhir")) },
    {
      name: "desired state as an object, key made here",
      props: { typeName: TYPE_NAME, desiredState: sse(from("key")) },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "CloudFormation", type: STACK, props: template(sse(ownKey)) },
    {
      name: "CloudFormation, key of the template",
      type: STACK,
      props: template(sse({ "Fn::GetAtt": ["Key", "Arn"] }), { Key: { Type: "AWS::KMS::Key" } }),
    },
    {
      name: "aws-native",
      type: NATIVE,
      props: { sseConfiguration: { kmsEncryptionConfig: { cmkType: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: ownKey } } },
    },
  ],
  invalid: [
    { name: "left out", props: store({}), finds: [`desiredState.${KMS}.CmkType`, `desiredState.${KMS}.KmsKeyId`] },
    {
      name: "AWS's key",
      props: store(sse(undefined, "AWS_OWNED_KMS_KEY")),
      finds: [`desiredState.${KMS}.CmkType`, `desiredState.${KMS}.KmsKeyId`],
    },
    { name: "no key named", props: store(sse(undefined)), finds: `desiredState.${KMS}.KmsKeyId` },
    { name: "AWS's alias", props: store(sse("alias/aws/healthlake")), finds: `desiredState.${KMS}.KmsKeyId` },
    {
      name: "the second store of a template",
      type: STACK,
      props: template(sse(ownKey), { Second: { Type: TYPE_NAME, Properties: {} } }),
      finds: [
        `templateBody.Resources.Second.Properties.${KMS}.CmkType`,
        `templateBody.Resources.Second.Properties.${KMS}.KmsKeyId`,
      ],
    },
    {
      name: "a topic for a key",
      type: STACK,
      props: template(sse({ Ref: "Topic" }), { Topic: { Type: "AWS::SNS::Topic" } }),
      finds: `templateBody.Resources.Fhir.Properties.${KMS}.KmsKeyId`,
    },
    {
      name: "aws-native",
      type: NATIVE,
      props: {},
      finds: ["sseConfiguration.kmsEncryptionConfig.cmkType", "sseConfiguration.kmsEncryptionConfig.kmsKeyId"],
    },
  ],
  notJudged: [
    ...notJudged,
    {
      name: "desired state not known",
      props: { typeName: TYPE_NAME, desiredState: unknownString },
      because: "unknown",
      finds: [`desiredState.${KMS}.CmkType`, `desiredState.${KMS}.KmsKeyId`],
    },
    {
      name: "desired state that is no JSON",
      props: { typeName: TYPE_NAME, desiredState: "{" },
      because: "unknown",
      finds: [`desiredState.${KMS}.CmkType`, `desiredState.${KMS}.KmsKeyId`],
    },
    {
      name: "a YAML template with a store",
      type: STACK,
      props: { templateBody: `Resources:\n  F:\n    Type: ${TYPE_NAME}\n` },
      because: "unknown",
      finds: "templateBody",
    },
    {
      name: "a template not known",
      type: STACK,
      props: { templateBody: unknownString },
      because: "unknown",
      finds: "templateBody",
    },
    {
      name: "a key by parameter",
      type: STACK,
      props: template(sse({ Ref: "KeyParameter" })),
      because: "unknown",
      finds: `templateBody.Resources.Fhir.Properties.${KMS}.KmsKeyId`,
    },
  ],
});

function identity(AuthorizationStrategy: unknown, FineGrainedAuthorizationEnabled?: unknown): object {
  return { IdentityProviderConfiguration: { AuthorizationStrategy, FineGrainedAuthorizationEnabled } };
}

const FINE = "IdentityProviderConfiguration.FineGrainedAuthorizationEnabled";
const STRATEGY = "IdentityProviderConfiguration.AuthorizationStrategy";

testRule(healthlakeDatastoreFhirAuthorization, {
  valid: [
    { name: "left out: IAM decides", props: store({}) },
    { name: "IAM", props: store(identity("AWS_AUTH")) },
    { name: "SMART with scopes checked", props: store(identity("SMART_ON_FHIR_V1", true)) },
    { name: "CloudFormation", type: STACK, props: template(identity("SMART_ON_FHIR", true)) },
    {
      name: "aws-native",
      type: NATIVE,
      props: {
        identityProviderConfiguration: {
          authorizationStrategy: "SMART_ON_FHIR_V1",
          fineGrainedAuthorizationEnabled: true,
        },
      },
    },
  ],
  invalid: [
    {
      name: "SMART, scopes left out",
      props: store(identity("SMART_ON_FHIR_V1")),
      finds: [`desiredState.${STRATEGY}`, `desiredState.${FINE}`],
    },
    {
      name: "SMART, scopes off",
      type: STACK,
      props: template(identity("SMART_ON_FHIR", false)),
      finds: [`templateBody.Resources.Fhir.Properties.${STRATEGY}`, `templateBody.Resources.Fhir.Properties.${FINE}`],
    },
    {
      name: "aws-native",
      type: NATIVE,
      props: { identityProviderConfiguration: { authorizationStrategy: "SMART_ON_FHIR_V1" } },
      finds: [
        "identityProviderConfiguration.authorizationStrategy",
        "identityProviderConfiguration.fineGrainedAuthorizationEnabled",
      ],
    },
  ],
  notJudged: [
    ...notJudged,
    {
      name: "strategy not known",
      type: NATIVE,
      props: { identityProviderConfiguration: { authorizationStrategy: unknownString } },
      because: "unknown",
      finds: "identityProviderConfiguration.authorizationStrategy",
    },
  ],
});

const preload = { PreloadDataConfig: { PreloadDataType: "SYNTHEA" } };
const production = { defaultTags: { "phiguard:environment": "prod" } };

function tagged(environment: string, properties: object, key = "phiguard:environment"): object {
  return store({ ...properties, Tags: [{ Key: key, Value: environment }] });
}

const NOT_PRODUCTION = (
  "dev development test testing tst qa uat stage staging stg sandbox demo ci preview local training nonprod non-prod " +
  "preprod Dev dev2 eu-test clinic_qa uat.eu"
).split(" ");

testRule(healthlakeDatastoreNoPreload, {
  valid: [
    { name: "production without", props: tagged("prod", {}) },
    { name: "production without, aws-native", type: NATIVE, props: {}, ...production },
    { name: "an environment nobody knows, without", props: tagged("blue", {}) },
    { name: "CloudFormation", type: STACK, props: template({}), ...production },
  ],
  invalid: [
    {
      name: "production",
      props: tagged("production", preload),
      finds: "desiredState.PreloadDataConfig.PreloadDataType",
    },
    // Words that only begin or end like another environment's.
    ...["blue", "devices", "latest", "city", "civic", "labstage2x", "prod", "PRD", "live-1", "eu.production"].map(
      (environment) => ({
        name: `an environment called ${environment}`,
        props: tagged(environment, preload),
        finds: "desiredState.PreloadDataConfig.PreloadDataType",
      }),
    ),
    ...["phiguard:environment", "Environment", "environment", "Env", "env", "Stage", "stage"].map((key) => ({
      name: `production by its tag ${key}`,
      props: tagged("prod", preload, key),
      finds: "desiredState.PreloadDataConfig.PreloadDataType",
    })),
    {
      name: "CloudFormation",
      type: STACK,
      props: { ...template(preload), tags: { Environment: "Prod" } },
      finds: "templateBody.Resources.Fhir.Properties.PreloadDataConfig.PreloadDataType",
    },
    {
      name: "aws-native",
      type: NATIVE,
      props: { preloadDataConfig: { preloadDataType: "SYNTHEA" } },
      ...production,
      finds: "preloadDataConfig.preloadDataType",
    },
  ],
  notJudged: [
    ...notJudged,
    { name: "a test stack by its name", props: store(preload), because: "exempt" },
    ...NOT_PRODUCTION.map((environment) => ({
      name: `an environment called ${environment}`,
      props: tagged(environment, preload),
      because: "exempt" as const,
    })),
    {
      name: "not known",
      type: NATIVE,
      props: { preloadDataConfig: { preloadDataType: unknownString } },
      ...production,
      because: "unknown",
      finds: "preloadDataConfig.preloadDataType",
    },
  ],
});

describe("the environment of a store without a tag", () => {
  const rows: readonly [stack: string, project: string, result: string][] = [
    ["prod", "clinic", "fail"],
    ["prd", "clinic-dev", "fail"],
    ["live", "demo", "fail"],
    ["eu-production", "sandbox", "fail"],
    ["PROD.eu", "test", "fail"],
    ["dev", "clinic-prod", "not-applicable"],
    ["blue", "clinic-prod", "fail"],
    ["blue", "clinic-dev", "not-applicable"],
    ["products", "clinic-dev", "not-applicable"],
    ["reprod", "clinic-dev", "not-applicable"],
    ["alive", "clinic-dev", "not-applicable"],
    ["blue", "clinic", "fail"],
  ];
  for (const [stack, project, result] of rows)
    it(`${stack} of ${project}: ${result}`, () => {
      const judged = healthlakeDatastoreNoPreload.judge?.(
        {
          urn: `urn:pulumi:${stack}::${project}::${NATIVE}::fhir`,
          type: NATIVE,
          name: "fhir",
          inputs: { preloadDataConfig: { preloadDataType: "SYNTHEA" } },
        },
        { settings: DEFAULT_SETTINGS, isBaseline: false },
      );
      expect(judged?.result).to.equal(result);
    });
});

function rule(source: unknown, more: object = {}): OtherResource {
  return {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "rule",
    props: { eventPattern: JSON.stringify({ source }), ...more },
  };
}

const target: OtherResource = {
  type: "aws:cloudwatch/eventTarget:EventTarget",
  name: "target",
  props: { rule: from("rule"), arn: "arn:aws:sns:us-east-1:111122223333:alerts" },
};

testRule(healthlakeJobEventsMonitored, {
  valid: [
    { name: "a rule with a target", props: store({}), others: [rule(["aws.healthlake"]), target] },
    { name: "a rule on all of AWS, aws-native", type: NATIVE, props: {}, others: [rule([{ prefix: "aws." }]), target] },
    {
      name: "the default bus by ARN, CloudFormation",
      type: STACK,
      props: template({}),
      others: [
        rule(["aws.s3", "aws.healthlake"], { eventBusName: "arn:aws:events:us-east-1:111122223333:event-bus/default" }),
        target,
      ],
    },
    {
      name: "by value",
      props: store({}),
      others: [rule(["aws.healthlake"], { name: "fhir" }), { ...target, props: { rule: "fhir" } }],
    },
    {
      name: "one rule of two",
      props: store({}),
      others: [
        rule(["aws.healthlake"]),
        { ...rule(["aws.s3"]), name: "other" },
        target,
        { ...target, name: "other-target", props: { rule: from("other") } },
      ],
    },
    ...["aws.health", "aws.healthlake"].map((prefix) => ({
      name: `a rule on all that begins with ${prefix}`,
      props: store({}),
      others: [rule([{ prefix }], { eventBusName: "default" }), target],
    })),
  ],
  invalid: [
    { name: "no rule", props: store({}), finds: "EventRule" },
    { name: "no target", props: store({}), others: [rule(["aws.healthlake"])], finds: "EventTarget" },
    {
      name: "the target of another rule",
      props: store({}),
      others: [
        rule(["aws.healthlake"]),
        { ...rule(["aws.s3"]), name: "other" },
        { ...target, props: { rule: from("other") } },
      ],
      finds: ["EventTarget", "EventRule.eventPattern.source[0]", "EventRule.eventPattern.source[0].prefix"],
    },
    {
      name: "another source",
      props: store({}),
      others: [rule(["aws.health"]), target],
      finds: ["EventRule.eventPattern.source[0]", "EventRule.eventPattern.source[0].prefix"],
    },
    {
      name: "switched off",
      props: store({}),
      others: [rule(["aws.healthlake"], { state: "DISABLED" }), target],
      finds: "EventRule.state",
    },
    {
      name: "switched off the old way",
      props: store({}),
      others: [rule(["aws.healthlake"], { isEnabled: false }), target],
      finds: "EventRule.isEnabled",
    },
    ...["clinic", "default-copy", "clinic-default"].map((eventBusName) => ({
      name: `a bus that AWS does not write to: ${eventBusName}`,
      props: store({}),
      others: [rule(["aws.healthlake"], { eventBusName }), target],
      finds: ["EventRule.eventBusName"],
    })),
  ],
  notJudged: [
    ...notJudged,
    {
      name: "pattern not known",
      props: store({}),
      others: [rule([]), target].map((item) =>
        item.name === "rule" ? { ...item, props: { eventPattern: unknownString } } : item,
      ),
      because: "unknown",
      finds: "EventRule.eventPattern.source",
    },
    {
      name: "a target whose rule nobody knows",
      props: store({}),
      others: [rule(["aws.healthlake"]), { ...target, props: { rule: unknownString } }],
      because: "unknown",
      finds: "EventTarget.rule",
    },
  ],
});
