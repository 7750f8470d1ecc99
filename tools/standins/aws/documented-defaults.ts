import { type Member } from "./declaration-reader";

/**
 * "Defaults to `true`", "Default is `600`", "(Default: `stop`)". Only a sentence that ends there counts: what follows an
 * "if" or a "unless" is no default.
 */
const SENTENCE =
  /\bdefaults?(?:\s+value)?(?:\s+(?:is|to|of)|:)?:?\s+(?:`"?([^`"]*)"?`|(true|false|\d+))(?=\s*(?:[.,;)/]|\*\/|$|which|if (?:not|left)))/i;

/** The default a declaration's doc comment states, in the member's own type; undefined without a plain one. */
export function documentedDefault(member: Member): string | number | boolean | undefined {
  const kind = member.shape.kind;
  if (kind !== "boolean" && kind !== "number" && kind !== "string") {
    return undefined;
  }
  const match = SENTENCE.exec(member.doc.replace(/\n\s*\*\s?/g, " "));
  const text = match?.[1] ?? match?.[2];
  if (text === undefined || text === "") {
    return undefined;
  }
  if (kind === "boolean") {
    return text === "true" ? true : text === "false" ? false : undefined;
  }
  if (kind === "number") {
    return /^-?\d+$/.test(text) ? Number(text) : undefined;
  }
  return /^[\w./-]+$/.test(text) && !/^(null|none|nil|true|false)$/.test(text) ? text : undefined;
}
