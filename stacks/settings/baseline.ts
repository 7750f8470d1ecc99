import { z } from "zod";
import { STANDARDS, type Standard } from "../../components/detection/security-hub";
import { oneOf, section, wholeIn } from "./values";

const names = Object.keys(STANDARDS) as [Standard, ...Standard[]];

/** `phiguard:baseline`. */
export const baseline = section({
  /** `exists` in an account that has used AWS Config before: its service-linked role is there once an account. */
  configRole: oneOf(["make", "exists"]).default("make"),
  /** `exists` where somebody else has given API Gateway a role for its logs: an account and region have one. */
  apiLogRole: oneOf(["make", "exists"]).default("make"),
  /** Standards that Security Hub checks the account against. */
  standards: z
    .array(oneOf(names), { error: `must be a list of ${names.join(", ")}` })
    .min(1, { error: "must name one standard at least" })
    .default(names),
  /** Share of a bucket's new objects that Macie reads, in percent. */
  macieSamplingPercent: wholeIn(1, 100).default(100),
  /** Days after which access that nobody uses is a finding. */
  unusedAccessDays: wholeIn(1, 365).default(90),
});
