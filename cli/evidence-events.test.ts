import { expect } from "chai";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../reports/model/report";
import { evaluation, run as policyRun } from "../reports/testing/builders";
import { linesOf, syntheticEvents } from "../reports/testing/audit-lines";
import { writeSample } from "../reports/testing/sample";
import { runCommand, type Ran } from "./testing/run-command";

const SEED = "5d".repeat(32);
/** Of the time of the test, as taking-in refuses what is older than seven years. */
const DAY_MS = 86_400_000;
const FIRST = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - 5 * DAY_MS);
const day = (index: number): string => new Date(FIRST.getTime() + index * DAY_MS).toISOString().slice(0, 10);

describe("audit events in a report", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const evidence = (...args: string[]): Promise<Ran> => runCommand("evidence", ...args);
  const report = (...args: string[]): Promise<Ran> =>
    evidence(
      "report",
      ...(args.includes("--ledger") ? [] : ["--evidence", at("records")]),
      ...["--out", at("report"), "--as-of", `${day(4)}T00:00:00Z`, "--events", at("events")],
      ...["--period", `${day(0)}T00:00:00Z/${day(4)}T00:00:00Z`, ...args],
    );
  const model = (): Report => JSON.parse(readFileSync(at("report/report.json"), "utf8")) as Report;
  const parquet = (): string[] =>
    readdirSync(at("events/events"), { recursive: true })
      .map((name) => join(at("events/events"), String(name)))
      .filter((name) => name.endsWith(".parquet"))
      .sort();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-events-"));
    const passed = evaluation({ result: "pass" });
    await writeSample(at("records"), [policyRun([passed]), passed]);
    // Two days with events, one without, one with.
    for (const [index, name] of [0, 1, 3].entries())
      writeFileSync(at(`${name}.jsonl`), linesOf(syntheticEvents(200, `${day(name)}T00:00:00.000Z`, index)));
    await evidence("keygen", "--out", at("key.pem"));
    await evidence("seal", "--ledger", at("ledger"), "--key", at("key.pem"), "--evidence", at("records"));
    const inputs = [0, 1, 3].map((name) => at(`${name}.jsonl`));
    const { out, error } = await evidence(
      "ingest",
      ...[...inputs, "--out", at("events"), "--ledger", at("ledger"), "--key", at("key.pem")],
    );
    expect(error).to.equal("");
    expect(out)
      .to.match(/^Took in 600 events of 600 lines/)
      .and.to.match(/Ledger: 3 leaves added; newest head heads\/000000000002.json, SHA-256 [0-9a-f]{64}/);
    cpSync(at("events"), at("kept"), { recursive: true });
  });
  afterEach(() => {
    rmSync(at("events"), { recursive: true });
    cpSync(at("kept"), at("events"), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("are taken in once, and the ledger goes on as it was", async () => {
    const { out } = await evidence(
      "ingest",
      ...[at("0.jsonl"), "--out", at("events"), "--ledger", at("ledger"), "--key", at("key.pem")],
    );
    expect(out).to.contain("Took in 0 events").and.to.contain("0 leaves added; newest head heads/000000000002.json");
    expect((await evidence("verify", at("ledger"))).out).to.match(/^WHOLE\n/);
  });

  it("have populations, gaps and samples in every format, signed with the rest", async () => {
    const { out, error } = await report("--ledger", at("ledger"), "--key", at("key.pem"), "--sample-seed", SEED);
    expect(error).to.equal("");
    expect(out).to.contain("Audit events: 600 in 3 files");
    const { activity, problems } = model();
    expect(problems).to.deep.equal([]);
    expect(activity).to.deep.include({ events: 600, files: 3, complete: true, seed: SEED });
    expect(activity!.ledger).to.deep.include({ receipts: 3, missing: 0 });
    expect(activity!.findings.find(({ kind }) => kind === "no-events")!.what).to.contain(
      `1 day without any event: ${day(2)}`,
    );
    const coverage = readFileSync(at("report/events/coverage.csv"), "utf8").trim().split("\r\n");
    expect(coverage.slice(1).map((line) => line.split(",").slice(0, 2))).to.deep.equal([
      [day(0), "200"],
      [day(1), "200"],
      [day(2), "0"],
      [day(3), "200"],
    ]);
    const sample = readFileSync(at("report/events/sample.csv"), "utf8").trim().split("\r\n");
    expect(sample.filter((line) => line.startsWith("accesses,"))).to.have.length(25);
    const html = readFileSync(at("report/report.html"), "utf8");
    expect(html)
      .to.contain('<h2 id="events-h">Audit events</h2>')
      .and.to.contain(`without any event: ${day(2)}`);
    const oscal = readFileSync(at("report/oscal-assessment-results.json"), "utf8");
    for (const table of activity!.tables.find(({ name }) => name === "populations")!.rows)
      expect(oscal).to.contain(`Audit events, population ${String(table[0])}`);
    expect((await evidence("verify", at("report"))).out).to.match(/^WHOLE\n/);
  });

  it("give the same bytes again", async () => {
    expect((await report("--sample-seed", SEED)).error).to.equal("");
    const first = readFileSync(at("report/bundle.json"), "utf8");
    await report("--sample-seed", SEED);
    expect(readFileSync(at("report/bundle.json"), "utf8")).to.equal(first);
  });

  it("are drawn no sample of without a seed", async () => {
    expect((await report()).error).to.equal("");
    expect(readdirSync(at("report/events"))).to.not.contain("sample.csv");
  });

  const spoils: [string, () => void, RegExp, number][] = [
    [
      "a file that was altered",
      () => writeFileSync(parquet()[0]!, "x"),
      /was altered: its 200 events of .* count for nothing/,
      400,
    ],
    ["a file that is missing", () => rmSync(parquet()[0]!), /is missing: its 200 events of .* count for nothing/, 400],
    ["a file of somebody's own", () => cpSync(parquet()[0]!, `${parquet()[0]}.parquet`), /is named by no receipt/, 600],
  ];
  for (const [name, spoil, problem, events] of spoils) {
    it(`are told as incomplete for ${name}`, async () => {
      spoil();
      expect((await report()).out)
        .to.contain("not all files are whole")
        .and.to.contain("Not complete");
      const { activity, problems } = model();
      expect(activity).to.deep.include({ events, complete: false });
      expect(
        problems
          .filter(({ kind }) => kind === "events")
          .map((one) => one.problem)
          .join(),
      ).to.match(problem);
      expect(readFileSync(at("report/report.html"), "utf8")).to.contain("Not all files are what their receipts say");
    });
  }

  it("are told as incomplete where the ledger holds no receipt of them", async () => {
    writeFileSync(at("later.jsonl"), linesOf(syntheticEvents(10, `${day(2)}T00:00:00.000Z`, 900)));
    await evidence("ingest", at("later.jsonl"), "--out", at("events"));
    await report("--ledger", at("ledger"));
    const { activity, problems } = model();
    expect(activity!.ledger).to.deep.include({ receipts: 3, missing: 1 });
    expect(activity!.complete).to.equal(false);
    expect(problems[0]!.problem).to.contain("is not in the ledger");
  });

  const mistakes: [string, string[], string][] = [
    ["no period", ["report", "--events", "EVENTS"], "--events needs --period"],
    [
      "half a day",
      [
        "report",
        "--events",
        "EVENTS",
        "--as-of",
        `${day(4)}T00:00:00Z`,
        "--period",
        `${day(0)}T06:00:00Z/${day(4)}T00:00:00Z`,
      ],
      "must be named, and begin and end at midnight",
    ],
    [
      "no folder",
      ["report", "--events", "NONE", "--period", `${day(0)}T00:00:00Z/${day(4)}T00:00:00Z`],
      "There is no folder",
    ],
    [
      "a folder of other things",
      [
        "report",
        "--events",
        "RECORDS",
        "--as-of",
        `${day(4)}T00:00:00Z`,
        "--period",
        `${day(0)}T00:00:00Z/${day(4)}T00:00:00Z`,
      ],
      "holds no audit events",
    ],
    ["a missing file", ["ingest", "NONE", "--out", "EVENTS"], "nothing was taken in"],
    [
      "a ledger without a key",
      ["ingest", "INPUT", "--out", "EVENTS", "--ledger", "LEDGER"],
      "--ledger and --key go together",
    ],
  ];
  for (const [name, args, said] of mistakes) {
    it(`refuse ${name} in one sentence`, async () => {
      const places: Record<string, string> = {
        EVENTS: "events",
        NONE: "none",
        RECORDS: "records",
        INPUT: "0.jsonl",
        LEDGER: "ledger",
      };
      const given = args.map((arg) => (places[arg] === undefined ? arg : at(places[arg])));
      const more = args[0] === "report" ? ["--evidence", at("records"), "--out", at("other")] : [];
      const { code, error } = await evidence(...given, ...more);
      expect(code).to.not.equal(0);
      expect(error).to.contain(said).and.to.not.contain("\n");
    });
  }

  it("end with 1 where lines were refused, and say how many", async () => {
    writeFileSync(at("bad.jsonl"), `Jane Roe\n${linesOf(syntheticEvents(2, `${day(2)}T00:00:00.000Z`, 700))}`);
    const { code, out, error } = await evidence("ingest", at("bad.jsonl"), "--out", at("events"));
    expect([code, error]).to.deep.equal([1, "1 of 3 lines count for nothing; the others were taken in."]);
    expect(out).to.contain("1 line refused (line 1): (whole): wanted JSON").and.to.not.contain("Jane");
  });
});
