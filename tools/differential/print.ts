import type { Round, Tally } from "./compare";
import type { Disagreement } from "./disagreement";
import { EXPLANATIONS } from "./explanations";
import type { Peer } from "./peers";

export interface Outcome {
  readonly documents: number;
  readonly seed: number;
  readonly peers: readonly Peer[];
  readonly rounds: readonly Round[];
  readonly tallies: readonly Tally[];
  readonly durationMs: number;
}

/** Unexplained disagreements that are shown of each question and evaluator. */
const SHOWN = 5;

export function print({ documents, seed, peers, rounds, tallies, durationMs }: Outcome): void {
  const out: string[] = [
    `${documents} generated documents of each kind, seed ${seed}, ${Math.round(durationMs / 1000)} s`,
    "",
  ];
  for (const { name, version, licence } of peers) out.push(`${name} ${version} (${licence})`);
  const questions = [...new Set(rounds.flatMap((round) => round.questions))];
  for (const question of questions) {
    out.push("", `${question.name}: ${question.asks}`);
    for (const peer of peers)
      for (const tally of tallies)
        if (tally.question === question && tally.peer === peer.name) out.push(...linesOf(tally));
  }
  const met = new Set(tallies.flatMap((tally) => [...tally.explained.keys()]));
  out.push("", "Explained:");
  for (const { name, reason } of EXPLANATIONS) if (met.has(name)) out.push(`  ${name}: ${reason}`);
  const open = tallies.flatMap(({ unexplained }) => unexplained);
  out.push("", open.length === 0 ? "Nothing is unexplained." : `${open.length} answers differ without an explanation.`);
  process.stdout.write(`${out.join("\n")}\n`);
}

function linesOf({ peer, round, answers, agreed, failed, explained, unexplained }: Tally): string[] {
  const lines = [`  ${peer}: ${round.documents.length} documents (${round.of}), ${answers} answers, ${agreed} agree`];
  const differ = answers - agreed;
  if (differ > 0) lines.push(`    ${differ} differ, ${unexplained.length} of them unexplained`);
  for (const [name, count] of byCount(explained)) lines.push(`    ${count} ${name}`);
  for (const [message, count] of byCount(failed)) lines.push(`    ${count} documents not answered: ${message}`);
  for (const disagreement of unexplained.slice(0, SHOWN)) lines.push(shown(disagreement));
  return lines;
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([, one], [, other]) => other - one);
}

function shown({ cell, document }: Disagreement): string {
  const part = cell.part === "" ? "" : ` (${cell.part})`;
  return `    ours ${cell.ours.truth}, theirs ${cell.theirs}${part}: ${JSON.stringify(document)}`;
}
