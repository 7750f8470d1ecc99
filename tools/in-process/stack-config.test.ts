import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { ProjectError } from "./errors";
import { readProject } from "./project";
import { readStackConfig, type StackConfig } from "./stack-config";

const PROJECT = "name: clinic\nruntime: nodejs\n";

/** Made by the Pulumi CLI with the passphrase "open sesame"; the words inside are made up. */
const SEALED = `
encryptionsalt: v1:DmPPg0t034w=:v1:QhnIVy3ZtXMilZwC:Klw09t6K5+KC8kXBnGu4LPv+HnvzxQ==
config:
  clinic:word:
    secure: v1:wSL3DqXAKWjknLu4:vm3TVTX24RTvAS95OBmUiq5wqvzTXQ5WPw==
  clinic:db:
    size: 5
    password:
      secure: v1:4wc8TaRkfAtJrQjP:VSs7AdXhhcQtBnbXnZh8S42RGnA=
`;

describe("project and stack files", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "in-process-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function read(files: Record<string, string>, stack?: string, env: Record<string, string> = {}): StackConfig {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    return readStackConfig(readProject(folder), stack, env);
  }

  const values: readonly { name: string; project?: string; stack: string; config: Record<string, string> }[] = [
    { name: "a bare key belongs to the project", stack: "size: small", config: { "clinic:size": "small" } },
    { name: "another namespace", stack: "aws:region: us-east-1", config: { "aws:region": "us-east-1" } },
    { name: "the older form of a key", stack: "aws:config:region: us-east-1", config: { "aws:region": "us-east-1" } },
    {
      name: "plain values become strings",
      stack: "a: 5\n  b: true\n  c: 1.50\n  d: '007'",
      config: { "clinic:a": "5", "clinic:b": "true", "clinic:c": "1.5", "clinic:d": "007" },
    },
    {
      name: "structured values become JSON with sorted keys",
      stack: "a: { z: [1, x], b: { q: null } }",
      config: { "clinic:a": '{"b":{"q":null},"z":[1,"x"]}' },
    },
    {
      name: "the project's values and defaults fill the gaps",
      project: "config:\n  aws:region: us-west-2\n  size: { type: integer, default: 3 }\n  set: { value: { a: 1 } }\n",
      stack: "size: 9",
      config: { "clinic:size": "9", "aws:region": "us-west-2", "clinic:set": '{"a":1}' },
    },
    { name: "an empty file", stack: "", config: {} },
  ];
  for (const { name, project = "", stack, config } of values) {
    it(name, () => {
      const text = stack === "" ? "" : `config:\n  ${stack}\n`;
      const found = read({ "Pulumi.yaml": PROJECT + project, "Pulumi.dev.yaml": text });
      expect(Object.fromEntries(found.values)).to.deep.equal(config);
      expect(found.secretKeys).to.deep.equal([]);
      expect(found.stack).to.equal("dev");
    });
  }

  it("opens secrets with the passphrase", () => {
    const found = read({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": SEALED }, "dev", {
      PULUMI_CONFIG_PASSPHRASE: "open sesame",
    });
    expect(Object.fromEntries(found.values)).to.deep.equal({
      "clinic:word": "hush hush",
      "clinic:db": '{"password":"deep","size":5}',
    });
    expect(found.secretKeys).to.deep.equal(["clinic:word", "clinic:db"]);
  });

  it("takes the stack 'test' for a project without stack files", () => {
    expect(read({ "Pulumi.yaml": PROJECT }).stack).to.equal("test");
    expect(read({ "Pulumi.yaml": PROJECT }, "mine").stack).to.equal("mine");
  });

  const wrong: readonly {
    name: string;
    files: Record<string, string>;
    stack?: string;
    env?: Record<string, string>;
    says: string;
  }[] = [
    { name: "no project", files: {}, says: "no Pulumi.yaml here" },
    { name: "no YAML", files: { "Pulumi.yaml": "name: [" }, says: "not readable as YAML" },
    { name: "a list", files: { "Pulumi.yaml": "- a" }, says: "must be a mapping of keys to values" },
    { name: "no name", files: { "Pulumi.yaml": "runtime: nodejs" }, says: "name must be a name of letters" },
    { name: "another language", files: { "Pulumi.yaml": "name: x\nruntime: python" }, says: 'got "python"' },
    {
      name: "an option of the wrong type",
      files: { "Pulumi.yaml": "name: x\nruntime: { name: nodejs, options: { typescript: 3 } }" },
      says: 'runtime option "typescript" must be true or false; got 3',
    },
    {
      name: "an unknown stack",
      files: { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "Pulumi.prod.yaml": "" },
      stack: "nope",
      says: 'there is no stack "nope"; there are: dev, prod',
    },
    {
      name: "several stacks, none named",
      files: { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "Pulumi.prod.yaml": "" },
      says: "name one of them: dev, prod",
    },
    {
      name: "a malformed key",
      files: { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "config:\n  a:b:c: 1" },
      says: 'config key must be <name> or <namespace>:<name>; got "a:b:c"',
    },
    {
      name: "a value the project asks for",
      files: { "Pulumi.yaml": `${PROJECT}config:\n  size: { type: integer }`, "Pulumi.dev.yaml": "" },
      says: 'stack "dev" has no value for clinic:size',
    },
    {
      name: "no passphrase",
      files: { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": SEALED },
      says: "set PULUMI_CONFIG_PASSPHRASE",
    },
    {
      name: "a passphrase file that is not there",
      files: { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": SEALED },
      env: { PULUMI_CONFIG_PASSPHRASE_FILE: "/nowhere/at/all" },
      says: "PULUMI_CONFIG_PASSPHRASE_FILE: ENOENT",
    },
    {
      name: "the wrong passphrase",
      files: { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": SEALED },
      env: { PULUMI_CONFIG_PASSPHRASE: "open barley" },
      says: "does not open this stack's secrets",
    },
    {
      name: "secrets kept elsewhere",
      files: {
        "Pulumi.yaml": PROJECT,
        "Pulumi.dev.yaml": "secretsprovider: awskms://alias/x\nconfig:\n  a: { secure: AAABAA }",
      },
      says: "kept by awskms://alias/x",
    },
    {
      name: "an environment",
      files: { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "environment: [shared]" },
      says: "Pulumi ESC environment",
    },
  ];
  for (const { name, files, stack, env, says } of wrong) {
    it(`refuses ${name}`, () => expect(() => read(files, stack, env)).to.throw(ProjectError, says));
  }

  it("never shows a secret in a message", () => {
    const files = { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": SEALED.replace("vm3T", "vm3X") };
    expect(() => read(files, "dev", { PULUMI_CONFIG_PASSPHRASE: "open sesame" }))
      .to.throw(ProjectError, "does not open")
      .with.property("message")
      .that.does.not.match(/sesame|hush|vm3X/);
  });

  it("runs a single file as a project of its own", () => {
    fs.writeFileSync(path.join(folder, "intake.ts"), "");
    const project = readProject(folder, "intake.ts");
    expect(project.name).to.equal("intake");
    expect(project.entryPoint).to.equal(path.join(folder, "intake.ts"));
    expect(() => readProject(folder, "other.ts")).to.throw(ProjectError, "there is no such program");
  });

  it("follows main, a folder or a file", () => {
    fs.mkdirSync(path.join(folder, "src"));
    fs.writeFileSync(path.join(folder, "src", "a.ts"), "");
    const cases = [
      { main: "src", programDirectory: "src", entryPoint: "." },
      { main: "src/a.ts", programDirectory: "src", entryPoint: "a.ts" },
    ];
    for (const { main, programDirectory, entryPoint } of cases) {
      fs.writeFileSync(path.join(folder, "Pulumi.yaml"), `${PROJECT}main: ${main}\n`);
      const project = readProject(folder);
      expect(project.programDirectory).to.equal(path.join(folder, programDirectory));
      expect(project.entryPoint).to.equal(entryPoint);
    }
  });
});
