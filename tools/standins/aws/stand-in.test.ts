import { expect } from "chai";
import fc from "fast-check";
import { type Properties, SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN, plain } from "../wire";
import { type Shape } from "./declaration-reader";
import { installedTypings, make, standIn, urnOf } from "./testing";

const secret = (value: unknown): Properties => ({ [SIGNATURE_KEY]: SECRET_SIGNATURE, value });

const TYPES = [
  "aws:s3/bucket:Bucket",
  "aws:kms/key:Key",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudtrail/trail:Trail",
  "aws:iam/role:Role",
  "aws:rds/instance:Instance",
  "aws:dynamodb/table:Table",
  "aws:lambda/function:Function",
  "aws:lb/listener:Listener",
  "aws:eks/cluster:Cluster",
];

/** Inputs of a type as its declarations allow them; with `unknowns` some of them are not known yet. */
function inputsOf(token: string, unknowns: boolean): fc.Arbitrary<Properties> {
  const members = [...installedTypings.mustHave(token).inputs.values()];
  const required = members.filter((member) => !member.optional).map((member) => member.name);
  const values = Object.fromEntries(members.map((member) => [member.name, valueOf(member.shape, 0, unknowns)]));
  return fc.record(values, { requiredKeys: required });
}

function valueOf(shape: Shape, depth: number, unknowns: boolean): fc.Arbitrary<unknown> {
  const unknownAtTimes = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 6, arbitrary: value },
      { weight: unknowns ? 1 : 0, arbitrary: fc.constant(UNKNOWN) },
      { weight: 1, arbitrary: value.map(secret) },
    );
  switch (shape.kind) {
    case "string":
      return unknownAtTimes(fc.constantFrom("a", "b-c", "arn:aws:x:us-east-1:1:y"));
    case "number":
      return unknownAtTimes(fc.integer({ min: 0, max: 9999 }));
    case "boolean":
      return unknownAtTimes(fc.boolean());
    case "list":
      return depth > 2 ? fc.constant([]) : fc.array(valueOf(shape.of, depth + 1, unknowns), { maxLength: 2 });
    case "map":
      return fc.dictionary(fc.constantFrom("k", "l"), valueOf(shape.of, depth + 1, unknowns), { maxKeys: 2 });
    case "object": {
      const members = [...(installedTypings.nested(shape)?.values() ?? [])];
      const kept = members.filter((member) => !member.optional || depth < 2);
      return fc.record(
        Object.fromEntries(kept.map((member) => [member.name, valueOf(member.shape, depth + 1, unknowns)])),
        {
          requiredKeys: kept.filter((member) => !member.optional).map((member) => member.name),
        },
      );
    }
    case "oneOf":
      return valueOf(shape.of[0] as Shape, depth, unknowns);
    case "any":
      return fc.constant("any");
  }
}

describe("every kind of inputs", () => {
  const aws = standIn();
  for (const token of TYPES) {
    const name = token.split(":")[2];
    it(`${name}: a preview holds the inputs, has no id, and every output or a place for it`, () => {
      const { outputs } = installedTypings.mustHave(token);
      fc.assert(
        fc.property(inputsOf(token, true), (inputs) => {
          const made = make(aws, token, inputs, { preview: true });
          expect(made.id).to.equal("");
          expect(contains(plain(made.outputs), plain(inputs))).to.equal(true);
          for (const member of outputs.values()) {
            if (!member.optional) expect(made.outputs, member.name).to.have.property(member.name);
          }
        }),
        { numRuns: 15 },
      );
    });

    it(`${name}: what is made matches its declared types, and the same inputs are no change`, () => {
      const { outputs } = installedTypings.mustHave(token);
      fc.assert(
        fc.property(inputsOf(token, false), (inputs) => {
          const made = make(aws, token, inputs);
          expect(JSON.stringify(made.outputs)).not.to.contain(UNKNOWN);
          for (const [property, value] of Object.entries(made.outputs)) {
            const member = outputs.get(property);
            if (member !== undefined)
              expect(fits(member.shape, plain(value)), `${property}: ${JSON.stringify(value)}`).to.equal(true);
          }
          const news = aws.check(urnOf(token), made.inputs, inputs).inputs;
          const args = { urn: urnOf(token), id: made.id, olds: made.outputs, oldInputs: made.inputs, news };
          expect(aws.diff(args).changes.size).to.equal(0);
          expect(aws.update(args, true)).to.deep.equal(made.outputs);
        }),
        { numRuns: 15 },
      );
    });
  }
});

function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((each, index) => contains(whole[index], each));
  if (typeof part === "object" && part !== null)
    return (
      typeof whole === "object" &&
      whole !== null &&
      Object.entries(part).every(([key, each]) => contains((whole as Properties)[key], each))
    );
  return whole === part;
}

function fits(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case "list":
      return Array.isArray(value) && value.every((each) => fits(shape.of, each));
    case "map":
    case "object":
      return typeof value === "object" && !Array.isArray(value);
    case "oneOf":
      return shape.of.some((each) => fits(each, value));
    case "any":
      return true;
    default:
      return value === null || typeof value === shape.kind;
  }
}

describe("what is known when", () => {
  it("in a preview: inputs, defaults, region and tags are known; what AWS settles is not", () => {
    const { outputs } = make(
      standIn(),
      "aws:ec2/vpc:Vpc",
      { cidrBlock: "10.0.0.0/16", tags: { a: "b" } },
      { preview: true },
    );
    expect(outputs).to.deep.include({
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      region: "us-east-1",
      tagsAll: { a: "b" },
      arn: UNKNOWN,
      enableDnsHostnames: UNKNOWN,
      defaultSecurityGroupId: UNKNOWN,
    });
  });

  it("nested members that AWS settles are unknown in a preview and empty afterwards", () => {
    const inputs = {
      loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/a/b",
      defaultActions: [{ type: "forward" }],
    };
    const at = (preview: boolean): unknown =>
      make(standIn(), "aws:lb/listener:Listener", inputs, { preview }).outputs["defaultActions"];
    expect(at(true)).to.deep.equal([{ type: "forward", order: UNKNOWN }]);
    expect(at(false)).to.deep.equal([{ type: "forward", order: 0 }]);
  });

  it("an update keeps what AWS has settled, in its preview too", () => {
    const aws = standIn();
    const made = make(aws, "aws:s3/bucket:Bucket", { tags: { a: "b" } });
    const news = { ...made.inputs, tags: { a: "c" } };
    const args = { urn: urnOf("aws:s3/bucket:Bucket"), id: made.id, olds: made.outputs, oldInputs: made.inputs, news };
    for (const preview of [true, false]) {
      expect(aws.update(args, preview)).to.deep.include({
        arn: made.outputs["arn"],
        tags: { a: "c" },
        tagsAll: { a: "c" },
      });
    }
  });

  it("an argument taken away falls back to its default", () => {
    const aws = standIn();
    const made = make(aws, "aws:kms/key:Key", { enableKeyRotation: true });
    const args = { urn: urnOf("aws:kms/key:Key"), id: made.id, olds: made.outputs, oldInputs: made.inputs, news: {} };
    expect(aws.update(args, false)["enableKeyRotation"]).to.equal(false);
  });

  it("a block that is not there is not made up", () => {
    const { outputs } = make(standIn(), "aws:s3/bucket:Bucket", {});
    expect(outputs).not.to.have.any.keys("logging", "versioning", "replicationConfiguration", "website");
    expect(outputs).to.have.nested.property(
      "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm",
      "AES256",
    );
  });

  it("secrets stay secrets, also in merged tags", () => {
    const { outputs } = make(
      standIn("us-east-1", { defaultTags: { tags: { team: "x" } } }),
      "aws:ssm/parameter:Parameter",
      {
        type: "SecureString",
        value: secret("hush"),
        tags: secret({ a: "b" }),
      },
    );
    expect(outputs["value"]).to.deep.equal(secret("hush"));
    expect(outputs["tagsAll"]).to.deep.equal(secret({ team: "x", a: "b" }));
  });

  it("a refresh finds what the engine knows; an import or a get is refused", () => {
    const aws = standIn();
    const urn = urnOf("aws:s3/bucket:Bucket");
    const made = make(aws, "aws:s3/bucket:Bucket", {});
    expect(aws.read(urn, made.id, made.inputs, made.outputs)).to.deep.equal({
      id: made.id,
      inputs: made.inputs,
      properties: made.outputs,
    });
    expect(() => aws.read(urn, "foreign", undefined, {})).to.throw(
      'aws:s3/bucket:Bucket "foreign": the stand-in has no account to read from',
    );
  });

  it("an interface endpoint answers with its name", () => {
    const { outputs } = make(standIn(), "aws:ec2/vpcEndpoint:VpcEndpoint", {
      vpcId: "v",
      serviceName: "com.amazonaws.us-east-1.logs",
      vpcEndpointType: "Interface",
      subnetIds: ["a", "b"],
    });
    expect(outputs["networkInterfaceIds"]).to.have.length(2);
    expect(outputs)
      .to.have.nested.property("dnsEntries[0].dnsName")
      .that.contains(".logs.us-east-1.vpce.amazonaws.com");
  });
});
