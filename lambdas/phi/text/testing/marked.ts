import { expect } from "chai";
import { findInText } from "..";

/** Texts in which what is found stands in [[double brackets]]; all people and numbers are made up. */
export function finds(name: string, texts: readonly string[]): void {
  for (const marked of texts) {
    it(`${name}: ${marked}`, () => {
      const text = marked.replace(/\[\[|\]\]/g, "");
      const spans = findInText(text);
      const shown = spans.reduceRight(
        (rest, { begin, end }) => `${rest.slice(0, begin)}[[${rest.slice(begin, end)}]]${rest.slice(end)}`,
        text,
      );
      expect(shown).to.equal(marked);
    });
  }
}
