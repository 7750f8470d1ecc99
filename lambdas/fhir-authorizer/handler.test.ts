import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import { allows, bearerIn, claimsOf, policyFor } from "./core";
import { createHandler, type Ports } from "./handler";

const METHOD = "arn:aws:execute-api:us-east-1:123456789012:a1b2/dev/GET/Patient/p1";
const HASH = "0c".repeat(32);
const payload = {
  iss: "https://issuer",
  sub: "user-1",
  token_use: "access",
  scope: "openid user/Patient.rs",
  staff_role: "nurse",
};
const event = (authorization = "Bearer a.b.c"): object => ({ methodArn: METHOD, headers: { authorization } });

function handler(changes: Partial<Ports> = {}, logged: unknown[] = []): ReturnType<typeof createHandler> {
  return createHandler({
    tokens: { verify: async () => payload },
    hashes: { hash: async () => HASH },
    suspensions: { suspendedUntil: async () => undefined },
    audit: { tell: async () => undefined },
    clock: { now: () => "2026-11-22T10:00:00.000Z" },
    log: { info: (...said) => logged.push(said), error: (...said) => logged.push(said) },
    isCognito: true,
    plans: {},
    ...changes,
  });
}

const failure = (run: Promise<unknown>): Promise<Error> =>
  run.then(
    () => Promise.reject(new Error("expected a refusal")),
    (error: Error) => error,
  );

describe("fhir-authorizer", () => {
  it("lets a token call what its scopes cover, and names its holder by a hash alone", async () => {
    const decision = await handler()(event());
    expect(decision.principalId).to.equal(HASH);
    expect(decision.context.scopes).to.equal("openid user/Patient.rs");
    expect(decision.policyDocument.Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "execute-api:Invoke",
        Resource: ["GET/metadata", "GET/Patient", "POST/Patient/_search", "GET/Patient/*"].map(
          (call) => `arn:aws:execute-api:us-east-1:123456789012:a1b2/dev/${call}`,
        ),
      },
    ]);
    expect(JSON.stringify(decision)).to.not.contain("user-1");
  });

  it("opens the consents to a right over them alone, and knows a token's patient by a hash alone", async () => {
    const { staff_role: _, ...user } = payload;
    const mine = { ...user, scope: "patient/Consent.read", patient: "p-1" };
    const hashed: string[] = [];
    const hashes = { hash: async (text: string) => (hashed.push(text), HASH) };
    const decision = await handler({ tokens: { verify: async () => mine }, hashes })(event());
    expect(decision.policyDocument.Statement[0]?.Resource.map((arn) => arn.split("/dev/")[1])).to.deep.equal([
      "GET/metadata",
      "GET/consents/*",
      "GET/agreements",
      "POST/consents/*",
      "POST/agreements",
    ]);
    expect(decision.context).to.deep.equal({ scopes: "patient/Consent.read", patient: HASH });
    expect(hashed).to.deep.equal(["https://issuer user-1", "Patient/p-1"]);
    const odd = await handler({ tokens: { verify: async () => ({ ...mine, patient: "p 1/x" }) } })(event());
    expect(odd.context).to.not.have.property("patient");
  });

  it("tells what a person of the staff does as a code, and where and with what by hashes alone", async () => {
    const staff = { staff_role: "charge-nurse", staff_department: "ward-1", device_key: "us-east-1_a1b2" };
    const hashed: string[] = [];
    const hashes = { hash: async (text: string) => (hashed.push(text), HASH) };
    const of = async (more: object): Promise<object> =>
      (await handler({ tokens: { verify: async () => ({ ...payload, ...more }) }, hashes })(event())).context;
    const { scope: scopes } = payload;
    expect(await of(staff)).to.deep.equal({ scopes, role: "charge-nurse", department: HASH, device: HASH });
    expect(hashed.slice(1)).to.deep.equal(["unit ward-1", "device us-east-1_a1b2"]);
    // None of them is of its form: a role of a person's name or number would have the audit refuse the whole event.
    expect(await of({ staff_role: "Jane Roe", staff_department: "a b", device_key: 7 })).to.deep.equal({
      scopes: "openid",
    });
    expect(await of({ staff_role: "nurse-123456", staff_department: ".." })).to.deep.equal({ scopes: "openid" });
  });

  const beyond: [string, object, boolean, string][] = [
    ["a user who does not work here", { staff_role: undefined }, true, "openid system/Patient.r"],
    ["a patient", { staff_role: undefined, patient: "p-1" }, true, "openid patient/*.rs system/Patient.r"],
    ["somebody of the staff", {}, true, "openid user/*.rs system/Patient.r"],
    ["a user of another issuer, who answers for it", { staff_role: undefined }, false, "openid user/*.rs patient/*.rs system/Patient.r"],
  ]; // prettier-ignore
  for (const [name, more, isCognito, wanted] of beyond) {
    it(`takes from ${name} the scopes "${wanted}"`, () => {
      const scope = "openid user/*.rs patient/*.rs system/Patient.r";
      expect(claimsOf({ ...payload, scope, ...more }, isCognito)?.scopes).to.equal(wanted);
    });
  }

  it("tells the limits of the system's usage plan, as they are told to it", async () => {
    const plans = { '"standard";q=20;w=1': ["client1", "client2"], '"bulk";q=90;w=1': ["client3"] };
    const of = async (client_id: unknown): Promise<unknown> =>
      (await handler({ plans, tokens: { verify: async () => ({ ...payload, client_id }) } })(event())).context.limits;
    expect(await of("client2")).to.equal('"standard";q=20;w=1');
    expect(await of("client3")).to.equal('"bulk";q=90;w=1');
    for (const other of ["client4", undefined, "", 7]) expect(await of(other)).to.equal(undefined);
  });

  it("refuses everything to a caller who is suspended, and nothing once that is over", async () => {
    const effect = async (until: string): Promise<string | undefined> =>
      (await handler({ suspensions: { suspendedUntil: async () => until } })(event())).policyDocument.Statement[0]
        ?.Effect;
    expect(await effect("2026-11-22T10:00:00.001Z")).to.equal("Deny");
    expect(await effect("2026-11-22T10:00:00.000Z")).to.equal("Allow");
  });

  const refused: [string, object, Partial<Ports>][] = [
    ["no token", { methodArn: METHOD, headers: null }, {}],
    ["another kind of credential", event("Basic dXNlcjpwYXNz"), {}],
    ["a token that is not valid", event(), { tokens: { verify: async () => undefined } }],
    ["an id token", event(), { tokens: { verify: async () => ({ ...payload, token_use: "id" }) } }],
    ["a token without scopes", event(), { tokens: { verify: async () => ({ ...payload, scope: undefined }) } }],
  ];
  for (const [name, input, changes] of refused) {
    it(`answers 401 to ${name}`, async () => {
      const told: AuditEvent[] = [];
      const audit = { tell: async (of: AuditEvent) => void told.push(of) };
      expect((await failure(handler({ ...changes, audit })(input))).message).to.equal("Unauthorized");
      expect(told).to.have.length(1);
      expect(told[0]).to.deep.include({ action: "fhir.token-refused", outcome: "denied" });
      expect(JSON.stringify(told)).to.not.match(/p1|user-1|a\.b\.c/);
    });
  }

  it("tells the audit of a call that the token is not good for, and of no other", async () => {
    const told: AuditEvent[] = [];
    const audit = { tell: async (of: AuditEvent) => void told.push(of) };
    const calling = (path: string): object => ({ ...event(), methodArn: METHOD.replace("Patient/p1", path) });
    await handler({ audit })(calling("Patient/p1"));
    await handler({ audit })(calling("Condition"));
    await handler({ audit, suspensions: { suspendedUntil: async () => "2027-01-01T00:00:00Z" } })(calling("Patient"));
    expect(told.map(({ action, reason, subject }) => [action, reason, subject])).to.deep.equal([
      ["fhir.call-refused", "scope", "arn:aws:execute-api:us-east-1:123456789012:a1b2/dev"],
      ["fhir.call-refused", "suspended", "arn:aws:execute-api:us-east-1:123456789012:a1b2/dev"],
    ]);
  });

  const calls: [string, string, boolean][] = [
    ["user/Patient.rs", "GET/Patient", true],
    ["user/Patient.rs", "GET/Patient/p1", true],
    ["user/Patient.r", "GET/Patient", false],
    ["user/Patient.s", "GET/Patient/p1", false],
    ["user/Patient.rs", "GET/PatientX", false],
    ["user/Patient.rs", "POST/Patient", false],
    ["user/Patient.s", "POST/Patient/_search", true],
    ["user/Patient.r", "POST/Patient/_search", false],
    ["user/Patient.rs", "POST/Patient/p1", false],
    ["user/Patient.rs", "GET/consents/p1", false],
    ["user/Consent.read", "GET/consents/p1", true],
  ];
  for (const [scopes, call, wanted] of calls) {
    it(`"${scopes}" ${wanted ? "lets" : "does not let"} ${call} through`, () => {
      const arn = `arn:aws:execute-api:us-east-1:123456789012:a1b2/dev/${call}`;
      expect(allows(policyFor(scopes, METHOD), arn)).to.equal(wanted);
    });
  }

  it("does not take a fault of its own for one of the caller's", async () => {
    const down = { verify: () => Promise.reject(new Error("the issuer can't be asked")) };
    expect((await failure(handler({ tokens: down })(event()))).message).to.not.equal("Unauthorized");
  });

  it("logs no token and no name", async () => {
    const logged: unknown[] = [];
    await handler({}, logged)(event());
    await failure(handler({ tokens: { verify: async () => undefined } }, logged)(event()));
    expect(JSON.stringify(logged)).to.not.match(/a\.b\.c|user-1/);
  });

  it("takes the scopes of other issuers as text or list, without token_use", () => {
    const { token_use: _use, ...other } = payload;
    expect(claimsOf(other, false)?.scopes).to.equal(payload.scope);
    expect(claimsOf({ ...other, scope: undefined, scp: ["system/Patient.r"] }, false)?.scopes).to.equal(
      "system/Patient.r",
    );
    expect(claimsOf(other, true)).to.equal(undefined);
    expect(claimsOf({ ...other, sub: "" }, false)).to.equal(undefined);
  });

  it("gives a token without scopes of ours the capability statement alone", () => {
    expect(policyFor("openid", METHOD).Statement[0]?.Resource).to.have.length(1);
  });

  const headers: [string | undefined, string | undefined][] = [
    ["Bearer a.b.c", "a.b.c"],
    ["bearer a.b.c", "a.b.c"],
    ["Bearer a.b", undefined],
    ["Bearer a.b.c d", undefined],
    ["", undefined],
    [undefined, undefined],
  ];
  for (const [header, token] of headers) {
    it(`finds ${token ?? "no token"} in "${header}"`, () => expect(bearerIn(header)).to.equal(token));
  }
});
