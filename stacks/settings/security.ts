import { z } from "zod";
import { flag, matching, section, wholeIn } from "./values";

/** `phiguard:security`. */
export const security = section({
  /** False in an account that serves no web requests, such as a log archive. */
  webAcl: flag().default(true),
  /** Requests that one address may make in a minute. */
  requestsAMinute: wholeIn(10, 100_000).default(1000),
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
