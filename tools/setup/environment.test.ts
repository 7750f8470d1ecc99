import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { credentialFreeEnvironment } from "./environment";
import type { CliEngine } from "./engine";
import { SetupError } from "./errors";
import { placesOf, type Places } from "./places";

describe("credential-free environment", () => {
  let root: string;
  let places: Places;
  let engine: CliEngine;
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "environment-"));
    places = placesOf(root, {});
    fs.mkdirSync(path.join(root, "cli"));
    fs.writeFileSync(path.join(root, "cli", "pulumi"), "");
    engine = { kind: "path", command: path.join(root, "cli", "pulumi"), version: "v3.250.0" };
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const pathOf = (env: NodeJS.ProcessEnv): string[] => (env["PATH"] ?? "").split(path.delimiter);

  it("puts the stand-ins before everything of the user", () => {
    const result = pathOf(credentialFreeEnvironment(places, engine, { PATH: "/user/bin" }));
    expect(result).to.deep.equal([places.standins, "/user/bin", path.dirname(process.execPath)]);
  });

  it("lets an official CLI use its own language host, never its folder's providers", () => {
    const beside = (name: string): void => fs.writeFileSync(path.join(root, "cli", name), "");
    beside("pulumi-language-nodejs");
    expect(pathOf(credentialFreeEnvironment(places, engine, {}))[0]).to.equal(fs.realpathSync(path.join(root, "cli")));
    beside("pulumi-resource-aws");
    expect(pathOf(credentialFreeEnvironment(places, engine, {}))[0]).to.equal(places.standins);
  });

  it("passes no AWS or Pulumi Cloud credential on and closes the ways to find one", () => {
    const env = credentialFreeEnvironment(places, engine, {
      AWS_ACCESS_KEY_ID: "a",
      AWS_PROFILE: "work",
      PULUMI_ACCESS_TOKEN: "t",
      PULUMI_BACKEND_URL: "https://elsewhere.example",
      LANG: "C",
    });
    expect(env).to.not.have.any.keys("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "PULUMI_ACCESS_TOKEN");
    expect(env).to.include({
      LANG: "C",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SHARED_CREDENTIALS_FILE: os.devNull,
      AWS_CONFIG_FILE: os.devNull,
      PULUMI_BACKEND_URL: `file://${root}/.phiguard/state`,
      PULUMI_HOME: path.join(root, ".phiguard", "home"),
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
  });

  it("has a passphrase of its own only where the user has none", () => {
    const file = path.join(root, "word");
    fs.writeFileSync(file, "x");
    const passphrase = (env: NodeJS.ProcessEnv): string | undefined =>
      credentialFreeEnvironment(places, engine, env)["PULUMI_CONFIG_PASSPHRASE"];
    expect(passphrase({})).to.be.a("string").and.not.equal("");
    expect(passphrase({ PULUMI_CONFIG_PASSPHRASE: "mine" })).to.equal("mine");
    expect(passphrase({ PULUMI_CONFIG_PASSPHRASE_FILE: file })).to.equal(undefined);
  });

  for (const [env, message] of [
    [{ PULUMI_CONFIG_PASSPHRASE: "" }, "PULUMI_CONFIG_PASSPHRASE is set but empty"],
    [{ PULUMI_CONFIG_PASSPHRASE_FILE: "/no/such/file" }, "names /no/such/file, which cannot be read"],
  ] as const) {
    it(`refuses ${JSON.stringify(env)}`, () => {
      expect(() => credentialFreeEnvironment(places, engine, env)).to.throw(SetupError, message);
      expect(fs.existsSync(places.data), "nothing is made").to.equal(false);
    });
  }
});
