import { expect } from "chai";

import type { AssociateEntry, IncidentEntry, RiskEntry } from "../model/linked-registers";
import type { Report } from "../model/report";
import type { State } from "../model/state";
import { renderCitationsCsv } from "../renderers/csv";
import { renderHtml } from "../renderers/html";
import { citationAnchor } from "../renderers/html/parts";
import { AS_OF, report, rule } from "../testing/builders";

import { associateState, incidentState, riskState } from "./linked-registers";

const VERIFIED = { kind: "verified", file: "papers/a.pdf", sha256: "00".repeat(32) } as const;
const linked = { title: "Title", owner: "Owner", reviewOn: "2027-03-31" };
const risk = (more: Partial<RiskEntry> = {}): RiskEntry => ({
  ...linked,
  id: "R-1",
  citations: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"],
  likelihood: "low",
  impact: "high",
  treatment: "reduce",
  dueOn: "2026-12-31",
  ...more,
});
const incident = (more: Partial<IncidentEntry> = {}): IncidentEntry => ({
  ...linked,
  id: "I-1",
  citations: ["164.308(a)(6)(ii)"],
  discoveredOn: "2026-10-02",
  breach: "none",
  ...more,
});
const associate = (more: Partial<AssociateEntry> = {}): AssociateEntry => ({
  ...linked,
  id: "A-1",
  citations: ["164.308(b)(1)", "164.308(b)(3)", "164.314(a)(1)"],
  signedOn: "2026-01-15",
  attachment: VERIFIED,
  ...more,
});

describe("entries of the registers", () => {
  const rows: readonly (readonly [string, { readonly state: State; readonly reason: string }, State, string])[] = [
    ["a risk that is to be treated", riskState(risk(), AS_OF), "pass", "To be treated by 2026-12-31"],
    ["a risk that was treated", riskState(risk({ doneOn: "2026-11-01" }), AS_OF), "pass", "Treated on 2026-11-01"],
    ["a risk on the day it was due", riskState(risk({ dueOn: "2026-11-22" }), AS_OF), "pass", "To be treated"],
    [
      "a risk after that day",
      riskState(risk({ dueOn: "2026-11-21" }), AS_OF),
      "fail",
      "was to be treated by 2026-11-21",
    ],
    [
      "a risk that is treated later than the report",
      riskState(risk({ dueOn: "2026-11-01", doneOn: "2026-12-01" }), AS_OF),
      "fail",
      "was to be treated",
    ],
    [
      "a risk that was accepted",
      riskState(risk({ treatment: "accept", approver: "Board" }), AS_OF),
      "pass",
      "Accepted by Board",
    ],
    [
      "a risk nobody looked at again",
      riskState(risk({ reviewOn: "2026-11-21" }), AS_OF),
      "stale",
      "looked at again by 2026-11-21",
    ],
    ["an open incident", incidentState(incident(), AS_OF), "pass", "open and worked on"],
    [
      "an open incident nobody looked at",
      incidentState(incident({ reviewOn: "2026-11-01" }), AS_OF),
      "stale",
      "was to be looked at",
    ],
    ["a closed incident", incidentState(incident({ closedOn: "2026-10-09" }), AS_OF), "pass", "Closed on 2026-10-09"],
    ["an incident of later", incidentState(incident({ discoveredOn: "2026-12-01" }), AS_OF), "not-applicable", "later"],
    [
      "a breach on its 60th day",
      incidentState(incident({ discoveredOn: "2026-09-23", breach: "notify" }), AS_OF),
      "pass",
      "open",
    ],
    [
      "a breach on its 61st day, and nobody told",
      incidentState(incident({ discoveredOn: "2026-09-22", breach: "notify" }), AS_OF),
      "fail",
      "Notice was due by 2026-11-21 (164.404(b)), and nobody was told",
    ],
    [
      "a breach that nobody decided on",
      incidentState(incident({ discoveredOn: "2026-09-22", breach: "undecided" }), AS_OF),
      "fail",
      "is not decided",
    ],
    [
      "a breach told of too late",
      incidentState(incident({ discoveredOn: "2026-05-01", breach: "notify", notifiedOn: "2026-07-01" }), AS_OF),
      "fail",
      "were told on 2026-07-01",
    ],
    [
      "a breach told of in time",
      incidentState(
        incident({ discoveredOn: "2026-05-01", breach: "notify", notifiedOn: "2026-06-30", closedOn: "2026-07-05" }),
        AS_OF,
      ),
      "pass",
      "notice given on 2026-06-30",
    ],
    ["an associate with a contract", associateState(associate(), AS_OF), "pass", "Signed on 2026-01-15"],
    [
      "an associate without one",
      associateState(associate({ signedOn: undefined }), AS_OF),
      "fail",
      "No contract was signed",
    ],
    [
      "an associate whose contract comes later",
      associateState(associate({ signedOn: "2026-12-01" }), AS_OF),
      "fail",
      "not yet",
    ],
    [
      "an associate whose contract is overdue",
      associateState(associate({ reviewOn: "2026-11-21" }), AS_OF),
      "stale",
      "to be reviewed",
    ],
    [
      "an associate whose contract was not seen",
      associateState(associate({ attachment: { kind: "none" } }), AS_OF),
      "undetermined",
      "not attached",
    ],
  ];
  for (const [name, verdict, state, reason] of rows) {
    it(`${name}: ${state}`, () => {
      expect(verdict.state).to.equal(state);
      expect(verdict.reason).to.contain(reason);
    });
  }
});

describe("registers and citations", () => {
  const entries = { risks: [risk()], incidents: [incident()], associates: [associate()] };
  const made = (registers: Partial<typeof entries>): Report => report([], [rule("r1", [])], { registers });
  const all = ({ registers: { risks, incidents, associates } }: Report) => [
    ...risks.map((entry) => ({ register: "risk", ...entry })),
    ...incidents.map((entry) => ({ register: "incident", ...entry })),
    ...associates.map((entry) => ({ register: "associate", ...entry })),
  ];

  it("lead to each other, both ways, in the data", () => {
    const whole = made(entries);
    const forth = all(whole).flatMap(({ register, id, citations }) =>
      citations.map((one) => `${register} ${id} ${one}`),
    );
    const back = whole.citations.flatMap(({ row, registers }) =>
      registers.map(({ register, id }) => `${register} ${id} ${row.citation}`),
    );
    expect(forth).to.have.length(6);
    expect(back.sort()).to.deep.equal(forth.sort());
  });

  it("lead to each other, both ways, on the page", () => {
    const html = renderHtml(made(entries));
    for (const { register, id, citations } of all(made(entries))) {
      const [, row = ""] = html.split(`id="${register}-${id}"`);
      for (const citation of citations) {
        expect(row.slice(0, row.indexOf("</tr>"))).to.contain(`href="#${citationAnchor(citation)}"`);
        const [, card = ""] = html.split(`id="${citationAnchor(citation)}" data-state`);
        expect(card.slice(0, card.indexOf("</article>"))).to.contain(`href="#${register}-${id}"`);
      }
    }
  });

  it("are told in citations.csv", () => {
    expect(renderCitationsCsv(made(entries))).to.contain("associate A-1");
  });

  const stateOf = (of: Report, citation: string) => of.citations.find(({ row }) => row.citation === citation)!;

  it("count against a citation what an entry lacks, and for nothing what it has", () => {
    const bare = made({});
    const well = made(entries);
    expect(well.citations.map(({ state }) => state)).to.deep.equal(bare.citations.map(({ state }) => state));
    const unsigned = made({ ...entries, associates: [associate({ signedOn: undefined })] });
    const found = stateOf(unsigned, "164.308(b)(1)");
    expect(found.state).to.equal("fail");
    expect(found.reason).to.contain("A-1, Title: No contract was signed (owner: Owner).");
    expect(unsigned.gaps.find(({ citation }) => citation === "164.308(b)(1)")).to.deep.include({ owner: "Owner" });
    expect(stateOf(unsigned, "164.312(b)").state).to.equal(stateOf(bare, "164.312(b)").state);
  });

  it("are led to by other frameworks' rows, through the crosswalk", () => {
    const csf = report([], [], { framework: "nist-csf", registers: entries });
    expect(csf.citations.some(({ registers }) => registers.some(({ id }) => id === "I-1"))).to.equal(true);
  });
});
