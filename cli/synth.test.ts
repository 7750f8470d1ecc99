import { expect } from "chai";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./testing/run-command";

describe("phiguard synth", () => {
  const listening = process.listenerCount("SIGINT");
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "phiguard-synth-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("writes patients and says what and where", async () => {
    const out = join(folder, "out");
    const { out: said, code } = await runCommand(
      "synth",
      "--patients",
      "3",
      "--seed",
      "7",
      "--out",
      out,
      "--format",
      "notes",
    );
    expect([code, said]).to.satisfy(
      ([c, s]: [number, string]) => c === 0 && /^3 made-up patients of seed 7 as notes in .*notes\.jsonl/.test(s),
    );
    const again = await runCommand(
      "synth",
      "--patients",
      "3",
      "--seed",
      "7",
      "--out",
      out,
      "--format",
      "notes",
      "--json",
    );
    expect(JSON.parse(again.out)).to.include({ written: 3, isComplete: true, format: "notes", seed: 7 });
  });

  it("says how far it came when it is stopped, and goes on from there", async () => {
    const out = join(folder, "out");
    const wish = ["synth", "--patients", "400", "--years", "1", "--out", out, "--format", "notes"];
    const running = runCommand(...wish);
    // To the command alone: the test runner listens, too.
    const told = (): void =>
      process
        .listeners("SIGINT")
        .slice(listening)
        .forEach((hear) => hear("SIGINT"));
    setImmediate(told);
    const { code, error } = await running;
    expect(code).to.equal(130);
    const [, written] = /^stopped: (\d+) of 400 patients are whole in .*; the same command goes on from there$/.exec(
      error,
    )!;
    expect(Number(written)).to.be.within(1, 399);
    expect(JSON.parse(readFileSync(join(out, "synth.json"), "utf8"))).to.include({ written: Number(written), isComplete: false }); // prettier-ignore
    expect((await runCommand(...wish)).out).to.match(/^400 made-up patients/);
    expect(process.listenerCount("SIGINT")).to.equal(listening);
  });

  const WRONG: [string[], RegExp][] = [
    [["--patients", "0"], /\[1, 10000000\]/],
    [["--patients", "1.5"], /whole number/],
    [["--patients", "2", "--format", "xml"], /fhir-bundles, ndjson/],
    [["--patients", "2", "--until", "2025-02-30"], /YYYY-MM-DD/],
    [["--patients", "2", "--years", "101"], /\[1, 100\]/],
    [[], /--patients/],
  ];
  for (const [options, message] of WRONG) {
    it(`refuses ${options.join(" ") || "no number of patients"} and writes nothing`, async () => {
      const out = join(folder, "out");
      const { code, error } = await runCommand("synth", "--out", out, ...options);
      expect(code).to.equal(1);
      expect(error).to.match(message);
      expect(existsSync(out)).to.equal(false);
    });
  }

  it("refuses a folder under a file in one sentence", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const { code, error } = await runCommand("synth", "--patients", "1", "--out", join(file, "out"));
    expect(code).to.equal(1);
    expect(error).to.match(/cannot be written \(ENOTDIR\)$/);
  });
});
