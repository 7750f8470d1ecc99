import { createHash } from "node:crypto";
import { expect } from "chai";
import type { FhirStore } from "./ports";
import { whereaboutsIn, type Whereabouts } from "./whereabouts";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const labelled = (...codes: string[]): object => ({
  resourceType: "Patient",
  id: "p1",
  meta: { security: codes.map((code) => ({ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code })) },
});
const at = (id: string, more: object = {}): object => ({ location: { reference: `Location/${id}` }, ...more });
const stay = (of: object): object => ({
  resourceType: "Bundle",
  entry: [{ resource: { resourceType: "Encounter", ...of } }],
});

interface Store extends FhirStore {
  readonly asked: string[];
}
function storeOf(person: unknown, stays: unknown, status = 200): Store {
  const asked: string[] = [];
  return {
    asked,
    get: async (path, query, patienceMs) => {
      asked.push(`${path}?${query.map((pair) => pair.join("=")).join("&")} within ${patienceMs}`);
      return path === "Encounter" ? { status, body: stays } : { status, body: person };
    },
  };
}

describe("where a patient is", () => {
  let now = "2026-11-22T10:00:00.000Z";
  const of = (store: FhirStore) => whereaboutsIn(store, { hash: async (text) => hashOf(text) }, { now: () => now });
  const ask = (store: FhirStore): Promise<Whereabouts> => of(store)("Patient/p1", hashOf("Patient/p1"));

  const units: [string, object, string | undefined][] = [
    ["the location that is active", { location: [at("a", { status: "completed" }), at("b", { status: "active" }), at("c", { status: "planned" })] }, "b"],
    ["the location that has no end", { location: [at("a", { period: { end: "2026-11-01" } }), at("b", { period: { start: "2026-11-01" } })] }, "b"],
    ["the last one, where all have ended", { location: [at("a", { status: "completed" }), at("b", { status: "completed" })] }, "b"],
    ["the organization, where there is no location", { serviceProvider: { reference: "https://x/Organization/o1" } }, "o1"],
    ["nowhere, by a reference that is none", { serviceProvider: { reference: "urn:uuid:x/a b" } }, undefined],
    ["nowhere, where there is neither", {}, undefined],
  ]; // prettier-ignore
  for (const [name, encounter, unit] of units) {
    it(`is ${name}`, async () =>
      expect((await ask(storeOf(labelled(), stay(encounter)))).unit).to.equal(unit && hashOf(`unit ${unit}`)));
  }

  const relations: [string, unknown, string | undefined][] = [
    ["nobody, without a label", labelled(), "none"],
    ["a known person", labelled("CEL"), "vip"],
    ["a known person who works here", labelled("EMP", "VIP"), "vip"],
    ["somebody who works here", labelled("SUD", "EMP"), "coworker"],
    ["not told, without the record", undefined, undefined],
  ];
  for (const [name, person, relation] of relations) {
    it(`says that the patient is ${name}`, async () => {
      const found = await ask(storeOf(person, { resourceType: "Bundle" }));
      expect(found).to.deep.equal(relation === undefined ? {} : { relation });
    });
  }

  it("is asked with little patience, once in five minutes, and again where the store refused", async () => {
    const store = storeOf(labelled(), stay({ location: [at("a")] }));
    const places = of(store);
    const both = ["Patient/p1? within 2000", "Encounter?patient=Patient/p1&_sort=-date&_count=1 within 2000"];
    for (const _ of [1, 2]) await places("Patient/p1", "hash-1");
    expect(store.asked).to.deep.equal(both);
    now = "2026-11-22T10:05:00.000Z";
    await places("Patient/p1", "hash-1");
    expect(store.asked).to.have.length(4);
    const refusing = storeOf(undefined, undefined, 429);
    const again = of(refusing);
    for (const _ of [1, 2]) expect(await again("Patient/p1", "hash-1")).to.deep.equal({});
    expect(refusing.asked).to.have.length(4);
  });
});
