import { expect } from "chai";
import { ServiceRole } from "../access/service-role";
import { mayDo, statementsIn } from "../testing/access";
import { only, plan, testSite } from "../testing/plan";
import { HashKey, hashStatement } from "./hash-key";

const site = testSite();

describe("HashKey", () => {
  it("makes hashes for its roles, by one algorithm, and is known by its alias", async () => {
    const planned = await plan(() => {
      const role = new ServiceRole("r", {
        site,
        tags: {},
        role: "reader",
        description: "d",
        service: "lambda.amazonaws.com",
        statements: () => [],
      });
      new HashKey("h", { site, tags: { t: "v" }, role: "hash", description: "Hashes", roles: [role] });
    });
    const { inputs } = only(planned, "aws:kms/key:Key");
    expect(inputs).to.deep.include({ keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" });
    // KMS refuses it for such keys.
    expect(inputs).to.not.have.property("enableKeyRotation");
    const [, use] = statementsIn(inputs.policy);
    expect(use).to.deep.include({
      Principal: { AWS: ["arn:aws:iam::123456789012:role/phiguard-test-reader"] },
      Action: "kms:GenerateMac",
      Condition: { StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" } },
    });
    expect(only(planned, "aws:kms/alias:Alias").inputs.name).to.equal("alias/phiguard-test-hash");
  });

  it("is the one key that a role's own policy lets it use", () => {
    const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
    const { Condition, ...statement } = hashStatement(place, "hash");
    expect(Condition).to.deep.equal({
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/phiguard-test-hash" },
    });
    const resource = "arn:aws:kms:us-east-1:123456789012:key/1";
    expect(mayDo([statement as never], { action: "kms:GenerateMac", resource })).to.equal(true);
    expect(mayDo([statement as never], { action: "kms:Decrypt", resource })).to.equal(false);
  });
});
