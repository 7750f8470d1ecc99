import type { Document } from "./documents";
import type { Disagreement } from "./disagreement";
import { explanationOf } from "./explanations";
import { ask, type Peer, type PeerAnswer } from "./peers";
import { probed, probesOf } from "./probes";
import type { Cell, Question } from "./questions";

/** Questions and the documents that they are asked of. */
export interface Round {
  /** All of them are put to others in the same words. */
  readonly questions: readonly [Question, ...Question[]];
  /** Where the documents come from. */
  readonly of: string;
  readonly documents: readonly Document[];
}

export interface Tally {
  readonly round: Round;
  readonly question: Question;
  readonly peer: string;
  readonly answers: number;
  readonly agreed: number;
  /** Documents that the peer failed on, by its message. */
  readonly failed: ReadonlyMap<string, number>;
  readonly explained: ReadonlyMap<string, number>;
  readonly unexplained: readonly Disagreement[];
}

interface Difference {
  readonly document: Document;
  readonly cell: Cell;
}

/** Puts the round to the peer; no tally where it can't be asked such things. */
export async function compare(peer: Peer, round: Round): Promise<Tally[]> {
  const put = round.documents.map((document) => round.questions[0].put(document));
  if (!put.every(({ kind }) => peer.kinds.includes(kind))) return [];
  const answers = await ask(peer, put);
  const tallies: Tally[] = [];
  for (const question of round.questions) tallies.push(await tally(peer, round, question, answers));
  return tallies;
}

async function tally(peer: Peer, round: Round, question: Question, replies: readonly PeerAnswer[]): Promise<Tally> {
  const failed = new Map<string, number>();
  const differing: Difference[] = [];
  let answers = 0;
  for (const [position, answer] of replies.entries()) {
    const document = round.documents[position] as Document;
    if (answer.error !== undefined) {
      count(failed, answer.error);
      continue;
    }
    const cells = question.compare(document, answer);
    answers += cells.length;
    for (const cell of cells) if (cell.ours.truth !== cell.theirs) differing.push({ document, cell });
  }
  const agreed = answers - differing.length;
  return { round, question, peer: peer.name, answers, agreed, failed, ...(await explain(peer, question, differing)) };
}

async function explain(
  peer: Peer,
  question: Question,
  differing: readonly Difference[],
): Promise<Pick<Tally, "explained" | "unexplained">> {
  const questions = differing.map(({ document, cell }) => probesOf(question, document, cell));
  const replies = await ask(peer, questions.flat());
  const byName = new Map<string, number>();
  const unexplained: Disagreement[] = [];
  let read = 0;
  for (const [position, { document, cell }] of differing.entries()) {
    const own = replies.slice(read, (read += (questions[position] ?? []).length));
    const probes = probed(question, document, cell, own);
    const disagreement = { question: question.name, peer: peer.name, document, cell, probes };
    const name = explanationOf(disagreement);
    if (name === undefined) unexplained.push(disagreement);
    else count(byName, name);
  }
  return { explained: byName, unexplained };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
