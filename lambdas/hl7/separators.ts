import { Hl7Fault } from "./fault";

/** Characters that part a message (HL7 v2.5.1, 2.5.4). */
export interface Separators {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
  /** Since v2.7: marks a value that was cut off. */
  readonly truncation?: string;
}

export const USUAL: Separators = { field: "|", component: "^", repetition: "~", escape: "\\", subcomponent: "&" };

/** Separators of a header, `MSH|^~\&|...`. Escape and subcomponent may be left out where a message has no use for them. */
export function separatorsOf(header: string): Separators {
  const field = header[3];
  const end = field === undefined ? -1 : header.indexOf(field, 4);
  const marks = header.slice(4, end < 0 ? header.length : end);
  const all = `${field ?? ""}${marks}`;
  const wrong =
    field === undefined ||
    marks.length < 2 ||
    marks.length > 5 ||
    new Set(all).size !== all.length ||
    /[^!-~]|[A-Za-z0-9"]/.test(all);
  if (wrong) throw new Hl7Fault("bad-separators", { segment: "MSH", place: 1, field: field === undefined ? 1 : 2 });
  // What is not named takes a character that no text has, so that nothing is parted by it.
  const [component = "", repetition = "", escape = "\u0000", subcomponent = "\u0000", truncation] = marks;
  return {
    field,
    component,
    repetition,
    escape,
    subcomponent,
    ...(truncation !== undefined && { truncation }),
  };
}

/** MSH-2 of these separators. */
export function encodingCharacters({ component, repetition, escape, subcomponent, truncation }: Separators): string {
  return `${component}${repetition}${escape}${subcomponent}${truncation ?? ""}`.replaceAll("\u0000", "");
}
