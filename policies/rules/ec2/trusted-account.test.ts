import { expect } from "chai";
import { readResource, ReadLog } from "../../reading";
import type { Resource } from "../../resource";
import { DEFAULT_SETTINGS } from "../../settings";
import type { PropertyObject } from "../../value";
import { isTrusted } from "./trusted-account";

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
