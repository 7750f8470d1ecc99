import { InvalidArgumentError, type Command } from "commander";
import { resolve } from "node:path";
import { dayOf } from "../synthetic/calendar";
import { SynthError } from "../synthetic/errors";
import { FORMATS, type FormatName } from "../synthetic/formats/formats";
import { USUAL } from "../synthetic/patients";
import { writePatients, type Manifest } from "../synthetic/write";
import { UserError } from "./failure";
import { progressOn } from "./progress-line";
import { wholeIn } from "./whole-number";

interface Options {
  readonly patients: number;
  readonly seed: number;
  readonly out: string;
  readonly format: FormatName;
  readonly years: number;
  readonly until: string;
  readonly json?: true;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
/** As shells say of a program that Ctrl-C ended. */
const STOPPED = 130;

export function addSynth(program: Command): void {
  program
    .command("synth")
    .description("write made-up patients with consistent histories: FHIR, HL7 v2, claims, labelled notes")
    .requiredOption("--patients <number>", "how many, in [1, 10000000]", wholeIn(1, 10_000_000))
    .requiredOption("--out <folder>", "a new folder, or that of the same command when it was stopped")
    .option("--seed <number>", "another seed gives other patients", wholeIn(0, Number.MAX_SAFE_INTEGER), USUAL.seed)
    .option("--format <name>", `one of ${Object.keys(FORMATS).join(", ")}`, format, "fhir-bundles")
    .option("--years <number>", "years of encounters, in [1, 100]", wholeIn(1, 100), USUAL.years)
    .option("--until <day>", "last day that anything is known of, YYYY-MM-DD", day, USUAL.until)
    .option("--json", "what was written as JSON for machines")
    .action((options: Options) => synth(options));
}

async function synth({ out, json, ...wanted }: Options): Promise<void> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  for (const signal of SIGNALS) process.once(signal, onSignal);
  const progress = progressOn(process.stderr, "patients written");
  const show = (written: number): void => progress.show(written, wanted.patients);
  const manifest = await failingAsUser(() => writePatients(resolve(out), wanted, show, stop.signal)).finally(() => {
    progress.end();
    for (const signal of SIGNALS) process.off(signal, onSignal);
  });
  if (!manifest.isComplete)
    throw new UserError(
      `stopped: ${manifest.written} of ${wanted.patients} patients are whole in ${out}; the same command goes on from there`,
      STOPPED,
    );
  process.stdout.write(
    json === true ? `${JSON.stringify({ folder: resolve(out), ...manifest }, undefined, 2)}\n` : text(manifest, out),
  );
}

function text({ written, bundles, files, format: name, seed }: Manifest, out: string): string {
  const sizes = Object.entries(files).map(([file, bytes]) => `${file} ${(bytes / 1e6).toFixed(1)} MB`);
  const what = bundles > 0 ? `${bundles} bundles` : sizes.join(", ");
  return `${written} made-up patients of seed ${seed} as ${name} in ${out}: ${what}\n`;
}

async function failingAsUser<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SynthError) throw new UserError(error.message);
    const { code, path } = error as NodeJS.ErrnoException;
    if (code !== undefined && path !== undefined) throw new UserError(`${path} cannot be written (${code})`);
    throw error;
  }
}

function format(word: string): FormatName {
  if (!Object.hasOwn(FORMATS, word)) throw new InvalidArgumentError(`It is one of ${Object.keys(FORMATS).join(", ")}.`);
  return word as FormatName;
}

function day(word: string): string {
  try {
    dayOf(word);
  } catch {
    throw new InvalidArgumentError("It is a day as YYYY-MM-DD.");
  }
  return word;
}
