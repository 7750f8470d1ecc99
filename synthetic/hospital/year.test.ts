import { expect } from "chai";
import { INSIDER_KINDS, type HospitalAccess } from "./access";
import { hospitalYear, type HospitalSettings } from "./year";

const SMALL: HospitalSettings = { seed: 5, people: 200, insidersOfEach: 2 };

function firstDays(settings: HospitalSettings, count: number): HospitalAccess[][] {
  const days: HospitalAccess[][] = [];
  for (const day of hospitalYear(settings).days()) {
    days.push(day);
    if (days.length === count) break;
  }
  return days;
}

describe("a made-up hospital's year", () => {
  const days = firstDays(SMALL, 21);
  const all = days.flat();

  it("is the same for the same seed, and another for another", () => {
    expect(firstDays(SMALL, 3)).to.deep.equal(days.slice(0, 3));
    expect(firstDays({ ...SMALL, seed: 6 }, 1)[0]?.slice(0, 9)).to.not.deep.equal(days[0]?.slice(0, 9));
  });

  it("comes in the order of its times, each day on its own", () => {
    expect(all.every(({ at }, index) => index === 0 || at >= (all[index - 1]?.at ?? 0))).to.equal(true);
    for (const day of days)
      expect(new Set(day.map(({ at }) => new Date(at).toISOString().slice(0, 10))).size).to.equal(1);
  });

  it("has work at all hours, most by day, and quiet Sundays in the offices", () => {
    const at = (from: number, until: number): number =>
      all.filter((access) => new Date(access.at).getUTCHours() >= from && new Date(access.at).getUTCHours() < until)
        .length;
    expect(at(1, 5)).to.be.greaterThan(50);
    expect(at(9, 13)).to.be.greaterThan(2 * at(1, 5));
    expect((days[4] ?? []).filter(({ role }) => role === "billing")).to.be.empty;
  });

  it("has roles, wards, devices and places as a hospital does, and nothing that names anybody", () => {
    expect(new Set(all.map(({ role }) => role)).size).to.be.greaterThan(8);
    expect(new Set(all.map(({ unit }) => unit)).size).to.be.greaterThan(25);
    for (const { caller, subject, device, network } of all.slice(0, 500))
      for (const hash of [caller, subject, device, network]) expect(hash).to.match(/^[0-9a-f]{64}$/);
  });

  it("has insiders of every kind, who do nothing in the first weeks and work in their time", () => {
    const { insiders } = hospitalYear(SMALL);
    for (const kind of INSIDER_KINDS) expect(insiders.filter((one) => one.kind === kind)).to.have.length(2);
    expect(all.every(({ insider }) => insider === -1)).to.equal(true);
    expect(new Set(insiders.map(({ member }) => member.index)).size).to.equal(insiders.length);
    for (const { from, until, member } of insiders)
      expect([from >= 45, until <= 363, member.from < from]).to.deep.equal([true, true, true]);
  });
});
