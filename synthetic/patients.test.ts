import { expect } from "chai";
import { CATEGORIES } from "../lambdas/phi/span";
import { ageAt, dayOf, isoDay } from "./calendar";
import { MEASURED } from "./catalog/measurements";
import { patients, USUAL } from "./patients";
import { onDay, type PatientRecord } from "./record";
import { CATEGORIES as OF_NOTES } from "./text/labels";

const RECORDS = [...patients({ ...USUAL, seed: 11, patients: 250 })];
const LAST = dayOf(USUAL.until);

/** Fails with the patient's place, so that one can look at it alone. */
function each(holds: (record: PatientRecord) => void): void {
  RECORDS.forEach((record, index) => {
    try {
      holds(record);
    } catch (error) {
      throw new Error(`patient ${index}: ${(error as Error).message}`);
    }
  });
}

describe("synthetic patients", () => {
  it("are the same for the same seed and place, others for another seed", () => {
    const from = [...patients({ ...USUAL, seed: 11, patients: 23 }, 20)];
    expect(from).to.deep.equal(RECORDS.slice(20, 23));
    expect([...patients({ ...USUAL, seed: 12, patients: 1 })]).to.not.deep.equal(RECORDS.slice(0, 1));
  });

  it("are seen only while they live, and at no time later than anything is known of", () => {
    each(({ person, encounters, immunizations }) => {
      const end = Math.min(LAST, person.died ?? LAST);
      for (const { day, endDay } of encounters) {
        expect(day).to.be.within(person.born, end);
        expect(endDay).to.be.within(day, Math.max(end, day + 7));
        if (person.died !== undefined) expect(endDay).to.be.at.most(person.died);
      }
      for (const { day } of immunizations) expect(day).to.be.within(person.born, end);
    });
  });

  it("have one name and one home on every day, without gaps", () => {
    each(({ person: { born, names, homes } }) => {
      for (const periods of [names, homes]) {
        expect(periods[0]!.from).to.equal(born);
        periods.slice(1).forEach(({ from }, index) => expect(periods[index]!.to).to.equal(from - 1));
        expect(periods.at(-1)!.to).to.equal(undefined);
      }
    });
  });

  it("change their name when they marry or part, and at no other time", () => {
    const changed = RECORDS.filter(({ person }) => person.names.length > 1);
    expect(changed.length).to.be.greaterThan(20);
    for (const { person } of changed) {
      const days = person.names.slice(1).map(({ from }) => from);
      expect([person.marriage!.from, person.marriage!.to]).to.include.members(days);
    }
  });

  it("are insured by the plan of the work they have, by Medicare from 65 on", () => {
    each(({ person: { born, coverages, jobs } }) => {
      for (const { kind, from, to } of coverages) {
        if (kind === "medicare") expect(ageAt(born, from + 1)).to.equal(65);
        else if (from !== born) expect(jobs.some((job) => job.from === from && job.to === to)).to.equal(true);
      }
    });
  });

  it("have children only as grown women", () => {
    each(({ person, encounters }) => {
      for (const child of person.relatives.filter(({ relation }) => relation === "child")) {
        expect(person.sex).to.equal("female");
        expect(ageAt(person.born, child.born)).to.be.within(18, 45);
        expect(child.born).to.be.at.most(person.died ?? LAST);
        if (child.born > LAST - 9 * 365)
          expect(encounters.map(({ day }) => isoDay(day))).to.include(isoDay(child.born));
      }
    });
  });

  it("have findings of living bodies, and such as follow from each other do", () => {
    each(({ encounters, observations }) => {
      for (const { id } of encounters) {
        const of = (name: keyof typeof MEASURED): number | undefined =>
          observations.find(({ encounterId, code }) => encounterId === id && code.code === MEASURED[name].code.code)
            ?.value;
        expect(of("systolic")).to.be.greaterThan(of("diastolic")!);
        expect(of("bmi")).to.be.closeTo(of("weight")! / (of("height")! / 100) ** 2, 0.06);
        if (of("ldl") !== undefined)
          expect(of("cholesterol")).to.be.closeTo(of("ldl")! + of("hdl")! + of("triglycerides")! / 5, 0.6);
      }
      for (const { value, code } of observations) {
        const { bounds } = Object.values(MEASURED).find((measured) => measured.code.code === code.code)!;
        expect(value).to.be.within(...bounds);
      }
    });
  });

  const MEANS: readonly [illness: string, measured: keyof typeof MEASURED, atLeast: number][] = [
    ["hypertension", "systolic", 6],
    ["diabetes", "glucose", 25],
    ["obesity", "bmi", 5],
    ["kidneyDisease", "creatinine", 0.4],
    ["depression", "phq9", 3],
  ];
  for (const [illness, measured, atLeast] of MEANS) {
    it(`${measured} is higher in who has ${illness}`, () => {
      const { code } = MEASURED[measured].code;
      const means = [true, false].map((isIll) => {
        const values = RECORDS.flatMap(({ conditions, observations, encounters, person }) =>
          observations
            .filter((of) => of.code.code === code)
            .filter((of) => {
              const { day } = encounters.find(({ id }) => id === of.encounterId)!;
              const has = conditions.some(
                (on) => on.illness === illness && on.onset <= day && (on.resolved ?? day) >= day,
              );
              return has === isIll && ageAt(person.born, day) >= 40;
            })
            .map(({ value }) => value),
        );
        expect(values.length).to.be.greaterThan(15);
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      });
      expect(means[0]! - means[1]!).to.be.at.least(atLeast);
    });
  }

  it("are billed to who pays on that day, for what their encounters were about", () => {
    each(({ person, claims, encounters }) => {
      for (const claim of claims) {
        const encounter = encounters.find(({ id }) => id === claim.encounterId)!;
        expect(onDay(person.coverages, encounter.day)!.id).to.equal(claim.coverageId);
        expect(claim.diagnoses).to.not.be.empty;
        expect(claim.procedures).to.not.be.empty;
      }
    });
  });

  it("take drugs of illnesses they have, no drug twice at a time", () => {
    each(({ medications, conditions }) => {
      for (const { conditionId, from, to } of medications) {
        const condition = conditions.find(({ id }) => id === conditionId)!;
        expect(from).to.be.at.least(condition.onset);
        if (to !== undefined) expect(to).to.be.at.least(from);
      }
      const open = medications.filter(({ to }) => to === undefined).map(({ code }) => code.code);
      expect(new Set(open).size).to.equal(open.length);
    });
  });

  it("are nobody: numbers that are never given out, phones and domains set aside for examples", () => {
    each(({ person, encounters }) => {
      expect(person.ssn).to.match(/^9\d\d-[0-4]\d-\d{4}$/);
      expect(person.email).to.match(/@example\.(com|org|net)$/);
      const phones = [
        person.phone,
        ...person.relatives.map(({ phone }) => phone),
        ...encounters.map(({ organization }) => organization.phone),
      ];
      for (const phone of phones) expect(phone).to.match(/^\d{3}-555-01\d\d$/);
      for (const { practitioner } of encounters) expect(practitioner.npi).to.match(/^9\d{9}$/);
    });
  });

  it("are as old and as mixed as a population", () => {
    const ages = RECORDS.map(({ person }) => ageAt(person.born, person.died ?? LAST));
    expect(ages.filter((age) => age < 18).length).to.be.within(30, 85);
    expect(ages.filter((age) => age >= 65).length).to.be.within(20, 80);
    expect(RECORDS.filter(({ person }) => person.sex === "female").length).to.be.within(95, 160);
  });

  it("have notes labelled with the categories of the detectors", () => expect(OF_NOTES).to.deep.equal(CATEGORIES));
});
