import { slice, unescaped, type Decoded } from "./decoded";

/** An element that is open where a token stands. Names are without their namespace's prefix. */
export interface XmlElement {
  readonly name: string;
  readonly parent: XmlElement | undefined;
  readonly attributes: ReadonlyMap<string, Decoded>;
}

export type XmlToken =
  | { readonly kind: "text"; readonly element: XmlElement | undefined; readonly value: Decoded }
  | { readonly kind: "element"; readonly element: XmlElement };

/** Markup of XML and XHTML. Comments, instructions and declarations are passed over, CDATA is text. Each alternative is linear. */
const MARKUP = /<!--|<!\[CDATA\[|<[?!/]?[A-Za-z_]/g;
const NAME = /[A-Za-z_][\w.:-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** Elements with their attributes, and texts, in order. What is no markup is text; it need not be well-formed. */
export function* xmlTokens(of: Decoded): Generator<XmlToken> {
  const { text } = of;
  const markup = new RegExp(MARKUP);
  const closing = closings(text);
  let element: XmlElement | undefined;
  let from = 0;
  const words = (to: number): XmlToken[] =>
    to > from ? [{ kind: "text", element, value: withoutEntities(slice(of, from, to)) }] : [];
  for (let match = markup.exec(text); match !== null; match = markup.exec(text)) {
    const at = match.index;
    const to = closing(at, match[0]);
    if (to === undefined) continue;
    yield* words(at);
    from = to;
    if (match[0] === "<![CDATA[") {
      yield { kind: "text", element, value: slice(of, at + 9, Math.max(at + 9, to - 3)) };
    } else if (match[0].startsWith("</")) {
      element = closed(element, nameAt(text, at + 2));
    } else if (!/^<[?!]/.test(match[0])) {
      const opened: XmlElement = {
        name: nameAt(text, at + 1),
        parent: element,
        attributes: attributesOf(of, at + 1, to),
      };
      yield { kind: "element", element: opened };
      if (text[to - 2] !== "/") element = opened;
    }
    markup.lastIndex = to;
  }
  yield* words(text.length);
}

/**
 * Where the markup that begins somewhere ends: at the end of the text for a comment that is never closed, undefined for a `<` that begins no
 * markup. Each ending is looked for once, so a text full of beginnings takes no longer.
 */
function closings(text: string): (at: number, mark: string) => number | undefined {
  const next = new Map<string, number>();
  return (at, mark) => {
    const ending = mark === "<!--" ? "-->" : mark === "<![CDATA[" ? "]]>" : mark.startsWith("<?") ? "?>" : ">";
    const from = at + mark.length;
    let found = next.get(ending) ?? -1;
    if (found < from) {
      const at = text.indexOf(ending, from);
      found = at < 0 ? Infinity : at;
      next.set(ending, found);
    }
    if (found < Infinity) return found + ending.length;
    return mark.startsWith("<!") ? text.length : undefined;
  };
}

/** Elements of a document that is not well-formed: a closing name closes all up to the nearest of that name, or nothing. */
function closed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  let steps = 0;
  for (let at = element; at !== undefined && steps < 64; at = at.parent, steps += 1)
    if (at.name === name) return at.parent;
  return element;
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[0] ?? "";
  return name.slice(name.indexOf(":") + 1);
}

function attributesOf(of: Decoded, at: number, end: number): Map<string, Decoded> {
  const { text } = of;
  const attributes = new Map<string, Decoded>();
  NAME.lastIndex = at;
  ATTRIBUTE.lastIndex = at + (NAME.exec(text)?.[0].length ?? 0);
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    const close = match.index + match[0].length - 1;
    if (close >= end) break;
    const [, name = "", double, single] = match;
    // Declarations of namespaces are the document's own, and of nobody.
    if (name.startsWith("xmlns:")) continue;
    const value = slice(of, close - (double ?? single ?? "").length, close);
    attributes.set(name.slice(name.indexOf(":") + 1), withoutEntities(value));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** Named and numbered characters of XML; a name that is not XML's own becomes a space. */
export function withoutEntities(value: Decoded): Decoded {
  return unescaped(
    value,
    /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi,
    (match) => {
      const name = match.slice(1, -1);
      if (!name.startsWith("#")) return ENTITIES[name] ?? " ";
      const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
    },
    (text) => text.includes("&"),
  );
}
