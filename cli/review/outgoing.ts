import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where files of a decision go: what is let out as it is, what goes out masked, and what people said of places. */
const PLACES = ["released", "masked", "labels"] as const;

export interface Outgoing {
  readonly place: (typeof PLACES)[number];
  /** End of the file's name; the document's id stands before it. */
  readonly extension: string;
  readonly text: string;
}

const PART = ".part";

/**
 * Files of decisions, named by the documents' ids. They are written under other names before the decision and get their own after it, so
 * that nothing goes out by a decision that did not come to be. Only their owner may read them.
 */
export class OutgoingFiles {
  constructor(private readonly folder: string) {}

  /** Writes the files of a decision that is to come; what an earlier one that never came left is taken away. */
  prepare(id: string, files: readonly Outgoing[]): void {
    for (const path of this.parts((of) => of === id)) rmSync(path);
    for (const { place, extension, text } of files) {
      const into = join(this.folder, place);
      mkdirSync(into, { recursive: true, mode: 0o700 });
      writeFileSync(join(into, `${id}.${extension}${PART}`), text, { mode: 0o600, flush: true });
    }
  }

  /** Gives the files of what was decided their names. */
  finish(decided: ReadonlySet<string>): void {
    for (const path of this.parts((id) => decided.has(id))) renameSync(path, path.slice(0, -PART.length));
  }

  private parts(isWanted: (id: string) => boolean): string[] {
    return PLACES.flatMap((place) =>
      namesIn(join(this.folder, place))
        .filter((name) => name.endsWith(PART) && isWanted(name.split(".")[0] ?? ""))
        .map((name) => join(this.folder, place, name)),
    );
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
