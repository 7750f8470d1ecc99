import { expect } from "chai";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withAws, type Sent } from "../lambdas/testing/aws-server";
import { observed } from "../reports/model/observed-record";
import type { CollectionRun } from "../reports/model/collection-run";
import { evaluation, run as policyRun } from "../reports/testing/builders";
import { recordsIn } from "../reports/testing/collecting";
import { complianceByProwler, resultByProwler } from "../reports/testing/ocsf-findings";
import { answering, refusal, type Answers } from "../tools/flows/testing/aws-answers";
import {
  CANARIES,
  configAnswers,
  guardDutyAnswers,
  hubAnswers,
  hubFinding,
  threat,
} from "../tools/flows/testing/told-by-aws";
import { runCommand, type Ran } from "./testing/run-command";

const run = (...args: string[]): Promise<Ran> => runCommand("evidence", ...args);

describe("phiguard evidence collect", () => {
  let folder: string;
  let out: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-collect-"));
    out = join(folder, "evidence");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const collect = async (answers: Answers, ...args: string[]): Promise<Ran & { sent: readonly Sent[] }> => {
    const { result, sent } = await withAws(answering(answers), () => run("collect", "--out", out, ...args));
    return { ...result, sent };
  };
  const whole: Answers = { ...configAnswers, ...hubAnswers(hubFinding()), ...guardDutyAnswers(threat()) };

  it("reads several sources and regions, and says that all was read", async () => {
    const ran = await collect(whole, "--source", "config,security-hub,guardduty", "--region", "us-east-1,us-west-2");
    expect(ran).to.include({ code: 0, error: "" });
    expect(ran.out).to.match(/aws\.config {2}123456789012 {2}us-east-1 {2}5 records {2}.*complete/);
    expect(ran.out).to.contain("all that was asked for was read");
    const runs = recordsIn(out).filter((record): record is CollectionRun => record.kind === "collection-run");
    expect(runs).to.have.length(6);
    for (const of of runs) {
      expect(of).to.include({ complete: true, principal: "arn:aws:sts::123456789012:assumed-role/auditor" });
      expect(of.subjects).to.equal("this-run-alone");
    }
  });

  it("ends non-zero where something was denied, keeps the rest, and names what is missing", async () => {
    const denied = { ...whole, "SecurityHub.GetFindings": () => refusal("AccessDeniedException", 403) };
    const args = ["--source", "config,security-hub", "--region", "us-east-1"];
    const ran = await collect(denied, ...args);
    expect(ran.code).to.equal(1);
    expect(ran.out).to.contain("partial: securityhub:GetFindings denied");
    expect(ran.out).to.contain("1 of 2 are partial: what they do not show is undetermined");
    expect(recordsIn(out).length).to.be.greaterThan(5);
    expect((await collect(denied, ...args, "--allow-partial")).code).to.equal(0);
  });

  it("tells the statements as JSON, without a word of anybody", async () => {
    const ran = await collect(whole, "--source", "guardduty", "--region", "us-east-1", "--json");
    const [{ run: statement }] = JSON.parse(ran.out) as [{ run: CollectionRun }];
    expect(statement).to.deep.include({ source: "aws.guardduty", complete: true, records: 1 });
    for (const canary of CANARIES) expect(ran.out.toLowerCase()).to.not.contain(canary);
  });

  it("reads what another tool wrote as OCSF, and says which finding of it counts for nothing", async () => {
    const file = at("scan.ocsf.json", JSON.stringify([resultByProwler(), complianceByProwler("Pass")]));
    const ran = await run("collect", "--out", out, "--ocsf", file);
    expect(ran).to.include({ code: 0, error: "" });
    expect(ran.out).to.match(/ocsf {2}123456789012 {2}us-east-1 {2}1 records {2}.*complete/);
    const spoilt = at("spoilt.json", JSON.stringify([resultByProwler(), resultByProwler({ patient: "Jane Roe" })]));
    const partly = await run("collect", "--out", out, "--ocsf", spoilt);
    expect(partly.code).to.equal(1);
    expect(partly.out).to.match(/finding 2: a field that class 2004 does not have, .*it counts for nothing/);
    expect(partly.out).to.contain("partial: file:ReadFindings items-of-no-known-shape");
    const none = await run("collect", "--out", out, "--ocsf", at("none.json", "[{"));
    expect(none).to.deep.include({ code: 1, out: "" });
    expect(none.error).to.contain("is not JSON; wanted findings in OCSF");
    expect(partly.error + partly.out + none.error).to.not.match(/jane/i);
  });

  it("tells over time how each resource stood, after a stop as well", async () => {
    const args = [
      "--source",
      "config",
      "--region",
      "us-east-1",
      "--history",
      "--from",
      "2026-11-01T00:00:00Z",
      "--to",
      "2026-11-22T00:00:00Z",
    ];
    let asked = 0;
    const history = configAnswers["Config.GetResourceConfigHistory"] as Answers[string];
    const ends: Answers = {
      ...configAnswers,
      "Config.GetResourceConfigHistory": (input, sent) =>
        (asked += 1) > 2 ? refusal("ExpiredTokenException", 403) : history(input, sent),
    };
    const key = at("key", "0123456789abcdef");
    expect((await collect(ends, ...args, "--subject-key", key)).code).to.equal(1);
    const ran = await collect(configAnswers, ...args, "--subject-key", key, "--resume");
    expect(ran.code).to.equal(0);
    expect(recordsIn(out).filter(({ kind }) => kind === "config-history")).to.have.length(8);
    const asks = ran.sent.filter(
      ({ headers }) => headers["x-amz-target"]?.endsWith("GetResourceConfigHistory") === true,
    );
    expect(asks).to.have.length(2);
  });

  it("does not ask again what was done before it was stopped", async () => {
    const args = ["--source", "guardduty,security-hub", "--region", "us-east-1"];
    const ended = { ...whole, "SecurityHub.GetFindings": () => refusal("ExpiredTokenException", 403) };
    expect((await collect(ended, ...args)).code).to.equal(1);
    expect(recordsIn(out).map(({ kind }) => kind)).to.deep.equal(["threat", "collection-run"]);
    const ran = await collect(whole, ...args, "--resume");
    expect(ran.sent.some(({ path }) => path.startsWith("/detector"))).to.equal(false);
    expect(ran.out).to.match(/aws\.guardduty.*complete[^]*aws\.securityhub.*complete/);
    expect(recordsIn(out)).to.have.length(4);
    expect(readdirSync(join(out, ".collecting"))).to.deep.equal([]);
  });

  it("goes on after the credentials ended, without reading a page twice", async () => {
    let ended = true;
    const pages: (string | undefined)[] = [];
    const answers: Answers = {
      "SecurityHub.GetFindings": ({ NextToken }) => {
        if (NextToken === "second" && ended) return refusal("ExpiredTokenException", 403);
        pages.push(NextToken as string | undefined);
        return NextToken === undefined
          ? { Findings: [hubFinding()], NextToken: "second" }
          : { Findings: [hubFinding({ Id: "another" })] };
      },
    };
    const args = ["--source", "security-hub", "--region", "us-east-1"];
    const stopped = await collect(answers, ...args);
    expect(stopped.error).to.match(/^AWS takes no credentials from here.*--resume goes on\.$/);
    expect(readdirSync(out)).to.deep.equal([".collecting"]);
    ended = false;
    expect((await collect(answers, ...args, "--resume")).code).to.equal(0);
    expect(pages).to.deep.equal([undefined, "second"]);
    expect(recordsIn(out)).to.have.length(3);
  });

  it("names subjects by the caller's key, the same each time", async () => {
    const key = at("key", "0123456789abcdef0123456789abcdef");
    const subjects: unknown[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      await collect(whole, "--source", "guardduty", "--region", "us-east-1", "--subject-key", key);
      const [record] = recordsIn(out).filter(({ kind }) => kind === "threat");
      subjects.push(record?.kind === "threat" && record.subject);
      rmSync(out, { recursive: true });
    }
    expect(subjects[0]).to.match(/^[0-9a-f]{64}$/);
    expect(subjects[1]).to.equal(subjects[0]);
  });

  it("reads a stack's state, and tells none of its values", async () => {
    const resource = (name: string, outputs: object): object => ({
      urn: `urn:pulumi:prod::clinic::aws:s3/bucket:Bucket::${name}`,
      type: "aws:s3/bucket:Bucket",
      custom: true,
      id: name,
      inputs: { tags: { patient: "Jane Roe, MRN 84312345" } },
      outputs,
    });
    const state = at(
      "state.json",
      JSON.stringify({ version: 3, deployment: { resources: [resource("records", { arn: "arn:aws:s3:::records" })] } }),
    );
    const ran = await run("collect", "--out", out, "--state", state);
    expect(ran.code).to.equal(0);
    const [record, statement] = recordsIn(out);
    expect(record).to.include({
      kind: "stack-resource",
      urn: "urn:pulumi:prod::clinic::aws:s3/bucket:Bucket::records",
      subjectType: "AwsS3Bucket",
    });
    expect(statement).to.have.property("asked").that.includes({ project: "clinic", stack: "prod", resources: 1 });
    expect(JSON.stringify(recordsIn(out))).to.not.match(/jane|84312345/i);
  });

  describe("from a copy of the ledger", () => {
    const told = observed({
      kind: "audit-event",
      collectedAt: "2026-11-22T10:00:05.000Z",
      observedAt: "2026-11-22T10:00:00.000Z",
      eventId: "0b9c7a6e-7a57-4b7e-9c53-6a3c4d0f8b11",
      source: "phiguard.recovery",
      account: "123456789012",
      region: "us-east-1",
      action: "drill.ended",
      outcome: "success",
    });
    const batch = (text: string): string => {
      const name = `${createHash("sha256").update(text).digest("hex")}.jsonl`;
      mkdirSync(join(folder, "ledger/batches/day=2026-11-22"), { recursive: true });
      writeFileSync(join(folder, "ledger/batches/day=2026-11-22", name), text);
      return join(folder, "ledger");
    };

    it("takes over what the intake observed, as it is", async () => {
      const ledger = batch(`${JSON.stringify(told)}\n`);
      expect((await run("collect", "--out", out, "--ledger", ledger)).code).to.equal(0);
      expect(recordsIn(out)[0]).to.deep.equal(told);
    });

    const bad: [string, string][] = [
      ["torn", JSON.stringify(told).slice(0, -10)],
      ["altered", `${JSON.stringify({ ...told, outcome: "failure" })}\n`],
      ["of another kind", '{"kind":"note","text":"Jane"}\n'],
    ];
    for (const [name, text] of bad) {
      it(`is not complete where a line is ${name}`, async () => {
        const ran = await run("collect", "--out", out, "--ledger", batch(text));
        expect(ran.code).to.equal(1);
        expect(ran.out).to.contain("partial: ledger lines-refused").and.not.contain("Jane");
      });
    }
  });

  const wrong: [string, string[], RegExp][] = [
    ["nothing to collect", [], /^There is nothing to collect: name --source, --state, --ocsf or --ledger\.$/],
    [
      "a source that is none",
      ["--source", "configg"],
      /It must be of config, security-hub, guardduty, cloudtrail; got configg/,
    ],
    [
      "a region that is none",
      ["--source", "config", "--region", "everywhere"],
      /regions such as us-east-1; got everywhere/,
    ],
    ["a time that is none", ["--source", "cloudtrail", "--from", "yesterday"], /UTC time such as/],
    [
      "an end before the beginning",
      [
        "--source",
        "cloudtrail",
        "--region",
        "us-east-1",
        "--from",
        "2026-02-01T00:00:00Z",
        "--to",
        "2026-01-01T00:00:00Z",
      ],
      /does not lie before --to/,
    ],
    [
      "a key that is not there",
      ["--source", "config", "--region", "us-east-1", "--subject-key", "nowhere"],
      /^The key nowhere cannot be read \(ENOENT\)\.$/,
    ],
    ["a state that is none", ["--state", "nowhere.json"], /^nowhere\.json cannot be read \(ENOENT\)\.$/],
    [
      "a ledger that is none",
      ["--ledger", "nowhere"],
      /^The copy of the ledger "nowhere" cannot be read: it does not exist$/,
    ],
  ];
  for (const [name, args, message] of wrong) {
    it(`refuses ${name} in one sentence, and writes no evidence`, async () => {
      const ran = await collect(whole, ...args);
      expect(ran).to.include({ code: 1, out: "" });
      expect(ran.error).to.match(message);
    });
  }

  it("refuses a key that is too short", async () => {
    const ran = await collect(
      whole,
      "--source",
      "config",
      "--region",
      "us-east-1",
      "--subject-key",
      at("key", "short"),
    );
    expect(ran.error).to.match(/has 5 bytes; wanted 16 or more\.$/);
  });

  it("says in one sentence that there are no credentials", async () => {
    const nobody = { "Sts.GetCallerIdentity": () => refusal("InvalidClientTokenId", 403) };
    for (const args of [
      ["collect", "--out", out, "--source", "config"],
      ["publish", "--evidence", folder],
    ]) {
      writeFileSync(join(folder, "a.jsonl"), `${JSON.stringify(evaluation({ rule: "kms", result: "fail" }))}\n`);
      const { result } = await withAws(answering(nobody), () => run(...args, "--region", "us-east-1"));
      expect(result.error).to.match(/^AWS takes no credentials from here, or they have ended: sign in/);
    }
  });
});

describe("phiguard evidence publish", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "phiguard-publish-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fails = evaluation({ rule: "kms-key-rotation-enabled", result: "fail" });
  const records = (): void =>
    writeFileSync(
      join(folder, "a.jsonl"),
      [policyRun([fails]), fails].map((record) => `${JSON.stringify(record)}\n`).join(""),
    );
  const publish = (answers: Answers, ...args: string[]): Promise<{ result: Ran; sent: readonly Sent[] }> =>
    withAws(answering(answers), () => run("publish", "--evidence", folder, "--region", "us-east-1", ...args));

  it("sends what fails in AWS's finding format", async () => {
    records();
    const taken = {
      ...hubAnswers(),
      "SecurityHub.BatchImportFindings": () => ({ FailedCount: 0, SuccessCount: 1, FailedFindings: [] }),
    };
    const { result, sent } = await publish(taken);
    expect(result).to.include({ code: 0, error: "" });
    expect(result.out).to.equal("1 opened, 0 updated, 0 archived; 0 unchanged, 0 known newer.\n");
    const { Findings } = JSON.parse(sent.find(({ path }) => path === "/findings/import")?.body ?? "{}") as {
      Findings: object[];
    };
    expect(Findings[0]).to.deep.include({
      AwsAccountId: "123456789012",
      ProductArn: "arn:aws:securityhub:us-east-1:123456789012:product/123456789012/default",
      Compliance: { Status: "FAILED" },
      RecordState: "ACTIVE",
      Severity: { Label: "HIGH" },
    });
    const listed = JSON.parse(sent.find(({ path }) => path === "/findings")?.body ?? "{}") as { Filters: object };
    expect(listed.Filters)
      .to.have.property("GeneratorId")
      .that.deep.equals([{ Value: "phiguard/", Comparison: "PREFIX" }]);
  });

  it("names what was not taken, and ends non-zero", async () => {
    records();
    const refused: Answers = {
      ...hubAnswers(),
      "SecurityHub.BatchImportFindings": ({ Findings }) => ({
        FailedCount: 1,
        SuccessCount: 0,
        FailedFindings: [
          { Id: (Findings as { Id: string }[])[0]?.Id, ErrorCode: "InvalidInput", ErrorMessage: "Jane" },
        ],
      }),
    };
    const { result } = await publish(refused);
    expect(result.code).to.equal(1);
    expect(result.out).to.contain("InvalidInput").and.contain(fails.subject.urn).and.not.contain("Jane");
  });

  it("sends nothing where Security Hub may not be read, or on a dry run", async () => {
    records();
    expect((await publish({})).result)
      .to.include({ code: 1 })
      .and.have.property("out")
      .that.contains("nothing was sent");
    const { result, sent } = await publish(hubAnswers(), "--dry-run");
    expect(result.out).to.contain("1 would be opened");
    expect(sent.some(({ path }) => path === "/findings/import")).to.equal(false);
  });

  it("says in one sentence that there is nothing to publish", async () => {
    expect((await publish(hubAnswers())).result.error).to.match(/holds no policy results; nothing was published\.$/);
  });
});
