import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { GoldDocument } from "../../../synthetic/text/labelled";
import { generate } from "../corpus/generate";
import { HALVES, type Half } from "../corpus/half";
import { generateUnseen, UNSEEN_SETS } from "../corpus/unseen";
import { foreignDocuments } from "../foreign/documents";

/** Labelled texts that the engine is held against. */
export interface GoldSet<D = Iterable<GoldDocument> | AsyncIterable<GoldDocument>> {
  readonly name: string;
  readonly documents: D;
}

export const SET_NAMES = [...HALVES, "unseen", "foreign"] as const;
export type SetName = (typeof SET_NAMES)[number];

/** Sets whose texts nobody reads who tunes the engine: they are only measured. */
export const MEASURED_ONLY: readonly SetName[] = ["held-out", "unseen"];

/** The unseen set is two: documents, and half as many questions. */
export function setsOf(name: SetName, documents: number, seed: number): GoldSet<Iterable<GoldDocument>>[] {
  if (name === "foreign") return [{ name: "texts that others wrote", documents: foreignDocuments() }];
  if (name !== "unseen")
    return [{ name: `the ${name} half`, documents: generate({ half: name as Half, documents, seed }) }];
  return UNSEEN_SETS.map((set) => ({
    name: `the unseen ${set}`,
    documents: generateUnseen({ set, documents: set === "queries" ? Math.ceil(documents / 2) : documents, seed }),
  }));
}

export function setOfFile(file: string): GoldSet {
  return { name: file, documents: linesOf(file) };
}

async function* linesOf(file: string): AsyncGenerator<GoldDocument> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    if (line !== "") yield JSON.parse(line) as GoldDocument;
}
