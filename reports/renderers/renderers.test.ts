import { parse } from "csv-parse/sync";
import { expect } from "chai";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { canonicalJson, recordId } from "../../policies/record";
import type { Report } from "../model/report";
import { STATES } from "../model/state";
import { evaluation, inForce, report, rule, run, urn, waiver } from "../testing/builders";
import { sampleRecords } from "../testing/sample";
import { smallReport } from "../testing/small-report";

import { renderCitationsCsv, renderFindingsCsv } from "./csv";
import { renderHtml } from "./html";
import { renderJson } from "./json";

const RENDERERS: readonly (readonly [string, (report: Report) => string])[] = [
  ["report.html", renderHtml],
  ["report.json", renderJson],
  ["citations.csv", renderCitationsCsv],
  ["findings.csv", renderFindingsCsv],
];

const NASTY = `<img src=x onerror="alert(1)">&amp;'"</script>\u202e\u0007`;

describe("renderers", () => {
  const small = smallReport();

  it("draws a report that holds every state of a result", () => {
    const states = new Set([...small.rules.map(({ state }) => state), ...small.citations.map(({ state }) => state)]);
    const results = new Set(small.evaluations.map(({ state }) => state));
    expect([...STATES].filter((state) => !states.has(state) && !results.has(state))).to.deep.equal([]);
  });

  for (const [name, render] of RENDERERS) {
    // Written anew with UPDATE_GOLDEN=1; look at the difference before it is kept.
    it(`gives the golden bytes of ${name}, twice`, () => {
      const file = path.join(__dirname, "golden", name);
      const text = render(small);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
      expect(existsSync(file), "run with UPDATE_GOLDEN=1 once").to.equal(true);
      expect(text === readFileSync(file, "utf8"), `${name} differs from its golden file`).to.equal(true);
      expect(render(smallReport()) === text).to.equal(true);
    });

    it(`shows every citation in ${name}${name === "findings.csv" ? ": no, its results" : ""}`, () => {
      const text = render(small);
      if (name === "findings.csv") expect(parse(text, { columns: true })).to.have.length(small.evaluations.length);
      else for (const { row } of small.citations) expect(text).to.contain(row.citation);
    });
  }

  it("gives JSON whose id is the hash of the rest", () => {
    const made = JSON.parse(renderJson(small)) as Report;
    expect(recordId(made)).to.equal(made.id);
    expect(canonicalJson(made)).to.equal(canonicalJson(small));
  });

  it("says the same in HTML, JSON and CSV of each citation", () => {
    const html = renderHtml(small);
    const rows = parse(renderCitationsCsv(small), { columns: true }) as Record<string, string>[];
    for (const [index, { row, state }] of small.citations.entries()) {
      expect(rows[index]).to.include({ citation: row.citation, state });
      const anchor = /** article of this citation */ new RegExp(
        `id="c-([^"]+)" data-state="([a-z-]+)"><h4><span>${escapeRegExp(row.citation)} `,
      );
      expect(anchor.exec(html)?.[2], row.citation).to.equal(state);
    }
  });

  it("links only to what is on the page", () => {
    const html = renderHtml(small);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(ids).size, "an id occurs twice").to.equal(ids.length);
    const broken = [...html.matchAll(/href="#([^"]+)"/g)]
      .map((match) => match[1]!)
      .filter((target) => !ids.includes(target));
    expect(broken).to.deep.equal([]);
  });

  it("loads nothing: no address in any attribute but links a reader may follow", () => {
    const html = renderHtml(small);
    expect(html).to.contain("default-src 'none'");
    const loading = [...html.matchAll(/ (src|srcset|action|data|poster|style|on[a-z]+)="/g)].map((match) => match[0]);
    expect(loading).to.deep.equal([]);
    expect(html).to.not.match(/<(link|img|iframe|object|embed|base)\b|@import|url\(/);
  });

  describe("with names chosen by others", () => {
    const fail = evaluation({
      name: NASTY,
      urn: `urn:x::${NASTY}`,
      result: "fail",
      reason: NASTY,
      finds: [NASTY],
      waiver: NASTY,
    });
    const nasty = report(
      [
        run([fail], {
          notes: [NASTY],
          waivers: [inForce(waiver({ id: NASTY, reason: NASTY, owner: NASTY, resource: urn("x") }))],
        }),
        fail,
      ],
      [rule("r1", ["164.312(b)"], { title: NASTY, fix: NASTY, source: "javascript:alert(1)" })],
      { registers: { organisation: { name: NASTY, statement: NASTY, notInScope: [NASTY] } } },
    );
    it("escapes every one of them and shows hidden characters", () => {
      const html = renderHtml(nasty);
      expect(html).to.contain("&lt;img src=x onerror=");
      expect(html).to.not.contain("<img").and.to.not.contain('javascript:alert(1)"');
      expect(html.match(/<\/script>/g)).to.have.length(1);
      for (const hidden of ["\u202e", "\u0007"]) expect(html.includes(hidden)).to.equal(false);
    });
  });

  for (const lead of ["=", "+", "-", "@", "\t", "\r"]) {
    it(`guards a CSV cell that begins with ${JSON.stringify(lead)}`, () => {
      const fail = evaluation({ result: "fail", reason: `${lead}HYPERLINK("https://example.org")` });
      const text = renderFindingsCsv(report([run([fail]), fail], [rule("r1", [])]));
      const rows = parse(text, { columns: true }) as Record<string, string>[];
      expect(rows[0]!.reason).to.equal(`'${lead}HYPERLINK("https://example.org")`);
    });
  }

  it("stays below 5 MB with 700 rules and 2,000 resources", function () {
    const types = Array.from({ length: 60 }, (_, index) => `aws:service${index}/thing:Thing`);
    const citations = small.citations.map(({ row }) => row.citation);
    const rules = Array.from({ length: 700 }, (_, index) =>
      rule(
        `service${index % 60}-thing-must-hold-number-${index}`,
        [citations[index % 88]!, citations[(index * 7) % 88]!, citations[(index * 13) % 88]!],
        {
          types: [types[index % 60]!],
          title: `Things of service ${index % 60} must hold number ${index}`,
        },
      ),
    );
    const records = sampleRecords({ rules, resources: 1000, failPermille: 5 });
    const big = report(records, rules);
    expect(big.rules).to.have.length(700);
    expect(big.resources.length).to.be.at.least(2000);
    expect(Buffer.byteLength(renderHtml(big)) / 1e6, "MB").to.be.below(5);
  });
});

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
