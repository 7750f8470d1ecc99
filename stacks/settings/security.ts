import { z } from "zod";
import { ACTIONS } from "../../lambdas/finding-triage/contract";
import { flag, matching, oneOf, section, wholeIn } from "./values";

/** `phiguard:security`. */
export const security = section({
  /** False in an account that serves no web requests, such as a log archive. */
  webAcl: flag().default(true),
  /** Requests that one address may make in a minute. */
  requestsAMinute: wholeIn(10, 100_000).default(1000),
  remediation: section({
    /** Remedies that are on; a finding that asks for another is told of and left alone. */
    actions: z.array(oneOf(ACTIONS), { error: `must be a list of ${ACTIONS.join(", ")}` }).default([...ACTIONS]),
    /** True looks and tells what would be done, and changes nothing. */
    dryRun: flag().default(true),
    /** Roles of the account that may decide about what may lock data away, and take back what was done. */
    approvers: z
      .array(matching(/^[\w+=,.@-]{1,64}$/, "a role's name of 1 to 64 letters, digits or _+=,.@-"), {
        error: "must be a list of role names",
      })
      .min(1, { error: "must name one role at least" })
      .default(["security-approver"]),
    /** Hours that they have to decide; afterwards nothing is done. */
    approvalHours: wholeIn(1, 168).default(24),
  }).prefault({}),
  guardrails: section({
    /** Parts of the organisation that the service control policies hold for; none makes none. */
    targets: z
      .array(
        matching(
          /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|\d{12})$/,
          "an id such as r-ab12, ou-ab12-11111111 or a quoted account number",
        ),
        {
          error: "must be a list of roots, organisational units or accounts",
        },
      )
      .default([]),
    /** Roles that may change what guards an account; patterns of their ARNs. */
    deployerArns: z
      .array(matching(/^arn:(aws[a-z-]*|\*):iam::(\d{12}|\*):role\/.+$/, "a pattern of a role's ARN"), {
        error: "must be a list of patterns of role ARNs",
      })
      .default([]),
  }).prefault({}),
});
