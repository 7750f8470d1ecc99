import { insiders, outsiders } from "./callers";
import { deniesOf, statementsOf, type Document, type Statement } from "./documents";
import { statementsNamed } from "./ours";
import type { PeerAnswer, PeerQuestion } from "./peers";
import { getsIn, OUTSIDERS, TRANSPORT, type Cell, type Question } from "./questions";

/** A statement that we call open, seen by the peer. */
export interface Probed {
  readonly statement: Statement;
  /** Outsiders get in by this statement alone. */
  readonly open: boolean;
  /** Somebody gets in by it, if it stands for everyone. */
  readonly anybody: boolean;
  /** The Denies of the document each of which closes it. */
  readonly closing: readonly Statement[];
}

/** What the peer says of parts of a document that it calls closed and we call open. */
export interface Probes {
  /** Of each statement that we name. */
  readonly statements: readonly Probed[];
  /** The Denies each of which refuses requests without TLS. */
  readonly refusing: readonly Statement[];
}

/** What the peer must be asked to explain a difference; `probed` reads the answers. */
export function probesOf(question: Question, document: Document, { ours }: Cell): PeerQuestion[] {
  if (ours.truth !== false) return [];
  if (question === TRANSPORT) return deniesOf(document).map((deny) => question.put(only(document, deny)));
  if (question !== OUTSIDERS) return [];
  return statementsNamed(ours).flatMap((position) => {
    const statement = statementsOf(document)[position] as Statement;
    const { NotPrincipal: _, ...rest } = statement;
    const forAll = only(document, { ...rest, Principal: "*" });
    return [
      getsIn(only(document, statement)),
      getsIn(forAll, [...insiders(forAll), ...outsiders(forAll)]),
      ...deniesOf(document).map((deny) => getsIn(only(document, statement, deny))),
    ];
  });
}

export function probed(question: Question, document: Document, cell: Cell, answers: readonly PeerAnswer[]): Probes {
  if (answers.length === 0) return { statements: [], refusing: [] };
  const denies = deniesOf(document);
  const closed = answers.map(({ witness }) => witness === null);
  if (question === TRANSPORT) return { statements: [], refusing: denies.filter((_, at) => closed[at] === true) };
  const each = 2 + denies.length;
  const statements = statementsNamed(cell.ours).map((position, nth) => {
    const [alone, forAll, ...pairs] = closed.slice(nth * each, (nth + 1) * each);
    return {
      statement: statementsOf(document)[position] as Statement,
      open: alone === false,
      anybody: forAll === false,
      closing: denies.filter((_, at) => pairs[at] === true),
    };
  });
  return { statements, refusing: [] };
}

function only(document: Document, ...Statement: readonly Statement[]): Document {
  return { ...document, Statement };
}
