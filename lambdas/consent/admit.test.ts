import { expect } from "chai";
import { admit, type Admission } from "./admit";
import { COMMAND, type Author, type Command } from "./event";
import { faultIn } from "./fault";
import { stateOf } from "./state";
import { AT, grant, historyAfter, PATIENT, STAFF } from "./testing/build";

const NOW = new Date(AT);
const admitted = (change: Command, by: Author = STAFF, before: readonly Command[] = []): Admission => {
  const events = historyAfter(before.map((one) => [one, NOW] as const));
  return admit({ events, state: stateOf(events) }, change, by, NOW);
};
const UNTIL = "2027-11-22T00:00:00Z";
const withdraw = (target: string): Command => ({ kind: "withdraw", requestId: "withdraw-1", target });
const override: Command = {
  kind: "override",
  requestId: "override-1",
  recipient: "north.lab",
  reason: "threat",
  note: "synthetic",
  minutes: 5,
};

describe("admit", () => {
  const refused: [string, Command, Author, readonly Command[], string][] = [
    ["an authorization without an end", grant({ purposes: ["HMARKT"] }), STAFF, [], "until"],
    ["an end that has passed", grant({ until: AT }), STAFF, [], "until"],
    ["an end before its beginning", grant({ from: UNTIL, until: "2027-01-01T00:00:00Z" }), STAFF, [], "until"],
    ["psychotherapy notes with others", grant({ classes: ["psychotherapy", "general"] }), STAFF, [], "classes"],
    ["a part 2 consent to more", grant({ basis: "part2-consent" }), STAFF, [], "classes"],
    [
      "legal proceedings with other purposes",
      grant({ basis: "part2-consent", classes: ["substance-use"], purposes: ["HLEGAL", "TREAT"] }),
      STAFF,
      [],
      "purposes",
    ],
    ["a waiver by a patient", grant({ basis: "waiver" }), PATIENT, [], "basis"],
    ["an override by a patient", override, PATIENT, [], "kind"],
    ["an end of nothing", withdraw("grant-0009"), STAFF, [], "target"],
    [
      "an end of a court order by a patient",
      withdraw("grant-0001"),
      PATIENT,
      [grant({ basis: "court-order" })],
      "target",
    ],
    [
      "an end of what ended",
      { ...withdraw("grant-0001"), requestId: "withdraw-2" },
      STAFF,
      [grant(), withdraw("grant-0001")],
      "target",
    ],
    ["another change of the same id", grant({ recipients: ["south.clinic"] }), STAFF, [grant()], "requestId"],
    [
      "a silence that is over",
      { kind: "hold", requestId: "hold-0001", recipient: "north.lab", until: AT },
      STAFF,
      [],
      "until",
    ],
  ];
  for (const [name, change, by, before, field] of refused) {
    it(`refuses ${name}, and names ${field}`, () =>
      expect(admitted(change, by, before)).to.include({ kind: "refused", field }));
  }

  const taken: [string, Command, Author, readonly Command[]][] = [
    ["an authorization for research without an end", grant(), PATIENT, []],
    ["psychotherapy notes alone", grant({ classes: ["psychotherapy"], until: UNTIL }), PATIENT, []],
    ["a patient's own withdrawal", withdraw("grant-0001"), PATIENT, [grant()]],
    ["an override by staff", override, STAFF, []],
  ];
  for (const [name, change, by, before] of taken) {
    it(`takes ${name}`, () =>
      expect(admitted(change, by, before)).to.deep.include({
        kind: "event",
        event: { version: before.length + 1, at: AT, by, change },
      }));
  }

  it("knows a change that comes again", () => {
    expect(admitted(grant(), STAFF, [grant()])).to.have.property("kind", "known");
  });

  it("puts no event before the one before it, though a clock goes wrong", () => {
    const events = historyAfter([[grant(), NOW]]);
    const earlier = new Date(NOW.getTime() - 60_000);
    const next = admit({ events, state: stateOf(events) }, withdraw("grant-0001"), STAFF, earlier);
    expect(next).to.have.nested.property("event.at", AT);
  });
});

describe("a change, as it comes in", () => {
  const rows: [string, unknown, string, string][] = [
    ["no object", "grant", "body", "must be grant, restrict, withdraw, override, hold or erase"],
    ["no kind", {}, "kind", "must be grant, restrict, withdraw, override, hold or erase"],
    ["no purposes", { ...grant(), purposes: undefined }, "purposes", "must be a list of purposes"],
    ["a purpose that nobody can be granted", { ...grant(), purposes: ["BTG"] }, "purposes.0", "must be of TREAT"],
    ["nobody", { ...grant(), recipients: [] }, "recipients", "must have one of recipients at least"],
    [
      "a recipient by name",
      { ...grant(), recipients: ["Dr Jane Roe"] },
      "recipients.0",
      "must be the hash of a caller",
    ],
    [
      "a field that is not ours",
      { ...grant(), "Jane Roe": 1 },
      "body",
      "must have no fields that have no meaning here",
    ],
    ["a day for a time", { ...grant(), from: "2026-11-22" }, "from", "must be a time in UTC"],
    ["an override of a day", { ...override, minutes: 1440 }, "minutes", "must be 720 at most"],
  ];
  for (const [name, input, field, wanted] of rows) {
    it(`is refused with ${name}: ${field} ${wanted}`, () => {
      const read = COMMAND.safeParse(input);
      const fault = read.success ? undefined : faultIn(read.error);
      expect(fault).to.include({ kind: "refused", field });
      expect(fault?.wanted).to.contain(wanted).and.not.contain("Jane");
    });
  }
});
