import { expect } from "chai";
import { formatOf, readStructure } from "..";
import type { Format } from "../../formats";

/**
 * Expects of a reader what the text says of itself: `«mrn:12345»` is an identifier by its place, `‹words›` is to be searched as text, and nothing
 * else is either. What is told, decoded, is the raw text unless `decoded` has another for it.
 */
export function expectMarked(format: Format, text: string, decoded: Readonly<Record<string, string>> = {}): void {
  const identifiers: string[] = [];
  const prose: string[] = [];
  const raw = text.replace(/«([\w-]+):([^»]*)»|‹([^›]*)›/g, (_, subtype?: string, value?: string, words?: string) => {
    if (words !== undefined) prose.push(decoded[words] ?? words);
    else identifiers.push(`${subtype} ${value}`);
    return words ?? (value as string);
  });
  const layout = readStructure(raw, format);
  const found = layout.identifiers.map((one) => `${one.subtype} ${raw.slice(one.begin, one.end)}`);
  expect(found, "identifiers").to.deep.equal(identifiers);
  expect(
    layout.prose.map((part) => part.text.trim()),
    "prose",
  ).to.deep.equal(prose.map((part) => part.trim()));
  for (const part of layout.prose) expect(part.at(part.text.length)).to.be.at.most(raw.length);
  expect(formatOf(raw), "format").to.equal(format);
}
