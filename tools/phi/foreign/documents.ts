import { assemble, type GoldDocument, type Piece } from "../../../synthetic/text/labelled";
import { LABELS, type Sub } from "../../../synthetic/text/labels";
import texts from "./openmed.json";

/**
 * English texts of the evaluation fixtures of OpenMed 3.1.0 (Apache-2.0; see NOTICE), fictional by their authors' word. Identifiers were
 * labelled here by hand: `[[SUB|text]]` in openmed.json; nothing was put in or left out.
 */
export function foreignDocuments(): GoldDocument[] {
  return texts.map((text, index) => ({
    id: `openmed-${index}`,
    kind: "foreign",
    noise: "",
    ...assemble(piecesOf(text)),
  }));
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
