import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { withAws } from "../../lambdas/testing/aws-server";
import { makeReport } from "../../reports";
import { makeOcrPack } from "../../reports/ocr";
import { awsPorts } from "../../reports/sources/aws-ports";
import { collectFromAws } from "../../reports/sources/collect";
import { evaluation, run } from "../../reports/testing/builders";
import { ACCOUNT, settingsFor } from "../../reports/testing/collecting";
import { runCommand } from "../../cli/testing/run-command";
import { answering, refusal, type Answers } from "./testing/aws-answers";
import {
  CANARIES,
  configAnswers,
  guardDutyAnswers,
  hubAnswers,
  hubFindingWithCanaries,
  threatWithCanaries,
} from "./testing/told-by-aws";

const TEXT = "Jane Roe, MRN 84312345, born 1961-04-02, 555-0142, lupus";
const holdsCanary = (text: string): boolean => CANARIES.some((canary) => text.toLowerCase().includes(canary));

/** Where a canary stands in what is told: names of fields, and `{}` for one that stands in a field's own name. */
function placesIn(value: unknown, path: string): string[] {
  if (typeof value === "string") return holdsCanary(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(holdsCanary(key) ? [`${path}{}`] : []),
    ...placesIn(item, `${path}.${/^\d+$/.test(key) ? "" : key}`),
  ]);
}

const organisation = {
  organisation: "Sample Clinic",
  documents: [{ citations: ["164.308(a)(2)"], title: TEXT, owner: "Board", reviewOn: "2027-01-31" }],
  incidents: [
    {
      ...{ id: "I-1", citations: ["164.308(a)(6)(ii)"], title: "Mail to canary-jane@example.test", owner: "Officer" },
      ...{ discoveredOn: "2026-10-02", breach: "none", reviewOn: "2027-01-31" },
    },
  ],
  decisions: [{ citation: "164.312(a)(2)(iii)", patient: TEXT }],
};

const passed = evaluation();
/** Lines that say more than a record may, or are none. */
const spoiled: readonly object[] = [
  { ...passed, detail: { patient: TEXT } },
  { ...passed, subject: { ...passed.subject, tags: { owner: TEXT } } },
  { ...passed, [CANARIES[0]]: true },
  { ...passed, reads: [{ path: "tags", state: "present", value: { patient: TEXT } }] },
];

describe("canaries, from what AWS and people tell to everything that is written", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  before(() => (folder = mkdtempSync(join(tmpdir(), "phiguard-canaries-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("stand in 12 places and more of the input, and in no byte or name of any output", async () => {
    const answers: Answers = {
      ...configAnswers,
      ...hubAnswers(hubFindingWithCanaries),
      ...guardDutyAnswers(threatWithCanaries),
      "CloudTrail.DescribeTrails": () => refusal("AccessDeniedException", 403),
    };
    const inputs: Readonly<Record<string, unknown>> = {
      finding: hubFindingWithCanaries,
      threat: threatWithCanaries,
      error: refusal("AccessDeniedException", 403),
      organisation,
      records: spoiled,
      recorder: configAnswers["Config.DescribeConfigurationRecorderStatus"]!({}, undefined as never),
      rules: configAnswers["Config.DescribeConfigRules"]!({}, undefined as never),
    };
    const places = new Set(Object.entries(inputs).flatMap(([name, value]) => placesIn(value, name)));
    expect(places.size).to.be.at.least(12);
    // Tags, keys, ARNs, user agents, names of objects, notes and texts of errors are among them.
    for (const wanted of [
      /tags/i,
      /\{\}/,
      /\.arn$/i,
      /userAgent/,
      /Resources\.\.Id/,
      /Note\.Text/,
      /error\.body/,
      /organisation/,
    ])
      expect(
        [...places].some((place) => wanted.test(place)),
        String(wanted),
      ).to.equal(true);

    await withAws(answering(answers), () =>
      collectFromAws(
        {
          ...settingsFor(at("evidence")),
          sources: ["config", "security-hub", "guardduty", "cloudtrail"],
          regions: ["us-east-1"],
          account: ACCOUNT,
          period: { from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-22T00:00:00Z") },
          withHistory: true,
        },
        awsPorts(),
      ),
    );
    const lines = [run([passed]), passed, ...spoiled].map((line) => JSON.stringify(line));
    writeFileSync(at("evidence/dev.jsonl"), `${lines.join("\n")}\n${TEXT}\n{"torn": "${TEXT}`);
    writeFileSync(at("organisation.json"), JSON.stringify(organisation));
    const made = await makeReport({
      evidenceDir: at("evidence"),
      outDir: at("out/report"),
      organisationFile: at("organisation.json"),
      asOf: "2026-11-22T12:00:00Z",
      since: "2026-11-21T00:00:00Z",
      trend: true,
      period: { from: "2026-11-20T00:00:00Z", to: "2026-11-22T00:00:00Z" },
      sampleSeed: "5d".repeat(32),
      rules: [],
    });
    expect(made.faults).to.be.at.least(spoiled.length + 2);
    const pack = await makeOcrPack({
      reportDir: at("out/report"),
      outDir: at("out/pack"),
      owner: "Security officer",
      mostZipBytes: 1e8,
    });
    const told = await runCommand("evidence", "verify", at("out/report"));

    const written = readdirSync(at("out"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(written.length).to.be.greaterThan(80);
    const leaks = written
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
      .filter((name) => holdsCanary(name) || holdsCanary(readFileSync(at(name), "utf8")));
    expect(leaks).to.deep.equal([]);
    const packed = Object.entries(unzipSync(readFileSync(pack.zip)));
    expect(
      packed.filter(([name, bytes]) => holdsCanary(name) || holdsCanary(Buffer.from(bytes).toString())),
    ).to.deep.equal([]);
    expect(holdsCanary(made.summary + told.out)).to.equal(false);
  }).timeout(120_000);

  it("would be found: the search sees one that is planted", () => {
    for (const canary of CANARIES) expect(holdsCanary(`a ${canary.toUpperCase()} b`)).to.equal(true);
  });
});
