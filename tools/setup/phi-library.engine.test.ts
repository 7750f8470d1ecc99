import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";

const ROOT = path.resolve(__dirname, "../..");

const PROGRAM = `const { findPhi, readDocument, SUBTYPES } = require("phiguard/phi");
const text = "MSH|^~\\\\&|A|North|||20260304||ADT^A01|1|P|2.5\\rPID|1||80012||Doe^Jane\\r";
const spans = findPhi(text, { operatingPoint: "recall" });
process.stdout.write(JSON.stringify({ found: spans.map(({ begin, end }) => text.slice(begin, end)), format: readDocument(Buffer.from(text)).format, ssn: SUBTYPES.ssn.safeHarbor }));`;

describe("phiguard/phi", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "phi-library-"));
    const packed = spawnSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder, "--json"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(packed.status, packed.stderr).to.equal(0);
    const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
    fs.mkdirSync(path.join(folder, "node_modules"));
    spawnSync("tar", ["-xzf", path.join(folder, filename), "-C", folder]);
    fs.renameSync(path.join(folder, "package"), path.join(folder, "node_modules", "phiguard"));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("is in the package that users install, and needs no other", () => {
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", PROGRAM], { cwd: folder, encoding: "utf8" });
    expect(JSON.parse(stdout || stderr)).to.deep.equal({
      found: ["North", "20260304", "1", "80012", "Doe", "Jane"],
      format: "hl7v2",
      ssn: "G",
    });
  });

  it("comes with a command that answers without the packages of the others", () => {
    fs.writeFileSync(path.join(folder, "d.jsonl"), '{"id":"a","text":"MRN: 123456"}\n');
    const command = path.join(folder, "node_modules", "phiguard", "dist", "cli", "phiguard.js");
    const { stdout, stderr } = spawnSync(process.execPath, [command, "phi", "scan", "d.jsonl", "--json"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout, stderr).to.match(/^\{"id":"a","spans":\[\{"begin":5,"end":11,/);
  });
});
