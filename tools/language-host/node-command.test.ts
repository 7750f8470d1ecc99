import * as path from "node:path";
import { expect } from "chai";
import { pluginCommand, programCommand, type ProgramRun } from "./node-command";
import { parseRuntimeOptions } from "./runtime-options";

const PROJECT = path.resolve(__dirname, "..", "..");
const SDK = path.join(PROJECT, "node_modules", "@pulumi", "pulumi", "cmd");
const RUN: ProgramRun = {
  programDirectory: PROJECT,
  rootDirectory: PROJECT,
  entryPoint: ".",
  monitorAddress: "127.0.0.1:1",
  engineAddress: "127.0.0.1:2",
  organization: "organization",
  project: "clinic",
  stack: "dev",
  dryRun: true,
  parallel: 16,
  args: ["--mine"],
  config: new Map([
    ["clinic:size", "3"],
    ["aws:region", "us-east-1"],
  ]),
  secretKeys: ["clinic:key"],
};

describe("command of a program", () => {
  const options = parseRuntimeOptions({ nodeargs: "--stack-trace-limit=0" });

  it("starts Node with the project's arguments, then the SDK's runner, then the engine's", () => {
    expect(programCommand(RUN, options, {}).args).to.deep.equal(
      ["--stack-trace-limit=0", path.join(SDK, "run", "index.js")].concat(
        ["--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:2", "--organization", "organization"],
        ["--project", "clinic", "--root-directory", PROJECT, "--stack", "dev", "--pwd", PROJECT],
        ["--dry-run", "--parallel", "16", ".", "--mine"],
      ),
    );
  });

  it("leaves --dry-run and empty values out", () => {
    const { args } = programCommand({ ...RUN, dryRun: false, organization: "" }, options, {});
    expect(args).to.not.include.members(["--dry-run"]);
    expect(args).to.not.include.members(["--organization"]);
  });

  it("gives config and the names of secrets through the environment, and TypeScript where it is on", () => {
    const { env } = programCommand(RUN, options, { HOME: "/home/x" });
    expect(JSON.parse(env["PULUMI_CONFIG"] ?? "")).to.deep.equal({
      "clinic:config:size": "3",
      "aws:config:region": "us-east-1",
    });
    expect(env["PULUMI_CONFIG_SECRET_KEYS"]).to.equal('["clinic:key"]');
    expect(env).to.include({ HOME: "/home/x", PULUMI_NODEJS_TYPESCRIPT: "true" });
    const plain = programCommand(RUN, parseRuntimeOptions({ typescript: false, tsconfig: "a.json" }), {}).env;
    expect(plain).to.not.have.property("PULUMI_NODEJS_TYPESCRIPT");
    expect(plain).to.include({ PULUMI_NODEJS_TSCONFIG_PATH: "a.json" });
  });

  it("says where the SDK is missing", () => {
    expect(() => programCommand({ ...RUN, programDirectory: "/" }, options, {})).to.throw(
      "Cannot find module '@pulumi/pulumi/cmd/run' from /: run npm install there.",
    );
  });
});

describe("command of a plugin", () => {
  const run = { programDirectory: PROJECT, workingDirectory: "/", args: ["127.0.0.1:2"], env: ["A=1", "A=2", "B=x=y"] };
  const options = parseRuntimeOptions({});

  it("runs a policy pack in its own folder, the folder last", () => {
    const command = pluginCommand({ ...run, kind: "analyzer" }, options);
    expect(command.args).to.deep.equal([path.join(SDK, "run-policy-pack", "index.js"), "127.0.0.1:2", PROJECT]);
    expect(command.cwd).to.equal(PROJECT);
  });

  it("runs a provider where the engine was started, the folder first", () => {
    const command = pluginCommand({ ...run, kind: "resource" }, options);
    expect(command.args).to.deep.equal([path.join(SDK, "run-plugin", "index.js"), PROJECT, "127.0.0.1:2"]);
    expect(command.cwd).to.equal("/");
  });

  it("takes the engine's environment and no other; a later entry wins", () => {
    expect(pluginCommand({ ...run, kind: "analyzer" }, options).env).to.deep.equal({
      A: "2",
      B: "x=y",
      PULUMI_NODEJS_TYPESCRIPT: "true",
    });
  });
});
