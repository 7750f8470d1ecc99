import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import type { CliEngine } from "./engine";
import { SetupError } from "./errors";
import { placesOf, type Places } from "./places";
import { checkStackExists, prepareStack, projectAt, stacksOf, type Project } from "./stacks";

/** Not started in these tests: the stacks are in the local state already. */
const ENGINE: CliEngine = { kind: "build", command: "/no/such/pulumi", version: "v3.250.0" };

describe("projects and stacks", () => {
  let root: string;
  let places: Places;
  let project: Project;
  const write = (name: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  };
  const prepare = (userHasPassphrase = false): string =>
    prepareStack(places, ENGINE, project, "dev", {}, userHasPassphrase).configFile;

  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "stacks-")));
    places = placesOf(root, {});
    write("Pulumi.yaml", "name: clinic\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", "config:\n  clinic:size: 3\n");
    write("Pulumi.prod.yaml", "config: {}\n");
    write(".phiguard/state/.pulumi/stacks/clinic/dev.json", "{}");
    project = projectAt(root);
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it("finds the project from a folder below it", () => {
    fs.mkdirSync(path.join(root, "a", "b"), { recursive: true });
    expect(projectAt(path.join(root, "a", "b"))).to.deep.equal({ name: "clinic", folder: root });
  });

  it("says when a project has no name", () => {
    write("Pulumi.yaml", "runtime: nodejs\n");
    expect(() => projectAt(root)).to.throw(SetupError, `${root}/Pulumi.yaml has no project name.`);
  });

  it("knows a stack by its configuration file and names those there are", () => {
    expect(stacksOf(project)).to.deep.equal(["dev", "prod"]);
    expect(() => checkStackExists(project, "prod")).to.not.throw();
    expect(() => checkStackExists(project, "nope")).to.throw(
      SetupError,
      `There is no stack "nope": ${root} has no Pulumi.nope.yaml. Stacks here: dev, prod.`,
    );
  });

  it("gives the engine a copy, keeps the salt the engine writes there, and never touches the committed file", () => {
    const copy = prepare();
    expect(copy).to.equal(path.join(root, ".phiguard/config/clinic/Pulumi.dev.yaml"));
    fs.appendFileSync(copy, "encryptionsalt: v1:abc\n"); // as the engine does
    write("Pulumi.dev.yaml", "config:\n  clinic:size: 4\n");
    expect(fs.readFileSync(prepare(), "utf8")).to.equal("config:\n  clinic:size: 4\nencryptionsalt: v1:abc\n");
    expect(fs.readFileSync(path.join(root, "Pulumi.dev.yaml"), "utf8")).to.equal("config:\n  clinic:size: 4\n");
  });

  it("leaves a team's own encryption out of the copy", () => {
    write(
      "Pulumi.dev.yaml",
      "secretsprovider: awskms://alias/x\nencryptedkey: k\nconfig: {}\nencryptionsalt: v1:theirs\n",
    );
    expect(fs.readFileSync(prepare(), "utf8")).to.equal("config: {}\n");
  });

  for (const { name, text, passphrase, refused } of [
    {
      name: "a key service",
      text: "secretsprovider: awskms://x\n",
      passphrase: true,
      refused: "your own Pulumi back end",
    },
    {
      name: "a passphrase not given",
      text: "encryptionsalt: s\n",
      passphrase: false,
      refused: "Set PULUMI_CONFIG_PASSPHRASE",
    },
    { name: "a passphrase given", text: "encryptionsalt: s\n", passphrase: true, refused: undefined },
  ]) {
    it(`handles secrets under ${name}`, () => {
      write("Pulumi.dev.yaml", `${text}config:\n  clinic:key:\n    secure: AAAA\n`);
      if (refused === undefined) expect(prepare(passphrase)).to.equal(path.join(root, "Pulumi.dev.yaml"));
      else expect(() => prepare(passphrase)).to.throw(SetupError, refused);
    });
  }
});
