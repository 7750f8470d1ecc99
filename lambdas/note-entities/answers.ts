import { chunksOf } from "../text/chunks";

/** InferICD10CM and InferRxNorm take 10,000 characters, DetectEntitiesV2 twice as many bytes (Comprehend Medical API Reference): one cut for all three. */
const MOST_PIECE_BYTES = 10_000;

/** Pieces that are asked about at the same time: the account's rate is shared by all. */
const AT_ONCE = 2;

/** What one call answers, as far as it is handled here. Offsets are those of code points in the piece. */
export interface Answer {
  readonly Entities?: readonly object[] | undefined;
  readonly ModelVersion?: string | undefined;
  readonly PaginationToken?: string | undefined;
}

/** An answer that leaves out what it found, or that points outside of the text. */
export class IncompleteAnswer extends Error {
  override readonly name = "IncompleteAnswer";
}

/** One question about a text of any length, piece by piece, with places in the whole. */
export async function askedOf(text: string, ask: (piece: string) => Promise<Answer>): Promise<Answer> {
  const pieces = chunksOf(text, MOST_PIECE_BYTES).filter((piece) => piece.text.trim() !== "");
  const entities: object[] = [];
  const versions = new Set<string>();
  for (let from = 0; from < pieces.length; from += AT_ONCE) {
    const some = pieces.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map((piece) => ask(piece.text)));
    for (const [at, { Entities = [], ModelVersion, PaginationToken }] of answers.entries()) {
      const piece = some[at] as (typeof some)[number];
      if (PaginationToken) throw new IncompleteAnswer("Comprehend Medical answered with a part of its findings");
      const offsets = unitsOf(piece.text, piece.begin);
      entities.push(...Entities.map((entity) => placed(entity, offsets)));
      if (ModelVersion !== undefined) versions.add(ModelVersion);
    }
  }
  return { Entities: entities, ...(versions.size > 0 && { ModelVersion: [...versions].sort().join(",") }) };
}

/** Where each code point of a piece begins in the whole text, in UTF-16 units, and where the piece ends. */
function unitsOf(piece: string, begin: number): readonly number[] {
  const offsets: number[] = [];
  let at = begin;
  for (const character of piece) {
    offsets.push(at);
    at += character.length;
  }
  return [...offsets, at];
}

function placed(found: object, offsets: readonly number[]): object {
  const {
    BeginOffset = -1,
    EndOffset = -1,
    Attributes,
  } = found as {
    BeginOffset?: number;
    EndOffset?: number;
    Attributes?: readonly object[];
  };
  const [begin, end] = [offsets[BeginOffset], offsets[EndOffset]];
  if (begin === undefined || end === undefined || end <= begin) {
    throw new IncompleteAnswer("Comprehend Medical answered with offsets outside of the text");
  }
  return {
    ...found,
    BeginOffset: begin,
    EndOffset: end,
    ...(Attributes !== undefined && { Attributes: Attributes.map((attribute) => placed(attribute, offsets)) }),
  };
}
