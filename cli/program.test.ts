import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { allRules } from "../policies/catalog";
import { runCommand as run } from "./testing/run-command";

const KEY = "urn:pulumi:prod::clinic::aws:kms/key:Key::records";
const STATE = {
  version: 3,
  deployment: {
    resources: [
      { urn: "urn:pulumi:prod::clinic::pulumi:pulumi:Stack::clinic-prod", type: "pulumi:pulumi:Stack" },
      {
        urn: KEY,
        type: "aws:kms/key:Key",
        custom: true,
        id: "k-1",
        inputs: { enableKeyRotation: false, description: "records" },
        outputs: { arn: "arn:aws:kms:us-east-1:111122223333:key/k-1" },
        sourcePosition: "project:///keys.ts#7,1",
      },
    ],
  },
};

describe("the phiguard command", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "phiguard-cli-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, content: string | object): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };

  describe("policies list --json", () => {
    it("prints one array with all that a machine asks for", async () => {
      const rows = JSON.parse((await run("policies", "list", "--json")).out) as Record<string, unknown>[];
      expect(rows.map(({ id }) => id)).to.deep.equal(allRules().map(({ id }) => id));
      for (const row of rows)
        expect(row).to.have.all.keys("id", "title", "types", "scope", "severity", "controls", "packs");
    });

    it("lists one pack", async () => {
      const rows = JSON.parse((await run("policies", "list", "--json", "--pack", "soc2")).out) as { packs: string[] }[];
      expect(rows.length).to.be.greaterThan(0).and.lessThan(allRules().length);
      expect(rows.every(({ packs }) => packs.includes("soc2"))).to.equal(true);
    });
  });

  describe("policies explain", () => {
    it("shows what a rule asks, its citation and examples that were executed", async () => {
      const { out } = await run("policies", "explain", "cmk-backing-key-rotation-enabled");
      for (const part of ["45 CFR 164.312(a)(2)(iv)", "Fix:", "Passes", "Fails", "new aws.kms.Key("])
        expect(out).to.contain(part);
    });

    it("names the rules near one that is not there", async () => {
      expect((await run("policies", "explain", "kms-key-rotation")).error).to.match(
        /^There is no rule "kms-key-rotation"\. Near it: .*kms/,
      );
    });
  });

  describe("policies test --state", () => {
    it("judges what exists, with the line of the program", async () => {
      const { out, code } = await run("policies", "test", "--state", file("state.json", STATE), "--json");
      const judged = JSON.parse(out) as {
        findings: { rule: string; urn: string; level: string; source?: object }[];
        evaluations: object[];
      };
      const rotation = judged.findings.find(({ rule }) => rule === "cmk-backing-key-rotation-enabled");
      expect(rotation).to.deep.include({
        urn: KEY,
        level: "mandatory",
        source: { file: "keys.ts", line: 7, column: 1 },
      });
      expect(judged.evaluations.length).to.be.greaterThan(judged.findings.length);
      expect(code).to.equal(1);
    });

    it("writes every output and the records", async () => {
      const [sarif, junit, markdown] = ["a.sarif", "a.xml", "a.md"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      const evidence = join(folder, "evidence");
      const { out } = await run(
        ...["policies", "test", "--state", file("state.json", STATE), "--evidence", evidence],
        ...["--sarif", sarif, "--junit", junit, "--markdown", markdown],
      );
      expect(
        JSON.parse(readFileSync(sarif, "utf8")).runs[0].results[0].locations[0].physicalLocation.region.startLine,
      ).to.equal(7);
      expect(readFileSync(junit, "utf8")).to.contain('<testsuite name="phiguard-hipaa/clinic/prod"');
      expect(readFileSync(markdown, "utf8")).to.contain("### ❌ phiguard-hipaa/clinic/prod");
      const records = /^Records: (.*)$/m.exec(out)?.[1] ?? "";
      expect(JSON.parse(readFileSync(records, "utf8").split("\n")[0] ?? "")).to.include({
        stage: "state",
        complete: true,
      });
    });

    it("follows levels and settings of a config file", async () => {
      const config = file("config.yaml", "cmk-backing-key-rotation-enabled: advisory\nall: disabled\n");
      const { out, code } = await run(
        "policies",
        "test",
        "--state",
        file("state.json", STATE),
        "--config",
        config,
        "--json",
      );
      const { findings } = JSON.parse(out) as { findings: { rule: string; level: string }[] };
      expect(findings.map(({ rule, level }) => `${rule} ${level}`)).to.deep.equal([
        "cmk-backing-key-rotation-enabled advisory",
      ]);
      expect(code).to.equal(0);
    });

    const wrong: readonly [string, (write: typeof file) => string[], RegExp][] = [
      ["nothing to judge", () => [], /^Name a program, or an exported state with --state: one of the two\.$/],
      ["two things to judge", () => [".", "--state", "x"], /one of the two/],
      ["a state that is not there", () => ["--state", "nowhere.json"], /^nowhere\.json can't be read \(ENOENT\)\.$/],
      [
        "a state that is none",
        (write) => ["--state", write("s.json", "{")],
        /s\.json is not JSON; wanted the output of pulumi stack export\.$/,
      ],
      [
        "a program that is not there",
        () => ["nowhere"],
        /^nowhere does not exist; name a Pulumi project's folder or a program file\.$/,
      ],
      [
        "a pack that is not there",
        (write) => ["--pack", "pci", "--state", write("s.json", STATE)],
        /^There is no pack "pci"; there is hipaa, nist-csf, soc2\.$/,
      ],
      [
        "a config for a rule that is not there",
        (write) => ["--state", write("s.json", STATE), "--config", write("c.json", { "kms-key-rotated": "advisory" })],
        /has no rule "kms-key-rotated"; near it: .*kms/,
      ],
      [
        "a level that is not there",
        (write) => ["--state", write("s.json", STATE), "--config", write("c.json", { all: "warn" })],
        /the level of all must be one of mandatory, advisory, remediate, disabled; got "warn"\.$/,
      ],
      [
        "a setting that no rule has",
        (write) => ["--state", write("s.json", STATE), "--config", write("c.json", { "kms-key-enabled": { days: 3 } })],
        /^Rule kms-key-enabled has no setting "days"; it has none\.$/,
      ],
    ];
    for (const [name, args, message] of wrong) {
      it(`refuses ${name} in one sentence`, async () => {
        const { error, code } = await run("policies", "test", ...args(file));
        expect(error).to.match(message);
        expect(code).to.equal(1);
      });
    }
  });

  describe("waivers", () => {
    const args = (target: string, more: Record<string, string> = {}): string[] =>
      Object.entries({
        "--file": target,
        "--id": "W-1",
        "--rule": "kms-key-enabled",
        "--resource": KEY,
        "--reason": "Moves in March",
        "--owner": "ann@example.test",
        "--approver": "security@example.test",
        "--compensating-control": "Nothing is stored yet",
        "--start": "2026-01-01",
        "--end": "2999-01-01",
        ...more,
      }).flat();

    it("adds to a file and leaves its comments", async () => {
      const target = file("w.yaml", "# Approved by the security office.\nwaivers: [] # none yet\n");
      expect((await run("waivers", "add", ...args(target))).code).to.equal(0);
      expect((await run("waivers", "add", ...args(target, { "--id": "W-2" }))).code).to.equal(0);
      const text = readFileSync(target, "utf8");
      expect(text).to.contain("# Approved by the security office.");
      expect((parse(text) as { waivers: { id: string }[] }).waivers.map(({ id }) => id)).to.deep.equal(["W-1", "W-2"]);
      expect((await run("waivers", "check", "--file", target)).out).to.contain("2 waivers, all count.");
    });

    it("writes nothing that would count for nothing", async () => {
      const target = file("w.yaml", "waivers: []\n");
      for (const [more, message] of [
        [{ "--approver": "Ann@example.test" }, "approver must be another person than owner"],
        [{ "--end": "2026-02-30" }, "end must be a day as YYYY-MM-DD"],
        [{ "--rule": "no-such-rule" }, "rule no-such-rule does not exist in this pack"],
      ] as const) {
        expect((await run("waivers", "add", ...args(target, more))).error).to.contain(message);
      }
      expect(readFileSync(target, "utf8")).to.equal("waivers: []\n");
    });

    it("refuses an id twice", async () => {
      const target = join(folder, "w.yaml");
      writeFileSync(target, "waivers: []\n");
      await run("waivers", "add", ...args(target));
      expect((await run("waivers", "add", ...args(target))).error).to.match(/has a waiver W-1 already\.$/);
    });

    it("check ends non-zero when one has ended or is malformed", async () => {
      const target = file("w.yaml", "waivers: []\n");
      await run("waivers", "add", ...args(target, { "--end": "2026-01-31" }));
      const { code, out } = await run("waivers", "check", "--file", target);
      expect(code).to.equal(1);
      expect(out).to.contain("ended 2026-01-31").and.to.contain("1 count for nothing");
      expect((await run("waivers", "check", "--file", file("bad.yaml", "waivers: [{ id: W-9 }]\n"))).out).to.contain(
        "rule must be a text",
      );
    });

    it("lists those that end soon, the last day included", async () => {
      const target = file("w.yaml", "waivers: []\n");
      const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
      await run("waivers", "add", ...args(target, { "--id": "today", "--end": day(0) }));
      await run("waivers", "add", ...args(target, { "--id": "soon", "--end": day(30) }));
      await run("waivers", "add", ...args(target, { "--id": "later", "--end": day(31) }));
      const rows = JSON.parse((await run("waivers", "list", "--file", target, "--expiring", "30d", "--json")).out) as {
        waiver: { id: string };
        daysLeft: number;
      }[];
      expect(rows.map(({ waiver, daysLeft }) => [waiver.id, daysLeft])).to.deep.equal([
        ["today", 0],
        ["soon", 30],
      ]);
    });
  });
});
