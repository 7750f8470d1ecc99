/**
 * `npm run bench -- lake [--people 100000] [--seed 5] [--json]`: the master patient index on a local Spark, over made-up registrations with typing faults,
 * short names, moves, marriages, twins and namesakes, held against who they are of.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { members } from "../../synthetic/duplicates/members";
import { matchMembers } from "../lake/spark";
import { placesOf } from "../setup/places";
import { progressTo } from "../setup/progress";
import { ensureQueryEngines, sparkPython } from "../setup/validators";
import { round, row } from "./figures";

/** Not one of the seeds that the thresholds were looked at with. */
const SEED = 5;

async function main(args: readonly string[]): Promise<void> {
  const option = (name: string, usual: number): number =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : usual;
  const [people, seed] = [option("--people", 100_000), option("--seed", SEED)];
  if (!Number.isInteger(people) || people < 100) throw new Error("--people must be a whole number of at least 100.");
  const places = placesOf(path.resolve(__dirname, "../.."));
  const [missing] = await ensureQueryEngines(places, progressTo());
  if (missing !== undefined) throw new Error(missing);
  const folder = mkdtempSync(path.join(os.tmpdir(), "phiguard-members-"));
  try {
    const file = path.join(folder, "members.ndjson");
    const lines = openSync(file, "w");
    for (const member of members({ seed, people, until: "2025-12-31" }))
      writeSync(lines, `${JSON.stringify(member)}\n`);
    closeSync(lines);
    const figures = matchMembers(sparkPython(places), file, path.join(folder, "scratch"));
    const machine = `${os.cpus().length} cores, load ${round(os.loadavg()[0] ?? 0, 1)}`;
    if (args.includes("--json")) {
      process.stdout.write(`${JSON.stringify({ machine, seed, ...figures }, undefined, 2)}\n`);
      return;
    }
    const { found, true: all, right, processorSeconds } = figures;
    const say = (what: string, figure: string, goal = ""): string => row(48, what, figure, goal);
    process.stdout.write(
      [
        `Master patient index, local Spark (${machine})`,
        say("people; registrations", `${figures.people}; ${figures.members}`),
        say("precision of pairs", String(round(right / found, 4)), "0.995"),
        say("recall of pairs", String(round(right / all, 4)), "0.97"),
        say("pairs left to a person; of these of one person", `${figures.reviews}; ${figures.reviewsOfOnePerson}`),
        say("matching, wall time", `${round(figures.seconds, 0)} s`, "300 s"),
        say("the same, processor time", processorSeconds === null ? "not told" : `${round(processorSeconds, 0)} s`),
        "",
      ].join("\n"),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2));
