import { expect } from "chai";
import { withAws } from "../../lambdas/testing/aws-server";
import { awsCollector } from "../../lambdas/evidence-collect/collector";
import { createHandler as createCollector } from "../../lambdas/evidence-collect/handler";
import { createHandler as createReporter } from "../../lambdas/report-run/handler";
import { ledgerReports } from "../../lambdas/report-run/reports";
import { MemoryStore } from "../../reports/ledger/testing/memory-store";
import { newSigner } from "../../reports/ledger/testing/records";
import { verifyLedger } from "../../reports/ledger/verify";
import type { Report } from "../../reports/model/report";
import { answering, refusal, type Answers } from "./testing/aws-answers";
import { CANARIES, configAnswers, guardDutyAnswers, hubAnswers, hubFinding, threat } from "./testing/told-by-aws";

const LOCK = new Date(Date.now() + 2557 * 86_400_000);
const signer = newSigner();
const answers: Answers = { ...configAnswers, ...hubAnswers(hubFinding()), ...guardDutyAnswers(threat()) };

class LockingStore extends MemoryStore {
  lockedUntil(): Promise<Date> {
    return Promise.resolve(LOCK);
  }
}

/** A night: the collecting function, then the reporting one, over one ledger. */
async function night(store: LockingStore, told: Answers) {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const collect = createCollector({
    collect: awsCollector("us-east-1", async () => Buffer.from("a key that only a test has")),
    ledger: {
      append: async (key, text) =>
        (await store.create(key, Buffer.from(text))) === "created" ? "written" : "there-already",
    },
    log: quiet,
  });
  const { runs } = (await withAws(answering(told), collect)).result;
  const report = createReporter({
    ...{ store, signers: async () => signer, signingKey: "arn", reports: ledgerReports(store) },
    ...{ retentionDays: 2557, clock: () => new Date(), log: quiet },
  });
  const sealed = await report({ scheduledAt: new Date().toISOString() });
  return { runs, sealed };
}

const hipaaReport = (store: LockingStore): Report => {
  const reports = [...store.objects.keys()].filter((key) => key.endsWith("/report.json"));
  const all = reports.map((key) => JSON.parse(store.text(key)) as Report);
  return all.find(({ framework }) => framework.id === "hipaa")!;
};

describe("collecting and reporting on a schedule, from AWS's answers to locked reports", () => {
  it("leaves reports that have each result with the request that told it, in a ledger that is whole", async () => {
    const store = new LockingStore();
    const { runs, sealed } = await night(store, answers);
    expect(runs.map(({ source, complete }) => [source, complete])).to.deep.equal([
      ["aws.config", true],
      ["aws.securityhub", true],
      ["aws.guardduty", true],
    ]);
    expect(sealed.reports).to.have.length(3);
    expect(await verifyLedger({ store, now: new Date() })).to.deep.include({ whole: true, findings: [] });
    const { evaluations, accounts } = hipaaReport(store);
    expect(accounts.map(({ account }) => account)).to.deep.equal(["123456789012"]);
    expect(evaluations.length).to.be.greaterThan(3);
    for (const { record } of evaluations) expect(record.told?.request).to.match(/^0{8}-/);
    for (const [key, content] of store.objects)
      for (const canary of CANARIES) expect(`${key} ${content.toString()}`.toLowerCase()).to.not.contain(canary);
  }).timeout(120_000);

  it("leaves what was denied in the ledger and in the report, as not read", async () => {
    const store = new LockingStore();
    const denied = { ...answers, "Config.DescribeConfigRules": () => refusal("AccessDeniedException", 400) };
    const { runs } = await night(store, denied);
    expect(runs[0]).to.include({ source: "aws.config", complete: false });
    const [asked] = hipaaReport(store).accounts[0]!.regions;
    const config = asked?.sources.find(({ source }) => source === "aws.config");
    expect(config).to.deep.include({ complete: false, missing: ["Not read: config:DescribeConfigRules denied"] });
    expect(hipaaReport(store).evaluations.some(({ rule }) => rule.startsWith("aws.config/"))).to.equal(false);
  }).timeout(120_000);
});
