import { findPhi } from "../../lambdas/phi/engine";
import { FORMATS, readDocument, type Format } from "../../lambdas/phi/formats";
import { readStructure } from "../../lambdas/phi/structure";
import { mutated } from "./mutate";
import { SAMPLES } from "./phi-samples";

/** What a case did that no case may do. */
export class Broken extends Error {
  constructor(
    message: string,
    readonly input: Uint8Array,
  ) {
    super(message);
  }
}

export interface Fuzzed {
  readonly cases: number;
  /** Cases by what they were read as: a format, or the fault. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Changes samples of a format until `isOver`; throws Broken for the first case that breaks what a reader promises. */
export function fuzzReader(format: Format, random: () => number, isOver: (cases: number) => boolean): Fuzzed {
  const outcomes = new Map<string, number>();
  /** Cases that were read go on from where they are, so that changes add up. */
  const pool: Uint8Array[] = [Buffer.from(SAMPLES[format])];
  let cases = 0;
  for (; !isOver(cases); cases += 1) {
    const input = mutated(pool[Math.floor(random() * pool.length)] as Uint8Array, random);
    const outcome = tried(format, input);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome === format) pool[pool.length < 200 ? pool.length : 1 + Math.floor(random() * 199)] = input;
  }
  return { cases, outcomes };
}

/** One case: what it was read as. Every reader takes every text, whatever it is of. */
function tried(format: Format, input: Uint8Array): string {
  try {
    const reading = readDocument(input);
    const text = new TextDecoder("utf-8").decode(input);
    check(
      reading.kind === "fault" || reading.text === text.replace(/^\ufeff/, "") || reading.text === text,
      "the text is another",
    );
    const layout = readStructure(text, format);
    for (const { begin, end } of layout.identifiers)
      check(0 <= begin && begin < end && end <= text.length, "an identifier lies outside");
    for (const part of layout.prose) {
      let last = 0;
      for (const at of [0, part.text.length >> 1, part.text.length]) {
        const raw = part.at(at);
        check(raw >= last && raw <= text.length, "a part of prose lies outside");
        last = raw;
      }
    }
    let end = 0;
    for (const span of findPhi(text, { format })) {
      check(span.begin >= end && span.end > span.begin && span.end <= text.length, "spans overlap or lie outside");
      end = span.end;
    }
    return reading.kind === "fault" ? reading.fault : reading.format;
  } catch (error) {
    throw new Broken(`${format}: ${(error as Error).message}`, input);
  }
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

export { FORMATS };
