import { plain, unescaped, type Decoded } from "./decoded";

/** An object or list of a JSON text, known by where it stands. */
export interface JsonNode {
  readonly parent: JsonNode | undefined;
  /** Its key in the parent; in a list, the key of the list. Empty at the top. */
  readonly key: string;
  readonly isList: boolean;
  /** Short values of an object by key, decoded: what its other values are judged by. */
  readonly values: Map<string, string>;
}

/** A value that is no object and no list. */
export interface JsonLeaf {
  readonly node: JsonNode;
  readonly key: string;
  readonly kind: "string" | "number";
  /** Without quotes and escapes. */
  readonly value: Decoded;
}

/** What is longer is judged by nobody's value. */
const MOST_VALUE = 200;

/** Tokens of JSON. Strings are unrolled, so that one of megabytes takes no stack; what is none of these is passed over. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],:]/gs;

/**
 * Strings and numbers of a JSON text in order, each with the objects and lists around it. The text is read as far as it is JSON, at any
 * depth, without recursion: whether it is well-formed is told elsewhere.
 */
export function jsonLeaves(text: string): JsonLeaf[] {
  const leaves: JsonLeaf[] = [];
  let node: JsonNode = { parent: undefined, key: "", isList: true, values: new Map() };
  let key: string | undefined;
  let pending: Decoded | undefined;
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    const first = token[0] as string;
    if (first === "{" || first === "[") {
      node = { parent: node, key: key ?? (node.isList ? node.key : ""), isList: first === "[", values: new Map() };
      key = undefined;
    } else if (first === "}" || first === "]") {
      node = node.parent ?? node;
      key = undefined;
      pending = undefined;
    } else if (first === ":") {
      key = pending?.text;
      pending = undefined;
    } else if (first === ",") {
      key = undefined;
      pending = undefined;
    } else if (first === '"') {
      const value = unquoted(text, match.index, token.length);
      if (key === undefined && !node.isList) pending = value;
      else keep(leaves, node, key, "string", value);
    } else if (key !== undefined || node.isList) {
      keep(leaves, node, key, "number", plain(text, match.index, match.index + token.length));
    }
  }
  return leaves;
}

function keep(
  leaves: JsonLeaf[],
  node: JsonNode,
  key: string | undefined,
  kind: JsonLeaf["kind"],
  value: Decoded,
): void {
  const name = key ?? node.key;
  if (!node.isList && value.text.length <= MOST_VALUE) node.values.set(name, value.text);
  leaves.push({ node, key: name, kind, value });
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unquoted(text: string, begin: number, length: number): Decoded {
  return unescaped(
    plain(text, begin + 1, begin + length - 1),
    /\\(?:u[0-9a-fA-F]{4}|.)/gs,
    (match) =>
      match.length > 2
        ? String.fromCharCode(parseInt(match.slice(2), 16))
        : (ESCAPES[match[1] as string] ?? match.slice(1)),
    (value) => value.includes("\\"),
  );
}

/** Objects and lists around a value that are looked at: what is nested deeper says no more of it, and may be without end. */
const MOST_AROUND = 64;

/** The nearest object around a leaf, or a node itself, going up. */
export function* around(node: JsonNode): Generator<JsonNode> {
  let at: JsonNode | undefined = node;
  for (let steps = 0; at !== undefined && steps < MOST_AROUND; at = at.parent, steps += 1) if (!at.isList) yield at;
}

/** A value of an object, by its key in lower case. */
export function valueOf({ values }: JsonNode, key: string): string | undefined {
  for (const [name, value] of values) if (name.toLowerCase() === key) return value;
  return undefined;
}
