import type { Decoded } from "./decoded";
import type { LayoutBuilder } from "./layout";
import { xmlTokens } from "./xml-tokens";

/** A narrative in XHTML: the words between its tags, and of attributes what may name somebody. */
export function readNarrative(layout: LayoutBuilder, xhtml: Decoded): void {
  for (const token of xmlTokens(xhtml)) {
    if (token.kind === "text") layout.read(token.value);
    else
      for (const name of ["title", "alt", "href", "src"]) {
        const value = token.element.attributes.get(name);
        if (value !== undefined) layout.read(value);
      }
  }
}
