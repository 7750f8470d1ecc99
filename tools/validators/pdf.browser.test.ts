import { expect } from "chai";
import * as fc from "fast-check";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { PDFDict, PDFDocument, PDFName } from "pdf-lib";

import type { Report } from "../../reports/model/report";
import { renderFindingsCsv } from "../../reports/renderers/csv";
import { renderOscalResults } from "../../reports/renderers/oscal";
import { renderPdf } from "../../reports/renderers/pdf";
import { report } from "../../reports/testing/builders";
import { pdfVoice } from "../../reports/testing/pdf-voice";
import { randomReport } from "../../reports/testing/random-report";
import { sampleRecords } from "../../reports/testing/sample";
import { sampleReport } from "../../reports/testing/sample-report";
import { sampleRules } from "../../reports/testing/sample-rules";
import { smallReport } from "../../reports/testing/small-report";
import { modelVoice } from "../../reports/testing/voices";
import { classPath } from "../setup/java-tool";
import { placesOf } from "../setup/places";
import { pdfValidatorFolder } from "../setup/validators";

const PROFILES = ["ua1", "3a"] as const;

/** The PDF held against veraPDF, which set-up installs (tools/setup/validators.ts), and against the model. Needs Chromium and Java. */
describe("report as PDF", function () {
  this.timeout(300_000);
  let folder: string;
  let small: Uint8Array;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-pdf-"));
    small = await renderPdf(smallReport());
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const judge = (pdf: Uint8Array): string => {
    const file = path.join(folder, "report.pdf");
    writeFileSync(file, pdf);
    const jars = pdfValidatorFolder(placesOf(path.resolve(__dirname, "../..")));
    const { stdout, stderr } = spawnSync("java", ["-cp", classPath(jars), "ValidatePdf", file, ...PROFILES], {
      encoding: "utf8",
    });
    return `${stdout ?? "no Java"}${stderr ?? ""}`;
  };
  const COMPLIANT = PROFILES.map((profile) => `${profile} compliant, 0 failed rules\n`).join("");

  it("is PDF/UA-1 and PDF/A-3a for a small report", () => expect(judge(small)).to.equal(COMPLIANT));

  it("is both for the sample, with waivers, open results and passing ones", async () => {
    const made = sampleReport();
    expect(judge(await renderPdf(made))).to.equal(COMPLIANT);
  });

  it("is both for a report of nothing", async () => expect(judge(await renderPdf(report([], [])))).to.equal(COMPLIANT));

  it("is refused by the same validator without its tags and its claim", async () => {
    const document = await PDFDocument.load(small, { updateMetadata: false });
    document.catalog.delete(PDFName.of("StructTreeRoot"));
    document.catalog.delete(PDFName.of("Metadata"));
    const told = judge(await document.save());
    for (const profile of PROFILES) expect(told).to.contain(`${profile} not compliant`);
  });

  it("has the same bytes for the same report", async () => {
    expect(Buffer.from(await renderPdf(smallReport())).equals(Buffer.from(small))).to.equal(true);
  });

  it("holds its OSCAL and its findings as they are beside it", async () => {
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const document = await getDocument({ data: new Uint8Array(small), verbosity: 0 }).promise;
    const files = (await document.getAttachments()) as Record<string, { readonly content: Uint8Array }>;
    const text = (name: string) => Buffer.from(files[name]!.content).toString("utf8");
    expect(Object.keys(files).sort()).to.deep.equal(["findings.csv", "oscal-assessment-results.json"]);
    expect(text("oscal-assessment-results.json") === renderOscalResults(smallReport())).to.equal(true);
    expect(text("findings.csv") === renderFindingsCsv(smallReport())).to.equal(true);
    await document.destroy();
    const { context } = await PDFDocument.load(small);
    const relations = context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [String(object.get(PDFName.of("AFRelationship")))] : []));
    expect(relations.filter((name) => name.startsWith("/")).sort()).to.deep.equal(["/Data", "/Supplement"]);
  });

  const saysTheSame = async (made: Report) => {
    expect(await pdfVoice(await renderPdf(made))).to.deep.equal(modelVoice(made));
  };

  it("says of every citation what the model says, by its tags", async () => {
    expect(await pdfVoice(small)).to.deep.equal(modelVoice(smallReport()));
    for (const made of fc.sample(randomReport, { numRuns: 3, seed: 7 })) await saysTheSame(made);
  });

  it("leaves long lists to the file inside it", async () => {
    const rules = sampleRules();
    const made = report(sampleRecords({ rules, resources: 600, failPermille: 1 }), rules);
    const pdf = await renderPdf(made);
    await saysTheSame(made);
    const document = await PDFDocument.load(pdf);
    expect(document.getPageCount()).to.be.lessThan(120);
  });
});
