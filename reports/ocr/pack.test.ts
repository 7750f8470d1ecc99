import { parse } from "csv-parse/sync";
import { expect } from "chai";
import { unzipSync } from "fflate";

import type { Report } from "../model/report";
import { drawSample } from "../assess/sample";
import { evaluation, report, rule, run } from "../testing/builders";
import { allDecisions } from "../testing/papers";
import { sampleReport } from "../testing/sample-report";

import { afterBusinessDays, answersOf } from "./answers";
import { ocrPack } from "./pack";
import { requestsOf } from "./requests";
import { zipOf } from "./zip";

const OPTIONS = { owner: "Security officer", askedOn: "2026-11-20" };
const CONTENT = Buffer.from("Risk analysis of the sample clinic.");
const VERIFIED = { kind: "verified", file: "papers/risks.txt", sha256: "00".repeat(32) } as const;

function clinic(): Report {
  const fail = evaluation({ rule: "r1", result: "fail", name: "raw" });
  const pass = evaluation({ rule: "r1", name: "logs" });
  return report([run([fail, pass]), fail, pass], [rule("r1", ["164.312(b)"])], {
    registers: {
      organisation: { name: "Sample <Clinic>", notInScope: [] },
      decisions: allDecisions(),
      documents: [
        {
          citations: ["164.308(a)(1)(ii)(A)"],
          title: "Risk analysis",
          owner: "Partner",
          reviewOn: "2027-03-31",
          attachment: VERIFIED,
        },
        {
          citations: ["164.308(a)(2)"],
          title: "Appointment",
          owner: "Board",
          reviewOn: "2026-06-30",
          attachment: VERIFIED,
        },
      ],
    },
  });
}

const packOf = (of: Report, papers = new Map([["papers/risks.txt", CONTENT as Uint8Array]])) =>
  ocrPack({ report: of, papers, ...OPTIONS });
const textOf = (files: ReadonlyMap<string, string | Uint8Array>, name: string): string => String(files.get(name));

describe("the pack for a desk audit", () => {
  const reports: readonly (readonly [string, Report])[] = [
    ["a clinic's report", clinic()],
    ["the sample", sampleReport()],
    ["a report of nothing", report([], [])],
  ];
  for (const [name, of] of reports) {
    it(`has a folder for each row of the protocol, with an answer or a gap with owner and date, of ${name}`, () => {
      const files = packOf(of);
      const rows = parse(textOf(files, "index.csv"), { columns: true }) as Record<string, string>[];
      const wanted = of.citations.filter(({ row }) => row.ocrProtocol);
      expect(wanted).to.have.length(70);
      expect(rows.map(({ citation }) => citation)).to.deep.equal(wanted.map(({ row }) => row.citation));
      expect(new Set(rows.map(({ folder }) => folder)).size).to.equal(rows.length);
      for (const row of rows) {
        expect(files.has(`${row["folder"]}/answer.html`), row["citation"]).to.equal(true);
        const open = !["pass", "not-applicable", "waived"].includes(row["state"]!);
        expect(row["answer"], row["citation"]).to.not.equal("");
        if (open) expect(row).to.include({ due: "2026-12-04" });
        expect(row["owner"] === "", row["citation"]).to.equal(!open);
        expect(row["gap"] === "", row["citation"]).to.equal(!open);
      }
    });

    it(`says of each row what the report says, of ${name}`, () => {
      const rows = parse(textOf(packOf(of), "index.csv"), { columns: true }) as { citation: string; state: string }[];
      const states = new Map(of.citations.map(({ row, state }) => [row.citation, state]));
      for (const { citation, state } of rows) expect(state).to.equal(states.get(citation));
    });

    it(`gives the same bytes twice, unpacks to what went in, and leads only to what is there, of ${name}`, () => {
      const files = packOf(of);
      const zip = zipOf(files, 1e8);
      expect(Buffer.from(zipOf(packOf(of), 1e8)).equals(zip)).to.equal(true);
      const unpacked = unzipSync(zip);
      expect(Object.keys(unpacked).sort()).to.deep.equal([...files.keys()].sort());
      for (const [name, content] of files) {
        expect(Buffer.from(unpacked[name]!).equals(Buffer.from(content)), name).to.equal(true);
        if (!name.endsWith(".html")) continue;
        const folder = name.includes("/") ? `${name.slice(0, name.indexOf("/"))}/` : "";
        for (const [, href = ""] of String(content).matchAll(/href="([^"#][^"]*)"/g)) {
          const target = href.startsWith("../") ? href.slice(3) : `${folder}${decodeURIComponent(href)}`;
          expect(files.has(target), `${name} leads to ${target}`).to.equal(true);
        }
      }
    });
  }

  it("puts what is open first in the index", () => {
    const html = textOf(packOf(clinic()), "index.html");
    expect(html).to.contain("Sample &lt;Clinic>");
    expect(html.indexOf("Open, with owner and date")).to.be.lessThan(html.indexOf("<h2>Answered"));
    const order = answersOf(clinic(), OPTIONS).filter(({ gap }) => gap !== undefined);
    const first = html.indexOf(order[0]!.folder);
    expect(first).to.be.greaterThan(0).and.to.be.lessThan(html.indexOf("<h2>Answered"));
  });

  it("takes the gap's own owner, and the named one where there is none", () => {
    const gapOf = (citation: string) =>
      answersOf(clinic(), OPTIONS).find((answer) => answer.citation.row.citation === citation)!.gap!;
    expect(gapOf("164.308(a)(2)")).to.include({ owner: "Board", due: "2026-12-04" });
    expect(gapOf("164.312(b)").owner).to.equal("Security officer");
  });

  it("has population and sample, which anybody can draw again", () => {
    const of = clinic();
    const files = packOf(of);
    const folder = answersOf(of, OPTIONS).find(({ citation }) => citation.row.citation === "164.312(b)")!.folder;
    const read = (name: string) =>
      parse(textOf(files, `${folder}/${name}`), { columns: true }) as Record<string, string>[];
    expect(read("population.csv").map(({ urn, state }) => [urn!.split("::").at(-1), state])).to.deep.equal([
      ["logs", "pass"],
      ["raw", "fail"],
    ]);
    expect(read("sample.csv").map(({ hash }) => hash)).to.deep.equal(
      drawSample(of, of.evidence.digest).draws[0]!.drawn.map(({ hash }) => hash),
    );
  });

  it("holds the papers that lie beside the report, and says where one does not", () => {
    const of = clinic();
    const { folder } = answersOf(of, OPTIONS).find(({ citation }) => citation.row.citation === "164.308(a)(1)(ii)(A)")!;
    expect(packOf(of).get(`${folder}/papers/papers/risks.txt`)).to.equal(CONTENT);
    const without = packOf(of, new Map());
    expect(without.has(`${folder}/papers/papers/risks.txt`)).to.equal(false);
    expect(textOf(without, `${folder}/answer.html`)).to.contain("which the report was made without (--papers)");
  });

  it("refuses a ZIP that is too large in one sentence, with the largest files", () => {
    const files = new Map<string, Uint8Array>([
      ["a/large.bin", Buffer.from(Array.from({ length: 90_000 }, (_, i) => (i * 7919) % 251))],
    ]);
    const size = zipOf(files, 1e8).length;
    expect(zipOf(files, size)).to.have.length(size);
    expect(() => zipOf(files, size - 1)).to.throw("are allowed; the largest files are a/large.bin (0.1 MB).");
  });
});

describe("what a row of the protocol asks", () => {
  const rows = report([], []).citations.flatMap(({ row }) =>
    row.rowType === "control" ? [] : [{ ...row, rowType: row.rowType }],
  );
  const asked = (citation: string): string => requestsOf(rows.find((row) => row.citation === citation)!).join("\n");
  const table: readonly (readonly [string, string, boolean])[] = [
    ["164.312(a)(2)(iv)", "Where it is not done as written", true],
    ["164.312(b)", "Where it is not done as written", false],
    ["164.310(a)(1)", "What AWS does of it", true],
    ["164.310(b)", "What AWS does of it", false],
    ["164.314(b)(1)", "Whether it applies to you", true],
    ["164.312(b)", "The list of systems that hold ePHI", true],
    ["164.308(b)(1)", "The signed contract", true],
  ];
  for (const [citation, text, wanted] of table) {
    it(`${citation} ${wanted ? "asks" : "does not ask"}: ${text}`, () =>
      expect(asked(citation).includes(text)).to.equal(wanted));
  }
});

describe("the day on which a gap is due", () => {
  const rows: readonly (readonly [string, number, string])[] = [
    ["2026-11-20", 1, "2026-11-23"],
    ["2026-11-21", 1, "2026-11-23"],
    ["2026-11-23", 5, "2026-11-30"],
    ["2026-12-25", 10, "2027-01-08"],
    ["2026-11-20", 0, "2026-11-20"],
  ];
  for (const [from, days, wanted] of rows)
    it(`${days} business days after ${from} is ${wanted}`, () =>
      expect(afterBusinessDays(from, days)).to.equal(wanted));
});
