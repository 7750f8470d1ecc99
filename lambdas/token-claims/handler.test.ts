import type { PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { expect } from "chai";
import fc from "fast-check";
import { claimsOf as claimsInToken } from "../fhir-authorizer/core";
import { claimsOf } from "./core";
import { createHandler } from "./handler";

/** An event as Cognito's types have it. */
function event(attributes: Record<string, string>, scopes?: string[]): PreTokenGenerationV2TriggerEvent {
  return {
    version: "2",
    region: "us-east-1",
    userPoolId: "us-east-1_EXAMPLE",
    triggerSource: "TokenGeneration_HostedAuth",
    userName: "11111111-2222-3333-4444-555555555555",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "client1" },
    request: {
      userAttributes: { sub: "11111111-2222-3333-4444-555555555555", email: "a@example.org", ...attributes },
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [] },
      ...(scopes && { scopes }),
    },
    response: { claimsAndScopeOverrideDetails: {} },
  };
}

function world() {
  const logged: unknown[] = [];
  const log = { info: (...said: unknown[]) => logged.push(said), error: (...said: unknown[]) => logged.push(said) };
  const run = createHandler({ log });
  /** What Cognito is told of the access token; its types say where that stands. */
  const token = async (attributes: Record<string, string>, scopes?: string[]) => {
    const given = (await run(event(attributes, scopes))) as PreTokenGenerationV2TriggerEvent;
    return given.response.claimsAndScopeOverrideDetails.accessTokenGeneration;
  };
  return { run, token, logged };
}

const STAFF = { "custom:role": "nurse", "custom:department": "ward-1" };
const SCOPES = ["openid", "user/*.rs", "patient/*.rs", "patient/Consent.read", "purpose/TREAT"];

describe("token-claims", () => {
  const rows: [string, Record<string, string>, object, string[]][] = [
    ["of a patient", { "custom:patient": "p-1" }, { patient: "p-1" }, ["user/*.rs"]],
    ["of the staff", STAFF, { staff_role: "nurse", staff_department: "ward-1" }, ["patient/*.rs", "patient/Consent.read"]],
    ["of somebody who is both", { ...STAFF, "custom:patient": "p-1" }, { patient: "p-1", staff_role: "nurse", staff_department: "ward-1" }, []],
    ["of nobody in particular", {}, {}, ["user/*.rs", "patient/*.rs", "patient/Consent.read"]],
    ["of a department without a role", { "custom:department": "ward-1" }, { staff_department: "ward-1" }, ["user/*.rs", "patient/*.rs", "patient/Consent.read"]],
    ["of attributes that are empty", { "custom:patient": "", "custom:role": "" }, {}, ["user/*.rs", "patient/*.rs", "patient/Consent.read"]],
  ]; // prettier-ignore
  for (const [name, attributes, claims, suppressed] of rows) {
    it(`gives a token ${name} what the attributes say, and no scope beyond them`, async () =>
      expect(await world().token(attributes, SCOPES)).to.deep.equal({
        claimsToAddOrOverride: claims,
        scopesToSuppress: suppressed,
      }));
  }

  it("counts what is not of its form for nothing, and says which attribute it was, without its value", async () => {
    const { token, logged } = world();
    const odd = { "custom:patient": "Patient/p 1", "custom:role": "Jane Roe", "custom:department": ".." };
    expect(await token(odd, SCOPES)).to.deep.include({ claimsToAddOrOverride: {} });
    expect(JSON.stringify(logged))
      .to.contain("patient,role,department")
      .and.not.match(/p 1|Jane|\.\./);
  });

  it("gives the event back with the rest as it was, and takes one without scopes, as a refresh of tokens has it", async () => {
    const { run, token } = world();
    const asked = event(STAFF);
    expect(await run(asked)).to.deep.include({ request: asked.request, userName: asked.userName, version: "2" });
    expect(await token(STAFF)).to.deep.include({ scopesToSuppress: [] });
  });

  it("gives no token for an event of another version or kind", async () => {
    const { run, logged } = world();
    for (const odd of [
      { ...event({}), version: "1" },
      { ...event({}), triggerSource: "PreSignUp_SignUp" },
      undefined,
    ]) {
      const { message } = await run(odd).then(
        () => new Error("it was taken"),
        (error: Error) => error,
      );
      expect(message).to.equal("The event can't be read.");
    }
    expect(JSON.stringify(logged)).to.not.contain("example.org");
  });

  it("writes claims that the authorizer takes, whatever the attributes are", () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9.-]{0,70}$/));
    const attributes = fc.record({ "custom:patient": texts, "custom:role": texts, "custom:department": texts });
    fc.assert(
      fc.property(attributes, (of) => {
        const { claims } = claimsOf(of, []);
        const token = { iss: "i", sub: "s", token_use: "access", scope: "", ...claims };
        const { patient, role, department } = claimsInToken(token, true) ?? {};
        expect({ patient, staff_role: role, staff_department: department }).to.deep.equal({
          patient: undefined,
          staff_role: undefined,
          staff_department: undefined,
          ...claims,
        });
      }),
    );
  });
});
