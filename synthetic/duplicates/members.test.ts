import { expect } from "chai";
import { Random } from "../random";
import { FAULT_SHARES, typo, writtenDown, type Registration } from "./faults";
import { members, type Member } from "./members";

const of = (people: number, seed = 3): Member[] => [...members({ seed, people, until: "2025-12-31" })];

describe("registrations with duplicates", () => {
  it("are the same for the same seed, whatever their number", () => {
    const few = of(50);
    expect(of(80).slice(0, few.length)).to.deep.equal(few);
    expect(of(50, 4)).to.not.deep.equal(few);
  });

  it("have a number of their own, a name, a day of birth, and a telephone that nobody has", () => {
    const made = of(400);
    expect(new Set(made.map(({ partner, memberId }) => `${partner}/${memberId}`)).size).to.equal(made.length);
    for (const { given, family, birthDate, phone, postalCode } of made) {
      expect(given).to.not.equal("");
      expect(family).to.not.equal("");
      expect(new Date(birthDate).toISOString()).to.match(new RegExp(`^${birthDate}T`));
      expect(phone).to.match(/^$|^\d{3}-555-01\d\d$/);
      expect(postalCode).to.match(/^$|^\d{5}$/);
    }
  });

  it("have people with several, twins, and children of the same name", () => {
    const made = of(2000);
    const people = new Map<string, Member[]>();
    for (const member of made) people.set(member.person, [...(people.get(member.person) ?? []), member]);
    expect([...people.values()].filter(({ length }) => length > 1).length).to.be.greaterThan(400);
    for (const kind of ["-twin", "-child"]) {
      const whose = [...people.keys()].filter((person) => person.endsWith(kind));
      expect(whose.length, kind).to.be.greaterThan(5);
    }
  });

  it("have each fault about as often as it says", () => {
    const true_: Registration = {
      given: "Megan",
      family: "Holloway",
      formerNames: ["Keller"],
      birthDate: "1970-03-05",
      sex: "F",
      postalCode: "01602",
      phone: "508-555-0101",
    };
    const written = Array.from({ length: 20_000 }, (_, index) => writtenDown(new Random(`faults/${index}`), true_));
    const share = (has: (one: Registration) => boolean): number => written.filter(has).length / written.length;
    expect(share(({ phone }) => phone === "")).to.be.closeTo(FAULT_SHARES["phone-missing"], 0.01);
    expect(share(({ given }) => given === "Meg")).to.be.closeTo(FAULT_SHARES["short-name"], 0.01);
    expect(share(({ birthDate }) => birthDate === "1970-05-03")).to.be.closeTo(
      FAULT_SHARES["day-and-month-swapped"],
      0.005,
    );
    expect(share(({ formerNames }) => formerNames.length === 0)).to.be.closeTo(
      FAULT_SHARES["former-names-unknown"],
      0.02,
    );
    expect(share(({ sex }) => sex === "U")).to.be.closeTo(FAULT_SHARES["sex-missing"], 0.005);
  });

  it("a slip of the pen changes at most one letter's place or kind", () => {
    for (let seed = 0; seed < 500; seed++) {
      const made = typo(new Random(`typo/${seed}`), "Holloway");
      expect(Math.abs(made.length - "Holloway".length), made).to.be.at.most(1);
      expect(made[0]).to.equal("H");
    }
    expect(typo(new Random("short"), "Xu")).to.match(/^X/i);
  });
});
