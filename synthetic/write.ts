import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate as others } from "node:timers/promises";
import { SynthError } from "./errors";
import { FORMATS, type Format, type FormatName, type Piece } from "./formats/formats";
import { patients, practicesOf, type Population } from "./patients";

export interface Wanted extends Population {
  readonly format: FormatName;
}

/** What a folder holds, kept in it while it is written and after: enough to go on with a run that was stopped. */
export interface Manifest extends Wanted {
  /** Patients that are whole in the files. */
  readonly written: number;
  readonly isComplete: boolean;
  /** Bytes of each file up to there; of bundles, which are written whole, only how many there are. */
  readonly files: Readonly<Record<string, number>>;
  readonly bundles: number;
}

export const MANIFEST = "synth.json";

/** Patients between two looks at the manifest. */
const BATCH = 100;
/** Patients between two looks at whether to stop: a signal is heard only then. */
const BREATH = 10;
/** Letters that wait to be written, of all files together: what is more goes to the disk, however many patients are to come. */
export const MOST_WAITING = 1_000_000;

/**
 * Writes patients into a folder, or goes on where a run of the same wish was stopped: the files are the same byte for byte.
 * @param onProgress is told the number of patients that are written.
 * @param stop ends the run after a whole patient: the manifest says how far it came.
 * @throws SynthError where the folder holds something else.
 */
export async function writePatients(
  folder: string,
  wanted: Wanted,
  onProgress: (written: number) => void,
  stop?: AbortSignal,
): Promise<Manifest> {
  const before = manifestOf(folder);
  if (before === undefined && existsSync(folder) && readdirSync(folder).length > 0)
    throw new SynthError(`${folder} is not empty and holds no patients of an earlier run (no ${MANIFEST})`);
  if (before !== undefined && key(before) !== key(wanted))
    throw new SynthError(`${folder} holds patients of another run (${describe(before)}); name another folder`);
  if (before?.isComplete) return before;
  mkdirSync(folder, { recursive: true });
  return new Run(folder, wanted, before).write(onProgress, stop);
}

class Run {
  private readonly format: Format;
  private readonly bytes: Map<string, number>;
  private readonly pending = new Map<string, string[]>();
  private waiting = 0;
  private bundles: number;

  constructor(
    private readonly folder: string,
    private readonly wanted: Wanted,
    private readonly before: Manifest | undefined,
  ) {
    this.format = FORMATS[wanted.format];
    this.bytes = new Map(Object.entries(before?.files ?? {}));
    this.bundles = before?.bundles ?? 0;
  }

  async write(onProgress: (written: number) => void, stop: AbortSignal | undefined): Promise<Manifest> {
    let written = this.before?.written ?? 0;
    if (this.before === undefined) this.keep(0, false);
    else this.cutBack();
    if (written === 0) this.add(this.format.head(practicesOf(this.wanted)));
    for (const record of patients(this.wanted, written)) {
      this.add(this.format.patient(record, written));
      written += 1;
      if (written % BATCH === 0) this.keep(written, false);
      onProgress(written);
      if (written % BREATH === 0) await others();
      if (stop?.aborted === true && written < this.wanted.patients) return this.keep(written, false);
    }
    return this.keep(written, true);
  }

  private add(pieces: readonly Piece[]): void {
    for (const { file, text } of pieces) {
      if (this.wanted.format === "fhir-bundles") {
        writeWhole(join(this.folder, file), text);
        this.bundles += 1;
      } else if (text !== "") this.put(file, text);
    }
  }

  private put(file: string, text: string): void {
    const texts = this.pending.get(file);
    if (texts === undefined) this.pending.set(file, [text]);
    else texts.push(text);
    this.waiting += text.length;
    if (this.waiting >= MOST_WAITING) this.flush();
  }

  /** Writes what waits. What the manifest does not say is good yet is cut off again by the run that goes on. */
  private flush(): void {
    for (const [file, texts] of this.pending) {
      const text = Buffer.from(texts.join(""));
      appendFileSync(join(this.folder, file), text);
      this.bytes.set(file, (this.bytes.get(file) ?? 0) + text.length);
    }
    this.pending.clear();
    this.waiting = 0;
  }

  /** First the files, then the manifest that says how far they are good. */
  private keep(written: number, isComplete: boolean): Manifest {
    this.flush();
    const files = Object.fromEntries([...this.bytes].sort(([a], [b]) => (a < b ? -1 : 1)));
    const manifest = { ...this.wanted, written, isComplete, files, bundles: this.bundles };
    writeWhole(join(this.folder, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`);
    return manifest;
  }

  /** Takes away what was written after the manifest; of a file it does not name, all. */
  private cutBack(): void {
    for (const name of readdirSync(this.folder)) {
      const isOurs = /^[\w-]+\.(ndjson|hl7|csv|jsonl)$/.test(name);
      if (isOurs && !this.bytes.has(name)) truncateSync(join(this.folder, name), 0);
    }
    for (const [file, bytes] of this.bytes) {
      const path = join(this.folder, file);
      const size = existsSync(path) ? statSync(path).size : -1;
      if (size < bytes) throw new SynthError(`${path} is shorter than ${MANIFEST} says; name another folder`);
      truncateSync(path, bytes);
    }
  }
}

/** The manifest of a folder; undefined where there is none. @throws SynthError where it is not one of ours. */
function manifestOf(folder: string): Manifest | undefined {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    if (Number.isInteger(manifest.written) && typeof manifest.files === "object") return manifest;
  } catch {
    // Said below.
  }
  throw new SynthError(`${path} is no manifest of made-up patients`);
}

function key({ seed, patients: count, until, years, format }: Wanted): string {
  return JSON.stringify([seed, count, until, years, format]);
}

function describe({ seed, patients: count, until, years, format }: Wanted): string {
  return `--patients ${count} --seed ${seed} --format ${format} --until ${until} --years ${years}`;
}

/** A file whole or not at all. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}
