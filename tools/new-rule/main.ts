/** `npm run new-rule -- <id> <type>`: a rule and its table, to be filled in, in the right folder and on its list. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { readIfPresent, writeWhole } from "../setup/files";
import { scaffold, ScaffoldError, withFolder, withRule } from "./scaffold";

const ROOT = resolve(__dirname, "../..");
const RULES = join(ROOT, "policies", "rules");

async function main([id, type, ...more]: readonly string[]): Promise<number> {
  if (id === undefined || type === undefined || more.length > 0) {
    process.stderr.write(
      "Say which rule: npm run new-rule -- <id> <type>, e.g. sqs-queue-short-retention aws:sqs/queue:Queue\n",
    );
    return 2;
  }
  try {
    await write(id, type);
    return 0;
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function write(id: string, type: string): Promise<void> {
  const made = scaffold(id, type);
  const folder = join(RULES, made.folder);
  const files = { source: join(folder, `${made.file}.ts`), test: join(folder, `${made.file}.test.ts`) };
  for (const file of Object.values(files))
    if (existsSync(file)) throw new ScaffoldError(`${relative(ROOT, file)} exists already.`);
  const index = join(folder, "index.ts");
  const all = join(RULES, "index.ts");
  const texts: [string, string][] = [
    [files.source, made.source],
    [files.test, made.test],
    [index, withRule(readIfPresent(index), made)],
    [all, withFolder(readFileSync(all, "utf8"), made.folder)],
  ];
  for (const [file, text] of texts) {
    writeWhole(file, await format(text, { ...(await resolveConfig(file)), parser: "typescript" }));
    process.stdout.write(`${relative(ROOT, file)}\n`);
  }
  process.stdout.write(
    `Fill in what says TODO, then: npm run unit -- -g ${id}; npm run mutate -- ${relative(ROOT, files.source)} --survivors; npm run docs\n`,
  );
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
