import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PROGRAM = `import "../error-traces";
import * as pulumi from "@pulumi/pulumi";
import { Queue } from "@pulumi/aws/sqs";
const sdk = require("@pulumi/pulumi/runtime/resource");
const told: unknown[] = [];
sdk.registerResource = (...args: unknown[]) => told.push(args[9]);
interface Longer {
  readonly than: "one line";
}
class Pair extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Pair", name);
    new Queue(name, {}, { parent: this });
  }
}
new Pair("both");
console.log(JSON.stringify(told));
throw new Error("no more");
`;

describe("traces of the program", () => {
  let folder = "";
  // Inside the program's folder: there the SDK and the transpiler are found.
  before(() => {
    folder = mkdtempSync(join(__dirname, "traces-"));
    writeFileSync(join(folder, "pair.ts"), PROGRAM);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("tell where each resource was asked for, and an error's own lines", () => {
    const program = join(folder, "pair.ts");
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--stack-trace-limit=0", "-e", 'require("ts-node").register(); require(process.argv[1]);', program],
      { cwd: __dirname, encoding: "utf8" },
    );
    const places = JSON.parse(stdout) as { uri: string; line: number }[];
    expect(places.map(({ uri, line }) => [uri, line])).to.deep.equal([
      [`file://${program}`, 16],
      [`file://${program}`, 13],
    ]);
    expect(stderr).to.match(/no more\n.*pair\.ts:18:/);
  });
});
