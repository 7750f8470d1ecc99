import type { Format } from "../formats";
import { plain } from "../structure/decoded";
import { withoutEntities } from "../structure/xml-tokens";
import { isJson } from "./mask";

/** A part of a raw document as its format's escapes have it. */
export function decodedPart(format: Format, raw: string): string {
  if (isJson(format) && raw.includes("\\")) {
    try {
      return JSON.parse(`"${raw.replace(/(?<!\\)"/g, '\\"')}"`) as string;
    } catch {
      return raw;
    }
  }
  if (format === "xml" || raw.includes("&")) return withoutEntities(plain(raw, 0, raw.length)).text;
  return format === "csv" ? raw.replaceAll('""', '"') : raw;
}

const XML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text as it stands in a raw document of a format, within the value that it is a part of. */
export function encodedPart(format: Format, text: string): string {
  if (isJson(format)) return JSON.stringify(text).slice(1, -1);
  if (format === "xml") return text.replace(/[&<>"']/g, (sign) => XML[sign] as string);
  return format === "csv" ? text.replaceAll('"', '""') : text;
}
