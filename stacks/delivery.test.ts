import { expect } from "chai";
import { ofType, only } from "../components/testing/plan";
import { planOf, settings } from "./testing/plans";

const FUNCTION = "aws:lambda/function:Function";

describe("workload delivery", () => {
  it("prod runs the bundles of a release that was signed, and refuses others", async () => {
    const planned = await planOf(settings.prod);
    const release = settings.prod.delivery.signedRelease;
    for (const [provider, region, config] of [
      ["::home::", "us-east-1", "delivery-signing-config"],
      ["::replica::", "us-west-2", "delivery-replica-signing-config"],
    ] as const) {
      const functions = ofType(planned, FUNCTION).filter((of) => of.provider.includes(provider));
      expect(functions, region).to.not.be.empty;
      for (const { name, inputs } of functions) {
        expect(inputs.codeSigningConfigArn, name).to.contain(config);
        expect(inputs.s3Bucket, name).to.equal(`phiguard-prod-releases-123456789012-${region}`);
        expect(inputs.s3Key, name).to.equal(
          `signed/${release}/${String(inputs.name).slice("phiguard-prod-".length)}.zip`,
        );
        expect(inputs, name).to.not.have.property("code");
      }
    }
  });

  it("dev runs what was built beside the program", async () => {
    for (const { name, inputs } of ofType(await planOf(settings.dev), FUNCTION)) {
      expect(inputs, name).to.include.keys("code").and.to.not.have.any.keys("s3Bucket", "codeSigningConfigArn");
    }
  });

  it("has no roles for a repository that nobody named, and no state bucket where it is kept elsewhere", async () => {
    const planned = await planOf({
      ...settings.dev,
      workloads: ["foundation", "delivery"],
      delivery: { stateBucket: false },
    });
    expect(ofType(planned, "phiguard:delivery:GithubRoles")).to.be.empty;
    expect(only(planned, "phiguard:delivery:CodeSigning").name).to.equal("delivery-signing");
    expect(planned.map(({ inputs }) => inputs.bucket)).to.not.include("phiguard-dev-state-123456789012-us-east-1");
  });

  it("keeps state and releases locked, encrypted, and for as long as they are used", async () => {
    const planned = await planOf(settings.prod);
    for (const [role, key] of [
      ["state", "delivery-state-key"],
      ["releases", "foundation-key"],
    ]) {
      const bucket = `phiguard-prod-${role}-123456789012-us-east-1`;
      const of = (type: string) => ofType(planned, type).find(({ inputs }) => inputs.bucket === bucket)?.inputs;
      const rule = of("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
        ?.rules[0];
      expect(rule.applyServerSideEncryptionByDefault.kmsMasterKeyId).to.contain(key);
      expect(
        of("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")?.rule.defaultRetention.days,
      ).to.equal(35);
    }
    const state = ofType(planned, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").find(
      ({ name }) => name === "delivery-state-lifecycle",
    );
    expect(state?.inputs.rules[0].expiration.days).to.equal(36_500);
  });
});
