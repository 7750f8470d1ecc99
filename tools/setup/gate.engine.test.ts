import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { placesOf } from "./places";
import { EngineProject, ROOT, type Ended } from "./testing/engine-project";

/** `later` is known once the queue exists, and `isNever` is then false: a breach that no preview can see. */
const HEAD = `const aws = require("@pulumi/aws");
const queue = new aws.sqs.Queue("notes", { kmsMasterKeyId: "alias/clinic", tags: { DataClassification: "internal" } });
const isNever = queue.arn.apply((arn) => arn.length < 3);
const later = queue.arn.apply((arn) => (arn.length < 3 ? "Enabled" : "Suspended"));
`;
const KEY = `new aws.kms.Key("records", { enableKeyRotation: isNever, description: "Records", tags: { DataClassification: "phi" } });`;
const BUCKET = `const bucket = new aws.s3.Bucket("scans", { bucket: "clinic-gate-scans", tags: { DataClassification: "phi" } });
new aws.s3.BucketVersioning("scans", { bucket: bucket.id, versioningConfiguration: { status: later } });`;

const ROTATION = "cmk-backing-key-rotation-enabled";
const VERSIONS = "s3-bucket-versioning-enabled";

describe("values that are not known at preview", function () {
  this.timeout(120_000);
  const hipaaPack = path.join(placesOf(ROOT).packs, "hipaa");
  const projects: EngineProject[] = [];
  after(() => projects.forEach((made) => made.remove()));

  function project(name: string, program: string): EngineProject {
    const made = new EngineProject(name, HEAD + program);
    made.write("block.json", JSON.stringify({ "pack-settings": { unknown: "block" } }));
    projects.push(made);
    return made;
  }

  function run(made: EngineProject, args: readonly string[], blocks = false): Promise<Ended> {
    const config = blocks ? ["--policy-pack-config", path.join(made.folder, "block.json")] : [];
    const evidence = path.join(made.folder, "evidence");
    return made.pulumi([...args, "--stack", "dev", "--policy-pack", hipaaPack, ...config], {
      PHIGUARD_EVIDENCE: evidence,
    });
  }

  /** Level and first words of what was said of a rule; empty when nothing was. */
  function said({ stdout }: Ended, rule: string): string {
    const lines = stdout.split("\n");
    const at = lines.findIndex((line) => line.includes(rule) && line.includes("severity"));
    return at < 0 ? "" : `${/\[(\w+)\]/.exec(lines[at] ?? "")?.[1]} ${(lines[at + 1] ?? "").trim()}`;
  }

  it("a resource rule advises at preview, blocks there when asked to, and stops the update before the resource is made", async () => {
    const made = project("gate-resource", KEY);
    const preview = await run(made, ["preview"]);
    expect(preview.exitCode, preview.stdout).to.equal(0);
    expect(said(preview, ROTATION)).to.equal(
      `advisory Key "records" can't be judged yet. Not known yet: enableKeyRotation.`,
    );
    const blocked = await run(made, ["preview"], true);
    expect(blocked.exitCode).to.not.equal(0);
    expect(said(blocked, ROTATION)).to.match(/^mandatory Key "records" can't be judged yet/);

    const up = await run(made, ["up", "--yes", "--skip-preview"]);
    expect(up.exitCode).to.not.equal(0);
    expect(said(up, ROTATION)).to.equal(
      `mandatory Key "records" does not rotate its key material (enableKeyRotation is false).`,
    );
    const state = JSON.parse((await made.pulumi(["stack", "export", "--stack", "dev"])).stdout) as {
      deployment: { resources: { type: string }[] };
    };
    const types = state.deployment.resources.map(({ type }) => type);
    expect(types).to.include("aws:sqs/queue:Queue");
    expect(types).to.not.include("aws:kms/key:Key");
    const update = fs.readdirSync(path.join(made.folder, "evidence")).filter((file) => file.includes(".update."));
    expect(update, "the stopped update left its records").to.have.length(1);
    await made.pulumi(["destroy", "--yes", "--skip-preview", "--stack", "dev"]);
  });

  it("a high relation that can't be decided blocks at preview", async () => {
    const preview = await run(project("gate-relation", BUCKET), ["preview"]);
    expect(preview.exitCode).to.not.equal(0);
    expect(said(preview, VERSIONS)).to.equal(
      `mandatory Bucket "scans" can't be judged yet. Not known yet: BucketVersioning.versioningConfiguration.status.`,
    );
  });
});
