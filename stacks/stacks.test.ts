import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { ofType, plan, type Planned } from "../components/testing/plan";
import { parseConfig, type Settings } from "./config";
import { makeContext } from "./context";
import { buildFoundation } from "./foundation";
import { buildHealthLake } from "./healthlake";

/** The committed configuration as the engine hands it on: every value a text. */
function configOf(stack: string): Record<string, string> {
  const { config } = parse(readFileSync(join(__dirname, `../Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

const settings = { dev: parseConfig("dev", configOf("dev")), prod: parseConfig("prod", configOf("prod")) };
const plans = new Map<Settings, Promise<Planned[]>>();

/** The plan of a whole stack; each is made once, as it takes a second. */
function planOf(settings: Settings): Promise<Planned[]> {
  const known = plans.get(settings);
  if (known !== undefined) return known;
  const made = plan(() => {
    const context = makeContext(settings);
    const foundation = buildFoundation(context);
    if (settings.workloads.includes("healthlake")) buildHealthLake(context, foundation);
  });
  plans.set(settings, made);
  return made;
}

/** Types without tags in AWS. */
const UNTAGGED =
  /^(pulumi:|phiguard:|aws:kms\/alias|aws:cloudcontrol|aws:s3\/bucket[A-Z]|aws:s3\/bucket\w+:|aws:iam\/rolePolicyAttachment|aws:sns\/topic(Policy|Subscription)|aws:sqs\/queuePolicy|aws:cloudwatch\/(eventTarget|log(MetricFilter|ResourcePolicy|DataProtectionPolicy)))/;
const TAGS = ["phiguard:environment", "phiguard:workload", "phiguard:owner", "phiguard:classification"];

for (const stack of ["dev", "prod"] as const) {
  describe(`stack ${stack}`, () => {
    let planned: Planned[] = [];
    before(async () => (planned = await planOf(settings[stack])));

    it("tags every resource that takes tags", () => {
      const taggable = planned.filter(({ type }) => type === "aws:s3/bucket:Bucket" || !UNTAGGED.test(type));
      expect(taggable.length).to.be.greaterThan(40);
      for (const { name, inputs } of taggable) expect(inputs.tags, name).to.include.keys(...TAGS);
    });

    it("puts the environment into every name", () => {
      for (const { name, inputs } of planned) {
        const given = (inputs.name ?? inputs.bucket ?? inputs.tags?.Name) as string | undefined;
        if (given !== undefined) expect(given, name).to.contain(stack);
      }
    });

    it("makes every resource with a provider of its own choosing", () => {
      const homeless = planned.filter(
        ({ type, provider }) => type.startsWith("aws:") && !/::(home|replica)::/.test(provider),
      );
      expect(homeless.map(({ name }) => name)).to.deep.equal([]);
    });

    it("has no name twice among resources of a type and region", () => {
      const names = planned.flatMap(({ type, provider, inputs }) =>
        inputs.name === undefined ? [] : [`${type} ${provider} ${inputs.name}`],
      );
      expect(new Set(names).size).to.equal(names.length);
    });

    it("bounds every role by the policy of the foundation", () => {
      const roles = ofType(planned, "aws:iam/role:Role");
      expect(roles.length).to.be.greaterThan(2);
      for (const { name, inputs } of roles) {
        const boundary = `arn:aws:iam::123456789012:policy/phiguard-${stack}-role-boundary`;
        expect(inputs.permissionsBoundary, name).to.equal(boundary);
      }
    });

    it("uses the PHI key for PHI and the platform key for the rest", () => {
      for (const { name, inputs } of ofType(planned, "aws:cloudwatch/logGroup:LogGroup")) {
        const phi = inputs.tags["phiguard:classification"] === "phi";
        expect(inputs.kmsKeyId, name).to.match(phi ? /healthlake-key/ : /foundation-key/);
      }
    });
  });
}

describe("the stacks differ where they should", () => {
  it("prod copies PHI and audit files to a second region, dev does not", async () => {
    const replications = async (of: Settings): Promise<string[]> =>
      ofType(await planOf(of), "aws:s3/bucketReplicationConfig:BucketReplicationConfig").map(
        ({ inputs }) => inputs.bucket,
      );
    expect(await replications(settings.dev)).to.be.empty;
    expect(await replications(settings.prod)).to.have.members([
      "phiguard-prod-audit-123456789012-us-east-1",
      "phiguard-prod-fhir-input-123456789012-us-east-1",
      "phiguard-prod-fhir-output-123456789012-us-east-1",
    ]);
  });

  it("prod replicas stand in the second region with its key, lock and log", async () => {
    const planned = await planOf(settings.prod);
    const there = planned.filter(({ provider }) => provider.includes("::replica::"));
    expect(ofType(there, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs.bucket)).to.have.members(
      ["audit", "access-log", "fhir-input", "fhir-output", "fhir-access-log"].map(
        (role) => `phiguard-prod-${role}-123456789012-us-west-2`,
      ),
    );
    expect(ofType(there, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).to.have.length(3);
    expect(ofType(there, "aws:s3/bucketLogging:BucketLogging")).to.have.length(3);
    expect(ofType(there, "aws:s3/bucketReplicationConfig:BucketReplicationConfig")).to.be.empty;
  });

  it("only dev has made-up patients and a single NAT gateway", () => {
    expect([settings.dev.healthlake.preload, settings.prod.healthlake.preload]).to.deep.equal(["synthea", "none"]);
    expect([settings.dev.network.natGateways, settings.prod.network.natGateways]).to.deep.equal([
      "single",
      "one-per-zone",
    ]);
    expect([settings.dev.deletionProtection, settings.prod.deletionProtection]).to.deep.equal([false, true]);
  });

  it("the foundation alone needs no HealthLake", async () => {
    const planned = await planOf({ ...settings.dev, workloads: ["foundation"] });
    expect(planned.filter(({ name }) => name.startsWith("healthlake"))).to.be.empty;
    const endpoints = ofType(planned, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName);
    expect(endpoints).to.not.include("com.amazonaws.us-east-1.healthlake");
  });

  it("the organisation's permissions boundary takes the place of the foundation's", async () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/organisation";
    const planned = await planOf({ ...settings.dev, permissionsBoundaryArn });
    for (const { name, inputs } of ofType(planned, "aws:iam/role:Role")) {
      expect(inputs.permissionsBoundary, name).to.equal(permissionsBoundaryArn);
    }
    expect(planned.filter(({ type }) => type === "phiguard:access:RoleBoundary")).to.be.empty;
  });

  it("a team's own tag keys replace ours everywhere", async () => {
    const tagKeys = { ...settings.dev.tagKeys, classification: "data-class" };
    const planned = await planOf({ ...settings.dev, tagKeys });
    const tagged = planned.filter(({ inputs }) => inputs.tags !== undefined);
    expect(tagged).to.not.be.empty;
    for (const { name, inputs } of tagged) expect(inputs.tags, name).to.not.have.property("phiguard:classification");
  });
});
