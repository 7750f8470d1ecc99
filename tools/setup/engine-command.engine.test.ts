import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { findEngine, type CliEngine } from "./engine";
import { engineCommand } from "./engine-command";
import { placesOf } from "./places";
import { progressTo } from "./progress";
import { childrenOf, ended, EngineProject, processesNaming, ROOT, startScript } from "./testing/engine-project";

const PROGRAM = `const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const queue = new aws.sqs.Queue("notes", { messageRetentionSeconds: 86400 });
exports.retention = queue.messageRetentionSeconds;
exports.size = new pulumi.Config().require("size");`;

/** `runtime` of the project's own Pulumi.yaml. */
function ownRuntime(): unknown {
  return (parse(fs.readFileSync(path.join(ROOT, "Pulumi.yaml"), "utf8")) as { runtime: unknown }).runtime;
}

describe("the engine without an account", () => {
  const places = placesOf(ROOT);
  const projects: EngineProject[] = [];
  const project = (name: string, program: string, config?: Record<string, string>): EngineProject => {
    const made = new EngineProject(name, program, config);
    projects.push(made);
    return made;
  };
  let engine: CliEngine;
  before(async () => {
    const found = await findEngine(places, process.env, progressTo());
    if (found.kind === "in-process") throw new Error(`these tests need the Pulumi engine: ${found.reason}`);
    engine = found;
  });
  after(() => projects.forEach((made) => made.remove()));

  it("prints the engine's own JSON and nothing else, makes the stack, leaves the project's files alone", async () => {
    const clinic = project("test-json", PROGRAM, { "aws:region": "us-east-1", "test-json:size": "3" });
    const before = clinic.read("Pulumi.dev.yaml");
    const preview = await clinic.pulumi(["preview", "--stack", "dev", "--json"]);
    expect(preview.exitCode, preview.stderr).to.equal(0);
    const json = JSON.parse(preview.stdout) as { steps: { urn: string }[]; config: Record<string, string> };
    expect(json.steps.map(({ urn }) => urn.split("::").at(-1))).to.include.members(["notes", "test-json-dev"]);
    expect(json.config).to.include({ "test-json:size": "3" });

    const up = await clinic.pulumi(["up", "--stack", "dev", "--yes", "--skip-preview"]);
    expect(up.exitCode, up.stdout + up.stderr).to.equal(0);
    const state = await clinic.pulumi(["stack", "export", "--stack", "dev"]);
    const { deployment } = JSON.parse(state.stdout) as { deployment: { resources: { type: string }[] } };
    expect(deployment.resources.map(({ type }) => type)).to.include("aws:sqs/queue:Queue");
    const outputs = await clinic.pulumi(["stack", "output", "--stack", "dev", "--json"]);
    expect(JSON.parse(outputs.stdout)).to.deep.equal({ retention: 86400, size: "3" });
    const destroy = await clinic.pulumi(["destroy", "--stack", "dev", "--yes", "--skip-preview"]);
    expect(destroy.exitCode, destroy.stdout + destroy.stderr).to.equal(0);

    expect(clinic.read("Pulumi.dev.yaml")).to.equal(before);
    expect(fs.readdirSync(clinic.folder).sort()).to.deep.equal([
      "Pulumi.dev.yaml",
      "Pulumi.yaml",
      "index.js",
      "package.json",
    ]);
  });

  it("asks for the official plugin when the stand-ins are not on PATH", async () => {
    const clinic = project("test-official", PROGRAM, { "aws:region": "us-east-1", "test-official:size": "3" });
    await clinic.pulumi(["stack", "select", "dev"]);
    const args = ["-C", clinic.folder, "preview", "--stack", "dev", "--non-interactive"];
    const run = engineCommand(places, engine, args, process.env);
    // The same environment but for the providers: the language host alone, as an official CLI would bring it.
    const hostOnly = path.join(clinic.folder, "host");
    fs.mkdirSync(hostOnly);
    const host = "pulumi-language-nodejs";
    fs.writeFileSync(path.join(hostOnly, host), `#!/bin/sh\nexec '${path.join(places.standins, host)}' "$@"\n`, {
      mode: 0o755,
    });
    const folders = (run.env["PATH"] ?? "").split(path.delimiter);
    expect(folders).to.include(places.standins);
    const PATH = [hostOnly, ...folders.filter((folder) => folder !== places.standins)].join(path.delimiter);
    const { exitCode, stdout } = await ended(
      spawn(run.command, run.args, { env: { ...run.env, PATH }, stdio: ["ignore", "pipe", "pipe"] }),
    );
    expect(exitCode).to.not.equal(0);
    expect(stdout).to.contain(
      "no resource plugin 'pulumi-resource-aws' found in the workspace at version v7.48.0 or on your $PATH",
    );
  });

  it("puts the stand-ins on PATH for the engine alone", () => {
    expect((process.env["PATH"] ?? "").split(path.delimiter)).to.not.include(places.standins);
  });

  it("shows a program's mistake with its place, whatever the SDK is about, and ends badly", async () => {
    const clinic = project("test-throws", "");
    clinic.write("Pulumi.yaml", `name: test-throws\nruntime: ${JSON.stringify(ownRuntime())}\n`);
    clinic.write("package.json", JSON.stringify({ name: "test-throws", private: true, main: "index.ts" }));
    clinic.write("tsconfig.json", JSON.stringify({ "ts-node": { transpileOnly: true } }));
    clinic.write(
      "index.ts",
      `import "../../stacks/error-traces";
import * as aws from "@pulumi/aws";
const queue = new aws.sqs.Queue("", {});
export const name = queue.name;
`,
    );
    const { exitCode, stdout } = await clinic.pulumi(["preview", "--stack", "dev", "--non-interactive"]);
    expect(exitCode).to.not.equal(0);
    expect(stdout).to.contain("Missing resource name argument");
    expect(stdout).to.match(/index\.ts:3:15/);
    expect(stdout).to.match(/@pulumi\/pulumi\S*\/resource\.ts:\d+/);
  });

  it("names a policy pack that does not load, and ends badly", async () => {
    const clinic = project("test-pack", "");
    clinic.write("pack/PulumiPolicy.yaml", "runtime: { name: nodejs, options: { typescript: false } }\n");
    clinic.write("pack/index.js", 'throw new Error("no such rule");\n');
    const args = ["preview", "--stack", "dev", "--non-interactive", "--policy-pack", path.join(clinic.folder, "pack")];
    const { exitCode, stdout, stderr } = await clinic.pulumi(args);
    expect(exitCode).to.not.equal(0);
    expect(stdout + stderr).to.contain("no such rule");
    expect(stderr + stdout).to.match(/policy pack ".*pack" failed to start/);
  });

  for (const [name, end] of [
    ["interrupted", (child: ChildProcess) => child.kill("SIGINT")],
    // The engine alone, at once and without a word, as the system does when memory runs out.
    ["killed", (child: ChildProcess) => process.kill(childrenOf(child.pid ?? 0)[0] ?? 0, "SIGKILL")],
  ] as const) {
    it(`leaves no process behind when it is ${name}`, async () => {
      const clinic = project(`test-${name}`, "setInterval(() => {}, 1000); console.log('running now');\n");
      const child = startScript(["pulumi", "-C", clinic.folder, "preview", "--stack", "dev", "--non-interactive"]);
      const done = ended(child);
      await new Promise<void>((resolve) => {
        child.stdout?.on("data", (chunk: Buffer) => chunk.toString().includes("running now") && resolve());
      });
      expect(processesNaming(clinic.folder)).to.not.deep.equal([]);
      end(child);
      expect((await done).exitCode).to.not.equal(0);
      expect(processesNaming(clinic.folder)).to.deep.equal([]);
    });
  }

  for (const { name, args, env, message } of [
    {
      name: "an unknown stack",
      args: ["preview", "--stack", "nope"],
      env: {},
      message: /^phiguard: There is no stack "nope": .* has no Pulumi\.nope\.yaml\. Stacks here: dev, prod\.\n$/,
    },
    {
      name: "no stack",
      args: ["up"],
      env: {},
      message: /^phiguard: Say which stack: -- --stack <name>\. Stacks here: dev, prod\.\n$/,
    },
    {
      name: "an empty passphrase",
      args: ["preview", "--stack", "dev"],
      env: { PULUMI_CONFIG_PASSPHRASE: "" },
      message: /^phiguard: PULUMI_CONFIG_PASSPHRASE is set but empty\..*\n$/,
    },
    {
      name: "a missing passphrase file",
      args: ["pulumi", "preview", "--stack", "dev"],
      env: { PULUMI_CONFIG_PASSPHRASE_FILE: "/no/such/file" },
      message: /^phiguard: PULUMI_CONFIG_PASSPHRASE_FILE names \/no\/such\/file, which cannot be read\..*\n$/,
    },
    {
      name: "an unknown engine",
      args: ["start"],
      env: { PHIGUARD_ENGINE: "docker" },
      message: /^phiguard: PHIGUARD_ENGINE must be one of .*; got "docker"\.\n$/,
    },
    {
      name: "an unknown script",
      args: ["fly"],
      env: {},
      message: /^phiguard: There is no script "fly"; there are .*\n$/,
    },
    {
      name: "an unknown option of npm start",
      args: ["start", "--fast"],
      env: {},
      message: /^phiguard: npm start knows the option --json only; got "--fast"\.\n$/,
    },
  ]) {
    it(`answers ${name} with one message and exit code 2`, async () => {
      const { exitCode, stdout, stderr } = await ended(startScript(args, env));
      expect(stderr).to.match(message);
      expect(stdout).to.equal("");
      expect(exitCode).to.equal(2);
    });
  }
});
