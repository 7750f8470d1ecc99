import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../cli/testing/run-command";
import { s3Store } from "../../reports/ledger/adapters";
import { headKey, REPORTS } from "../../reports/ledger/names";
import { sealLedger } from "../../reports/ledger/seal";
import { newSigner, syntheticBatch } from "../../reports/ledger/testing/records";
import { evaluation, run as policyRun } from "../../reports/testing/builders";
import { writeSample } from "../../reports/testing/sample";
import { verifyLedger } from "../../reports/ledger/verify";
import { s3Client } from "../../lambdas/s3/adapters";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";

const REGION = "us-east-1";
const BUCKET = "ledger";
const signer = newSigner();
const clock = (): Date => new Date();

describe("a ledger in an emulated S3", () => {
  it("is sealed by two at once, verified whole, and its heads can't be deleted", () =>
    withEmulator(async ({ endpoint, call }) => {
      const s3 = (operation: string, parameters: object): ReturnType<Emulator["call"]> =>
        call(REGION, "s3", operation, { Bucket: BUCKET, ...parameters });
      expect(await s3("create_bucket", { ObjectLockEnabledForBucket: true })).to.have.property("result");
      await withEnvironment({ AWS_ENDPOINT_URL: endpoint }, async () => {
        const store = s3Store(s3Client(), BUCKET, { days: 2557, clock });
        await sealLedger({ store, signer, clock });
        for (const { key, text } of [0, 10, 20].map((from) => syntheticBatch(from, 5))) {
          expect(await store.create(key, Buffer.from(text))).to.equal("created");
          expect(await store.create(key, Buffer.from(text))).to.equal("exists");
        }
        await Promise.all([sealLedger({ store, signer, clock }), sealLedger({ store, signer, clock })]);
        expect(await verifyLedger({ store, now: clock() })).to.include({
          whole: true,
          heads: 2,
          batches: 3,
          records: 15,
        });
      });
      const { result } = (await s3("list_object_versions", { Prefix: headKey(2) })) as {
        result: { Versions: { VersionId: string }[] };
      };
      const version = { Key: headKey(2), VersionId: result.Versions[0]?.VersionId };
      const { result: lock } = (await s3("head_object", version)) as {
        result: { ObjectLockMode: string; ObjectLockRetainUntilDate: string };
      };
      expect(lock.ObjectLockMode).to.equal("COMPLIANCE");
      expect(Date.parse(lock.ObjectLockRetainUntilDate) - Date.now()).to.be.greaterThan(2556 * 86_400_000);
      expect(await s3("delete_object", version)).to.have.property("refused");
    })).timeout(120_000);

  it("keeps a report by command: each file locked for seven years, refused to whoever deletes it, and whole with the ledger", () =>
    withEmulator(async ({ endpoint, call }) => {
      const folder = mkdtempSync(join(tmpdir(), "phiguard-keep-"));
      const s3 = (operation: string, parameters: object): ReturnType<Emulator["call"]> =>
        call(REGION, "s3", operation, { Bucket: BUCKET, ...parameters });
      await s3("create_bucket", { ObjectLockEnabledForBucket: true });
      await call(REGION, "s3", "create_bucket", { Bucket: "no-lock" });
      const passed = evaluation({ result: "pass" });
      await writeSample(join(folder, "evidence"), [policyRun([passed]), passed]);
      await withEnvironment({ AWS_ENDPOINT_URL: endpoint }, async () => {
        const { out } = await runCommand("evidence", "keygen", "--out", join(folder, "key.pem"));
        expect(out).to.contain("Fingerprint");
        const key = ["--key", join(folder, "key.pem")];
        const to = ["--out", join(folder, "report"), "--as-of", "2026-11-20T12:00:00Z"];
        await runCommand("evidence", "report", "--evidence", join(folder, "evidence"), ...to, ...key);
        const keep = (bucket: string) =>
          runCommand("evidence", "keep", "--report", join(folder, "report"), "--bucket", bucket, ...key);
        const kept = await keep(BUCKET);
        expect(kept).to.include({ code: 0, error: "" });
        expect(kept.out).to.contain("Nobody can delete or change them before 20");
        expect((await keep(BUCKET)).out).to.match(/of them there before/);
        const verdict = await verifyLedger({ store: s3Store(s3Client(), BUCKET, { days: 2557, clock }), now: clock() });
        expect(verdict).to.deep.include({ whole: true, heads: 1, batches: 1, findings: [] });
        const refused = await keep("no-lock");
        expect(refused.code).to.equal(1);
        expect(refused.error).to.match(/^The bucket no-lock does not take the report|does not lock the report until/);
      });
      const { result } = (await s3("list_object_versions", { Prefix: REPORTS })) as {
        result: { Versions: { VersionId: string; Key: string }[] };
      };
      const names = result.Versions.map(({ Key }) => Key.split("/").slice(2).join("/"));
      expect(names).to.include.members([
        "report.html",
        "report.json",
        "citations.csv",
        "oscal-catalog.json",
        "bundle.json",
      ]);
      for (const { Key, VersionId } of result.Versions) {
        const { result: lock } = (await s3("head_object", { Key, VersionId })) as {
          result: { ObjectLockMode: string; ObjectLockRetainUntilDate: string };
        };
        expect(lock.ObjectLockMode, Key).to.equal("COMPLIANCE");
        expect(Date.parse(lock.ObjectLockRetainUntilDate) - Date.now()).to.be.greaterThan(2556 * 86_400_000);
        expect(await s3("delete_object", { Key, VersionId }), Key).to.have.property("refused");
      }
      rmSync(folder, { recursive: true, force: true });
    })).timeout(240_000);
});
