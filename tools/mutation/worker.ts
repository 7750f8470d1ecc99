import * as fs from "node:fs";
import { mutantsOf } from "./mutants";
import { Trial } from "./trial";
import type { Subject, WorkerReport } from "./subject";

/** Tries the mutants of one file from a given one on, and tells the parent each result before it goes on. */
async function main(subject: Subject, from: number): Promise<void> {
  const tell = (report: WorkerReport): Promise<void> =>
    new Promise((done) => process.send?.(report, undefined, undefined, () => done()) ?? done());
  const trial = new Trial(subject.afresh, subject.testFiles);
  const broken = await trial.killer(subject.file, undefined);
  if (broken !== undefined) {
    await tell({ kind: "broken", test: broken });
    return;
  }
  const mutants = mutantsOf(fs.readFileSync(subject.file, "utf8"), subject.file);
  for (const [position, mutant] of mutants.entries()) {
    if (position < from) continue;
    await tell({ kind: "trying", position, of: mutants.length });
    const killer = await trial.killer(subject.file, mutant);
    await tell({ kind: "tried", position, killed: killer !== undefined, line: mutant.line, change: mutant.change });
  }
  await tell({ kind: "done", of: mutants.length });
}

process.once("message", ({ subject, from }: { subject: Subject; from: number }) => {
  main(subject, from).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
