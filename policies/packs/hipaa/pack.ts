import { selection } from "../selection";

/** The rules that cite the Security Rule. Importing this starts nothing. */
export const hipaaPack = selection({
  name: "phiguard-hipaa",
  description: "Blocks AWS resources that break the HIPAA Security Rule, and records every evaluation as evidence.",
  framework: { name: "HIPAA Security Rule", specification: "https://www.ecfr.gov/current/title-45/part-164/subpart-C" },
  cites: "hipaa",
});
