/** `npm run access-fit [-- --date YYYY-MM-DD]`: fits the model of unusual accesses to a made-up year, and writes it as a dated file. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bagsOf } from "./bags";
import { fit } from "./fit";
import { bestLimits } from "./limits";
import { ALERTS_A_DAY, FITTED_ON, HONEST_SHARE } from "./settings";

const root = resolve(__dirname, "../..");

function main(args: readonly string[]): void {
  const date = args[args.indexOf("--date") + 1];
  if (args.length !== 2 || args[0] !== "--date" || !/^\d{4}-\d{2}-\d{2}$/.test(date ?? "")) {
    process.stderr.write("access-fit: wanted --date YYYY-MM-DD, the day that the files are named after\n");
    process.exitCode = 2;
    return;
  }
  const bags = bagsOf(FITTED_ON, HONEST_SHARE);
  const { seed, people, insidersOfEach } = FITTED_ON;
  const fitted = `${date}, made-up year of seed ${seed}: ${people} people, ${insidersOfEach} insiders of each kind, ${ALERTS_A_DAY} honest alerts a day`;
  const write = (file: string, content: object): void => {
    writeFileSync(join(root, file), `${JSON.stringify(content, undefined, 2)}\n`);
    process.stdout.write(`${file}\n`);
  };
  write(`lambdas/access-model/model-${date}.json`, { fitted, ...fit(bags, ALERTS_A_DAY) });
  write(`tools/accesses/limits-${date}.json`, { fitted, limits: bestLimits(bags.counts, ALERTS_A_DAY * bags.days) });
}

main(process.argv.slice(2));
