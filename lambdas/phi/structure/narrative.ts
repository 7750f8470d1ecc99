import type { Decoded } from "./decoded";
import type { LayoutBuilder } from "./layout";
import { xmlTokens, type XmlElement } from "./xml-tokens";

/** What stands before a link to the program that wrote a narrative. */
const WRITTEN_BY = /\b(?:generated|created|rendered) (?:by|with|using)\s*$/i;

/** A narrative in XHTML: the words between its tags, and of attributes what may name somebody. A link to the program that wrote it names nobody. */
export function readNarrative(layout: LayoutBuilder, xhtml: Decoded): void {
  let before = "";
  let program: XmlElement | undefined;
  for (const token of xmlTokens(xhtml)) {
    if (token.kind === "text") {
      if (token.element !== program || program === undefined) layout.read(token.value);
      before = token.value.text;
      continue;
    }
    const { name: element, attributes } = token.element;
    if (element === "a" && /^https?:/i.test(attributes.get("href")?.text ?? "") && WRITTEN_BY.test(before)) {
      program = token.element;
      continue;
    }
    for (const name of ["title", "alt", "href", "src"]) {
      const value = attributes.get(name);
      if (value !== undefined) layout.read(value);
    }
  }
}
