import { z } from "zod";
import { SIX_YEARS_DAYS } from "../../components/storage/lifecycle";
import { matching, section, wholeIn } from "./values";

const roles = (standard: string): z.ZodDefault<z.ZodArray<z.ZodString>> =>
  z
    .array(matching(/^[\w+=,.@-]{1,64}$/, "a role's name of 1 to 64 letters, digits or _+=,.@-"), {
      error: "must be a list of role names",
    })
    .min(1, { error: "must name one role at least" })
    .default([standard]);

/** `phiguard:evidence`. */
export const evidence = section({
  /** Days that evidence is locked in compliance mode and kept; seven years with leap days by default. */
  retentionDays: wholeIn(SIX_YEARS_DAYS, 36_500).default(2557),
  /** Hour of the day, UTC, at which the day before is closed and its batches are signed for. */
  reportHour: wholeIn(1, 23).default(2),
  /** Batches that are written at the same time. */
  concurrency: wholeIn(2, 50).default(5),
  /** GiB that one query of an auditor may read. */
  scanLimitGiB: wholeIn(1, 10_000).default(100),
  /** Roles of the account that may read, verify and query the ledger. */
  auditors: roles("compliance-auditor"),
  /** Roles of the account that may add records of policy runs. */
  pipelines: roles("policy-pipeline"),
});
