import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import { MemoryConsents, MemoryDisclosures } from "../consent/testing/memory-store";
import { createHandler, type Ports } from "./handler";

const CALLER = "0a".repeat(32);
const NOW = new Date("2026-11-22T12:00:00.000Z");
const hashOf = (text: string): string => Buffer.from(text).toString("hex").padEnd(64, "0").slice(0, 64);
const OWN = { patient: hashOf("Patient/p1") };
const STAFF = { scopes: "user/Consent.read user/Consent.write" };
const PATIENT = { scopes: "patient/Consent.read patient/Consent.write", ...OWN };

const grant = {
  kind: "grant",
  requestId: "grant-0001",
  basis: "authorization",
  purposes: ["HRESCH"],
  recipients: ["north.lab"],
  classes: ["general"],
};
const withdrawal = { kind: "withdraw", requestId: "withdraw-1", target: "grant-0001" };
const override = {
  kind: "override",
  requestId: "override-1",
  reason: "emergency-treatment",
  note: "synthetic",
  minutes: 30,
};

/** What came back, whose parts a test asks for at will. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Body = any;

interface World {
  readonly get: (authorizer: object, path?: string, query?: object, resource?: string) => Promise<[number, Body]>;
  readonly post: (authorizer: object, body: unknown, patient?: string, resource?: string) => Promise<[number, Body]>;
  readonly told: AuditEvent[];
  readonly logged: unknown[];
  readonly consents: MemoryConsents;
  readonly disclosures: MemoryDisclosures;
}

function world(changes: Partial<Ports> = {}): World {
  const told: AuditEvent[] = [];
  const logged: unknown[] = [];
  const consents = new MemoryConsents();
  const disclosures = new MemoryDisclosures();
  const run = createHandler({
    consents,
    disclosures,
    hashes: { hash: async (text) => hashOf(text) },
    audit: { tell: async (of) => void told.push(of) },
    clock: { now: () => NOW },
    log: { info: (...said) => logged.push(said), error: (...said) => logged.push(said) },
    ...changes,
  });
  const call = async (authorizer: object, more: object): Promise<[number, Body]> => {
    const { statusCode, body } = await run({
      resource: "/consents/{patient}",
      pathParameters: { patient: "p1" },
      requestContext: { requestId: "request-1", authorizer: { principalId: CALLER, ...authorizer } },
      ...more,
    });
    return [statusCode, JSON.parse(body)];
  };
  return {
    get: (authorizer, path = "", queryStringParameters = {}, resource = `/consents/{patient}${path}`) =>
      call(authorizer, {
        httpMethod: "GET",
        resource,
        queryStringParameters,
        ...(resource === "/agreements" && { pathParameters: null }),
      }),
    post: (authorizer, body, patient = "p1", resource = undefined) =>
      call(authorizer, {
        httpMethod: "POST",
        pathParameters: resource === undefined ? { patient } : null,
        ...(resource !== undefined && { resource }),
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    told,
    logged,
    consents,
    disclosures,
  };
}

describe("consent-service", () => {
  it("records a patient's grant, shows it, and ends it", async () => {
    const { get, post, told } = world();
    expect(await post(PATIENT, grant)).to.deep.equal([201, { id: "grant-0001", version: 1, at: NOW.toISOString() }]);
    expect(await post(PATIENT, grant)).to.deep.equal([200, { id: "grant-0001", version: 1, at: NOW.toISOString() }]);
    expect((await get(PATIENT))[1].consents[0]).to.include({ id: "grant-0001", status: "in-force" });
    expect((await post(PATIENT, withdrawal))[0]).to.equal(201);
    const [, view] = await get(PATIENT);
    expect(view.consents[0]).to.include({ status: "withdrawn" });
    expect(view.history.map(({ change, by }: { change: string; by: string }) => `${by} ${change}`)).to.deep.equal([
      "patient grant",
      "patient withdraw",
    ]);
    expect(told.map(({ action, outcome }) => `${action} ${outcome}`)).to.deep.equal([
      "consent.granted success",
      "consent.granted success",
      "consent.viewed success",
      "consent.withdrawn success",
      "consent.viewed success",
    ]);
    expect(told[0]).to.deep.include({
      subject: OWN.patient,
      detail: { caller: CALLER, status: 201, role: "patient", version: 1 },
    });
    expect(JSON.stringify(told)).to.not.contain("p1");
  });

  const denied: [string, object, (at: World, as: object) => Promise<[number, Body]>][] = [
    ["a patient, another's consents", { ...PATIENT, patient: hashOf("Patient/p2") }, ({ get }, as) => get(as)],
    ["a patient whose token names none", { scopes: PATIENT.scopes }, ({ get }, as) => get(as)],
    ["a patient who may read, a change", { scopes: "patient/Consent.read", ...OWN }, ({ post }, as) => post(as, grant)],
    ["staff who may read, a change", { scopes: "user/Consent.read" }, ({ post }, as) => post(as, grant)],
    ["staff who may write, the glass", STAFF, ({ post }, as) => post(as, override)],
    ["staff who may break the glass, a grant", { scopes: "user/Consent.override" }, ({ post }, as) => post(as, grant)],
    ["a reader of records, an accounting", { scopes: "user/*.read" }, ({ get }, as) => get(as, "/accounting")],
  ];
  for (const [who, as, what] of denied) {
    it(`denies ${who}, and tells of it`, async () => {
      const at = world();
      const [status, body] = await what(at, as);
      expect([status, body.issue[0].code]).to.deep.equal([403, "forbidden"]);
      expect(at.told.map(({ outcome }) => outcome)).to.deep.equal(["denied"]);
      expect(at.consents.all.size).to.equal(0);
    });
  }

  const bad: [string, unknown, string][] = [
    ["no JSON", "{", "body must be a JSON object"],
    ["a list", [], "body must be a JSON object"],
    ["no kind of change", { kind: "forget" }, "kind must be grant, restrict"],
    [
      "a patient's name for a recipient",
      { ...grant, recipients: ["Jane Roe"] },
      "recipients.0 must be the hash of a caller",
    ],
    ["another's override", { ...override, recipient: "0b".repeat(32) }, "recipient must be left out"],
    ["a FHIR resource of another kind", { resourceType: "Patient" }, "resourceType must be Consent"],
    ["too much", { ...grant, x: "x".repeat(65_536) }, "body must have 65536 characters at most"],
    ["an end of nothing", withdrawal, "target must be a grant, a restriction or an override"],
  ];
  for (const [name, body, wanted] of bad) {
    it(`says what is wrong with ${name}`, async () => {
      const at = world();
      const [status, outcome] = await at.post({ scopes: `${STAFF.scopes} user/Consent.override` }, body);
      expect(status).to.equal(400);
      expect(outcome.issue[0].diagnostics).to.contain(wanted).and.not.contain("Jane");
      expect(at.told.map((event) => event.outcome)).to.deep.equal(["failure"]);
      expect(JSON.stringify(at.logged)).to.not.contain("Jane");
    });
  }

  it("opens an override for the caller, with the right to break the glass", async () => {
    const { post, consents } = world();
    expect((await post({ scopes: "user/Consent.override" }, override))[0]).to.equal(201);
    const [event] = await consents.eventsOf(hashOf("Patient/p1"));
    expect(event?.change).to.include({ kind: "override", recipient: CALLER });
  });

  it("takes a FHIR Consent, and gives it back", async () => {
    const { get, post } = world();
    await post(PATIENT, grant);
    const [, { entry }] = await get(PATIENT, "", { as: "fhir" });
    const other = world();
    expect((await other.post(PATIENT, entry[0].resource))[0]).to.equal(201);
    expect((await other.get(PATIENT, "", { as: "fhir" }))[1].entry).to.deep.equal(entry);
  });

  it("accounts for disclosures of a time", async () => {
    const { get, disclosures } = world();
    await disclosures.record(OWN.patient, {
      id: "request-9",
      at: "2026-01-01T00:00:00.000Z",
      recipient: CALLER,
      purpose: "PUBHLTH",
      what: "immunization",
      records: 2,
      classes: ["general"],
      provisions: ["164.528(a)(1)"],
    });
    expect((await get(PATIENT, "/accounting"))[1].disclosures).to.have.length(1);
    expect((await get(PATIENT, "/accounting", { from: "2026-02-01T00:00:00Z" }))[1].disclosures).to.be.empty;
    expect((await get(PATIENT, "/accounting", { from: "February" }))[0]).to.equal(400);
  });

  it("says what an erasure took and what stays, by which law", async () => {
    const { get, post } = world();
    await post(PATIENT, grant);
    const [status, { gone, kept }] = await post(PATIENT, { kind: "erase", requestId: "erase-0001" });
    expect([status, gone]).to.deep.equal([200, 0]);
    expect(kept.map(({ what }: { what: string }) => what)).to.deep.equal(["consent", "erasure", "records"]);
    expect((await get(PATIENT))[1].consents[0].status).to.equal("withdrawn");
  });

  it("answers a failure where the audit did not take a change, which counts once when it comes again", async () => {
    const { post, consents } = world({ audit: { tell: () => Promise.reject(new Error("Jane Roe")) } });
    const [status, body] = await post(PATIENT, grant);
    expect([status, JSON.stringify(body).includes("Jane")]).to.deep.equal([500, false]);
    await post(PATIENT, grant);
    expect(await consents.eventsOf(OWN.patient)).to.have.length(1);
  });

  it("lets staff agree on documents of nobody in particular, and no patient", async () => {
    const { get, post, consents } = world();
    const agreement = { ...grant, basis: "agreement", classes: ["unclassified"] };
    expect((await post(STAFF, agreement, undefined, "/agreements"))[0]).to.equal(201);
    expect((await post(PATIENT, agreement, undefined, "/agreements"))[0]).to.equal(403);
    expect(await consents.eventsOf("documents")).to.have.length(1);
    expect((await get(STAFF, "", {}, "/agreements"))[1].consents[0].basis).to.equal("agreement");
    expect((await post(STAFF, { resourceType: "Consent" }, undefined, "/agreements"))[0]).to.equal(400);
    expect((await post(STAFF, agreement, undefined, "/consents/{patient}"))[0]).to.equal(404);
  });

  it("refuses a path that names no patient", async () => {
    expect((await world().post(PATIENT, grant, "../p1"))[0]).to.equal(400);
  });
});
