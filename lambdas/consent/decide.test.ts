import { expect } from "chai";
import fc from "fast-check";
import { decide, decisionTime, type ConsentRequest, type Decision } from "./decide";
import type { Command, ConsentEvent } from "./event";
import { REDISCLOSURE_NOTICE } from "./law";
import { NO_EVENTS, stateOf } from "./state";
import { commands, HOUR, requests, START, steps } from "./testing/arbitraries";
import { AT, grant, historyAfter } from "./testing/build";
import { lawful } from "./testing/oracle";
import { erasurePlan, yearsAfter } from "./retention";

const NOW = new Date(AT);
const ask: ConsentRequest = { purpose: "HRESCH", recipient: "north.lab", isSubject: false, classes: ["general"] };
const after = (changes: readonly Command[], request: Partial<ConsentRequest> = {}, at = NOW): Decision =>
  decide(stateOf(historyAfter(changes.map((change) => [change, NOW] as const))), { ...ask, ...request }, at);
const told = (decision: Decision): string =>
  decision.outcome === "deny" ? decision.reason : decision.grounds.map(({ citation }) => citation).join("; ");

const restriction = {
  kind: "restrict",
  requestId: "restrict-1",
  purposes: "any",
  recipients: "anyone",
  classes: "any",
} as const;
const withdrawal = { kind: "withdraw", requestId: "withdraw-1", target: "grant-0001" } as const;
const override = {
  kind: "override",
  requestId: "override-1",
  recipient: "north.lab",
  reason: "emergency-treatment",
  note: "synthetic",
  minutes: 60,
} as const;
const order = grant({ basis: "court-order", purposes: ["HLEGAL"] });
const part2 = grant({ basis: "part2-consent", classes: ["substance-use"] });
const ofNotes = grant({ classes: ["psychotherapy"], purposes: ["TREAT"], until: "2027-01-01T00:00:00.000Z" });

const rows: [string, readonly Command[], Partial<ConsentRequest>, string][] = [
  ["treatment needs nobody's leave", [], { purpose: "TREAT" }, "164.506(c)(1)-(2)"],
  ["payment neither", [], { purpose: "HPAYMT" }, "164.506(c)(1), (3)"],
  ["operations neither", [], { purpose: "HOPERAT" }, "164.506(c)(1), (4)"],
  ["public health neither", [], { purpose: "PUBHLTH" }, "164.512(b)(1)"],
  ["research does", [], {}, "no-consent"],
  ["research with an authorization", [grant()], {}, "164.508(a)(1)"],
  ["research with a waiver", [grant({ basis: "waiver" })], {}, "164.512(i)(1)(i)"],
  ["not on the words of a marketing consent", [grant({ basis: "consent" })], {}, "no-consent"],
  ["not for another recipient", [grant()], { recipient: "south.clinic" }, "no-consent"],
  ["not for another purpose", [grant()], { purpose: "HMARKT" }, "no-consent"],
  ["not after a withdrawal", [grant(), withdrawal], {}, "withdrawn"],
  ["not before it begins", [grant({ from: "2026-11-22T12:00:00.001Z" })], {}, "not-yet-in-force"],
  ["nothing is asked for", [grant()], { classes: [] }, "no-class"],
  ["a restriction binds treatment", [restriction], { purpose: "TREAT" }, "restricted"],
  ["a restriction binds an authorization", [restriction, grant()], {}, "restricted"],
  ["a restriction binds no court", [restriction, order], { purpose: "HLEGAL" }, "164.512(e)(1)(i)"],
  ["a restriction binds no public health", [restriction], { purpose: "PUBHLTH" }, "164.512(b)(1)"],
  [
    "an override goes past a restriction",
    [restriction, override],
    { purpose: "BTG" },
    "164.506(c)(1), 164.522(a)(1)(iii)",
  ],
  ["an override is one recipient's", [override], { purpose: "BTG", recipient: "south.clinic" }, "no-override"],
  ["an override without notes", [override], { purpose: "BTG", classes: ["psychotherapy"] }, "override-does-not-cover"],
  ["part 2 asks for consent to treat", [], { purpose: "TREAT", classes: ["substance-use"] }, "no-consent"],
  ["part 2 with its own consent", [part2], { classes: ["substance-use"] }, "42 CFR 2.31"],
  [
    "part 2 not with an authorization",
    [grant({ classes: ["substance-use"] })],
    { classes: ["substance-use"] },
    "no-consent",
  ],
  ["notes not to treat", [], { purpose: "TREAT", classes: ["psychotherapy"] }, "no-consent"],
  ["notes with an authorization", [ofNotes], { purpose: "TREAT", classes: ["psychotherapy"] }, "164.508(a)(2)"],
  ["HIV to treat", [], { purpose: "TREAT", classes: ["hiv"] }, "164.506(c)(1)-(2)"],
  ["HIV not to be paid", [], { purpose: "HPAYMT", classes: ["hiv"] }, "no-consent"],
  ["genetic tests not to be paid", [], { purpose: "HPAYMT", classes: ["genetic"] }, "no-consent"],
  ["what nobody looked at not to treat", [], { purpose: "TREAT", classes: ["unclassified"] }, "no-consent"],
  ["patients have their own", [restriction], { purpose: "PATRQT", isSubject: true }, "164.502(a)(1)(i), 164.524(a)(1)"],
  ["nobody has it in their name", [], { purpose: "PATRQT" }, "not-the-subject"],
  [
    "patients have no notes",
    [],
    { purpose: "PATRQT", isSubject: true, classes: ["psychotherapy"] },
    "no-right-of-access",
  ],
];

describe("decide", () => {
  for (const [name, changes, request, wanted] of rows) {
    it(`${name}: ${wanted}`, () => expect(told(after(changes, request))).to.equal(wanted));
  }

  it("ends an override at its last minute", () => {
    const hour = (ms: number): Date => new Date(START + HOUR + ms);
    expect(told(after([override], { purpose: "BTG" }, hour(-1)))).to.contain("164.506");
    expect(told(after([override], { purpose: "BTG" }, hour(0)))).to.equal("no-override");
  });

  it("has taken out what may not go, and sends part 2's notice along", () => {
    const decision = after([part2, grant({ requestId: "grant-0002" })], {
      classes: ["general", "substance-use", "hiv"],
    });
    expect(decision).to.deep.include({ outcome: "permit" });
    if (decision.outcome === "deny") return;
    expect(decision.obligations).to.deep.equal({
      redact: ["hiv"],
      notice: { text: REDISCLOSURE_NOTICE, citation: "42 CFR 2.32(a)(2)", permissions: ["grant-0001"] },
      account: [{ dataClass: "substance-use", provision: "42 CFR 2.25(a)" }],
    });
  });

  it("sends no notice along with what patients have of their own", () => {
    const decision = after([], { purpose: "PATRQT", isSubject: true, classes: ["substance-use"] });
    expect(decision).to.have.nested.property("obligations").that.deep.equals({ redact: [], account: [] });
  });

  it("is not made before what was recorded last, whatever the clock says", () => {
    expect(decisionTime({ ...NO_EVENTS, lastMs: START + 5 }, NOW).getTime()).to.equal(START + 5);
    expect(decisionTime({ ...NO_EVENTS, lastMs: START - 5 }, NOW).getTime()).to.equal(START);
  });
});

/** Changes at instants that a clock with jumps gave. */
const histories = fc.array(fc.tuple(commands, steps), { maxLength: 25 }).map((changes) => {
  let now = START;
  return historyAfter(changes.map(([change, step]) => [change, new Date((now += step * HOUR))] as const));
});
const instants = fc
  .tuple(fc.integer({ min: -5, max: 60 }), fc.constantFrom(-1, 0, 1))
  .map(([hours, beside]) => new Date(START + hours * HOUR + beside));

const permitted = (events: readonly ConsentEvent[], request: ConsentRequest, at: Date): readonly string[] => {
  const decision = decide(stateOf(events), request, at);
  return decision.outcome === "deny" ? [] : decision.grounds.map(({ dataClass }) => dataClass).sort();
};

describe("decide, after any sequence of changes", () => {
  it("permits what the law lets go at that instant, and nothing else", () => {
    let permits = 0;
    fc.assert(
      fc.property(histories, requests, instants, (events, request, at) => {
        const wanted = request.classes.filter((one) => lawful(events, request, one, at.toISOString())).sort();
        const got = permitted(events, request, at);
        permits += got.length;
        expect(got).to.deep.equal(wanted);
      }),
      { numRuns: 3000 },
    );
    expect(permits, "the property has to see permits").to.be.greaterThan(300);
  });

  it("says the same of an instant, whatever comes after it", () => {
    fc.assert(
      fc.property(histories, requests, instants, (events, request, at) => {
        const soFar = events.filter((event) => Date.parse(event.at) <= at.getTime());
        expect(permitted(events, request, at)).to.deep.equal(permitted(soFar, request, at));
      }),
    );
  });

  it("takes out every class that it does not permit", () => {
    fc.assert(
      fc.property(histories, requests, instants, (events, request, at) => {
        const decision = decide(stateOf(events), request, at);
        if (decision.outcome === "deny") return;
        const all = [...decision.grounds.map(({ dataClass }) => dataClass), ...decision.obligations.redact];
        expect(all.sort()).to.deep.equal([...request.classes].sort());
      }),
    );
  });

  it("is changed by nothing that an erasure takes away", () => {
    let taken = 0;
    fc.assert(
      fc.property(histories, requests, fc.integer({ min: 1, max: 9 }), instants, (events, request, years, at) => {
        const later = new Date(yearsAfter(at.getTime(), years));
        const erasure = { kind: "erase", requestId: "erase-at-the-end" } as const;
        const all = historyAfter([
          ...events.map(({ change, at: when, by }) => [change, new Date(when), by] as const),
          [erasure, later],
        ]);
        const { versions } = erasurePlan(all, [], later);
        taken += versions.length;
        const left = all.filter(({ version }) => !versions.includes(version));
        for (const days of [0, 1, 400]) {
          const then = new Date(later.getTime() + days * 24 * HOUR);
          expect(permitted(left, request, then)).to.deep.equal(permitted(all, request, then));
        }
      }),
      { numRuns: 500 },
    );
    expect(taken).to.be.greaterThan(50);
  });
});
