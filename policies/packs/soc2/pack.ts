import { selection } from "../selection";

/** The rules that cite the Trust Services Criteria of 2017. Importing this starts nothing. */
export const soc2Pack = selection({
  name: "phiguard-soc2",
  description: "Blocks AWS resources that fall short of the Trust Services Criteria, and records every evaluation.",
  framework: {
    name: "SOC 2 (TSC 2017)",
    specification:
      "https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022",
  },
  cites: "soc2",
});
