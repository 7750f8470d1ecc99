import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const breach = z.strictObject({
  breach: z.int().min(1),
  what: z.string().min(1),
  expects: z
    .array(
      z.strictObject({
        rule: z.string(),
        /** The resource's name in the program. */
        resource: z.string(),
        /** `undetermined` where the value is known only after deployment. */
        result: z.enum(["fail", "undetermined"]).default("fail"),
      }),
    )
    .min(1),
});

export type Breach = z.infer<typeof breach>;

/** The mistakes planted in the example, in order. */
export function plantedBreaches(): Breach[] {
  const text = fs.readFileSync(path.join(__dirname, "breaches.json"), "utf8");
  return z.array(breach).parse(JSON.parse(text));
}

/** What a run must find, one line a finding: `<result> <rule> <resource>`, sorted. */
export function expectedFindings(): string[] {
  return plantedBreaches()
    .flatMap(({ expects }) => expects.map(({ rule, resource, result }) => `${result} ${rule} ${resource}`))
    .sort();
}

/** The list for readers, as it stands in BREACHES.md. */
export function breachTable(): string {
  const rows = plantedBreaches().map(({ breach: number, what, expects }) => {
    const found = expects.map(
      ({ rule, resource, result }) => `\`${rule}\` on ${resource}${result === "fail" ? "" : ` (${result})`}`,
    );
    return `| ${number} | ${what} | ${found.join("<br>")} |`;
  });
  return ["| | what is wrong | found by |", "|---|---|---|", ...rows].join("\n");
}
