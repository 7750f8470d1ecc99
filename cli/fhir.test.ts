import { expect } from "chai";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bundle } from "fhir/r4";
import { claimsText } from "../lambdas/claims/testing/claims-text";
import { ADMIT, header, RESULTS } from "../lambdas/fhir/convert/hl7/testing/messages";
import { runCommand as run, type Ran } from "./testing/run-command";

const READING = {
  subject: "Patient/p-1",
  document: "note-1",
  at: "2026-03-04T10:00:00Z",
  inferIcd10Cm: {
    Entities: [
      {
        BeginOffset: 0,
        EndOffset: 6,
        Score: 0.99,
        Text: "sepsis",
        Category: "MEDICAL_CONDITION",
        Type: "DX_NAME",
        Traits: [],
        Attributes: [],
      },
    ],
  },
};

describe("phiguard fhir convert", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "phiguard-fhir-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, content: string | Buffer, mode = 0o600): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode });
    chmodSync(path, mode);
    return path;
  };
  const out = (name = "out"): string => join(folder, name);
  const lines = (name: string, from = "out"): Record<string, unknown>[] =>
    readFileSync(join(folder, from, name), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const convert = (path: string, from: string, ...more: string[]): Promise<Ran> =>
    run("fhir", "convert", path, "--from", from, "--out", out(), ...more);

  it("converts messages, and tells what came of them", async () => {
    const { out: told, code } = await convert(file("a.hl7", `${ADMIT}\r${RESULTS}\r`), "hl7v2");
    expect(code).to.equal(0);
    expect(told)
      .to.match(/1 file: 2 messages converted, 0 refused\./)
      .and.to.match(/Patient 2/)
      .and.to.match(/no key file/);
    expect(lines("bundles.ndjson").map((bundle) => (bundle as unknown as Bundle).type)).to.deep.equal([
      "transaction",
      "transaction",
    ]);
    expect(lines("unmapped.ndjson")[0]).to.deep.include({ file: 1, index: 1 });
    expect(readdirSync(folder).sort()).to.deep.equal(["a.hl7", "out"]);
  });

  it("takes the good, lists the bad by place and reason, and ends non-zero without a word of a patient", async () => {
    const broken = [header("ADT^A01"), "PID|1||||Roe^Jane", "PV1|1|I"].join("\r");
    const { out: told, code, error } = await convert(file("Jane Roe.hl7", [broken, ADMIT, "junk"].join("\r")), "hl7v2");
    expect(code).to.equal(1);
    expect(error).to.equal("");
    expect(lines("refused.ndjson")).to.deep.equal([
      { file: 1, index: 1, reasons: ["field-missing at PID-3 (segment 2)"] },
      { file: 1, index: 2, reasons: ["bad-segment-name at segment 12"] },
    ]);
    expect(told)
      .to.contain("file 1, message 1: field-missing at PID-3 (segment 2)")
      .and.not.match(/Roe|Jane/);
  });

  const sources: [string, string, string, string[]][] = [
    ["claims-csv", claimsText([{}, { sex: "?" }]), "row", ["bad-sex in sex"]],
    ["entities", `${JSON.stringify(READING)}\n{"subject": "Jane Roe"\n`, "line", ["not-json"]],
    [
      "entities",
      `${JSON.stringify({ ...READING, document: "Jane Roe" })}\n${JSON.stringify(READING)}`,
      "line",
      ["bad-field at document"],
    ],
  ];
  for (const [from, text, , reasons] of sources) {
    it(`converts ${from}: ${reasons.join()}`, async () => {
      const { code, out: told } = await convert(file("in", text), from, "--json");
      expect(code).to.equal(1);
      expect(JSON.parse(told)).to.deep.include({ files: 1, converted: 1, refused: 1, keyed: false });
      expect(lines("refused.ndjson")[0]).to.deep.include({ reasons });
      expect(told + readFileSync(join(out(), "refused.ndjson"), "utf8")).to.not.contain("Roe");
    });
  }

  it("gives the ids of the run before with the same key, and others without", async () => {
    const [path, key] = [file("a.hl7", ADMIT), file("key", Buffer.alloc(32, 7))];
    const ids: unknown[] = [];
    for (const [name, ...more] of [["one", "--key-file", key], ["two", "--key-file", key], ["three"]] as string[][]) {
      await run("fhir", "convert", path, "--from", "hl7v2", "--out", out(name as string), ...more);
      ids.push((lines("bundles.ndjson", name)[0] as unknown as Bundle).entry?.[0]?.fullUrl);
    }
    expect(ids[0]).to.equal(ids[1]).and.not.equal(ids[2]);
  });

  it("reads the files of a folder in the order of their names", async () => {
    mkdirSync(join(folder, "in"));
    for (const name of ["b.hl7", "a.hl7"]) file(join("in", name), name === "a.hl7" ? ADMIT : "junk");
    await convert(join(folder, "in"), "hl7v2");
    expect(lines("refused.ndjson")).to.deep.equal([{ file: 2, index: 1, reasons: ["no-header at segment 1"] }]);
  });

  const mistakes: [string, () => string[]][] = [
    ["There is no such path", () => [join(folder, "none"), "--from", "hl7v2"]],
    [
      "Others than its owner may read",
      () => [file("a", ADMIT), "--from", "hl7v2", "--key-file", file("key", Buffer.alloc(32), 0o644)],
    ],
    ["has 3 bytes", () => [file("a", ADMIT), "--from", "hl7v2", "--key-file", file("key", "abc")]],
    ["--zone takes an offset", () => [file("a", ADMIT), "--from", "hl7v2", "--zone", "EST"]],
    ["Allowed choices are hl7v2", () => [file("a", ADMIT), "--from", "pdf"]],
  ];
  for (const [words, options] of mistakes) {
    it(`says of a mistake: ${words}`, async () => {
      const { error, code } = await run("fhir", "convert", ...options(), "--out", out());
      expect(error).to.contain(words === "There is no such path" ? "cannot be read (ENOENT)" : words);
      expect(code).to.be.greaterThan(0);
      expect(existsSync(out())).to.equal(false);
    });
  }

  it("writes over nothing", async () => {
    mkdirSync(out());
    writeFileSync(join(out(), "kept"), "x");
    expect((await convert(file("a", ADMIT), "hl7v2")).error).to.contain("nothing is written over");
    expect(readdirSync(out())).to.deep.equal(["kept"]);
  });
});
