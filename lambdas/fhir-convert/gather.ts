import { sayingsOf, type Saying } from "../fhir/convert/sayings";
import type { Part } from "./parts";

/** What is in a file, gathered from its parts. */
export interface Gathered {
  /** By place, in the order in which places come. */
  readonly sayings: ReadonlyMap<string, readonly Saying[]>;
  readonly converted: number;
  /** Lines of JSON: part, place in it, why. No value. */
  readonly unmapped: readonly string[];
  readonly refused: readonly string[];
  /** Refused messages as they came, to be mended and dropped again. */
  readonly texts: readonly string[];
  /** True where something was refused that has no text of its own. */
  readonly keepSource: boolean;
}

export async function gathered(parts: AsyncIterable<Part>): Promise<Gathered> {
  const sayings = new Map<string, Saying[]>();
  const unmapped: string[] = [];
  const refused: string[] = [];
  const texts: string[] = [];
  let [converted, keepSource] = [0, false];
  for await (const part of parts) {
    const { index } = part;
    if (part.kind === "refused") {
      refused.push(JSON.stringify({ index, reasons: part.reasons }));
      if (part.text === undefined) keepSource = true;
      else texts.push(part.text);
      continue;
    }
    converted += 1;
    for (const { where, why } of part.conversion.unmapped) unmapped.push(JSON.stringify({ index, where, why }));
    for (const [place, saying] of sayingsOf(part.conversion, part)) {
      const before = sayings.get(place);
      if (before === undefined) sayings.set(place, [saying]);
      else before.push(saying);
    }
  }
  return { sayings, converted, unmapped, refused, texts, keepSource };
}
