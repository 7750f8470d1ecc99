import { createHash } from "node:crypto";
import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import type { Command } from "../consent/event";
import { record } from "../consent/record";
import { grant, STAFF } from "../consent/testing/build";
import { MemoryConsents, MemoryDisclosures } from "../consent/testing/memory-store";
import { guardedStore } from "./adapters";
import { createHandler, type Ports } from "./handler";
import { StoreTimeout, type FhirStore } from "./ports";

const CALLER = "0a".repeat(32);
const SCOPES =
  "user/Patient.rs user/Observation.rs purpose/TREAT purpose/HRESCH purpose/BTG purpose/PUBHLTH purpose/PATRQT";
const TREAT = { "X-Purpose-Of-Use": "TREAT" };
const NOW = "2026-11-22T10:00:00.000Z";
const patient = { resourceType: "Patient", id: "p1", name: [{ family: "Example" }] };

function event(changes: object = {}, authorizer: object = {}): object {
  return {
    resource: "/Patient/{id}",
    path: "/Patient/p1",
    pathParameters: { id: "p1" },
    multiValueQueryStringParameters: null,
    headers: TREAT,
    requestContext: {
      requestId: "request-1",
      path: "/dev/Patient/p1",
      domainName: "api.example.org",
      authorizer: { principalId: CALLER, scopes: SCOPES, ...authorizer },
    },
    ...changes,
  };
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

interface World {
  readonly consents: MemoryConsents;
  readonly disclosures: MemoryDisclosures;
  readonly run: ReturnType<typeof createHandler>;
  readonly told: AuditEvent[];
  readonly logged: unknown[];
  readonly asked: string[];
}

function world(changes: Partial<Ports> = {}): World {
  const told: AuditEvent[] = [];
  const logged: unknown[] = [];
  const asked: string[] = [];
  const consents = new MemoryConsents();
  const disclosures = new MemoryDisclosures();
  const run = createHandler({
    consents,
    disclosures,
    store: {
      get: async (path) => {
        asked.push(path);
        return { status: 200, body: patient };
      },
    },
    hashes: { hash: async (text) => hashOf(text) },
    audit: { tell: async (of) => void told.push(of) },
    clock: { now: () => NOW },
    log: { info: (...said) => logged.push(said), error: (...said) => logged.push(said) },
    endpoint: "https://store/r4/",
    pageSize: 50,
    ...changes,
  });
  return { run, told, logged, asked, consents, disclosures };
}

describe("fhir-read", () => {
  it("answers a read, and tells the audit who read whom as hashes", async () => {
    const { run, told, asked } = world();
    const { statusCode, headers, body } = await run(event());
    expect([statusCode, JSON.parse(body)]).to.deep.equal([200, patient]);
    expect(headers).to.include({ "Content-Type": "application/fhir+json", "Cache-Control": "no-store" });
    expect(asked).to.deep.equal(["Patient/p1"]);
    expect(told.map(({ action }) => action)).to.deep.equal(["consent.checked", "fhir.read"]);
    expect(told[1]).to.deep.include({
      action: "fhir.read",
      outcome: "success",
      purpose: "treat",
      workload: "fhir-api",
      detail: { caller: CALLER, type: "patient", records: 1, status: 200, breakGlass: false },
    });
    expect(told[1]?.subject).to.match(/^[0-9a-f]{64}$/);
  });

  const STAFF_CLAIMS = { role: "nurse", department: hashOf("unit ward-1"), device: hashOf("device 1") };
  const fromWard = (authorizer: object, changes: object = {}): object => {
    const request = event(changes, authorizer) as { requestContext: object };
    const identity = { sourceIp: "203.0.113.77", userAgent: "viewer/1" };
    return { ...request, requestContext: { ...request.requestContext, identity } };
  };
  const ward: Ports["store"] = {
    get: async (path) => {
      if (path !== "Encounter") return { status: 200, body: { ...patient, meta: { security: [{ code: "EMP" }] } } };
      const location = [{ location: { reference: "Location/ward-2" } }];
      return { status: 200, body: { resourceType: "Bundle", entry: [{ resource: { location } }] } };
    },
  };

  it("tells what the watch over accesses reads: who looks, from where, and where the patient is", async () => {
    const { run, told } = world({ store: ward });
    await run(fromWard(STAFF_CLAIMS));
    expect(told[1]?.detail).to.deep.equal({
      caller: CALLER,
      type: "patient",
      records: 1,
      status: 200,
      breakGlass: false,
      ...STAFF_CLAIMS,
      network: hashOf("network 203.0.113.0/24"),
      unit: hashOf("unit ward-2"),
      relation: "coworker",
    });
    expect(JSON.stringify(told)).to.not.match(/203\.0|viewer|ward-|Example/);
  });

  it("tells systems the limits of their plan, and nobody what is left of them", async () => {
    const limits = '"standard";q=20;w=1, "standard-day";q=100000;w=86400';
    const { headers } = await world().run(event({}, { limits }));
    expect(headers).to.include({ "RateLimit-Policy": limits }).and.not.have.property("RateLimit");
    expect((await world().run(event())).headers).to.not.have.property("RateLimit-Policy");
    const busy = world({ store: { get: async () => ({ status: 429, body: undefined }) } });
    const { statusCode, headers: after } = await busy.run(event({}, { limits }));
    expect([statusCode, after["Retry-After"], after["RateLimit-Policy"]]).to.deep.equal([429, "1", limits]);
  });

  it("asks where a patient is for people of the staff alone, and gives the record where it can't be told", async () => {
    const asked: string[] = [];
    const store: Ports["store"] = {
      get: async (path) => {
        asked.push(path);
        if (path === "Encounter") throw new StoreTimeout("slow");
        return { status: 200, body: patient };
      },
    };
    const here = world({ store });
    expect((await here.run(fromWard({}))).statusCode).to.equal(200);
    expect(asked).to.deep.equal(["Patient/p1"]);
    expect((await here.run(fromWard(STAFF_CLAIMS))).statusCode).to.equal(200);
    expect(here.told.at(-1)?.detail).to.include({ role: "nurse" }).and.not.have.any.keys("unit", "relation");
  });

  it("says when the glass was broken", async () => {
    const here = world();
    await write(here, overriding);
    await here.run(forPurpose("BTG"));
    expect(last(here)?.detail).to.include({ breakGlass: true, records: 1 });
  });

  it("refuses what the scope does not cover before the store is asked, and tells of it", async () => {
    const { run, told, asked } = world();
    const { statusCode, body } = await run(event({}, { scopes: "user/Observation.rs purpose/TREAT" }));
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

  it("says at once when the store was let alone after five calls in a row that took too long, and when to come again", async () => {
    let asked = 0;
    const slow: FhirStore = {
      get: () => {
        asked += 1;
        return Promise.reject(new StoreTimeout("slow"));
      },
    };
    const changes: string[] = [];
    const store = guardedStore(slow, { now: () => 0, changed: (state) => void changes.push(state) });
    const { run, told } = world({ store });
    const codes: number[] = [];
    for (let call = 0; call < 7; call++) codes.push((await run(event())).statusCode);
    expect(codes).to.deep.equal([504, 504, 504, 504, 504, 503, 503]);
    expect([asked, changes]).to.deep.equal([5, ["open"]]);
    const { headers, body } = await run(event());
    expect(headers["Retry-After"]).to.equal("30");
    expect(JSON.parse(body).issue[0].code).to.equal("transient");
    expect(told, "the audit is told of each").to.have.length(8);
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
      .to.contain("request-1")
      .and.not.match(/p1|Example/);
  });

  const restriction: Command = {
    kind: "restrict",
    requestId: "restrict-1",
    purposes: ["TREAT"],
    recipients: "anyone",
    classes: "any",
  };
  const overriding: Command = {
    kind: "override",
    requestId: "override-1",
    recipient: CALLER,
    reason: "emergency-treatment",
    note: "synthetic",
    minutes: 60,
  };
  const write = (at: World, change: Command, patientId = "p1"): Promise<unknown> =>
    record(at.consents, hashOf(`Patient/${patientId}`), change, STAFF, () => new Date(NOW));
  const forPurpose = (purpose: string): object => event({ headers: { "x-purpose-of-use": purpose } });
  const last = ({ told }: World): AuditEvent | undefined => told[told.length - 1];

  describe("consent", () => {
    it("withholds a patient who is restricted, as if there were none, without reading the record", async () => {
      const here = world({ store: { get: async () => ({ status: 404, body: undefined }) } });
      const missing = await here.run(event());
      await write(here, restriction);
      expect(await here.run(event())).to.deep.equal(missing);
      const reading = world();
      await write(reading, restriction);
      await reading.run(event());
      expect(reading.asked).to.have.length(1);
      expect(reading.asked[0]).to.match(/^Patient\/[0-9a-f-]{36}$/);
      expect(reading.told.map(({ action, outcome, reason }) => [action, outcome, reason])).to.deep.equal([
        ["consent.checked", "denied", "restricted"],
        ["fhir.read", "denied", "consent-restricted"],
      ]);
    });

    it("gives nothing of what was withdrawn between the check and the release", async () => {
      let here: World | undefined = undefined;
      here = world({
        store: {
          get: async () => {
            if (here) await write(here, { kind: "withdraw", requestId: "withdraw-1", target: "grant-0001" });
            return { status: 200, body: patient };
          },
        },
      });
      await write(here, grant({ recipients: [CALLER] }));
      const { statusCode } = await here.run(forPurpose("HRESCH"));
      expect(statusCode).to.equal(404);
      expect(last(here)).to.include({ outcome: "denied", reason: "consent-withdrawn" });
    });

    it("gives what a grant covers, and refuses what it does not", async () => {
      const here = world();
      await write(here, grant({ recipients: [CALLER] }));
      expect((await here.run(forPurpose("HRESCH"))).statusCode).to.equal(200);
      expect((await world().run(forPurpose("HRESCH"))).statusCode).to.equal(404);
    });

    it("lets an open override through, and nobody else by it", async () => {
      const here = world();
      await write(here, restriction);
      expect((await here.run(forPurpose("BTG"))).statusCode).to.equal(404);
      await write(here, overriding);
      expect((await here.run(forPurpose("BTG"))).statusCode).to.equal(200);
      expect(
        (await here.run(event({ headers: { "X-Purpose-Of-Use": "BTG" } }, { principalId: "0b".repeat(32) })))
          .statusCode,
      ).to.equal(404);
    });

    it("asks what the request is for, and takes nothing that the token is not good for", async () => {
      for (const headers of [null, { "X-Purpose-Of-Use": "HMARKT" }]) {
        const here = world();
        expect((await here.run(event({ headers }))).statusCode).to.equal(403);
        expect(here.asked).to.be.empty;
        expect(last(here)).to.include({ outcome: "denied", reason: "no-purpose" });
      }
    });

    it("gives patients their own, and no other's", async () => {
      const here = world();
      const asPatient = (hash: string): object =>
        event({ headers: { "X-Purpose-Of-Use": "PATRQT" } }, { patient: hash });
      expect((await here.run(asPatient(hashOf("Patient/p1")))).statusCode).to.equal(200);
      expect((await here.run(asPatient(hashOf("Patient/p2")))).statusCode).to.equal(404);
    });

    it("writes down what the law has accounted for, once a subject", async () => {
      const here = world();
      await here.run(forPurpose("PUBHLTH"));
      await here.run(forPurpose("TREAT"));
      expect(await here.disclosures.of(hashOf("Patient/p1"))).to.deep.equal([
        {
          id: "request-1",
          at: NOW,
          recipient: CALLER,
          purpose: "PUBHLTH",
          what: "patient",
          records: 1,
          classes: ["general"],
          provisions: ["164.528(a)(1)"],
        },
      ]);
    });

    it("judges each record of a page by whom it is about and what it holds", async () => {
      const label = (code: string): object => ({
        security: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code }],
      });
      const observation = (id: string, patientId: string | undefined, meta?: object): object => ({
        fullUrl: `https://store/r4/Observation/${id}`,
        resource: {
          resourceType: "Observation",
          id,
          ...(meta && { meta }),
          ...(patientId && { subject: { reference: `Patient/${patientId}` } }),
        },
      });
      const bundle = {
        resourceType: "Bundle",
        total: 6,
        entry: [
          observation("o1", "p1"),
          observation("o2", "p1", label("SUD")),
          observation("o3", "p2"),
          observation("o4", "p3", label("SUD")),
          observation("o5", undefined),
          observation("o6", "p1", label("PSYTHPN")),
        ],
      };
      const here = world({ store: { get: async () => ({ status: 200, body: bundle }) } });
      await write(here, restriction, "p2");
      const part2 = grant({
        basis: "part2-consent",
        recipients: [CALLER],
        purposes: ["TREAT"],
        classes: ["substance-use"],
      });
      await write(here, part2, "p3");
      const { body } = await here.run(event({ resource: "/Observation", path: "/Observation", pathParameters: null }));
      const answer = JSON.parse(body) as { total?: number; entry: { resource: { id: string; meta?: object } }[] };
      expect(answer.entry.map(({ resource }) => resource.id)).to.deep.equal(["o1", "o4"]);
      expect(answer).to.not.have.property("total");
      expect(JSON.stringify(answer.entry[1]?.resource.meta))
        .to.contain("NORDSCLCD")
        .and.contain("42 CFR part 2 prohibits");
      const checks = here.told.filter(({ action }) => action === "consent.checked");
      expect(checks.map(({ outcome, detail }) => [outcome, detail?.["released"], detail?.["withheld"]])).to.deep.equal([
        ["success", 1, 2],
        ["denied", 0, 1],
        ["success", 1, 0],
      ]);
      expect(await here.disclosures.of(hashOf("Patient/p3"))).to.have.length(1);
    });

    it("passes over pages of which nothing may be shown, and gives no link where there is no more", async () => {
      const pageOf = (id: string, next?: string): object => ({
        resourceType: "Bundle",
        link: next === undefined ? [] : [{ relation: "next", url: `https://store/r4/Observation?page=${next}` }],
        entry: [{ resource: { resourceType: "Observation", id, subject: { reference: `Patient/${id}` } } }],
      });
      const pages: Record<string, object> = {
        "": pageOf("p1", "2"),
        "2": pageOf("p1", "3"),
        "3": pageOf("p2", "4"),
        "4": pageOf("p1"),
      };
      const cursors: string[] = [];
      const store: Ports["store"] = {
        get: async (_, query) => {
          const cursor = query.find(([name]) => name === "page")?.[1] ?? "";
          cursors.push(cursor);
          return { status: 200, body: pages[cursor] };
        },
      };
      const here = world({ store });
      await write(here, restriction);
      const first = JSON.parse((await here.run(searching())).body);
      expect(first.entry.map(({ resource }: { resource: { id: string } }) => resource.id)).to.deep.equal(["p2"]);
      const second = JSON.parse((await here.run(searching(pageIn(first)))).body);
      expect(second).to.not.have.property("entry");
      expect(second.link).to.have.length(1);
      expect(cursors).to.deep.equal(["", "2", "3", "4"]);
    });

    it("gives nothing where consents can't be read", async () => {
      const here = world({ consents: { eventsOf: () => Promise.reject(new Error("Patient/p1 Example")) } });
      const { statusCode, body } = await here.run(event());
      expect(statusCode).to.equal(500);
      expect(body).to.not.contain("Example");
      expect(here.asked).to.be.empty;
    });
  });

  const searching = (page?: string, authorizer: object = {}, more: object = {}): object =>
    event(
      {
        resource: "/Observation",
        path: "/Observation",
        pathParameters: null,
        multiValueQueryStringParameters: page === undefined ? null : { _page: [page] },
        ...more,
      },
      authorizer,
    );
  const pageIn = (bundle: { link: { relation: string; url: string }[] }): string => {
    const next = bundle.link.find(({ relation }) => relation === "next")?.url;
    return new URL(next ?? "none:").searchParams.get("_page") ?? "";
  };
  const TWO_PAGES: Ports["store"] = {
    get: async (_, query) => ({
      status: 200,
      body: {
        resourceType: "Bundle",
        link: query.some(([name]) => name === "page")
          ? []
          : [{ relation: "next", url: "https://store/r4/Observation?page=2" }],
        entry: [{ resource: { resourceType: "Observation", id: "o1", subject: { reference: "Patient/p1" } } }],
      },
    }),
  };

  describe("a link to the next page", () => {
    const first = async (at: World, authorizer: object = {}): Promise<string> =>
      pageIn(JSON.parse((await at.run(searching(undefined, authorizer))).body));

    it("leads on, as often as it is asked for", async () => {
      const here = world({ store: TWO_PAGES });
      const page = await first(here);
      for (const _ of [1, 2]) expect((await here.run(searching(page))).statusCode).to.equal(200);
    });

    it("is of no use to another caller, for another type, or changed", async () => {
      const here = world({ store: TWO_PAGES });
      const page = await first(here);
      const other = { principalId: "0b".repeat(32) };
      const patients = { resource: "/Patient", path: "/Patient" };
      for (const request of [
        searching(page, other),
        searching(page, {}, patients),
        searching(`A${page.slice(1)}`),
        searching(`${page.slice(0, -1)}${page.endsWith("0") ? "1" : "0"}`),
        searching("nothing"),
      ]) {
        const { statusCode, body } = await here.run(request);
        expect([statusCode, JSON.parse(body).issue[0].code]).to.deep.equal([400, "invalid"]);
        expect(last(here)).to.include({ action: "fhir.refused", outcome: "failure" });
      }
    });

    it("ends after ten minutes, and with the scope or the consent", async () => {
      let now = Date.parse(NOW);
      const here = world({ store: TWO_PAGES, clock: { now: () => new Date(now).toISOString() } });
      const page = await first(here);
      expect((await here.run(searching(page, { scopes: "purpose/TREAT" }))).statusCode).to.equal(403);
      await write(here, restriction);
      expect(JSON.parse((await here.run(searching(page))).body)).to.not.have.property("entry");
      now += 10 * 60_000;
      expect((await here.run(searching(page))).statusCode).to.equal(410);
    });
  });

  describe("a scope of one patient", () => {
    const own = { scopes: "patient/*.rs purpose/TREAT", patient: hashOf("Patient/p1") };
    const by = (query: Record<string, string[]>): object => ({ multiValueQueryStringParameters: query });

    it("covers this patient's records alone", async () => {
      const here = world({ store: TWO_PAGES });
      const found = await here.run(searching(undefined, own, by({ patient: ["p1"] })));
      expect(JSON.parse(found.body).entry).to.have.length(1);
      const others = await here.run(searching(undefined, own, by({ patient: ["p2"] })));
      expect([others.statusCode, JSON.parse(others.body).entry]).to.deep.equal([200, undefined]);
      expect(last(here)).to.include({ outcome: "denied", reason: "consent-not-own" });
    });

    it("reads nobody else, as if there were none", async () => {
      const here = world({ store: { get: async () => ({ status: 200, body: { ...patient, id: "p2" } }) } });
      expect((await here.run(event({ pathParameters: { id: "p2" } }, own))).statusCode).to.equal(404);
    });

    it("asks for the patient's name in a search, and for a patient in the token", async () => {
      const here = world({ store: TWO_PAGES });
      expect((await here.run(searching(undefined, own))).statusCode).to.equal(403);
      const nobody = { scopes: own.scopes };
      expect((await here.run(searching(undefined, nobody, by({ patient: ["p1"] })))).statusCode).to.equal(403);
      expect(here.asked).to.be.empty;
    });
  });

  describe("a conditional read", () => {
    const stored = { ...patient, meta: { versionId: "3", lastUpdated: "2026-11-01T00:00:00.500Z" } };
    const store: Ports["store"] = { get: async () => ({ status: 200, body: stored }) };
    const rows: [string, Record<string, string>, number][] = [
      ["the version", { "If-None-Match": 'W/"3"' }, 304],
      ["one of several", { "If-None-Match": '"2", "3"' }, 304],
      ["any", { "If-None-Match": "*" }, 304],
      ["an older version", { "If-None-Match": 'W/"2"' }, 200],
      ["the time", { "If-Modified-Since": "Sun, 01 Nov 2026 00:00:00 GMT" }, 304],
      ["an earlier time", { "If-Modified-Since": "Sat, 31 Oct 2026 23:59:59 GMT" }, 200],
      ["an older version at a later time", { "If-None-Match": 'W/"2"', "If-Modified-Since": "Mon, 02 Nov 2026 00:00:00 GMT" }, 200],
      ["a time that is none", { "If-Modified-Since": "yesterday" }, 200],
    ]; // prettier-ignore
    for (const [name, headers, status] of rows) {
      it(`gives ${status} to a caller who has ${name}`, async () => {
        const got = await world({ store }).run(event({ headers: { ...TREAT, ...headers } }));
        expect(got.statusCode).to.equal(status);
        expect(got.headers).to.include({ ETag: 'W/"3"', "Last-Modified": "Sun, 01 Nov 2026 00:00:00 GMT" });
        expect(got.body === "").to.equal(status === 304);
      });
    }

    it("tells nobody that a record which is withheld has not changed", async () => {
      const here = world({ store });
      await write(here, restriction);
      const { statusCode, headers } = await here.run(event({ headers: { ...TREAT, "If-None-Match": "*" } }));
      expect(statusCode).to.equal(404);
      expect(headers).to.not.have.any.keys("ETag", "Last-Modified");
    });
  });

  it("judges the record as it is, and then shows the elements that were asked for", async () => {
    const label = { security: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "SUD" }] };
    const coded = { resourceType: "Patient", id: "p1", gender: "male", meta: label, name: [{ family: "Example" }] };
    const plain = { ...coded, meta: {} };
    const elements = (body: object) =>
      world({ store: { get: async () => ({ status: 200, body }) } }).run(
        event({ multiValueQueryStringParameters: { _elements: ["gender"] } }),
      );
    expect((await elements(coded)).statusCode).to.equal(404);
    const seen = JSON.parse((await elements(plain)).body);
    expect(seen).to.include({ id: "p1", gender: "male" }).and.not.have.property("name");
    expect(seen.meta.tag[0].code).to.equal("SUBSETTED");
  });
});
