import { SUBTYPES, type Subtype } from "../subtypes";
import type { Decoded } from "./decoded";
import type { LayoutBuilder } from "./layout";

const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const digits = (text: string): number => text.replace(/\D+/g, "").length;

/** Whether a value may be what its key or column says. */
function plausible(subtype: Subtype, text: string): boolean {
  const { category } = SUBTYPES[subtype];
  switch (category) {
    case "NAME":
      return text.length <= 100 && /\p{L}/u.test(text) && digits(text) === 0;
    case "DATE":
      return text.length <= 40 && (/\d{4}|\d{1,2}[/.-]\d{1,2}/.test(text) || (MONTH.test(text) && /\d/.test(text)));
    case "AGE":
      return /^\s*\d{1,3}\b/.test(text) && text.length <= 20;
    case "PHONE_OR_FAX":
      return text.length <= 40 && digits(text) >= 4;
    case "EMAIL":
      return text.includes("@");
    case "URL":
      return /[./]/.test(text) && !/\s/.test(text.trim());
    case "ADDRESS":
      return text.length <= 200 && /[\p{L}\p{N}]/u.test(text) && !(subtype === "zip" && digits(text) < 3);
    case "PROFESSION":
      return text.length <= 80 && /\p{L}{3}/u.test(text);
    case "ID":
      return (
        text.length <= 80 &&
        (digits(text) >= 2 || subtype === "username" || subtype === "photo") &&
        text.trim().split(/\s+/).length <= 4
      );
  }
}

const NOTHING =
  /^\s*(?:n\/?a|none|nil|null|unknown|unk|not known|not recorded|refused|declined|tbd|pending|self|same|-+|\?+|\*+|x+)?\s*$/i;

/** How sure a key or a column's head makes an identifier: people name them as they like. */
const BY_KEY = 0.95;

/** An identifier where the value may be one, else a text. */
export function addIfPlausible(layout: LayoutBuilder, value: Decoded, subtype: Subtype, rule: string): void {
  const { text } = value;
  if (NOTHING.test(text)) return;
  if (!plausible(subtype, text)) layout.read(value);
  else if (SUBTYPES[subtype].category === "AGE")
    layout.add(value, parseInt(text, 10) > 89 ? "age-over-89" : "age", rule, BY_KEY);
  else layout.add(value, subtype, rule, BY_KEY);
}
