import { expect } from "chai";
import type { Outreach } from "./contract";
import { digestDay, digestOf, localTime, MOST_NAMED, sendableAt, type Alert } from "./core";

const CHICAGO = "America/Chicago";
const outreach = (changes: Partial<Outreach> = {}): Outreach => ({
  timeZone: CHICAGO,
  quietHours: { from: "21:00", to: "07:00", overrideScore: 95 },
  escalateAfterHours: 4,
  digestHour: 7,
  ...changes,
});

describe("quiet hours of risk-alert", () => {
  const night = outreach();
  const noon = outreach({ quietHours: { from: "12:00", to: "13:30" } });
  // On 2026-03-08 Chicago's clocks go from 02:00 to 03:00, on 2026-11-01 from 02:00 to 01:00.
  const spring = outreach({ quietHours: { from: "01:30", to: "02:30" } });
  const autumn = outreach({ quietHours: { from: "00:30", to: "01:30" } });
  const rows: [string, Outreach, number, string, string][] = [
    ["a minute before they begin", night, 80, "2026-11-23T02:59:59Z", "2026-11-23T02:59:59Z"],
    ["as they begin", night, 80, "2026-11-23T03:00:00Z", "2026-11-23T13:00:00Z"],
    ["after midnight", night, 80, "2026-11-23T08:12:34Z", "2026-11-23T13:00:00Z"],
    ["a moment before they end", night, 80, "2026-11-23T12:59:59.999Z", "2026-11-23T13:00:00Z"],
    ["as they end", night, 80, "2026-11-23T13:00:00Z", "2026-11-23T13:00:00Z"],
    ["just below the score that is not held", night, 94.9, "2026-11-23T08:00:00Z", "2026-11-23T13:00:00Z"],
    ["at the score that is not held", night, 95, "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"],
    ["at any score where none is set", noon, 100, "2026-11-23T18:00:00Z", "2026-11-23T19:30:00Z"],
    ["before those of one day", noon, 80, "2026-11-23T17:59:00Z", "2026-11-23T17:59:00Z"],
    ["by summer's clock", night, 80, "2026-07-01T03:00:00Z", "2026-07-01T12:00:00Z"],
    ["when their end is left out by the clock", spring, 80, "2026-03-08T07:45:00Z", "2026-03-08T08:00:00Z"],
    ["when they come twice: the first time", autumn, 80, "2026-11-01T05:45:00Z", "2026-11-01T06:30:00Z"],
    ["when they come twice: the second time", autumn, 80, "2026-11-01T07:10:00Z", "2026-11-01T07:30:00Z"],
    ["where there are none", outreach({ quietHours: undefined }), 80, "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"],
  ];
  for (const [name, of, score, now, wanted] of rows) {
    it(`${now === wanted ? "let an alert go" : "hold an alert"} ${name}`, () =>
      expect(sendableAt(new Date(now), score, of).toISOString()).to.equal(new Date(wanted).toISOString()));
  }
});

describe("digest of risk-alert", () => {
  it("tells day and time by the zone's clock, midnight as 00", () => {
    expect(localTime(new Date("2026-11-23T05:59:00Z"), CHICAGO)).to.deep.equal({ day: "2026-11-22", time: "23:59" });
    expect(localTime(new Date("2026-11-23T06:00:00Z"), CHICAGO)).to.deep.equal({ day: "2026-11-23", time: "00:00" });
  });

  const days: [string, string][] = [
    ["2026-11-23T12:59:00Z", "2026-11-21"],
    ["2026-11-23T13:00:00Z", "2026-11-22"],
    ["2026-11-24T05:00:00Z", "2026-11-22"],
    ["2026-03-01T13:00:00Z", "2026-02-28"],
  ];
  for (const [now, wanted] of days)
    it(`is of ${wanted} at ${now}`, () => expect(digestDay(new Date(now), outreach())).to.equal(wanted));

  const alert = (id: string, reference: string, changes: Partial<Alert> = {}): Alert => ({
    ...{ id, reference, riskScore: 90, raisedAt: "2026-11-22T10:00:00.000Z", toldAt: "2026-11-22T10:01:00.000Z" },
    ...changes,
  });

  it("counts alerts by what became of them, and names each patient that nobody has reached once", () => {
    const alerts = [
      alert("1", "reached"),
      alert("2", "reached-before"),
      alert("3", "escalated", { ended: "escalated" }),
      alert("4", "reached-late", { ended: "escalated" }),
      alert("5", "waiting"),
      alert("6", "waiting"),
    ];
    const calls = new Map([
      ["reached", "2026-11-22T10:02:00.000Z"],
      ["reached-before", "2026-11-22T10:00:30.000Z"],
      ["reached-late", "2026-11-23T10:00:00.000Z"],
    ]);
    expect(digestOf("2026-11-22", alerts, calls)).to.deep.equal({
      ...{ day: "2026-11-22", told: 6, reached: 2, escalated: 1, waiting: 3 },
      references: { escalated: ["escalated"], waiting: ["reached-before", "waiting"] },
    });
  });

  it("names no more than a message takes, and counts all", () => {
    const alerts = Array.from({ length: MOST_NAMED + 1 }, (_, at) => alert(String(at), String(at).padStart(64, "0")));
    const { waiting, references } = digestOf("2026-11-22", alerts, new Map());
    expect([waiting, references.waiting.length]).to.deep.equal([MOST_NAMED + 1, MOST_NAMED]);
    expect(JSON.stringify([references.waiting, references.waiting]).length).to.be.below(256 * 1024);
  });
});
