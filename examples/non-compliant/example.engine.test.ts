import { expect } from "chai";
import { hipaaPack } from "../../policies/packs/hipaa/pack";
import { judgeInProcess, type JudgedRun } from "../../tools/in-process/judge";
import { expectedFindings, plantedBreaches } from "./planted";

describe("the non-compliant example, in-process", function () {
  this.timeout(300_000);
  let judged: JudgedRun;
  before(async () => {
    judged = await judgeInProcess({ projectDir: __dirname, stack: "dev", pack: hipaaPack });
  });

  it("runs to its end", () => {
    expect(judged.run.messages).to.deep.equal([]);
    expect(judged.run.exitCode).to.equal(0);
    expect(judged.run.resources.length).to.be.greaterThan(100);
  });

  it("is blocked with every planted breach and nothing else", () => {
    const found = judged.findings
      .map(({ evaluation: { result, rule, name } }) => `${result} ${rule.id} ${name}`)
      .sort();
    expect(found).to.deep.equal(expectedFindings());
    expect(judged.blocked).to.equal(true);
    expect(judged.exitCode).to.equal(1);
  });

  it("names each breach with its rule, citation and fix", () => {
    for (const { breach, expects } of plantedBreaches()) {
      for (const { rule, resource } of expects) {
        const told = judged.findings.find(
          ({ evaluation }) => evaluation.rule.id === rule && evaluation.name === resource,
        );
        expect(told?.message, `breach ${breach}`).to.match(/45 CFR 164\.\d+/);
        expect(told?.message, `breach ${breach}`).to.contain(told?.evaluation.rule.fix);
      }
    }
  });

  it("passes what is right beside what is wrong", () => {
    const answers = new Map(judged.evaluations.map(({ rule, name, result }) => [`${rule.id} ${name}`, result]));
    // The key is made in this program; its ARN is not known, what it was made from is.
    expect(answers.get("s3-bucket-cmk scans")).to.equal("pass");
    expect(answers.get("cloudwatch-log-group-encrypted api-log")).to.equal("pass");
    expect(answers.get("sns-encrypted-kms front-desk")).to.equal("pass");
    expect(answers.get("cloud-trail-encryption-enabled trail")).to.equal("pass");
    expect(answers.get("s3-bucket-ssl-requests-only scans")).to.equal("pass");
  });
});
