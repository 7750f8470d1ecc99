import { printable } from "../printable";

/** Namespace of the properties that are ours. The seven states are the values of `state`. */
export const PHIGUARD_NAMESPACE = "urn:phiguard:oscal";

export interface Property {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

/** One line without white space at its ends, as OSCAL's string type wants it; never empty. */
export function line(text: string): string {
  const tidy = printable(text.replace(/\s+/gu, " ")).trim();
  return tidy === "" ? "-" : tidy;
}

/** The same for fields that are read as Markdown: a name chosen by others must not become a link or an element. */
export function markup(text: string): string {
  return line(text).replace(/[\\`*<>[\]]/g, "\\$&");
}

/** Lines of a list in Markdown. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${markup(item)}`).join("\n");
}

/** Our properties; those without a value are left out. */
export function properties(values: Readonly<Record<string, string | number | boolean | undefined>>): Property[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [{ name, ns: PHIGUARD_NAMESPACE, value: line(String(value)) }],
  );
}

/** A token, which holds no bracket and begins with a letter: `cfr-164.312.a.2.iv`, `PR.DS-1`. The citation itself is a property beside it. */
export function controlId(citation: string): string {
  const plain = citation.replace(/[^A-Za-z0-9.-]+/g, ".").replace(/\.$/, "");
  return /^[A-Za-z]/.test(plain) ? plain : `cfr-${plain}`;
}

/** A document with a line feed at its end. */
export function toJson(document: object): string {
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

/** OSCAL wants at least one item in a list that is there at all. */
export function unlessEmpty<Name extends string, Item>(
  name: Name,
  items: readonly Item[],
): Partial<Record<Name, readonly Item[]>> {
  return items.length === 0 ? {} : ({ [name]: items } as Record<Name, readonly Item[]>);
}
