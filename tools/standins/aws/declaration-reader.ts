/**
 * Reads the generated declarations (`.d.ts`) of a Pulumi SDK: classes and interfaces whose members are one declaration
 * each. It knows that generated, regular form only, which makes it a thousand times quicker than a compiler.
 */

/** What a declared type allows, as far as the declaration says so plainly. */
export type Shape =
  | { kind: "string" | "number" | "boolean" | "any" }
  | { kind: "list"; of: Shape }
  | { kind: "map"; of: Shape }
  /** An interface in `types/input.d.ts` or `types/output.d.ts`, e.g. side "outputs", path "s3.BucketGrant". */
  | { kind: "object"; side: "inputs" | "outputs"; path: string }
  | { kind: "oneOf"; of: Shape[] };

export interface Member {
  name: string;
  /** Marked with `?`, or its type includes `undefined`. */
  optional: boolean;
  shape: Shape;
  /** Text of the doc comment with the stars, "" if there is none. */
  doc: string;
}

export type Members = ReadonlyMap<string, Member>;

const ANY: Shape = { kind: "any" };

/**
 * Members of the body that starts after the brace at or behind `from`.
 * `keep` picks by the raw type text, e.g. only `pulumi.Output<...>` members of a class.
 */
export function readMembers(text: string, from: number, keep?: (type: string) => boolean): Members {
  const members = new Map<string, Member>();
  let doc = "";
  for (let at = text.indexOf("{", from) + 1; at < text.length;) {
    const char = text.charCodeAt(at);
    if (char <= 32 || char === 59) {
      at += 1;
    } else if (char === 125) {
      break;
    } else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at) + 2;
      doc = text.slice(at, end);
      at = end;
    } else {
      const end = endOfDeclaration(text, at);
      const member = parseMember(text.slice(at, end), doc, keep);
      if (member !== undefined) {
        members.set(member.name, member);
      }
      doc = "";
      at = end;
    }
  }
  return members;
}

/** Index of the `;` that ends the declaration, brackets respected. */
function endOfDeclaration(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 40: // (
      case 91: // [
      case 123: // {
        depth += 1;
        break;
      case 41: // )
      case 93: // ]
      case 125: // }
        depth -= 1;
        if (depth < 0) {
          return at;
        }
        break;
      case 59: // ;
        if (depth === 0) {
          return at;
        }
    }
  }
  return text.length;
}

const MEMBER = /^(?:readonly )?([A-Za-z_$][\w$]*)(\??):\s*([^]*)$/;

function parseMember(declaration: string, doc: string, keep?: (type: string) => boolean): Member | undefined {
  const match = MEMBER.exec(declaration);
  if (match === null) {
    return undefined; // a method, a constructor or a static
  }
  const [, name = "", mark, type = ""] = match;
  if (keep !== undefined && !keep(type)) {
    return undefined;
  }
  const parsed = parseType(type);
  return { name, optional: mark === "?" || parsed.optional, shape: parsed.shape, doc };
}

/** A type as written, e.g. `pulumi.Input<pulumi.Input<inputs.s3.BucketGrant>[] | undefined>`. */
export function parseType(type: string): { shape: Shape; optional: boolean } {
  const parser = new TypeParser(type);
  return parser.union();
}

class TypeParser {
  private at = 0;

  constructor(private readonly text: string) {}

  union(): { shape: Shape; optional: boolean } {
    const shapes: Shape[] = [];
    let optional = false;
    do {
      this.space();
      const part = this.postfix();
      optional ||= part.optional;
      if (part.shape !== undefined) {
        shapes.push(part.shape);
      }
      this.space();
    } while (this.take("|"));
    return { shape: joinShapes(shapes), optional };
  }

  private postfix(): { shape: Shape | undefined; optional: boolean } {
    let part = this.primary();
    while (this.take("[]")) {
      part = { shape: { kind: "list", of: part.shape ?? ANY }, optional: false };
    }
    return part;
  }

  private primary(): { shape: Shape | undefined; optional: boolean } {
    if (this.take("(")) {
      const inner = this.union();
      this.space();
      this.take(")");
      return inner;
    }
    if (this.take("{")) {
      return { shape: this.mapType(), optional: false };
    }
    const literal = /^"[^"]*"/.exec(this.text.slice(this.at));
    if (literal !== null) {
      this.at += literal[0].length;
      return { shape: { kind: "string" }, optional: false };
    }
    const name = /^[\w$.]+/.exec(this.text.slice(this.at))?.[0] ?? "";
    this.at += name.length;
    if (name === "") {
      this.at = this.text.length; // not a form this reader knows: it allows anything
      return { shape: ANY, optional: false };
    }
    if (this.take("<")) {
      const inner = this.union();
      while (this.take(",")) {
        this.union();
      }
      this.space();
      this.take(">");
      return name === "pulumi.Input" || name === "pulumi.Output" ? inner : { shape: ANY, optional: false };
    }
    return name === "undefined" ? { shape: undefined, optional: true } : { shape: namedShape(name), optional: false };
  }

  /** `{ [key: string]: T; }`, the opening brace already taken. */
  private mapType(): Shape {
    const head = /^\s*\[\w+: string\]:/.exec(this.text.slice(this.at));
    if (head === null) {
      this.at = this.text.length;
      return ANY;
    }
    this.at += head[0].length;
    const value = this.union().shape;
    this.take(";");
    this.space();
    this.take("}");
    return { kind: "map", of: value };
  }

  private space(): void {
    while (this.at < this.text.length && this.text.charCodeAt(this.at) <= 32) {
      this.at += 1;
    }
  }

  private take(token: string): boolean {
    if (this.text.startsWith(token, this.at)) {
      this.at += token.length;
      return true;
    }
    return false;
  }
}

function namedShape(name: string): Shape {
  switch (name) {
    case "string":
    case "number":
    case "boolean":
      return { kind: name };
    case "pulumi.ID":
    case "ARN":
      return { kind: "string" };
  }
  const dot = name.indexOf(".");
  const head = name.slice(0, dot);
  if (head === "inputs" || head === "outputs") {
    return { kind: "object", side: head, path: name.slice(dot + 1) };
  }
  return ANY; // enums, assets, other resources: their values are judged elsewhere
}

function joinShapes(shapes: Shape[]): Shape {
  if (shapes.length === 0 || shapes.some((shape) => shape.kind === "any")) {
    return ANY;
  }
  const distinct = shapes.filter((shape, index) => shapes.findIndex((other) => sameShape(other, shape)) === index);
  return distinct.length === 1 ? (distinct[0] as Shape) : { kind: "oneOf", of: distinct };
}

function sameShape(a: Shape, b: Shape): boolean {
  return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
}
