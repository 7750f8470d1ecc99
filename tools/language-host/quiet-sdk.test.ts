import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..", "..");

describe("the SDK without what costs and shows nothing", () => {
  const script = `
    const runtime = require("@pulumi/pulumi/runtime");
    const loaded = () => Object.keys(require.cache).filter((file) => file.includes("@npmcli/arborist/lib")).length;
    const before = loaded();
    runtime.computeCodePaths().then((paths) => console.log(JSON.stringify([before > 1, paths.size > 0, loaded() > 1])));`;

  it("reads a package tree for a program that serialises functions, and loads the reader then", () => {
    const { stdout, stderr } = spawnSync(process.execPath, ["-r", join(__dirname, "quiet-sdk.cjs"), "-e", script], {
      cwd: root,
      encoding: "utf8",
    });
    expect(JSON.parse(stdout || `"${stderr}"`)).to.deep.equal([false, true, true]);
  });
});
