/** `npm run fuzz -- phi [--seconds 60] [--seed 1] [--reader <format>]`: changes documents until a reader breaks, each reader for so long. */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seeded } from "./mutate";
import { Broken, FORMATS, fuzzReader } from "./phi";

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      reader: { type: "string" },
    },
  });
  const seconds = Number(values.seconds);
  const seed = Number(values.seed);
  const readers = FORMATS.filter((format) => values.reader === undefined || format === values.reader);
  if (positionals[0] !== "phi" || !(seconds > 0) || !Number.isInteger(seed) || readers.length === 0) {
    process.stderr.write(`Wanted: npm run fuzz -- phi [--seconds 60] [--seed 1] [--reader ${FORMATS.join("|")}]\n`);
    return 2;
  }
  for (const reader of readers) {
    const until = Date.now() + seconds * 1000;
    try {
      const { cases, outcomes } = fuzzReader(reader, seeded(seed), () => Date.now() >= until);
      const told = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, count]) => `${outcome} ${count}`);
      process.stdout.write(`${reader}: ${cases} cases in ${seconds} s, none broke it (${told.join(", ")})\n`);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      const file = join(tmpdir(), `phiguard-fuzz-${reader}-${seed}.bin`);
      writeFileSync(file, error.input);
      process.stdout.write(`${error.message}; seed ${seed}, the document is ${file}\n`);
      return 1;
    }
  }
  return 0;
}

process.exitCode = main();
