import * as path from "node:path";
import { expect } from "chai";
import type { Resource } from "../../policies/resource";
import { UNKNOWN } from "../../policies/value";
import type { Pack } from "../../policies/session";
import { ProjectError } from "./errors";
import { judgeInProcess } from "./judge";
import { runInProcess, type InProcessRun } from "./run";

const CLINIC = path.join(__dirname, "fixtures", "clinic");
const PREFIX = "urn:pulumi:dev::in-process-clinic::";

describe("the in-process run", function () {
  this.timeout(300_000);

  describe("of a program with a bit of everything", () => {
    const shown: Resource[] = [];
    let run: InProcessRun;
    let byName: Map<string, Resource>;
    before(async () => {
      run = await runInProcess({ projectDir: CLINIC, stack: "dev", onResource: (resource) => shown.push(resource) });
      byName = new Map(
        run.resources.map((resource) => [`${resource.type.split(":").pop()} ${resource.name}`, resource]),
      );
    });

    function found(name: string): Resource {
      const resource = byName.get(name);
      if (resource === undefined) throw new Error(`no ${name} among ${[...byName.keys()].join(", ")}`);
      return resource;
    }

    it("ends well and passes on what the program says", () => {
      expect(run.messages).to.deep.equal([{ severity: "warning", text: "keeping logs for 400 days" }]);
      expect(run.exitCode).to.equal(0);
      expect(run.stack).to.equal("dev");
    });

    it("shows each resource once before, and all of them at the end in the same order", () => {
      expect(shown.map(({ urn }) => urn)).to.deep.equal(run.resources.map(({ urn }) => urn));
      expect(
        shown.every(({ outputs, propertyDependencies }) => outputs === undefined && propertyDependencies === undefined),
      ).to.equal(true);
    });

    it("shows the stack, providers and components too, but nothing that exists elsewhere", () => {
      const types = [...new Set(run.resources.map(({ type }) => type))];
      expect(types).to.include.members([
        "pulumi:pulumi:Stack",
        "pulumi:providers:aws",
        "pulumi:providers:awsx",
        "clinic:index:Store",
        "awsx:ec2:Vpc",
      ]);
      expect(types).not.to.include("pulumi:pulumi:StackReference");
    });

    it("places a component's children below it, with its provider and protection", () => {
      const bucket = found("Bucket scans-bucket");
      expect(bucket.urn).to.equal(`${PREFIX}clinic:index:Store$aws:s3/bucket:Bucket::scans-bucket`);
      expect(bucket.parent).to.equal(`${PREFIX}clinic:index:Store::scans`);
      expect(bucket.provider?.name).to.equal("west");
      expect(bucket.provider?.properties["region"]).to.equal("us-west-2");
      expect(bucket.outputs?.["region"]).to.equal("us-west-2");
      expect(bucket.protect).to.equal(true);
      expect(found("Key key").provider?.name).to.match(/^default_\d+_\d+_\d+$/);
      expect(found("Store scans").outputs).to.deep.equal({ arn: UNKNOWN });
    });

    it("knows what an unknown value was made from", () => {
      const encryption = found("BucketServerSideEncryptionConfiguration scans-encryption");
      expect(encryption.inputs["bucket"]).to.equal(UNKNOWN);
      expect(encryption.propertyDependencies).to.deep.equal({
        bucket: [found("Bucket scans-bucket").urn],
        rules: [found("Key key").urn],
      });
    });

    it("leaves everything open below a provider whose region is not known", () => {
      const late = found("Bucket late");
      expect(late.inputs).to.deep.equal({});
      expect(late.outputs).to.deep.equal({});
    });

    it("lets another process build the VPC, with the program's transform on its children", () => {
      const subnets = run.resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
      expect(subnets).to.have.length(4);
      for (const subnet of subnets) {
        expect(subnet.inputs["mapPublicIpOnLaunch"]).to.equal(false);
        expect(subnet.urn).to.contain("awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet::net-");
      }
      expect(found("DefaultSecurityGroup closed").propertyDependencies?.["vpcId"]).not.to.be.empty;
    });

    it("answers a function, and leaves it open when its arguments are not known", () => {
      expect(found("Policy open").inputs["policy"]).to.be.a("string").that.contains('"Resource": "*"');
      expect(found("Policy narrow").inputs["policy"]).to.equal(UNKNOWN);
      expect(run.outputs["account"]).to.match(/^\d{12}$/);
    });

    it("takes outputs of another stack for unknown", () => {
      expect(found("LogGroup log").inputs).to.include({ retentionInDays: 400, kmsKeyId: UNKNOWN });
    });

    it("tells policies the plain secret and readers none", () => {
      expect(found("Parameter word").inputs["value"]).to.equal("made up");
      expect(run.outputs).to.include({ word: "[secret]", arn: UNKNOWN });
      expect(JSON.stringify(run.messages)).not.to.contain("made up");
    });
  });

  const wrong: readonly { program: string; says: RegExp; shown: number; urn?: string }[] = [
    {
      program: "throws.ts",
      says: /RangeError: the clinic is closed\n {4}at visits .*throws\.ts:4:9/,
      shown: 1,
    },
    {
      program: "mistyped.ts",
      says: /^aws:sqs\/queue:Queue resource 'waiting': property visibilityTimeoutSeconds has a problem: .*must be a number/,
      shown: 3,
      urn: `${PREFIX}aws:sqs/queue:Queue::waiting`,
    },
    {
      program: "stranger.ts",
      says: /knows the packages aws and awsx; this program also uses random/,
      shown: 1,
      urn: `${PREFIX}pulumi:providers:random::default`,
    },
    {
      program: "lookup.ts",
      says: /'clinic-archive' is to be read from the account, but the in-process run has none/,
      shown: 2,
      urn: `${PREFIX}aws:s3/bucket:Bucket::old`,
    },
  ];
  for (const { program, says, shown, urn } of wrong) {
    it(`fails on ${program} with one clear message`, async () => {
      const seen: string[] = [];
      const run = await runInProcess({
        projectDir: CLINIC,
        stack: "dev",
        program,
        onResource: (resource) => seen.push(resource.urn),
      });
      const errors = run.messages.filter(({ severity }) => severity === "error");
      expect(errors.map(({ text }) => text)).to.have.length(1);
      expect(errors[0]?.text).to.match(says);
      expect(errors[0]?.urn).to.equal(urn);
      expect(run.exitCode).to.equal(1);
      expect(seen).to.have.length(shown);
    });
  }

  it("runs nothing for a stack that does not exist", async () => {
    let started = false;
    const outcome = await runInProcess({ projectDir: CLINIC, stack: "nope", onStart: () => (started = true) }).catch(
      (error: unknown) => error,
    );
    expect(outcome)
      .to.be.instanceOf(ProjectError)
      .with.property("message")
      .that.contains('no stack "nope"; there are: dev');
    expect(started).to.equal(false);
  });

  it("stops when a rule breaks, and names it", async () => {
    const broken: Pack = {
      name: "broken",
      displayName: "broken",
      version: "0.0.1",
      description: "",
      rules: [
        {
          id: "always-breaks",
          title: "",
          severity: "high",
          controls: { hipaa: ["164.312(b)"] },
          source: "https://www.ecfr.gov",
          says: "",
          fix: "",
          scope: "resource",
          types: ["aws:sqs/queue:Queue"],
          judge: () => {
            throw new Error("no idea");
          },
        },
      ],
    };
    const outcome = await judgeInProcess({
      projectDir: CLINIC,
      stack: "dev",
      program: "mistyped.ts",
      pack: broken,
    }).catch((error: unknown) => error);
    expect(outcome)
      .to.be.instanceOf(Error)
      .with.property("message")
      .that.matches(/^Rule always-breaks failed on urn/);
  });
});
