import { selection } from "../selection";

/** The rules that cite the Cybersecurity Framework 1.1. Importing this starts nothing. */
export const nistCsfPack = selection({
  name: "phiguard-nist-csf",
  description:
    "Blocks AWS resources that fall short of the NIST Cybersecurity Framework, and records every evaluation.",
  framework: { name: "NIST CSF 1.1", specification: "https://www.nist.gov/cyberframework/csf-11-archive" },
  cites: "nistCsf",
});
