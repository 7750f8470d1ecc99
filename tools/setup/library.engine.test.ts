import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { EngineProject, ROOT } from "./testing/engine-project";

const PROGRAM = `const aws = require("@pulumi/aws");
new aws.sqs.Queue("notes", { messageRetentionSeconds: 1209600, kmsMasterKeyId: "alias/clinic", tags: { DataClassification: "internal" } });`;

/** A pack of a team's own: one rule in the language, one of ours. */
const PACK = `const { allRules, atMost, on, servePack, wholeNumber } = require("phiguard/policies");
const mostSeconds = wholeNumber({ name: "mostSeconds", description: "Seconds.", fallback: 345600, minimum: 60, maximum: 1209600 });
const queueKeepsFourDays = on("aws:sqs/queue:Queue").rule({
  id: "acme-queue-keeps-four-days",
  title: "Queues keep messages for four days at most",
  severity: "high",
  controls: {},
  source: "https://example.org/acme",
  says: "keeps messages too long",
  fix: "Set messageRetentionSeconds: 345600.",
  config: [mostSeconds],
  requires: (p, settings) => atMost(p.messageRetentionSeconds, mostSeconds.of(settings)),
});
servePack({
  name: "acme",
  displayName: "Acme",
  version: "1.0.0",
  description: "What Acme asks of its queues.",
  rules: [queueKeepsFourDays, ...allRules().filter(({ id }) => id === "sqs-queue-encrypted")],
});`;

const TABLE = `const { testRule, unknownString } = require("phiguard/policies/testing");
const { is, on } = require("phiguard/policies");
const rule = on("aws:sqs/queue:Queue").rule({ id: "acme-named", title: "T", severity: "low", controls: {}, source: "https://example.org", says: "s", fix: "F.", requires: (p) => is(p.name, "notes") });
testRule(rule, {
  valid: [{ name: "right", props: { name: "notes" } }],
  invalid: [{ name: "left out", props: {}, finds: "name" }],
  notJudged: [
    { name: "another type", type: "aws:sns/topic:Topic", props: {}, because: "other-type" },
    { name: "unknown", props: { name: unknownString }, because: "unknown", finds: "name" },
  ],
});`;

describe("a pack of one's own through phiguard/policies", function () {
  this.timeout(120_000);
  let made: EngineProject;
  before(() => {
    made = new EngineProject("library", PROGRAM);
    made.write("pack/PulumiPolicy.yaml", "runtime: nodejs\nmain: index.js\n");
    made.write("pack/package.json", JSON.stringify({ name: "acme", version: "1.0.0", main: "index.js" }));
    made.write("pack/index.js", PACK);
    made.write("pack/queue.test.js", TABLE);
    fs.mkdirSync(path.join(made.folder, "pack", "node_modules"));
    fs.symlinkSync(ROOT, path.join(made.folder, "pack", "node_modules", "phiguard"));
  });
  after(() => made.remove());

  const preview = (...more: string[]) =>
    made.pulumi(["preview", "--stack", "dev", "--policy-pack", path.join(made.folder, "pack"), ...more], {
      PHIGUARD_EVIDENCE: path.join(made.folder, "evidence"),
    });

  it("blocks on the engine", async () => {
    const { exitCode, stdout } = await preview();
    expect(stdout).to.contain("acme-queue-keeps-four-days").and.to.contain("keeps messages too long");
    expect(exitCode).not.to.equal(0);
  });

  it("takes its rule's setting from the pack config", async () => {
    made.write("config.json", JSON.stringify({ "acme-queue-keeps-four-days": { mostSeconds: 1209600 } }));
    const { exitCode, stdout } = await preview("--policy-pack-config", path.join(made.folder, "config.json"));
    expect(exitCode, stdout).to.equal(0);
  });

  it("has its rules tested by the same tables", async () => {
    const { spawnSync } = await import("node:child_process");
    const mocha = path.join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
    const { stdout, status } = spawnSync(
      process.execPath,
      [mocha, "--no-config", path.join(made.folder, "pack", "queue.test.js")],
      { encoding: "utf8" },
    );
    expect(status, stdout).to.equal(0);
    expect(stdout).to.contain("5 passing");
  });
});
