import { expect } from "chai";
import fc from "fast-check";
import type { Organization, Patient } from "fhir/r4";
import { readMessage } from "../../hl7/message";
import { convertMessage } from "./hl7/convert";
import { ADMIT, MERGE } from "./hl7/testing/messages";
import { Ids } from "./ids";
import { applied } from "./merge";
import { MOST_APART, resourceOf, sayingsOf, withSaying, type Saying, type Told } from "./sayings";
import { MemoryStore } from "./testing/memory-store";

const said = (index: number, patient: Partial<Patient> = {}, changes: Partial<Saying> = {}): Saying => ({
  id: `m${index}`,
  order: [index, index, 0],
  resource: { resourceType: "Patient", id: "p", ...patient },
  erased: [],
  onlyWhereNone: false,
  ...changes,
});
const all = (sayings: readonly Saying[]): Told | undefined =>
  sayings.reduce<Told | undefined>((told, saying) => withSaying(told, saying), undefined);
const patientOf = (sayings: readonly Saying[]): Patient => resourceOf(all(sayings) as Told) as Patient;

const anySaying = fc.record({
  gender: fc.option(fc.constantFrom("male", "female", "unknown"), { nil: undefined }),
  birthDate: fc.option(fc.constantFrom("1950-01-01", "1960-01-01"), { nil: undefined }),
  number: fc.option(fc.constantFrom("1", "2", "3"), { nil: undefined }),
  erases: fc.boolean(),
});

describe("sayings", () => {
  it("are the same in whatever order they come, and however often", () => {
    fc.assert(
      fc.property(
        fc
          .array(anySaying, { minLength: 1, maxLength: 12 })
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows.keys()], { minLength: rows.length })),
          ),
        ([rows, order]) => {
          const sayings = rows.map(({ gender, birthDate, number, erases }, index) =>
            said(
              index,
              {
                ...(gender !== undefined && { gender: gender as "male" }),
                ...(birthDate !== undefined && { birthDate }),
                ...(number !== undefined && { identifier: [{ value: number }] }),
              },
              { erased: erases ? ["birthDate"] : [] },
            ),
          );
          const shuffled = order.map((at) => sayings[at] as Saying);
          expect(all([...shuffled, ...shuffled])).to.deep.equal(all(sayings));
        },
      ),
    );
  });

  it("of an older time that come late change nothing that was said since", () => {
    const [first, second] = [said(1, { gender: "male", birthDate: "1950-01-01" }), said(2, { gender: "female" })];
    expect(patientOf([second, first])).to.deep.include({ gender: "female", birthDate: "1950-01-01" });
  });

  it("are kept apart up to a number, and the oldest as one", () => {
    const many = Array.from({ length: MOST_APART + 20 }, (_, index) =>
      said(index, { identifier: [{ value: String(index) }], birthDate: `19${String(10 + (index % 80))}` }),
    );
    const told = all(many) as Told;
    expect(told.sayings).to.have.length(MOST_APART);
    expect(told.base?.order).to.deep.equal([19, 19, 0]);
    const patient = resourceOf(told) as Patient;
    expect(patient.identifier).to.have.length(many.length);
    const late = withSaying(told, said(-1, { birthDate: "1800", gender: "other" }));
    expect(resourceOf(late)).to.deep.include({ birthDate: patient.birthDate, gender: "other" });
    expect(resourceOf(late)).to.deep.equal(
      resourceOf(withSaying(late, said(-1, { birthDate: "1800", gender: "other" }))),
    );
  });

  it("that count where nothing is known are the first of them, whichever comes first", () => {
    const named = (index: number, name: string): Saying => ({
      ...said(index),
      resource: { resourceType: "Organization", id: "o", name },
      onlyWhereNone: true,
    });
    for (const order of [
      [named(1, "North"), named(2, "South")],
      [named(2, "South"), named(1, "North")],
    ]) {
      expect((resourceOf(all(order) as Told) as Organization).name).to.equal("North");
      expect(all(order)?.sayings).to.have.length(1);
    }
  });

  it("of a message are the resources that a store would have", async () => {
    const settings = { ids: new Ids(Buffer.alloc(32, 1)), convertedAt: "2026-03-05T00:00:00Z" };
    const store = new MemoryStore();
    const told = new Map<string, Told>();
    for (const [index, text] of [ADMIT, MERGE].entries()) {
      const conversion = convertMessage(readMessage(text), settings);
      await applied(conversion, store);
      for (const [place, saying] of sayingsOf(conversion, { id: `m${index}`, order: [index, index, 0] })) {
        told.set(place, withSaying(told.get(place), saying));
      }
    }
    const ours = [...told].map(([place, one]) => [place, resourceOf(one)]);
    expect(new Map(ours as [string, unknown][])).to.deep.equal(
      new Map([...store.resources].map(([place, { resource }]) => [place, resource])),
    );
    expect(JSON.stringify(ours)).to.not.contain("urn:uuid");
  });
});
