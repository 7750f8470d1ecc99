import { expect } from "chai";
import { accountingOf, type Disclosure } from "./disclosure";
import { erasurePlan } from "./retention";
import { NO_EVENTS, stateOf } from "./state";
import { AT, grant, historyAfter } from "./testing/build";
import type { Command } from "./event";

const NOW = new Date(AT);
const disclosure = (at: string, more: Partial<Disclosure> = {}): Disclosure => ({
  id: `disclosure-${at.slice(0, 10)}`,
  at,
  recipient: "north.lab",
  purpose: "PUBHLTH",
  what: "observation",
  records: 1,
  classes: ["general"],
  provisions: ["164.528(a)(1)"],
  ...more,
});
const days = (of: readonly Disclosure[]): string[] => of.map(({ at }) => at.slice(0, 10));

describe("an accounting", () => {
  const all = ["2026-11-01", "2020-11-22", "2020-11-21", "2024-01-01"].map((day) => disclosure(`${day}T12:00:00.000Z`));

  it("reaches six years back, the oldest first, and is due in 60 days", () => {
    const { disclosures, from, to, dueBy } = accountingOf(all, NO_EVENTS, {}, NOW);
    expect(days(disclosures)).to.deep.equal(["2020-11-22", "2024-01-01", "2026-11-01"]);
    expect([from, to, dueBy]).to.deep.equal(["2020-11-22T12:00:00.000Z", AT, "2027-01-21T12:00:00.000Z"]);
  });

  it("is of a shorter time where that is asked for", () => {
    const period = { from: new Date("2023-01-01T00:00:00Z"), to: new Date("2025-01-01T00:00:00Z") };
    expect(days(accountingOf(all, NO_EVENTS, period, NOW).disclosures)).to.deep.equal(["2024-01-01"]);
  });

  it("reaches three years back for what went out with a part 2 consent", () => {
    const consented = ["2023-11-22T12:00:00.000Z", "2023-11-22T11:59:59.999Z"].map((at, index) =>
      disclosure(at, { provisions: ["42 CFR 2.25(a)"], id: `disclosure-${index}` }),
    );
    expect(accountingOf(consented, NO_EVENTS, {}, NOW).disclosures.map(({ id }) => id)).to.deep.equal(["disclosure-0"]);
  });

  it("is silent of an agency that asked for it, for as long as it asked", () => {
    const hold: Command = {
      kind: "hold",
      requestId: "hold-0001",
      recipient: "north.lab",
      until: "2026-12-01T00:00:00Z",
    };
    const state = stateOf(historyAfter([[hold, NOW]]));
    expect(accountingOf(all, state, {}, NOW).disclosures).to.be.empty;
    expect(accountingOf(all, state, {}, new Date("2026-12-01T00:00:00Z")).disclosures).to.have.length(2);
  });
});

describe("an erasure", () => {
  const withdraw: Command = { kind: "withdraw", requestId: "withdraw-1", target: "grant-0001" };
  const erase: Command = { kind: "erase", requestId: "erase-0001" };
  const restrict: Command = {
    kind: "restrict",
    requestId: "restrict-1",
    purposes: ["HMARKT"],
    recipients: "anyone",
    classes: "any",
  };
  const on = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

  it("takes away what was over for six years, and tells what stays, by which law and until when", () => {
    const events = historyAfter([
      [grant(), on("2019-01-01")],
      [withdraw, on("2020-01-01")],
      [restrict, on("2020-01-02")],
      [grant({ requestId: "grant-0002" }), on("2021-01-01")],
      [erase, on("2026-01-02")],
    ]);
    const told = [disclosure("2019-12-31T00:00:00.000Z"), disclosure("2020-06-01T00:00:00.000Z")];
    const { versions, disclosures, kept } = erasurePlan(events, told, on("2026-01-02"));
    expect(versions).to.deep.equal([1, 2]);
    expect(disclosures).to.deep.equal(["disclosure-2019-12-31"]);
    expect(kept).to.deep.equal([
      {
        what: "consent",
        count: 1,
        law: "45 CFR 164.508(b)(6), 164.530(j)(2); 42 CFR 2.31",
        until: "2032-01-02T00:00:00.000Z",
      },
      { what: "erasure", count: 1, law: "45 CFR 164.530(j)(2)", until: "2032-01-02T00:00:00.000Z" },
      { what: "restriction", count: 1, law: "45 CFR 164.522(a)(3), 164.530(j)(2)" },
      { what: "disclosure", count: 1, law: "45 CFR 164.528(a)(1), 164.528(d)", until: "2026-06-01T00:00:00.000Z" },
      { what: "records", count: 0, law: "42 CFR 482.24(b)(1), state law on medical records" },
    ]);
  });

  it("keeps a day too few", () => {
    const events = historyAfter([
      [grant(), on("2019-01-01")],
      [withdraw, on("2020-01-02")],
      [erase, on("2026-01-01")],
    ]);
    expect(erasurePlan(events, [], on("2026-01-01")).versions).to.deep.equal([]);
  });
});
