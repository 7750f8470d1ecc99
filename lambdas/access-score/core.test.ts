import { expect } from "chai";
import * as fc from "fast-check";
import { baselineScore, daysBefore, featuresOf, type Access, type Features, type History } from "./core";

const access: Access = {
  id: "e",
  at: "2026-11-22T14:00:00.000Z",
  caller: "c",
  subject: "s",
  records: 1,
  breakGlass: false,
};
const history: History = {
  requestsByDay: [100, 100],
  requestsToday: 50,
  requestsThisMinute: 1,
  recordsThisHour: 10,
  knowsSubject: true,
};
const none: Features = { hour: 0, volume: 0, frequency: 0, firstSeen: 0, breakGlass: 0, bulk: 0 };

describe("features of an access", () => {
  const rows: [string, Partial<Access>, Partial<History>, Partial<Features>][] = [
    ["by day", {}, {}, { hour: 0, volume: 0, firstSeen: 0, breakGlass: 0 }],
    ["just before night", { at: "2026-11-22T21:59:59.999Z" }, {}, { hour: 0 }],
    ["as night begins", { at: "2026-11-22T22:00:00.000Z" }, {}, { hour: 1 }],
    ["before night ends", { at: "2026-11-22T05:59:59.999Z" }, {}, { hour: 1 }],
    ["after night", { at: "2026-11-22T06:00:00.000Z" }, {}, { hour: 0 }],
    ["as many as usual", {}, { requestsToday: 99 }, { volume: 0 }],
    ["three times as many as usual", {}, { requestsToday: 299 }, { volume: 0.5 }],
    ["five times as many as usual", {}, { requestsToday: 499 }, { volume: 1 }],
    ["a caller without a history", {}, { requestsByDay: [], requestsToday: 199 }, { volume: 0 }],
    ["a caller who hardly ever comes", {}, { requestsByDay: [1], requestsToday: 19 }, { volume: 0 }],
    ["two a second", {}, { requestsThisMinute: 119 }, { frequency: 1 }],
    ["a patient that the caller does not know", {}, { knowsSubject: false }, { firstSeen: 1 }],
    ["an emergency", { breakGlass: true }, {}, { breakGlass: 1 }],
    ["2,000 records in an hour", { records: 100 }, { recordsThisHour: 1900 }, { bulk: 1 }],
    ["more than that", { records: 5000 }, {}, { bulk: 1 }],
  ];
  for (const [name, of, had, wanted] of rows) {
    it(`are known: ${name}`, () =>
      expect(featuresOf({ ...access, ...of }, { ...history, ...had })).to.deep.include(wanted));
  }
});

describe("the baseline's score", () => {
  const rows: [string, Partial<Features>, boolean][] = [
    ["nothing", {}, false],
    ["night and an unknown patient", { hour: 1, firstSeen: 1 }, false],
    ["an emergency by day", { breakGlass: 1, firstSeen: 1 }, false],
    ["many requests, and fast", { volume: 1, frequency: 1 }, false],
    ["many requests at night, and fast", { volume: 1, frequency: 1, hour: 1 }, true],
    ["an emergency with many requests", { volume: 1, breakGlass: 1 }, true],
    ["a bulk download", { bulk: 1 }, true],
  ];
  for (const [name, features, unusual] of rows) {
    it(`is ${unusual ? "above" : "within"} 0.8 for ${name}`, () =>
      expect(baselineScore({ ...none, ...features }) > 0.8).to.equal(unusual));
  }

  it("is in [0, 1], and never falls as a feature grows", () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const any = fc.record({ hour: part, volume: part, frequency: part, firstSeen: part, breakGlass: part, bulk: part });
    fc.assert(
      fc.property(any, fc.constantFrom(...(Object.keys(none) as (keyof Features)[])), part, (features, name, by) => {
        const score = baselineScore(features);
        const more = baselineScore({ ...features, [name]: Math.min(1, features[name] + by) });
        expect(score).to.be.within(0, 1);
        expect(more).to.be.at.least(score - 1e-12);
      }),
    );
  });
});

describe("the days before", () => {
  it("are the seven before today, over the end of a month", () => {
    expect(daysBefore("2026-03-02T00:00:00.000Z").slice(0, 2)).to.deep.equal(["2026-03-01", "2026-02-28"]);
    expect(daysBefore(access.at)).to.have.length(7);
  });
});
