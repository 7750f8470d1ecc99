import { expect } from "chai";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PolicyRecord } from "../policies/record";
import { evaluation, run as policyRun } from "../reports/testing/builders";
import { writeSample } from "../reports/testing/sample";
import { runCommand } from "./testing/run-command";

const FINGERPRINT = /^Fingerprint: ([0-9a-f]{64})$/m;

describe("the ledger by command", () => {
  let folder: string;
  let key: string;
  let fingerprint: string;
  const at = (name: string): string => join(folder, name);
  const evidence = (...args: string[]): ReturnType<typeof runCommand> => runCommand("evidence", ...args);
  const seal = (...args: string[]): ReturnType<typeof runCommand> =>
    evidence("seal", "--ledger", at("ledger"), "--key", key, ...args);
  const verify = (...args: string[]): ReturnType<typeof runCommand> => evidence("verify", at("ledger"), ...args);
  const passed = evaluation({ result: "pass" });
  const records: readonly PolicyRecord[] = [policyRun([passed]), passed];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-ledger-"));
    key = at("key.pem");
    fingerprint = FINGERPRINT.exec((await evidence("keygen", "--out", key)).out)?.[1] ?? "";
    await writeSample(at("evidence"), records);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("makes a key that its owner alone can read, and writes over none", async () => {
    expect(fingerprint).to.have.length(64);
    expect(statSync(key).mode & 0o777).to.equal(0o600);
    const before = readFileSync(key, "utf8");
    expect((await evidence("keygen", "--out", key)).error).to.contain("a key is never written over");
    expect(readFileSync(key, "utf8")).to.equal(before);
  });

  it("seals records, adds nothing twice, and finds the ledger whole", async () => {
    expect((await seal("--evidence", at("evidence"))).out).to.contain("Sealed 1 file with 2 records.");
    expect((await seal("--evidence", at("evidence"))).out).to.contain("Nothing is new");
    const { out, code } = await verify("--fingerprint", fingerprint);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^WHOLE\n/)
      .and.to.contain(fingerprint)
      .and.to.not.contain("from elsewhere");
    expect((await verify()).out).to.contain("whose key this is you have to know from elsewhere");
  });

  it("names an altered record and its line, and ends with 1", async () => {
    await seal("--evidence", at("evidence"));
    const file = at("ledger/policy-records/dev.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace('"pass"', '"fail"'));
    const { out, code } = await verify();
    expect(code).to.equal(1);
    expect(out).to.contain("NOT WHOLE: 1 fault\n  policy-records/dev.jsonl, line 2: was altered");
    const verdict = JSON.parse((await verify("--json")).out) as { whole: boolean; findings: object[] };
    expect(verdict.whole).to.equal(false);
    expect(verdict.findings[0]).to.deep.include({ kind: "altered", lines: [2] });
  });

  it("hands over to a new key, and refuses the old one from then on", async () => {
    await seal("--evidence", at("evidence"));
    const other = FINGERPRINT.exec((await evidence("keygen", "--out", at("new.pem"))).out)?.[1] ?? "";
    expect((await seal("--new-key", at("new.pem"))).out).to.contain(`Signed by key ${other}`);
    expect((await seal()).error).to.contain(`is signed by key ${other}, and not by this one, ${fingerprint}`);
    for (const known of [fingerprint, other]) expect((await verify("--fingerprint", known)).code).to.equal(0);
  });

  it("sees a cut-off end by a head from earlier", async () => {
    await seal();
    await seal("--evidence", at("evidence"));
    const [, known = ""] = /Newest head: .* SHA-256 ([0-9a-f]{64})/.exec((await verify()).out) ?? [];
    expect((await verify("--head", known)).code).to.equal(0);
    rmSync(at("ledger/heads/000000000002.json"));
    expect(await verify("--head", known)).to.deep.include({ code: 1 });
  });

  const mistakes: [string, () => Promise<{ error?: string; code: number }>, string, number][] = [
    ["a path that is not there", () => evidence("verify", at("none")), "There is no", 2],
    ["a folder that is no ledger", () => evidence("verify", at("evidence")), "nor a ledger", 2],
    ["a key that is not there", () => evidence("seal", "--ledger", at("l"), "--key", at("no.pem")), "(ENOENT)", 1],
    ["evidence that is not there", () => seal("--evidence", at("none")), "There is no folder", 1],
    ["the same key twice", () => seal("--new-key", key), "The new key is the old one", 1],
  ];
  for (const [name, work, words, code] of mistakes) {
    it(`refuses ${name} with a sentence, and leaves nothing`, async () => {
      const ran = await work();
      expect(ran.error).to.contain(words);
      expect(ran.code).to.equal(code);
      expect(existsSync(at("ledger"))).to.equal(false);
    });
  }

  it("refuses a key that others can read, one of another kind, and records that are not whole", async () => {
    chmodSync(key, 0o644);
    expect((await seal()).error).to.contain("chmod 600");
    writeFileSync(at("word.pem"), "Jane Roe", { mode: 0o600 });
    expect((await evidence("seal", "--ledger", at("ledger"), "--key", at("word.pem"))).error)
      .to.contain("holds no private key")
      .and.to.not.contain("Jane");
    chmodSync(key, 0o600);
    writeFileSync(at("evidence/dev.jsonl"), '{"torn":');
    expect((await seal("--evidence", at("evidence"))).error).to.contain("dev.jsonl, line 1: the last line is torn");
    expect(existsSync(at("ledger")) ? readdirSync(at("ledger")) : []).to.deep.equal([]);
  });

  it("says of what it can't read that nothing was verified, and ends with 2", async () => {
    await seal();
    symlinkSync("/dev/zero", at("ledger/heads/000000000002.json"));
    const { error, code } = await verify();
    expect(error).to.contain("heads/000000000002.json is a link or a device; wanted plain files alone.");
    expect(code).to.equal(2);
  });

  it("ends with 2 for an option that there is not", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["-r", "ts-node/register/transpile-only", "cli/phiguard.ts", "evidence", "verify", ".", "--unknown"],
      { cwd: resolve(__dirname, ".."), encoding: "utf8" },
    );
    expect(status).to.equal(2);
    expect(stderr).to.contain("unknown option").and.to.not.contain("    at ");
  }).timeout(60_000);
});
