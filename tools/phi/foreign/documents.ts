import { assemble, type GoldDocument, type Piece } from "../../../synthetic/text/labelled";
import { LABELS, type Sub } from "../../../synthetic/text/labels";
import deidgate from "./deidgate.json";
import hl7 from "./hl7.json";
import openmed from "./openmed.json";

/**
 * Texts that packages carry as samples, fictional by their authors' word: English fixtures of OpenMed 3.1.0 (Apache-2.0), notes of deidgate
 * 0.1.0 (MIT), and HL7 messages of simple-hl7 3.3.0 (MIT) and hl7-standard 1.0.4 (Apache-2.0); see NOTICE. Identifiers were labelled here by
 * hand, `[[SUB|text]]`; of one message some segments were left out, else nothing was put in or left out.
 */
const SOURCES: Readonly<Record<string, readonly string[]>> = { openmed, deidgate, hl7 };

export function foreignDocuments(): GoldDocument[] {
  return Object.entries(SOURCES).flatMap(([source, texts]) =>
    texts.map((text, index) => ({
      id: `${source}-${index}`,
      kind: `foreign-${source}`,
      noise: "",
      ...assemble(piecesOf(text)),
    })),
  );
}

/** Throws for a label that there is not. */
export function piecesOf(text: string): Piece[] {
  return text.split(/(\[\[\w+\|[^\]]+\]\])/).map((part) => {
    const [, sub, marked] = /^\[\[(\w+)\|([^\]]+)\]\]$/.exec(part) ?? [];
    if (sub === undefined || marked === undefined) return part;
    if (!Object.hasOwn(LABELS, sub)) throw new Error(`there is no label ${sub}`);
    return { text: marked, sub: sub as Sub };
  });
}
