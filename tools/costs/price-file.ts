import { readFileSync } from "node:fs";
import { z } from "zod";
import defaults from "./prices.json";

const amount = z.number().nonnegative();
const amounts = <T extends object>(of: T) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(of).map(([key, value]) => [
        key,
        typeof value === "number" ? amount : z.record(z.string(), amount),
      ]),
    ) as { [K in keyof T]: T[K] extends number ? typeof amount : z.ZodRecord<z.ZodString, typeof amount> },
  );

/** A price file: what AWS asks, and what is assumed of use. A user's own has the same keys. */
const schema = z.strictObject({
  /** Day of the prices. */
  asOf: z.iso.date(),
  region: z.string(),
  currency: z.string(),
  source: z.string(),
  hoursPerMonth: z.number().min(672).max(744),
  prices: amounts(defaults.prices),
  /** Volumes a month by kind of stack. */
  use: z.strictObject({ why: z.string(), dev: amounts(defaults.use.dev), prod: amounts(defaults.use.prod) }),
});

export type PriceFile = z.infer<typeof schema>;
export type Use = PriceFile["use"]["dev"];

export const defaultPrices: PriceFile = schema.parse(defaults);

/** Reads a price file. Throws an Error that names the file and every key that is wrong. */
export function readPrices(file: string): PriceFile {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is not a price file: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(`${file} is not a price file like tools/costs/prices.json:\n${faults.join("\n")}`);
}
