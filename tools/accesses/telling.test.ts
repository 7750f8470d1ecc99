import { createHash } from "node:crypto";
import { expect } from "chai";
import { createHandler as createScore } from "../../lambdas/access-score/handler";
import type { Access } from "../../lambdas/access-score/core";
import { record } from "../../lambdas/consent/record";
import { STAFF } from "../../lambdas/consent/testing/build";
import { MemoryConsents, MemoryDisclosures } from "../../lambdas/consent/testing/memory-store";
import { createHandler as createAuthorizer } from "../../lambdas/fhir-authorizer/handler";
import { createHandler as createReader } from "../../lambdas/fhir-read/handler";
import type { FhirStore } from "../../lambdas/fhir-read/ports";
import type { AuditEvent } from "../../reports/model/audit-event";
import type { HospitalAccess } from "../../synthetic/hospital/access";
import { hospitalYear } from "../../synthetic/hospital/year";
import { toldOf } from "./telling";

const ISSUER = "https://id.example.org";
const METHOD = "arn:aws:execute-api:us-east-1:123456789012:a1b2/dev/GET/Patient";
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const idOf = ({ subject }: HospitalAccess): string => subject.slice(0, 40);
const hashes = { hash: async (text: string) => hashOf(text) };
const log = { info: () => undefined, error: () => undefined };

/** A data store with the patient of an access, and so many records as were given out. */
function storeOf(access: HospitalAccess): FhirStore {
  const id = idOf(access);
  const label = { vip: "CEL", coworker: "EMP" }[access.relation as string];
  const person = { resourceType: "Patient", id, meta: { security: label === undefined ? [] : [{ code: label }] } };
  const own = { resourceType: "Observation", subject: { reference: `Patient/${id}` } };
  const stay = { location: [{ location: { reference: `Location/${access.unit}` } }] };
  const bundle = (resources: object[]): object => ({
    resourceType: "Bundle",
    entry: resources.map((resource) => ({ resource })),
  });
  return {
    get: async (path) => {
      if (path === "Encounter") return { status: 200, body: bundle([stay]) };
      const all = Array.from({ length: access.records }, (_, index) => ({ ...own, id: `o-${index}` }));
      return { status: 200, body: path === "Observation" ? bundle(all) : person };
    },
  };
}

/** What the scorer hears of an access that goes through the authorizer and the reader, from an address by which its network is known. */
async function heardOf(access: HospitalAccess, address: string): Promise<Access> {
  const clock = { now: () => new Date(access.at).toISOString() };
  const told: AuditEvent[] = [];
  const audit = { tell: async (event: AuditEvent) => void told.push(event) };
  const purpose = access.breakGlass ? "BTG" : "TREAT";
  const authorizer = createAuthorizer({
    tokens: {
      verify: async () => ({
        iss: ISSUER,
        sub: access.caller,
        scope: `user/*.rs purpose/${purpose}`,
        staff_role: access.role,
        staff_department: access.department,
        device_key: access.device,
      }),
    },
    suspensions: { suspendedUntil: async () => undefined },
    isCognito: false,
    plans: {},
    ...{ hashes, audit, clock, log },
  });
  const { principalId, context } = await authorizer({ methodArn: METHOD, headers: { Authorization: "Bearer a.b.c" } });
  const consents = new MemoryConsents();
  if (access.breakGlass) {
    const override = {
      kind: "override",
      requestId: "override-1",
      recipient: principalId,
      reason: "emergency-treatment",
      note: "made up",
      minutes: 60,
    } as const;
    await record(consents, hashOf(`Patient/${idOf(access)}`), override, STAFF, () => new Date(access.at));
  }
  const store = storeOf(access);
  const reader = createReader({
    store,
    consents,
    disclosures: new MemoryDisclosures(),
    endpoint: "https://store/",
    pageSize: 100,
    hashes,
    audit,
    clock,
    log,
  });
  const one = { resource: "/Patient/{id}", path: `/Patient/${idOf(access)}`, pathParameters: { id: idOf(access) } };
  const many = {
    resource: "/Observation",
    path: "/Observation",
    multiValueQueryStringParameters: { patient: [idOf(access)] },
  };
  const { statusCode } = await reader({
    ...(access.records === 1 ? one : many),
    headers: { "X-Purpose-Of-Use": purpose },
    requestContext: {
      requestId: "request-1",
      path: "/dev",
      domainName: "fhir.example.org",
      identity: { sourceIp: address, userAgent: "viewer/1" },
      authorizer: { principalId, ...context },
    },
  });
  expect(statusCode).to.equal(200);
  const heard: Access[] = [];
  const score = createScore({
    habits: { before: async (of) => (heard.push(of), { kind: "learnt", alert: undefined }), keep: async () => "kept" },
    scorer: { score: async () => 0, reasons: () => [] },
    metrics: { put: () => undefined },
    environment: "test",
    suspendHours: 0,
    audit,
    log,
  });
  const detail = told.find(({ action }) => action === "fhir.read" || action === "fhir.search");
  const { batchItemFailures } = await score({ Records: [{ messageId: "m1", body: JSON.stringify({ detail }) }] });
  expect(batchItemFailures).to.deep.equal([]);
  return heard[0] as Access;
}

/** Days within which there are accesses of every kind. */
const DAYS = 20;

/** Each text of one side stands for one of the other. */
class Pairs {
  private readonly there = new Map<string, string>();
  private readonly back = new Map<string, string>();

  add(one: string | undefined, other: string | undefined, what: string): void {
    if (one === undefined || other === undefined) throw new Error(`${what} was not told`);
    expect(this.there.get(one) ?? other, what).to.equal(other);
    expect(this.back.get(other) ?? one, what).to.equal(one);
    this.there.set(one, other);
    this.back.set(other, one);
  }
}

describe("what the judged years take for told by the FHIR API", function () {
  this.timeout(60_000);

  it("is what its functions tell the scorer: the same facts, and hashes that are the same where these are", async () => {
    const units = new Pairs();
    const [callers, patients, devices, networks] = [new Pairs(), new Pairs(), new Pairs(), new Pairs()];
    const addresses = new Map<string, string>();
    const kinds = new Set<string>();
    let [compared, days] = [0, 0];
    for (const day of hospitalYear({ seed: 3, people: 100, insidersOfEach: 1 }).days()) {
      if (++days > DAYS) break;
      for (const access of day) {
        const { role, seen } = toldOf(access, "api");
        const kind = [seen.relation, seen.breakGlass, seen.records === 1, seen.unit === seen.department, role].join();
        // One of each kind, and a few more.
        if (kinds.has(kind) && compared >= 40) continue;
        kinds.add(kind);
        compared++;
        const network = seen.network as string;
        addresses.set(network, addresses.get(network) ?? `198.51.${addresses.size}.${1 + (compared % 250)}`);
        const heard = await heardOf(access, addresses.get(network) as string);
        const { at, records, breakGlass, relation } = heard;
        expect({ at: Date.parse(at), records, breakGlass, relation, role: heard.role }).to.deep.equal({
          at: seen.at,
          records: seen.records,
          breakGlass: seen.breakGlass,
          relation: seen.relation,
          role,
        });
        callers.add(access.caller, heard.caller, "the caller");
        patients.add(seen.subject, heard.subject, "the patient");
        units.add(seen.unit, heard.unit, "the patient's unit");
        units.add(seen.department, heard.department, "the department");
        devices.add(seen.device, heard.device, "the device");
        networks.add(seen.network, heard.network, "the network");
      }
    }
    expect([...kinds].filter((kind) => /^(vip|coworker)/.test(kind))).to.not.be.empty;
    expect([...kinds].filter((kind) => kind.split(",")[1] === "true")).to.not.be.empty;
    expect(compared).to.be.greaterThan(60);
  });
});
