import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOURCE = `import type { Absent } from "./absent";
interface Shape {
  readonly side: number;
}
export const area = (of: Shape): number => of.side ** 2;
export const refuse = (of?: Absent): never => {
  throw new Error(\`no area of \${String(of)}\`);
};
`;

describe("the program's transpiler", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "transpiler-"));
    writeFileSync(join(folder, "shape.ts"), SOURCE);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** As the SDK starts a program: in its folder, with the settings that are found there. */
  const run = (script: string): { readonly stdout: string; readonly stderr: string } =>
    spawnSync(
      process.execPath,
      [
        "-e",
        `require("ts-node").register(); const shape = require(process.argv[1]); ${script}`,
        join(folder, "shape.ts"),
      ],
      {
        cwd: __dirname,
        encoding: "utf8",
      },
    );

  it("leaves out types, without looking for what is type alone", () => {
    expect(run("console.log(shape.area({ side: 3 }))").stdout).to.equal("9\n");
  });

  it("keeps the lines of the source in the traces of errors", () => {
    expect(run("shape.refuse()").stderr).to.match(/no area of undefined[^]*shape\.ts:7:\d+/);
  });

  it("is the one that the program's folder names", () => {
    expect(
      run('console.log(Object.keys(require.cache).some((file) => file.endsWith("transpiler.cjs")))').stdout,
    ).to.equal("true\n");
  });
});
