import Ajv from "ajv";
import { expect } from "chai";
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";
import type { PolicyEvaluationRecord, PolicyRecord } from "../../policies/record";
import type { RuleInfo } from "../../policies/rule";
import { BUCKET, evaluation, inForce, run, waiver } from "../testing/builders";
import { judgedRuns, renderJunit, renderMarkdown, renderSarif, type CiReport } from ".";

const SARIF_SCHEMA = join(__dirname, "testing", "sarif-2.1.0.schema.json");
const JUNIT_SCHEMA = join(__dirname, "testing", "junit.xsd");

const info: RuleInfo = {
  id: "r1",
  title: "Buckets are locked",
  severity: "high",
  scope: "resource",
  types: [BUCKET],
  controls: { hipaa: ["164.312(c)(1)"], soc2: ["CC6.1"] },
  source: "https://example.org/law",
  says: "is open",
  fix: "Lock it.",
};

const failed = evaluation({
  result: "fail",
  enforcement: "mandatory",
  reason: 'Bucket "raw" is open (lock is not set).',
  finds: ["lock"],
});
const placed: PolicyEvaluationRecord = {
  ...evaluation({ name: "curated", result: "fail", enforcement: "advisory", reason: "Open | <b>wide</b>." }),
  subject: {
    urn: "urn:curated",
    type: BUCKET,
    name: "curated",
    source: { file: "stacks/a b.ts", line: 12, column: 3 },
  },
};
const waived = evaluation({ name: "old", result: "fail", enforcement: "advisory", reason: "Open.", waiver: "w1" });
const open = evaluation({
  name: "new",
  result: "undetermined",
  enforcement: "advisory",
  reason: "Not known yet: lock.",
});
const openAndBlocking = evaluation({
  name: "late",
  result: "undetermined",
  enforcement: "mandatory",
  reason: "Not known yet.",
});
const corrected = { ...evaluation({ name: "mended", enforcement: "advisory" }), remedied: "lock: true" };
const exempt = evaluation({ name: "log", result: "not-applicable", reason: "It takes logs." });
const passed = evaluation({ name: "good" });
const ALL = [failed, placed, waived, open, openAndBlocking, corrected, exempt, passed];
const RECORDS: readonly PolicyRecord[] = [
  ...ALL,
  run(ALL, { ruleIds: ["r0", "r1", "r2"], waivers: [inForce(waiver())], notes: ["A note."] }),
];

function report(records: readonly PolicyRecord[] = RECORDS, more: Partial<CiReport> = {}): CiReport {
  return {
    runs: judgedRuns(records),
    rules: new Map([["r1", info]]),
    entryFile: "infra/index.ts",
    projectFolder: "infra",
    ...more,
  };
}

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly SarifResult[];
  }[];
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly suppressions?: readonly { readonly status: string; readonly justification: string }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
    readonly logicalLocations: readonly { readonly name: string }[];
  }[];
}

const sarifOf = (given: CiReport): Sarif => JSON.parse(renderSarif(given)) as Sarif;
const byName = (name: string): SarifResult => {
  const results = sarifOf(report()).runs[0]?.results ?? [];
  const found = results.find(({ locations }) => locations[0]?.logicalLocations[0]?.name === name);
  if (found === undefined) throw new Error(`no result for ${name}`);
  return found;
};

/** The schema of the format's own committee; it is written for an older draft, of which only the two names differ. */
function sarifProblems(text: string): unknown {
  const {
    $schema: _schema,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync(SARIF_SCHEMA, "utf8")) as Record<string, unknown>;
  const validate = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false }).compile(schema);
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

async function junitProblems(text: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: "junit.xml", contents: text }],
    schema: [{ fileName: "junit.xsd", contents: readFileSync(JUNIT_SCHEMA, "utf8") }],
  });
  return errors.map(({ message }) => message);
}

describe("SARIF", () => {
  it("is valid, and its schema refuses what is not", () => {
    const text = renderSarif(report());
    expect(sarifProblems(text)).to.deep.equal([]);
    expect(sarifProblems(text.replace('"kind": "fail"', '"kind": "broken"'))).not.to.deep.equal([]);
  });

  it("lists every rule that was run, and points each result at its own", () => {
    const [only] = sarifOf(report()).runs;
    expect(only?.tool.driver.rules.map(({ id }) => id)).to.deep.equal(["r0", "r1", "r2"]);
    for (const { ruleId, ruleIndex } of only?.results ?? [])
      expect(only?.tool.driver.rules[ruleIndex]?.id).to.equal(ruleId);
  });

  it("shows failures, what is open and what was corrected, but no pass", () => {
    const names = sarifOf(report()).runs[0]?.results.map(({ locations }) => locations[0]?.logicalLocations[0]?.name);
    expect(names?.sort()).to.deep.equal(["curated", "late", "mended", "new", "old", "raw"]);
    expect(byName("raw")).to.include({ kind: "fail", level: "error" });
    expect(byName("new")).to.include({ kind: "open", level: "none" });
    expect(byName("mended")).to.include({ level: "note" });
    expect(byName("mended").message.text).to.contain("Fix: lock: true");
  });

  it("points at the program's line where it is known, else at its entry", () => {
    const place = (name: string) => byName(name).locations[0]?.physicalLocation;
    expect(place("curated")).to.deep.equal({
      artifactLocation: { uri: "infra/stacks/a%20b.ts", uriBaseId: "%SRCROOT%" },
      region: { startLine: 12, startColumn: 3 },
    });
    expect(place("raw")?.artifactLocation.uri).to.equal("infra/index.ts");
    expect(place("raw")?.region).to.deep.equal({ startLine: 1 });
  });

  it("suppresses what is waived, with the reason", () => {
    expect(byName("old").suppressions).to.deep.include.members([
      {
        kind: "external",
        status: "accepted",
        justification: "The partner needs time.",
        properties: { waiver: "w1", owner: "Platform team", approver: "Security officer", end: "2026-11-30" },
      },
    ]);
    expect(byName("raw")).not.to.have.property("suppressions");
  });

  it("keeps a finding's fingerprint when its line moves", () => {
    const moved = { ...placed, subject: { ...placed.subject, source: { file: "other.ts", line: 1, column: 1 } } };
    const of = (one: PolicyEvaluationRecord) =>
      sarifOf(report([one, run([one])])).runs[0]?.results[0]?.partialFingerprints;
    expect(of(moved)).to.deep.equal(of(placed));
    expect(of(failed)).not.to.deep.equal(of(placed));
  });

  it("holds a run a pack and stack, in order", () => {
    const prod = evaluation({ stack: "prod", runId: "run-2", result: "fail", enforcement: "mandatory" });
    const records = [run([prod], { stack: "prod", runId: "run-2" }), prod, ...RECORDS];
    const ids = (JSON.parse(renderSarif(report(records))) as { runs: { automationDetails: { id: string } }[] }).runs;
    expect(ids.map(({ automationDetails }) => automationDetails.id)).to.deep.equal([
      "hipaa/clinic/dev/",
      "hipaa/clinic/prod/",
    ]);
  });
});

describe("JUnit", () => {
  it("is valid, and its schema refuses what is not", async () => {
    const text = renderJunit(report());
    expect(await junitProblems(text)).to.deep.equal([]);
    expect(await junitProblems(text.replace(/<testcase /, "<test "))).not.to.deep.equal([]);
  });

  it("counts what blocks or advises as failed, and what was not judged as skipped", () => {
    expect(renderJunit(report())).to.match(
      /<testsuite name="hipaa\/clinic\/dev" tests="8" failures="3" errors="0" skipped="3"/,
    );
  });

  it("stays valid whatever others call their resources", async () => {
    const names = fc.sample(fc.string({ unit: "binary", minLength: 1 }), { numRuns: 60, seed: 3 });
    const made = names.map((name) => evaluation({ name, urn: `urn:${name}`, result: "fail", reason: name }));
    expect(await junitProblems(renderJunit(report([...made, run(made)])))).to.deep.equal([]);
  });
});

describe("the summary for a pull request", () => {
  it("says what blocks first, and folds the rest", () => {
    const text = renderMarkdown(report());
    expect(text).to.contain("### ❌ hipaa/clinic/dev");
    expect(text).to.contain(
      "3 rules over 8 resources: 2 block, 1 advise, 1 can't be judged yet, 1 waived, 1 corrected, 1 passed.",
    );
    expect(text).to.contain('| high | raw | Bucket "raw" is open (lock is not set). | Lock it. | r1 |');
    expect(text.indexOf("Blocks")).to.be.lessThan(text.indexOf("<details>"));
  });

  it("lets nobody's name write Markdown or HTML", () => {
    expect(renderMarkdown(report())).to.contain("Open \\| &lt;b&gt;wide&lt;/b&gt;.");
  });

  it("is green when nothing blocks, and red when the run did not end", () => {
    expect(renderMarkdown(report([passed, run([passed])]))).to.contain("### ✅");
    expect(renderMarkdown(report([passed, run([passed], { complete: false })]))).to.contain("### ❌");
  });

  it("stays short", () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      evaluation({ name: `n${index}`, urn: `urn:${index}`, result: "fail", enforcement: "mandatory", reason: "Open." }),
    );
    const text = renderMarkdown(report([...many, run(many)]));
    expect(text).to.contain("and 480 more.");
    expect(text.split("\n")).to.have.length.lessThan(35);
  });
});
