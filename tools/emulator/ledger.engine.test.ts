import { expect } from "chai";
import { s3Store } from "../../reports/ledger/adapters";
import { headKey } from "../../reports/ledger/names";
import { sealLedger } from "../../reports/ledger/seal";
import { newSigner, syntheticBatch } from "../../reports/ledger/testing/records";
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
});
