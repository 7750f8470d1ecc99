import type { Document } from "./documents";
import type { Probed, Probes } from "./probes";
import type { Cell } from "./questions";

/** An answer of ours that differs from theirs. */
export interface Disagreement {
  readonly question: string;
  readonly peer: string;
  readonly document: Document;
  readonly cell: Cell;
  readonly probes: Probes;
}

/** Why an answer may differ: by design of ours, or because theirs is not what AWS documents. */
export interface Named {
  readonly name: string;
  readonly reason: string;
}

export interface Explanation extends Named {
  readonly applies: (disagreement: Disagreement) => boolean;
}

/** Of a statement that we call open and the peer does not. */
export interface StatementExplanation extends Named {
  readonly applies: (probed: Probed, peer: string) => boolean;
}
