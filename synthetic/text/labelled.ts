import { LABELS, type Category, type Label, type Sub, type Tier } from "./labels";

/** A part of a text: plain, an identifier, or something that looks like one and is none. */
export type Piece =
  string | { readonly text: string; readonly sub: Sub } | { readonly text: string; readonly trap: string };

/** Where an identifier stands: UTF-16 offsets, the end not included. */
export interface GoldSpan {
  readonly begin: number;
  readonly end: number;
  readonly category: Category;
  readonly tier: Tier;
  readonly sub: string;
  readonly alts?: readonly Category[];
}

export interface Trap {
  readonly begin: number;
  readonly end: number;
  readonly type: string;
}

export interface Labelled {
  readonly text: string;
  readonly spans: readonly GoldSpan[];
  readonly traps: readonly Trap[];
}

/** A line of a labelled set. */
export interface GoldDocument extends Labelled {
  readonly id: string;
  readonly kind: string;
  /** What was done to the text: empty, `lower`, `ocr` ... */
  readonly noise: string;
  /** Categories that count neither for nor against. */
  readonly ignoreCats?: readonly Category[];
}

/** Puts the pieces one behind the other: offsets are exact because nothing is searched. */
export function assemble(pieces: readonly Piece[]): Labelled {
  let text = "";
  const spans: GoldSpan[] = [];
  const traps: Trap[] = [];
  for (const piece of pieces) {
    const begin = text.length;
    text += typeof piece === "string" ? piece : piece.text;
    if (typeof piece === "string" || begin === text.length) continue;
    const at = { begin, end: text.length };
    if ("trap" in piece) {
      traps.push({ ...at, type: piece.trap });
      continue;
    }
    const { category, tier, alts }: Label = LABELS[piece.sub];
    spans.push({ ...at, category, tier, sub: piece.sub, ...(alts && { alts }) });
  }
  return { text, spans, traps };
}

/** The pieces with their texts changed one by one. */
export function mapText(pieces: readonly Piece[], change: (text: string) => string): Piece[] {
  return pieces.map((piece) => (typeof piece === "string" ? change(piece) : { ...piece, text: change(piece.text) }));
}
