import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { backupVaultLockComplianceSixYears } from "./vault-lock";

const VAULT = "aws:backup/vault:Vault";
const six = { changeableForDays: 3, minRetentionDays: 2190 };
const short = { changeableForDays: 3, minRetentionDays: 35 };
const tagged = (tags: object) => [{ type: VAULT, name: "v", props: { tags } }];

testRule(backupVaultLockComplianceSixYears, {
  valid: [
    { name: "compliance, six years", props: { backupVaultName: "claims", ...six } },
    {
      name: "records",
      props: { backupVaultName: from("v"), ...six },
      others: tagged({ "phiguard:purpose": "record" }),
    },
    ...["phiguard:purpose", "Purpose", "purpose"].map((tag) => ({
      name: `operational by ${tag}`,
      props: { backupVaultName: from("v"), ...short },
      others: tagged({ [tag]: " Operational" }),
    })),
    ...["operations", "recovery", "short-term"].map((purpose) => ({
      name: purpose,
      props: { backupVaultName: "claims", changeableForDays: 30, minRetentionDays: 1 },
      others: [{ type: VAULT, name: "v", props: { name: "claims", tags: { purpose } } }],
    })),
    {
      name: "a purpose of the team's own",
      props: { backupVaultName: from("v"), ...short },
      others: tagged({ purpose: "daily" }),
      config: { operationalPurposes: ["daily"] },
    },
    { name: "least that a team may want", props: six, config: { minimumDays: 2190 } },
    { name: "most that a team may want", props: { ...six, minRetentionDays: 36500 }, config: { minimumDays: 36500 } },
  ],
  invalid: [
    { name: "governance", props: { backupVaultName: "claims", minRetentionDays: 2190 }, finds: "changeableForDays" },
    { name: "two days of grace", props: { ...six, changeableForDays: 2 }, finds: "changeableForDays" },
    { name: "a day short", props: { ...six, minRetentionDays: 2189 }, finds: "minRetentionDays" },
    { name: "no minimum", props: { changeableForDays: 3 }, finds: "minRetentionDays" },
    {
      name: "seven years wanted",
      props: six,
      config: { minimumDays: 2557 },
      finds: "minRetentionDays",
    },
    {
      name: "vault without a purpose",
      props: { backupVaultName: from("v"), ...short },
      others: tagged({}),
      finds: "minRetentionDays",
    },
    {
      name: "vault for records",
      props: { backupVaultName: from("v"), ...short },
      others: tagged({ purpose: "records" }),
      finds: "minRetentionDays",
    },
    {
      name: "operational without a minimum",
      props: { backupVaultName: from("v"), changeableForDays: 3, minRetentionDays: 0 },
      others: tagged({ purpose: "operational" }),
      finds: "minRetentionDays",
    },
    {
      name: "another vault is operational",
      props: { backupVaultName: "claims", ...short },
      others: tagged({ purpose: "operational" }),
      finds: "minRetentionDays",
    },
    { name: "vault of another stack", props: { backupVaultName: unknownString, ...short }, finds: "minRetentionDays" },
  ],
  notJudged: [
    { name: "another type", type: VAULT, props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { ...six, minRetentionDays: unknownValue },
      because: "unknown",
      finds: "minRetentionDays",
    },
  ],
});
