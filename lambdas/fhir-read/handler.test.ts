import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import { createHandler, type Ports } from "./handler";
import { StoreTimeout } from "./ports";

const CALLER = "0a".repeat(32);
const patient = { resourceType: "Patient", id: "p1", name: [{ family: "Example" }] };

function event(changes: object = {}, authorizer: object = {}): object {
  return {
    resource: "/Patient/{id}",
    path: "/Patient/p1",
    pathParameters: { id: "p1" },
    multiValueQueryStringParameters: null,
    requestContext: {
      requestId: "r-1",
      path: "/dev/Patient/p1",
      domainName: "api.example.org",
      authorizer: { principalId: CALLER, scopes: "user/Patient.rs", ...authorizer },
    },
    ...changes,
  };
}

interface World {
  readonly run: ReturnType<typeof createHandler>;
  readonly told: AuditEvent[];
  readonly logged: unknown[];
  readonly asked: string[];
}

function world(changes: Partial<Ports> = {}): World {
  const told: AuditEvent[] = [];
  const logged: unknown[] = [];
  const asked: string[] = [];
  const run = createHandler({
    store: {
      get: async (path) => {
        asked.push(path);
        return { status: 200, body: patient };
      },
    },
    hashes: { hash: async (text) => Buffer.from(text).toString("hex").padEnd(64, "0").slice(0, 64) },
    audit: { tell: async (of) => void told.push(of) },
    clock: { now: () => "2026-11-22T10:00:00.000Z" },
    log: { info: (...said) => logged.push(said), error: (...said) => logged.push(said) },
    endpoint: "https://store/r4/",
    pageSize: 50,
    ...changes,
  });
  return { run, told, logged, asked };
}

describe("fhir-read", () => {
  it("answers a read, and tells the audit who read whom as hashes", async () => {
    const { run, told, asked } = world();
    const { statusCode, headers, body } = await run(event());
    expect([statusCode, JSON.parse(body)]).to.deep.equal([200, patient]);
    expect(headers).to.include({ "Content-Type": "application/fhir+json", "Cache-Control": "no-store" });
    expect(asked).to.deep.equal(["Patient/p1"]);
    expect(told[0]).to.deep.include({
      action: "fhir.read",
      outcome: "success",
      workload: "fhir-api",
      detail: { caller: CALLER, type: "patient", records: 1, status: 200 },
    });
    expect(told[0]?.subject).to.match(/^[0-9a-f]{64}$/);
  });

  it("refuses what the scope does not cover before the store is asked, and tells of it", async () => {
    const { run, told, asked } = world();
    const { statusCode, body } = await run(event({}, { scopes: "user/Observation.rs" }));
    expect(statusCode).to.equal(403);
    expect(JSON.parse(body).issue[0].code).to.equal("forbidden");
    expect(asked).to.be.empty;
    expect(told.map(({ outcome }) => outcome)).to.deep.equal(["denied"]);
  });

  it("gives nothing out that the audit did not take", async () => {
    const { run } = world({ audit: { tell: () => Promise.reject(new Error("the bus is full of Example")) } });
    const { statusCode, body } = await run(event());
    expect(statusCode).to.equal(500);
    expect(body).to.not.contain("Example");
  });

  it("serves the capability statement to every caller", async () => {
    const { run, told } = world();
    const { statusCode, body } = await run(event({ resource: "/metadata", path: "/metadata" }, { scopes: "" }));
    expect(statusCode).to.equal(200);
    expect(JSON.parse(body)).to.include({ resourceType: "CapabilityStatement", fhirVersion: "4.0.1" });
    expect(JSON.parse(body).rest[0].resource).to.have.length(9);
    expect(told).to.be.empty;
  });

  it("says so when the store takes too long", async () => {
    const { run, told } = world({ store: { get: () => Promise.reject(new StoreTimeout("slow")) } });
    expect((await run(event())).statusCode).to.equal(504);
    expect(told.map(({ outcome }) => outcome)).to.deep.equal(["failure"]);
  });

  it("refuses an answer that is larger than Lambda can hand back", async () => {
    const large = { ...patient, text: "x".repeat(4_000_001) };
    const { run } = world({ store: { get: async () => ({ status: 200, body: large }) } });
    const { statusCode, body } = await run(event());
    expect([statusCode, JSON.parse(body).issue[0].code]).to.deep.equal([400, "too-costly"]);
  });

  it("answers an event that it can't read with an OperationOutcome", async () => {
    const { run, asked } = world();
    for (const broken of [undefined, {}, event({}, { principalId: "jane@example.org" })]) {
      const { statusCode, body } = await run(broken);
      expect(statusCode).to.equal(500);
      expect(JSON.parse(body).resourceType).to.equal("OperationOutcome");
    }
    expect(asked).to.be.empty;
  });

  it("logs statuses and counts, never a path, an id or a record", async () => {
    const { run, logged } = world({ store: { get: () => Promise.reject(new Error("Patient/p1 Example")) } });
    await run(event());
    await world().run(event());
    expect(JSON.stringify(logged))
      .to.contain("r-1")
      .and.not.match(/p1|Example/);
  });
});
