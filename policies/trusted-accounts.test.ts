import { expect } from "chai";
import { narrowed } from "./policy-document";
import { readResource, ReadLog } from "./reading";
import type { Resource } from "./resource";
import { DEFAULT_SETTINGS } from "./settings";
import type { PropertyObject } from "./value";
import { isTrusted, noForeignPrincipal } from "./trusted-accounts";

/** Whether a principal is trusted under a provider with these properties. */
function judged(principal: string, properties: PropertyObject): boolean | "unknown" {
  const urn = "urn:pulumi:test::clinic::aws:ec2/amiLaunchPermission:AmiLaunchPermission::p";
  const type = "aws:ec2/amiLaunchPermission:AmiLaunchPermission";
  const provider = { urn: "", type: "pulumi:providers:aws", name: "aws", properties };
  const resource: Resource = { urn, type, name: "p", inputs: { principal }, provider };
  const { principal: reading } = readResource<{ principal: string }>(resource, new ReadLog());
  return isTrusted(reading, DEFAULT_SETTINGS, resource).truth;
}

describe("accounts that a provider is bound to", () => {
  const own = "111122223333";

  for (const [name, properties] of Object.entries<PropertyObject>({
    "allowed accounts as JSON": { allowedAccountIds: '["111122223333"]' },
    "allowed accounts as a list": { allowedAccountIds: ["111122223333"] },
    "a role": { assumeRole: '{"roleArn":"arn:aws:iam::111122223333:role/deploy"}' },
    "a chain of roles": { assumeRoles: '[{"roleArn":"arn:aws:iam::111122223333:role/deploy"}]' },
    "a role for a token": { assumeRoleWithWebIdentity: { roleArn: "arn:aws:iam::111122223333:role/deploy" } },
  })) {
    it(`are read from ${name}`, () => {
      expect(judged(own, properties)).to.equal(true);
      expect(judged(`arn:aws:iam::${own}:root`, properties)).to.equal(true);
      expect(judged("777788889999", properties)).to.equal(false);
    });
  }

  it("are not read from longer figures, other properties or nothing", () => {
    expect(judged(own, { allowedAccountIds: '["1111222233334"]' })).to.equal(false);
    expect(judged(own, { allowedAccountIds: '["x111122223333"]' })).to.equal(false);
    expect(judged(own, { forbiddenAccountIds: '["111122223333"]' })).to.equal(false);
    expect(judged("", {})).to.equal(false);
  });
});

const TYPE = "aws:sns/topicPolicy:TopicPolicy";

function policyOf(statement: PropertyObject, provider: PropertyObject = {}): Resource {
  return {
    urn: `urn:pulumi:test::clinic::${TYPE}::alerts`,
    type: TYPE,
    name: "alerts",
    inputs: {
      policy: {
        Statement: [
          {
            Effect: "Allow",
            Action: "sns:Publish",
            Resource: "*",
            Principal: { AWS: "arn:aws:iam::444455556666:root" },
            ...statement,
          },
        ],
      },
    },
    provider: { urn: "p", type: "pulumi:providers:aws", name: "aws", properties: provider },
  };
}

function answerTo(resource: Resource, ...accepted: Parameters<typeof noForeignPrincipal>[3][]): unknown {
  const { policy } = readResource<{ policy: string }>(resource, new ReadLog());
  return noForeignPrincipal(policy, DEFAULT_SETTINGS, resource, ...accepted).truth;
}

describe("a principal of another account", () => {
  it("is foreign where nobody names its account", () => {
    expect(answerTo(policyOf({}))).to.equal(false);
    expect(answerTo(policyOf({}, { allowedAccountIds: '["111122223333"]' }))).to.equal(false);
    expect(
      answerTo(policyOf({ Principal: { AWS: "4444555566660" } }, { allowedAccountIds: ["444455556666"] })),
    ).to.equal(false);
  });

  it("is the stack's own where the provider is bound to its account", () => {
    for (const properties of [
      { allowedAccountIds: '["444455556666"]' },
      { allowedAccountIds: ["444455556666"] },
      { assumeRole: '{"roleArn":"arn:aws:iam::444455556666:role/deploy"}' },
      { assumeRoles: [{ roleArn: "arn:aws:iam::444455556666:role/deploy" }] },
      { assumeRoleWithWebIdentity: { roleArn: "arn:aws:iam::444455556666:role/deploy" } },
    ]) {
      expect(answerTo(policyOf({}, properties)), JSON.stringify(properties)).to.equal(true);
    }
  });

  it("is the stack's own where the resource stands in its account", () => {
    const here = "arn:aws:sns:us-east-1:444455556666:alerts";
    expect(answerTo(policyOf({ Resource: here }))).to.equal(true);
    expect(answerTo(policyOf({ Resource: ["*", here] }))).to.equal(true);
    expect(answerTo(policyOf({ Resource: "arn:aws:sns:us-east-1:111122223333:alerts" }))).to.equal(false);
    expect(answerTo(policyOf({ Resource: "arn:aws:s3:::intake-444455556666/*" }))).to.equal(false);
  });

  it("may be bound by a condition, where the caller takes that", () => {
    const bound = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } };
    expect(answerTo(policyOf(bound))).to.equal(false);
    expect(answerTo(policyOf(bound), { bound: narrowed })).to.equal(true);
    expect(answerTo(policyOf({}), { bound: narrowed })).to.equal(false);
  });

  it("may be an account of AWS itself", () => {
    expect(answerTo(policyOf({}), { services: ["444455556666"] })).to.equal(true);
  });
});
