import { testRule, unknownString } from "../../testing/rule-tester";
import { glacierVaultNotPublic } from "./vault";

const LOCK = "aws:glacier/vaultLock:VaultLock";
const open = {
  Sid: "read",
  Effect: "Allow",
  Principal: "*",
  Action: ["glacier:InitiateJob", "glacier:GetJobOutput"],
  Resource: "arn:aws:glacier:us-east-1:111122223333:vaults/claims",
};

function document(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...open, ...statement }] });
}

testRule(glacierVaultNotPublic, {
  valid: [
    {
      name: "a named account",
      props: { name: "claims", accessPolicy: document({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    },
    { name: "left out: the owner alone", props: { name: "claims" } },
    {
      name: "the organisation",
      props: { accessPolicy: document({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }) },
    },
    {
      name: "a lock that denies",
      type: LOCK,
      props: { vaultName: "claims", completeLock: true, policy: document({ Effect: "Deny" }) },
    },
  ],
  invalid: [
    {
      name: "anyone",
      props: { name: "claims", accessPolicy: document({}) },
      finds: "accessPolicy.Statement[0].Principal",
    },
    {
      name: "a lock that lets anyone in",
      type: LOCK,
      props: { vaultName: "claims", completeLock: false, policy: document({ Principal: { AWS: ["*"] } }) },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:backup/vault:Vault", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { accessPolicy: unknownString },
      because: "unknown",
      finds: "accessPolicy.Statement",
    },
  ],
});
