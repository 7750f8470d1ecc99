import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const finding = {
  rule: z.string(),
  /** The resource's name in the program. */
  resource: z.string(),
  /** `undetermined` where the value is known only after deployment. */
  result: z.enum(["fail", "undetermined"]).default("fail"),
};

const breach = z.strictObject({
  breach: z.int().min(1),
  what: z.string().min(1),
  /** What finds it, and what it entails. */
  expects: z.array(z.strictObject(finding)).min(1),
});

/** What is found beside the mistakes: advice that a clinic of this size may leave be. */
const advice = z.strictObject({ ...finding, why: z.string().min(1) });

const list = z.strictObject({ breaches: z.array(breach), also: z.array(advice) });

export type Breach = z.infer<typeof breach>;

export type Advice = z.infer<typeof advice>;

/** The mistakes planted in the example, in order, and the advice that it does not take. */
function found(): z.infer<typeof list> {
  return list.parse(JSON.parse(fs.readFileSync(path.join(__dirname, "breaches.json"), "utf8")));
}

export function plantedBreaches(): Breach[] {
  return found().breaches;
}

export function openAdvice(): Advice[] {
  return found().also;
}

/** What a run must find, one line a finding: `<result> <rule> <resource>`, sorted. */
export function expectedFindings(): string[] {
  return [...plantedBreaches().flatMap(({ expects }) => expects), ...openAdvice()]
    .map(({ rule, resource, result }) => `${result} ${rule} ${resource}`)
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

export function adviceTable(): string {
  const rows = openAdvice().map(({ rule, resource, why }) => `| \`${rule}\` on ${resource} | ${why} |`);
  return ["| found | why it is left |", "|---|---|", ...rows].join("\n");
}
