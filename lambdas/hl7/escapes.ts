import type { Separators } from "./separators";

/**
 * The text that a value stands for (HL7 v2.5.1, 2.7): separators by their letters, hexadecimal bytes (UTF-8 where they are, else ISO 8859-1), line
 * breaks of formatted text. Highlighting and indents go, as they are no text. What is no escape sequence stays as it is, since senders
 * write paths with backslashes.
 */
export function unescaped(value: string, separators: Separators): string {
  const { escape } = separators;
  if (!value.includes(escape)) return value;
  let text = "";
  let at = 0;
  for (;;) {
    const begin = value.indexOf(escape, at);
    const end = begin < 0 ? -1 : value.indexOf(escape, begin + 1);
    if (end < 0) return text + value.slice(at);
    const meant = meaning(value.slice(begin + 1, end), separators);
    if (meant === undefined) {
      // The second mark may begin a sequence of its own.
      text += value.slice(at, end);
      at = end;
    } else {
      text += value.slice(at, begin) + meant;
      at = end + 1;
    }
  }
}

function meaning(name: string, separators: Separators): string | undefined {
  switch (name) {
    case "F":
      return separators.field;
    case "S":
      return separators.component;
    case "R":
      return separators.repetition;
    case "E":
      return separators.escape;
    case "T":
      return separators.subcomponent === "\u0000" ? "&" : separators.subcomponent;
    case "P":
      return separators.truncation ?? "#";
    case "H":
    case "N":
      return "";
    default:
  }
  if (/^X(?:[0-9A-Fa-f]{2})+$/.test(name)) return bytes(name.slice(1));
  if (/^\.(?:br|ce|sp *\+?\d{0,3})$/.test(name)) return "\n".repeat(Math.max(1, Number(/\d+/.exec(name)?.[0] ?? 1)));
  if (/^\.(?:in|ti|sk) *[+-]?\d{0,3}$|^\.(?:fi|nf)$/.test(name)) return "";
  return undefined;
}

function bytes(digits: string): string {
  const raw = Buffer.from(digits, "hex");
  const text = raw.toString("utf8");
  return text.includes("\ufffd") ? raw.toString("latin1") : text;
}

/** The value as it stands in a message: no separator, line break or control character of the text is taken for the message's own. */
export function escaped(text: string, separators: Separators): string {
  const { field, component, repetition, escape, subcomponent } = separators;
  let value = "";
  for (const character of text) {
    if (character === escape) value += `${escape}E${escape}`;
    else if (character === field) value += `${escape}F${escape}`;
    else if (character === component) value += `${escape}S${escape}`;
    else if (character === repetition) value += `${escape}R${escape}`;
    else if (character === subcomponent) value += `${escape}T${escape}`;
    else if (character < " " || character === "\u007f") {
      value += `${escape}X${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}${escape}`;
    } else value += character;
  }
  return value;
}
