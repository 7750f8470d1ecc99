import { expect } from "chai";
import type { Encounter, Location, Patient, Practitioner } from "fhir/r4";
import { readMessage } from "../../hl7/message";
import { fhirFaults } from "../testing/validator";
import { convertMessage } from "./hl7/convert";
import { ADMIT, header, segment } from "./hl7/testing/messages";
import { Ids } from "./ids";
import { applied, Changed, merged } from "./merge";
import { MemoryStore } from "./testing/memory-store";

const settings = { ids: new Ids(Buffer.alloc(32, 1)), convertedAt: "2026-03-05T00:00:00Z" };
const take = (store: MemoryStore, ...lines: string[]): Promise<void> =>
  applied(convertMessage(readMessage(lines.join("\r")), settings), store);

describe("messages into a store", function () {
  this.timeout(60_000);

  it("an update changes what it says, and leaves what it does not say", async () => {
    const store = new MemoryStore();
    await take(
      store,
      header("ADT^A01"),
      "PID|1||4711^^^N^MR||Roe^Jane||19500401|F|||1 Elm St^^Springfield",
      "PV1|1|I|4W",
    );
    await take(
      store,
      header("ADT^A08"),
      'PID|1||4711^^^N^MR~9^^^N^SS||Roe^Jane||""||||2 Oak St^^Springfield',
      "PV1|1|I|5W",
    );
    const [patient, another] = store.all<Patient>("Patient");
    expect(another).to.equal(undefined);
    expect(patient).to.deep.include({ gender: "female" }).and.not.have.property("birthDate");
    expect(patient?.address?.map(({ line }) => line)).to.deep.equal([["2 Oak St"]]);
    expect(patient?.identifier?.map(({ value }) => value)).to.deep.equal(["4711", "9"]);
  });

  it("the same message twice is the same as once", async () => {
    const [once, twice] = [new MemoryStore(), new MemoryStore()];
    for (const store of [once, twice, twice]) await take(store, ADMIT);
    const resources = (store: MemoryStore): unknown => [...store.resources.values()].map(({ resource }) => resource);
    expect(resources(twice)).to.deep.equal(resources(once));
    for (const { resource } of once.resources.values()) expect(fhirFaults(resource)).to.deep.equal([]);
  });

  it("a visit goes on from message to message", async () => {
    const store = new MemoryStore();
    const visit = (event: string, fields: Readonly<Record<number, string>>): Promise<void> =>
      take(store, header(event), "PID|1||4711^^^N^MR||Roe", segment("PV1", { 2: "I", 19: "V-1^^^N", ...fields }));
    await visit("ADT^A01", { 3: "4W", 44: "20260301" });
    await visit("ADT^A02", { 3: "5W", 6: "4W" });
    await visit("ADT^A31", { 3: "5W" });
    const [admitted] = store.all<Encounter>("Encounter");
    expect(admitted).to.deep.include({ status: "in-progress", period: { start: "2026-03-01" } });
    expect(admitted?.location?.map(({ location }) => location.display)).to.deep.equal(["5W"]);
    await visit("ADT^A03", { 3: "5W", 45: "20260305" });
    expect(store.all<Encounter>("Encounter")).to.have.length(1);
    const [left] = store.all<Encounter>("Encounter");
    expect(left).to.deep.include({ status: "finished", period: { start: "2026-03-01", end: "2026-03-05" } });
  });

  it("a merge closes the old record and keeps what it held", async () => {
    const store = new MemoryStore();
    await take(store, header("ADT^A28"), "PID|1||0815^^^N^MR||Rowe^Jayne||19500401");
    await take(store, header("ADT^A28"), "PID|1||4711^^^N^MR||Roe^Jane");
    await take(store, header("ADT^A40"), "PID|1||4711^^^N^MR||Roe^Jane", "MRG|0815^^^N^MR");
    const [old, kept] = store.all<Patient>("Patient");
    expect(old).to.deep.include({ active: false, birthDate: "1950-04-01" });
    expect(old?.link).to.deep.equal([{ other: { reference: `Patient/${kept?.id ?? ""}` }, type: "replaced-by" }]);
    expect(kept?.link).to.deep.equal([{ other: { reference: `Patient/${old?.id ?? ""}` }, type: "replaces" }]);
  });

  it("staff that the store knows are left as they are, and referred to", async () => {
    const store = new MemoryStore();
    const known: Practitioner = {
      resourceType: "Practitioner",
      id: "known",
      identifier: [{ system: "urn:id:N", value: "1001" }],
      name: [{ text: "Sam Smith, cardiology" }],
    };
    await store.write(known, undefined);
    await take(
      store,
      header("ADT^A01"),
      "PID|1||4711^^^N^MR||Roe",
      segment("PV1", { 2: "I", 7: "1001^Smith^Sam^^^^^^N" }),
    );
    expect(store.all<Practitioner>("Practitioner")).to.deep.equal([known]);
    expect(store.all<Encounter>("Encounter")[0]?.participant?.[0]?.individual?.reference).to.equal(
      "Practitioner/known",
    );
    expect(store.all<Location>("Location")).to.deep.equal([]);
  });

  it("tries again where somebody wrote in between, and loses neither", async () => {
    const store = new MemoryStore();
    await take(store, header("ADT^A28"), "PID|1||4711^^^N^MR||Roe^Jane");
    let meanwhile = true;
    store.before = (resource) => {
      if (resource.resourceType !== "Patient" || !meanwhile) return;
      meanwhile = false;
      const key = `Patient/${resource.id ?? ""}`;
      const stored = store.resources.get(key);
      store.resources.set(key, { resource: { ...stored?.resource, birthDate: "1950-04-01" } as Patient, version: "7" });
    };
    await take(store, header("ADT^A31"), "PID|1||4711^^^N^MR||Roe^Jane|||F");
    expect(store.all<Patient>("Patient")[0]).to.deep.include({ gender: "female", birthDate: "1950-04-01" });
  });

  it("gives up where it never gets its turn", async () => {
    const store = new MemoryStore();
    store.write = () => Promise.reject(new Changed("taken"));
    const outcome = await take(store, header("ADT^A28"), "PID|1||4711||Roe").catch((error: Error) => error.name);
    expect(outcome).to.equal("Changed");
  });

  it("has one of a choice at a time", () => {
    const patient: Patient = { resourceType: "Patient", deceasedBoolean: false };
    expect(merged(patient, { resourceType: "Patient", deceasedDateTime: "2026-03-01" })).to.deep.equal({
      resourceType: "Patient",
      deceasedDateTime: "2026-03-01",
    });
  });
});
