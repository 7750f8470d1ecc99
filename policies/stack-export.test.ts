import { expect } from "chai";
import { PackInputError } from "./errors";
import { readStackExport } from "./stack-export";
import { UNKNOWN } from "./value";
import { waivedBy } from "./waiver-pointer";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const STACK = "urn:pulumi:prod::clinic::pulumi:pulumi:Stack::clinic-prod";
const PROVIDER = "urn:pulumi:prod::clinic::pulumi:providers:aws::home";
const BUCKET = "urn:pulumi:prod::clinic::aws:s3/bucket:Bucket::claims";

function exported(...resources: object[]): string {
  return JSON.stringify({
    version: 3,
    deployment: { resources: [{ urn: STACK, type: "pulumi:pulumi:Stack" }, ...resources] },
  });
}

const bucket = (more: object = {}): object => ({
  urn: BUCKET,
  type: "aws:s3/bucket:Bucket",
  custom: true,
  id: "claims-1",
  ...more,
});

describe("an exported stack", () => {
  it("gives stack, project and resources with what they were made from", () => {
    const { facts, resources } = readStackExport(
      exported(
        { urn: PROVIDER, type: "pulumi:providers:aws", inputs: { region: "us-east-1" }, id: "p-1" },
        bucket({
          inputs: { tags: { a: "b" } },
          outputs: { arn: "arn:aws:s3:::claims-1" },
          parent: STACK,
          provider: `${PROVIDER}::p-1`,
          propertyDependencies: { tags: [STACK], acl: null },
          protect: true,
          retainOnDelete: true,
          additionalSecretOutputs: ["x", ...waivedBy("W-1").additionalSecretOutputs],
          sourcePosition: "project:///stacks/index.ts#12,3",
        }),
      ),
      "state.json",
    );
    expect(facts).to.deep.equal({ organization: "", project: "clinic", stack: "prod", stage: "state" });
    expect(resources.map(({ urn }) => urn)).to.deep.equal([STACK, PROVIDER, BUCKET]);
    expect(resources[2]).to.deep.equal({
      urn: BUCKET,
      type: "aws:s3/bucket:Bucket",
      name: "claims",
      inputs: { tags: { a: "b" } },
      outputs: { arn: "arn:aws:s3:::claims-1", id: "claims-1" },
      parent: STACK,
      provider: { urn: PROVIDER, type: "pulumi:providers:aws", name: "home", properties: { region: "us-east-1" } },
      propertyDependencies: { tags: [STACK], acl: [] },
      protect: true,
      retainOnDelete: true,
      waivers: ["W-1"],
      source: { file: "stacks/index.ts", line: 12, column: 3 },
    });
  });

  it("takes a secret for present and not known", () => {
    const secret = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:AAAA" };
    const { resources } = readStackExport(exported(bucket({ inputs: { kmsKeyId: secret } })), "state.json");
    expect(resources[1]?.inputs).to.deep.equal({ kmsKeyId: UNKNOWN });
  });

  it("leaves out what is still to be deleted", () => {
    const { resources } = readStackExport(exported(bucket({ delete: true }), bucket()), "state.json");
    expect(resources).to.have.length(2);
  });

  it("judges what the program only reads by what AWS told", () => {
    const { resources } = readStackExport(
      exported(bucket({ external: true, outputs: { acl: "private" } })),
      "state.json",
    );
    expect(resources[1]?.inputs).to.deep.equal({ acl: "private", id: "claims-1" });
  });

  const positions: readonly [string, unknown][] = [
    ["project:///a%20b.ts#3", { file: "a b.ts", line: 3, column: 0 }],
    ["project:///a%zz.ts#3,1", { file: "a%zz.ts", line: 3, column: 1 }],
    ["file:///home/someone/a.ts#3,1", undefined],
    ["project:///a.ts", undefined],
  ];
  for (const [position, source] of positions) {
    it(`reads ${position}`, () => {
      const { resources } = readStackExport(exported(bucket({ sourcePosition: position })), "state.json");
      expect(resources[1]?.source).to.deep.equal(source);
    });
  }

  const wrong: readonly [string, string, string][] = [
    ["no JSON", "{", "state.json is not JSON; wanted the output of pulumi stack export."],
    ["another JSON", "[1]", 'state.json has no "deployment"; wanted the output of pulumi stack export.'],
    ["an old version", '{"version":1,"deployment":{}}', "state.json has deployment version 1; wanted 3 or 4."],
    [
      "no list",
      '{"version":3,"deployment":{"resources":{}}}',
      'state.json has no list of resources under "deployment.resources".',
    ],
    ["an empty stack", '{"version":3,"deployment":{}}', "state.json holds no resources; there is nothing to judge."],
    [
      "no URN",
      '{"version":3,"deployment":{"resources":[{"type":"a:b:C"}]}}',
      "state.json: deployment.resources[0] must have a urn and a type.",
    ],
    [
      "null",
      '{"version":3,"deployment":{"resources":[null]}}',
      "state.json: deployment.resources[0] must have a urn and a type.",
    ],
  ];
  for (const [name, text, message] of wrong) {
    it(`refuses ${name}`, () => expect(() => readStackExport(text, "state.json")).to.throw(PackInputError, message));
  }
});
