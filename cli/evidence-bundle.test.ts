import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import * as fc from "fast-check";
import type { PolicyRecord } from "../policies/record";
import type { BundleVerdict } from "../reports/ledger/verify-bundle";
import { evaluation, run as policyRun } from "../reports/testing/builders";
import { writeSample } from "../reports/testing/sample";
import { runCommand } from "./testing/run-command";

const SCRIPT = resolve(__dirname, "../docs/verify.py");
const AS_OF = "2026-11-22T08:00:00Z";

/** Changes a byte, asks the script's own function, and changes it back, for each line of standard input. */
const FLIPS = `
import json, runpy, sys
faults = runpy.run_path(sys.argv[1])["faults"]
for line in sys.stdin:
    flip = json.loads(line)
    path = sys.argv[2] + "/" + flip["name"]
    whole = open(path, "rb").read()
    changed = bytearray(whole)
    changed[flip["index"]] ^= flip["mask"]
    open(path, "wb").write(changed)
    print(json.dumps(faults(sys.argv[2], sys.argv[3])))
    open(path, "wb").write(whole)
`;

interface Flip {
  readonly name: string;
  readonly index: number;
  readonly mask: number;
}

describe("a report's bundle", () => {
  let folder: string;
  let fingerprint: string;
  const at = (name: string): string => join(folder, name);
  const evidence = (...args: string[]): ReturnType<typeof runCommand> => runCommand("evidence", ...args);
  const verify = (...args: string[]): ReturnType<typeof runCommand> => evidence("verify", at("report"), ...args);
  const report = (...args: string[]): ReturnType<typeof runCommand> =>
    evidence("report", "--out", at("report"), "--as-of", AS_OF, ...args);
  const passed = evaluation({ result: "pass" });
  const records: readonly PolicyRecord[] = [policyRun([passed]), passed];
  const verdict = async (...args: string[]): Promise<BundleVerdict> =>
    JSON.parse((await verify("--json", ...args)).out) as BundleVerdict;
  const items = async (...args: string[]): Promise<string[]> =>
    (await verdict(...args)).findings.filter(({ weight }) => weight === "fault").map(({ item }) => item);
  const python = (...args: string[]): { status: number | null; stdout: string } =>
    spawnSync("python3", [SCRIPT, at("report"), ...args], { encoding: "utf8" });
  const names = (): string[] =>
    readdirSync(at("report"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(at("report"), join(entry.parentPath, entry.name)))
      .sort();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-bundle-"));
    await writeSample(at("evidence"), records);
    const { out } = await evidence("keygen", "--out", at("key.pem"));
    fingerprint = /Fingerprint: ([0-9a-f]{64})/.exec(out)?.[1] ?? "";
    await evidence("seal", "--ledger", at("ledger"), "--key", at("key.pem"), "--evidence", at("evidence"));
    const made = await report("--ledger", at("ledger"), "--key", at("key.pem"));
    expect(made.error).to.equal("");
    expect(made.out).to.contain(`signed by key ${fingerprint}`);
    cpSync(at("report"), at("kept"), { recursive: true });
  });
  afterEach(() => {
    rmSync(at("report"), { recursive: true });
    cpSync(at("kept"), at("report"), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("lists every file, with the head and a proof for each file of records", async () => {
    expect(names()).to.include.members(["bundle.json", "bundle.pem", "bundle.sig", "ledger/heads/000000000001.json"]);
    const { code, out } = await verify("--fingerprint", fingerprint);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^WHOLE\n/)
      .and.to.contain("Shown to be in the ledger: 1 files");
    expect((await verify()).out).to.contain("you have to know from elsewhere");
  });

  it("is whole for OpenSSL and for the script of sixty lines", () => {
    const parts = ["-inkey", at("report/bundle.pem"), "-rawin", "-in", at("report/bundle.json")];
    const { stdout } = spawnSync(
      "openssl",
      ["pkeyutl", "-verify", "-pubin", ...parts, "-sigfile", at("report/bundle.sig")],
      { encoding: "utf8" },
    );
    expect(stdout).to.contain("Signature Verified Successfully");
    expect(python(fingerprint)).to.include({ status: 0, stdout: "WHOLE\n" });
    expect(python("0".repeat(64))).to.include({ status: 1, stdout: "ALTERED bundle.json\n" });
    expect(readFileSync(SCRIPT, "utf8").trimEnd().split("\n").length).to.be.at.most(60);
  });

  it("is the same to the byte when it is made again", async () => {
    await report("--ledger", at("ledger"), "--key", at("key.pem"));
    for (const name of names())
      expect(readFileSync(at(`report/${name}`)).equals(readFileSync(at(`kept/${name}`))), name).to.equal(true);
  });

  it("is found altered at each of 500 changed bytes, by command and script, which name the right file", async () => {
    const all = names();
    const drawn = fc.sample(
      fc.record({
        name: fc.constantFrom(...all),
        place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        mask: fc.integer({ min: 1, max: 255 }),
      }),
      { numRuns: 500, seed: 7 },
    );
    const flips: Flip[] = drawn.map(({ name, place, mask }) => ({
      name,
      index: Math.floor(place * readFileSync(at(`report/${name}`)).length),
      mask,
    }));
    for (const { name, index, mask } of flips) {
      const whole = readFileSync(at(`report/${name}`));
      const changed = Buffer.from(whole);
      changed[index] = (changed[index] ?? 0) ^ mask;
      writeFileSync(at(`report/${name}`), changed);
      expect([...new Set(await items())], `${name} ${index}`).to.deep.equal([name]);
      writeFileSync(at(`report/${name}`), whole);
    }
    const { stdout, stderr } = spawnSync("python3", ["-c", FLIPS, SCRIPT, at("report"), fingerprint], {
      input: flips.map((flip) => JSON.stringify(flip)).join("\n"),
      encoding: "utf8",
    });
    expect(stderr).to.equal("");
    const named = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as string[]);
    expect(named).to.deep.equal(flips.map(({ name }) => [name]));
  }).timeout(600_000);

  const spoils: [string, () => unknown, string[]][] = [
    ["a removed file", () => rmSync(at("report/citations.csv")), ["citations.csv"]],
    ["a foreign file", () => writeFileSync(at("report/note.txt"), "x"), ["note.txt"]],
    ["a removed signature", () => rmSync(at("report/bundle.sig")), ["bundle.sig"]],
    ["a removed head", () => rmSync(at("report/ledger"), { recursive: true }), ["ledger/heads/000000000001.json"]],
  ];
  for (const [name, spoil, wanted] of spoils) {
    it(`names ${name}`, async () => {
      spoil();
      expect(await items("--fingerprint", fingerprint)).to.deep.equal(wanted);
      expect(python(fingerprint).stdout).to.contain(`ALTERED ${wanted[0]}\n`);
    });
  }

  it("names the line of an altered record", async () => {
    const file = at("report/records/dev.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace('"pass"', '"fail"'));
    expect((await verify()).out).to.contain("records/dev.jsonl, line 2: was altered");
  });

  it("checks one file alone, with the list and signature beside or above it", async () => {
    writeFileSync(at("report/report.html"), "x");
    expect(await evidence("verify", at("report/records/dev.jsonl"))).to.include({ code: 0 });
    expect(await evidence("verify", at("report/report.html"))).to.include({ code: 1 });
    writeFileSync(at("report/note.txt"), "x");
    expect((await evidence("verify", at("report/note.txt"))).out).to.contain("is not in the list of the bundle");
    expect(await evidence("verify", at("key.pem"))).to.include({ code: 2 });
  });

  it("refuses a list that somebody else signed, where the reader knows the key", async () => {
    await evidence("keygen", "--out", at("other.pem"));
    await report("--ledger", at("ledger"), "--key", at("other.pem"));
    expect(await verify()).to.include({ code: 0 });
    const { code, out } = await verify("--fingerprint", fingerprint);
    expect(code).to.equal(1);
    expect(out).to.contain("and not by one that you named");
  });

  it("says that it is unsigned where nobody signed, which is a fault where a key was named", async () => {
    expect((await report("--evidence", at("evidence"))).out).to.contain("unsigned (--key signs it)");
    const { code, out } = await verify();
    expect(code).to.equal(0);
    expect(out).to.contain("is not signed: whoever changed a file could have changed the list, too");
    expect(await verify("--fingerprint", fingerprint)).to.include({ code: 1 });
  });

  it("can be signed with ECDSA over P-256, and is whole for the script, too", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(at("ec.pem"), privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
    const { out } = await report("--ledger", at("ledger"), "--key", at("ec.pem"));
    const [, own = ""] = /signed by key ([0-9a-f]{64})/.exec(out) ?? [];
    expect(await verify("--fingerprint", own)).to.include({ code: 0 });
    expect(python(own)).to.include({ status: 0 });
  });

  it("says of which records it can't show that they are in the ledger", async () => {
    cpSync(at("ledger"), at("late"), { recursive: true });
    writeFileSync(at("late/policy-records/late.jsonl"), `${JSON.stringify(evaluation({ result: "fail" }))}\n`);
    await report("--ledger", at("late"), "--key", at("key.pem"));
    expect((await verify()).out).to.contain("records/late.jsonl: is not shown to be in the ledger: not sealed yet");
  });

  it("shows that the ledger goes on from the one of an earlier report, and is not made where it doesn't", async () => {
    cpSync(at("ledger"), at("longer"), { recursive: true });
    writeFileSync(at("longer/policy-records/more.jsonl"), `${JSON.stringify(evaluation({ result: "fail" }))}\n`);
    await evidence("seal", "--ledger", at("longer"), "--key", at("key.pem"));
    await report("--ledger", at("longer"), "--earlier", at("kept"), "--key", at("key.pem"));
    const [, root = ""] = /root ([0-9a-f]{64})/.exec((await evidence("verify", at("kept"))).out) ?? [];
    expect((await verify()).out).to.contain(`Goes on from the ledger of 2 entries with the root ${root}`);
    expect(python(fingerprint)).to.include({ status: 0 });
    const shorter = await report("--ledger", at("ledger"), "--earlier", at("report"), "--key", at("key.pem"));
    expect(shorter.error).to.contain("The ledger does not go on from the earlier report's, which had 3 entries");
    expect((await report("--evidence", at("evidence"), "--earlier", at("kept"))).error).to.contain("needs --ledger");
    expect((await report("--ledger", at("ledger"), "--earlier", at("evidence"))).error).to.contain("an earlier report");
  });

  it("is not made from a ledger that is not whole, or from two sources", async () => {
    cpSync(at("ledger"), at("torn"), { recursive: true });
    writeFileSync(at("torn/heads/000000000001.json"), "{");
    expect((await report("--ledger", at("torn"))).error).to.contain("The ledger is not whole: heads/000000000001.json");
    expect((await report("--ledger", at("ledger"), "--evidence", at("evidence"))).error).to.contain("not both");
    expect((await report("--ledger", at("evidence"))).error).to.contain("is no ledger");
  });
});
