import type { Command } from "commander";
import { defaultPrices, readPrices } from "../tools/costs/price-file";
import { monthlyCosts, type Monthly } from "../tools/costs/monthly";
import { UserError } from "./failure";
import { runInProcess } from "../tools/in-process/run";

interface Options {
  readonly stack: string;
  readonly prices?: string;
  readonly use: "dev" | "prod";
  readonly json?: true;
}

export function addCosts(program: Command): void {
  program
    .command("costs")
    .description("what a stack costs in a month, by workload, from a price file")
    .argument("[folder]", "folder of the Pulumi.yaml", ".")
    .requiredOption("--stack <stack>", "the stack, such as dev")
    .option("--prices <file>", "a price file of your own, as tools/costs/prices.json")
    .option("--use <kind>", "whose assumed volumes to take: dev or prod", "prod")
    .option("--json", "JSON for machines")
    .action((folder: string, options: Options) => tell(folder, options));
}

async function tell(folder: string, { stack, prices, use, json }: Options): Promise<void> {
  if (use !== "dev" && use !== "prod") throw new UserError(`--use takes dev or prod; got ${JSON.stringify(use)}`);
  const file = prices === undefined ? defaultPrices : readPrices(prices);
  const run = await runInProcess({ projectDir: folder, stack });
  const costs = monthlyCosts(run.resources, file, use);
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...costs, notCounted: Object.fromEntries(costs.notCounted) }, undefined, 2)}\n`
      : text(costs, stack, file.asOf),
  );
}

function text({ lines, currency, standing, byUse, notCounted }: Monthly, stack: string, asOf: string): string {
  const amount = (value: number): string => value.toFixed(2).padStart(12);
  return [
    `${"workload".padEnd(16)} ${"of".padEnd(24)} ${"standing".padStart(12)} ${"by use".padStart(12)}`,
    ...lines.map((of) => `${of.workload.padEnd(16)} ${of.of.padEnd(24)} ${amount(of.standing)} ${amount(of.byUse)}`),
    `${stack}: ${currency} ${(standing + byUse).toFixed(0)} a month, ${standing.toFixed(0)} of it standing; prices of ${asOf}; ${notCounted.size} types not counted.`,
    "",
  ].join("\n");
}
