import { allRules } from "../../catalog";
import type { Pack } from "../../session";
import { VERSION } from "../../version";

/** The rules that cite the Security Rule. Importing this starts nothing. */
export const hipaaPack: Pack = {
  name: "phiguard-hipaa",
  displayName: "phiguard: HIPAA Security Rule",
  version: VERSION,
  description: "Blocks AWS resources that break the HIPAA Security Rule, and records every evaluation as evidence.",
  rules: allRules().filter((rule) => (rule.controls.hipaa ?? []).length > 0),
};
