import { expect } from "chai";
import { readEngineArguments, runsStack } from "./engine-arguments";

const NOTHING = { command: undefined, subcommand: undefined, stack: undefined, cwd: undefined, hasConfigFile: false };

describe("command lines for the engine", () => {
  for (const [line, read] of [
    ["", {}],
    ["--help", {}],
    ["preview", { command: "preview" }],
    ["preview --stack dev", { command: "preview", stack: "dev" }],
    ["preview -s dev --json", { command: "preview", stack: "dev" }],
    ["--stack=dev up --yes", { command: "up", stack: "dev" }],
    ["-C some/folder preview -s=dev", { command: "preview", stack: "dev", cwd: "some/folder" }],
    ["--color never --cwd=a destroy", { command: "destroy", cwd: "a" }],
    ["stack export --stack prod", { command: "stack", subcommand: "export", stack: "prod" }],
    ["stack select prod", { command: "stack", subcommand: "select", stack: "prod" }],
    ["up --config-file x.yaml", { command: "up", subcommand: "x.yaml", hasConfigFile: true }],
    ["up --config-file=x.yaml", { command: "up", hasConfigFile: true }],
    ["preview -- --stack dev", { command: "preview" }],
    ["preview --stack", { command: "preview" }],
  ] as const) {
    it(line || "nothing", () => {
      const args = line.split(" ").filter((word) => word !== "");
      expect(readEngineArguments(args)).to.deep.equal({ ...NOTHING, ...read });
    });
  }

  for (const [line, runs] of [
    ["preview", true],
    ["up -s dev", true],
    ["destroy", true],
    ["stack export", false],
    ["config set a b", false],
    ["--help", false],
  ] as const) {
    it(`${line} ${runs ? "runs" : "does not run"} a stack`, () => {
      expect(runsStack(readEngineArguments(line.split(" ")))).to.equal(runs);
    });
  }
});
