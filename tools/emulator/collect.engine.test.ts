import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { awsPorts, callerIdentity } from "../../reports/sources/aws-ports";
import { collectFromAws } from "../../reports/sources/collect";
import { publishFindings } from "../../reports/publish";
import { securityHubFindings } from "../../reports/publish/adapters";
import { AS_OF, evaluation, loaded, run } from "../../reports/testing/builders";
import { impatience, recordsIn, settingsFor } from "../../reports/testing/collecting";
import { chainOf, START } from "../../reports/testing/digests";
import { hubFinding } from "../flows/testing/told-by-aws";
import { withEmulator, type Emulator } from "./emulator";

const REGION = "us-east-1";
/** An emulated AWS in which our own clients find it. */
function emulated(work: (emulator: Emulator) => Promise<void>): Promise<void> {
  return withEmulator((emulator) => withEnvironment({ AWS_ENDPOINT_URL: emulator.endpoint }, () => work(emulator)));
}

async function made({ call }: Emulator, service: string, operation: string, parameters: object): Promise<void> {
  const reply = await call(REGION, service, operation, parameters);
  if (!("result" in reply)) throw new Error(`${service} ${operation}: ${JSON.stringify(reply)}`);
}

describe("collecting from an emulated AWS", () => {
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), "phiguard-emulated-"))));
  /** All of `sources` over the first milliseconds after the start. */
  const requestFor = async (sources: Parameters<typeof collectFromAws>[0]["sources"], milliseconds: number) => ({
    ...settingsFor(out),
    ...(await callerIdentity(REGION)),
    sources,
    regions: [REGION],
    period: { from: new Date(START), to: new Date(START + milliseconds) },
    withHistory: false,
  });
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  it("pages through Security Hub's findings, and is whole", async () => {
    await emulated(async (emulator) => {
      await made(emulator, "securityhub", "enable_security_hub", {});
      const findings = Array.from({ length: 250 }, (_, n) => hubFinding({ Id: `f${n}` }));
      for (let at = 0; at < findings.length; at += 100)
        await made(emulator, "securityhub", "batch_import_findings", { Findings: findings.slice(at, at + 100) });
      const request = await requestFor(["security-hub"], 1);
      const [collected] = await collectFromAws(request, awsPorts());
      expect(collected?.run).to.include({ complete: true, records: 250, account: request.account });
      expect(collected?.run.calls[0]).to.include({ pages: 3, items: 250 });
      expect(recordsIn(out)).to.have.length(251);
    });
  });

  it("opens, keeps and archives findings of its own", async () => {
    await emulated(async (emulator) => {
      await made(emulator, "securityhub", "enable_security_hub", {});
      await made(emulator, "securityhub", "batch_import_findings", { Findings: [hubFinding()] });
      const { account } = await callerIdentity(REGION);
      const target = { partition: "aws" as const, account, region: REGION };
      const publish = (result: "fail" | "pass", at: string) => {
        const times = { collectedAt: at, observedAt: at, runId: at };
        const one = evaluation({ rule: "kms", result, ...times });
        const records = loaded([run([one], times), one]);
        return publishFindings(
          { records, rules: [], target, asOf: AS_OF, dryRun: false, patience: impatience() },
          securityHubFindings(target),
        );
      };
      expect(await publish("fail", "2026-11-20T10:00:00Z")).to.include({ opened: 1, sent: 1 });
      expect(await publish("fail", "2026-11-20T10:00:00Z")).to.include({ unchanged: 1, sent: 0 });
      expect(await publish("pass", "2026-11-21T10:00:00Z")).to.include({ resolved: 1, sent: 1 });
      expect(await publish("pass", "2026-11-21T10:00:00Z")).to.include({ unchanged: 1, sent: 0 });
    });
  });

  it("checks digests that lie in a bucket, and says that the emulator gives no public keys", async () => {
    await emulated(async (emulator) => {
      await made(emulator, "s3", "create_bucket", { Bucket: "trail-bucket" });
      // CloudTrail asks for a policy of the bucket; the emulator asks for the bucket alone.
      await made(emulator, "cloudtrail", "create_trail", {
        Name: "main",
        S3BucketName: "trail-bucket",
        EnableLogFileValidation: true,
      });
      for (const { key, content, signature } of chainOf(3).digests) {
        await made(emulator, "s3", "put_object", {
          Bucket: "trail-bucket",
          Key: key,
          Body: Buffer.from(content).toString("utf8"),
          Metadata: { signature },
        });
      }
      const request = await requestFor(["cloudtrail"], 3 * 3_600_000);
      const [collected] = await collectFromAws(request, awsPorts());
      expect(collected?.run.complete).to.equal(false);
      const told = recordsIn(out).flatMap((record) => (record.kind === "trail-digest" ? [record.reason] : []));
      expect(told).to.deep.equal(["no-public-key", "no-public-key", "no-public-key"]);
    });
  });

  it("is not complete where Config has no recorder, and GuardDuty no detector", async () => {
    await emulated(async () => {
      const request = await requestFor(["config", "guardduty"], 1);
      const runs = (await collectFromAws(request, awsPorts())).map(({ run: statement }) => statement);
      expect(runs.map(({ complete }) => complete)).to.deep.equal([false, false]);
      expect(runs[0]?.missing).to.include("config recorder-not-recording");
      expect(runs[1]?.missing).to.deep.equal(["guardduty not-enabled"]);
    });
  });
});
