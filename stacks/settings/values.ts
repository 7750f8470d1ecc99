import { z } from "zod";
import { LOG_RETENTION_DAYS } from "../../components/observability/retention";

/** Kinds of values that settings have, each with the words that say what is allowed. */

export const wholeIn = (min: number, max: number): z.ZodNumber => {
  const wanted = `must be a whole number in [${min}, ${max}]`;
  return z.number({ error: wanted }).int({ error: wanted }).min(min, { error: wanted }).max(max, { error: wanted });
};

export const matching = (pattern: RegExp, wanted: string): z.ZodString =>
  z.string({ error: `must be ${wanted}` }).regex(pattern, { error: `must be ${wanted}` });

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T): z.ZodType<T[number]> =>
  z.enum(values, { error: `must be one of ${values.join(", ")}` });

/** Names of roles of the account, one at least. */
export const roleNames = (fallback: string): z.ZodDefault<z.ZodArray<z.ZodString>> =>
  z
    .array(matching(/^[\w+=,.@/-]{1,128}$/, "a role's name, with its path where it has one"), {
      error: "must be a list of role names",
    })
    .min(1, { error: "must name one role at least" })
    .default([fallback]);

export const flag = (): z.ZodBoolean => z.boolean({ error: "must be true or false" });

/** A retention that CloudWatch Logs has, of `least` days or more. */
export const logDays = (least: number): z.ZodType<number> => {
  const values = LOG_RETENTION_DAYS.filter((days) => days >= least);
  return z
    .number({ error: `must be one of ${values.join(", ")}` })
    .refine((days) => values.includes(days), { error: `must be one of ${values.join(", ")}` });
};

export const REGION = matching(/^[a-z]{2}(-gov)?-[a-z]+-\d$/, "an AWS region such as us-east-1");

export const bucketNamed = (): z.ZodOptional<z.ZodString> =>
  matching(
    /^(?!xn--|sthree-)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "a bucket name of 3 to 63 small letters, digits, dots and hyphens",
  ).optional();

/** A map of settings; unknown keys are faults. */
export const section = <T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> =>
  z.strictObject(shape, {
    // Only for a value that is no map: zod asks for the message of an unknown key too, and that one tells more.
    error: (issue) => (issue.code === "invalid_type" ? "must be a map of settings" : undefined),
  });
