/** `npm run access-fit -- --date YYYY-MM-DD [--bare]`: fits the models of unusual accesses to made-up years, and writes them as dated files. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bagsOf } from "./bags";
import { fit } from "./fit";
import { bestLimits } from "./limits";
import { ALERTS_A_DAY, BARE_ALERTS_A_DAY, BARE_FITTED_ON, FITTED_ON, HONEST_SHARE } from "./settings";
import type { HospitalSettings } from "../../synthetic/hospital/year";

const root = resolve(__dirname, "../..");

function main(args: readonly string[]): void {
  const date = args[args.indexOf("--date") + 1];
  if (
    ![2, 3].includes(args.length) ||
    (args[2] ?? "--bare") !== "--bare" ||
    args[0] !== "--date" ||
    !/^\d{4}-\d{2}-\d{2}$/.test(date ?? "")
  ) {
    process.stderr.write(
      "access-fit: wanted --date YYYY-MM-DD, the day that the files are named after, and --bare for that model alone\n",
    );
    process.exitCode = 2;
    return;
  }
  const write = (file: string, content: object): void => {
    writeFileSync(join(root, file), `${JSON.stringify(content, undefined, 2)}\n`);
    process.stdout.write(`${file}\n`);
  };
  const saying = ({ seed, people, insidersOfEach }: HospitalSettings, alerts: number): string =>
    `${date}, made-up year of seed ${seed}: ${people} people, ${insidersOfEach} insiders of each kind, ${alerts} honest alerts a day`;
  const bare = fit(bagsOf(BARE_FITTED_ON, HONEST_SHARE, "bare"), BARE_ALERTS_A_DAY);
  write(`lambdas/access-model/bare-${date}.json`, { fitted: saying(BARE_FITTED_ON, BARE_ALERTS_A_DAY), ...bare });
  if (args[2] === "--bare") return;
  const fitted = saying(FITTED_ON, ALERTS_A_DAY);
  const bags = bagsOf(FITTED_ON, HONEST_SHARE);
  write(`lambdas/access-model/model-${date}.json`, { fitted, ...fit(bags, ALERTS_A_DAY) });
  write(`tools/accesses/limits-${date}.json`, { fitted, limits: bestLimits(bags.counts, ALERTS_A_DAY * bags.days) });
}

main(process.argv.slice(2));
