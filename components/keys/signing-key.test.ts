import { expect } from "chai";
import { mayDo, statementsIn } from "../testing/access";
import { only, plan, testSite, type Planned } from "../testing/plan";
import { signingKeyPolicy, SigningKey } from "./signing-key";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const parties = { signerArn: role("signer"), verifierArns: [role("auditor")], deletable: false };

const keyOf = async (deletionProtection: boolean): Promise<Planned> =>
  only(
    await plan(
      () =>
        new SigningKey("ledger-signing", {
          site: testSite({ deletionProtection }),
          tags: {},
          role: "ledger-signing",
          description: "Heads of the ledger",
          signerArn: role("signer"),
          verifierArns: [role("auditor")],
        }),
    ),
    "aws:kms/key:Key",
  );

describe("SigningKey", () => {
  it("signs by ECDSA over P-256 and nothing else", async () => {
    const { inputs } = await keyOf(true);
    expect(inputs).to.include({
      keyUsage: "SIGN_VERIFY",
      customerMasterKeySpec: "ECC_NIST_P256",
      deletionWindowInDays: 30,
    });
    expect(inputs.enableKeyRotation).to.equal(undefined);
  });

  it("can be taken down only where the stack can", async () => {
    const denials = async (deletionProtection: boolean): Promise<number> =>
      statementsIn((await keyOf(deletionProtection)).inputs.policy as string).filter(({ Effect }) => Effect === "Deny")
        .length;
    expect([await denials(true), await denials(false)]).to.deep.equal([1, 0]);
  });

  const asked = (principal: string, action: string, context: Record<string, string> = {}): boolean =>
    mayDo(
      signingKeyPolicy(place, parties).filter(
        ({ Principal }) => Principal === "*" || JSON.stringify(Principal).includes(principal),
      ),
      { action, resource: "*", context },
    );
  const how = { "kms:SigningAlgorithm": "ECDSA_SHA_256", "kms:MessageType": "DIGEST" };
  const rows: [string, boolean, boolean][] = [
    ["the signer signs digests", asked("role/signer", "kms:Sign", how), true],
    ["the signer signs no other way", asked("role/signer", "kms:Sign", { ...how, "kms:MessageType": "RAW" }), false],
    ["the signer fetches the public key", asked("role/signer", "kms:GetPublicKey"), true],
    ["the auditor verifies", asked("role/auditor", "kms:Verify"), true],
    ["the auditor fetches the public key", asked("role/auditor", "kms:GetPublicKey"), true],
    ["the auditor signs nothing", asked("role/auditor", "kms:Sign", how), false],
    ["the account signs nothing", asked(":root", "kms:Sign", how), false],
    ["the account grants nothing", asked(":root", "kms:CreateGrant"), false],
    ["the account deletes nothing", asked(":root", "kms:ScheduleKeyDeletion"), false],
    ["the account disables nothing", asked(":root", "kms:DisableKey"), false],
    ["the account changes the policy, or nobody ever could", asked(":root", "kms:PutKeyPolicy"), true],
  ];
  for (const [name, got, wanted] of rows) it(name, () => expect(got).to.equal(wanted));
});
