import type { Format } from "../formats";
import { SUBTYPES, type Subtype } from "../subtypes";
import { canonical } from "./canonical";
import { readDate, shifted } from "./date-forms";
import { stars } from "./mask";
import type { Method } from "./methods";
import { REMOVED_DATA, UUID_MARK } from "./own-forms";
import type { Action } from "./profiles";
import { surrogate } from "./surrogate";
import { keyed, token, type TenantKey } from "./tenant-key";
import { zip3 } from "./zip";

/** What a replacement depends on beside the value. */
export interface Scene {
  readonly format: Format;
  readonly method: Method;
  readonly key: TenantKey;
  /** Days by which the patient's dates are moved. */
  readonly shiftDays: number;
  /** Who was born 90 years before it or earlier is of one group (45 CFR 164.514(b)(2)(i)(C)). */
  readonly asOfYear: number;
}

/** One identifier: its text without escapes, and the rule that found it, which says where it stood. */
export interface Found {
  readonly text: string;
  readonly subtype: Subtype;
  readonly rule: string;
}

/** Ages that are told as they are (45 CFR 164.514(b)(2)(i)(C)). */
const OLDEST_TOLD = 89;

/** What stands in place of an identifier; undefined where it stays. */
export function replacement(found: Found, action: Action, scene: Scene): string | undefined {
  switch (action) {
    case "keep":
      return undefined;
    case "age-cap":
      return capped(found, scene);
    case "zip3":
      return zip3(found.text) ?? replaced(found, scene);
    case "year":
      return yearOf(found, scene);
    case "shift": {
      const date = readDate(found.text);
      return date === undefined ? replaced(found, scene) : shifted(date, scene.shiftDays);
    }
    case "replace":
      return replaced(found, scene);
  }
}

function capped({ text, subtype }: Found, { format }: Scene): string | undefined {
  const age = /\d+/.exec(text)?.[0];
  if (age === undefined ? subtype !== "age-over-89" : Number(age) <= OLDEST_TOLD) return undefined;
  // DICOM's ages have three digits and a unit (PS3.5, AS).
  return format === "dicom" && /^\d{3}Y$/i.test(text) ? "090Y" : `${OLDEST_TOLD + 1}+`;
}

/** FHIR's instants can't be shorter than a second. */
const INSTANT = /\.(?:lastupdated|issued|timestamp|sent)$/;

function yearOf(found: Found, scene: Scene): string {
  const { text, subtype, rule } = found;
  const written = readDate(text)?.year ?? Number(/(?<!\d)(?:1[89]|20)\d\d(?!\d)/.exec(text)?.[0] ?? NaN);
  // A day and month alone are read as of no year in particular.
  if (Number.isNaN(written) || !text.includes(String(written).slice(-2))) return replaced(found, scene);
  const oldest = scene.asOfYear - OLDEST_TOLD - 1;
  const year = String(subtype === "birth-date" ? Math.max(written, oldest) : written);
  if (scene.format === "dicom" && /^\d{8}/.test(text)) return `${year}0101`;
  return INSTANT.test(rule) && text.includes("T") ? `${year}-01-01T00:00:00Z` : year;
}

/** Places that other resources refer to: they must still meet, so they are the same code by every method. */
const REFERRED = /^fhir:.*\.(?:id|reference|fullurl)$/;

function replaced({ text, subtype, rule }: Found, { format, method, key }: Scene): string {
  const { category } = SUBTYPES[subtype];
  if (/\.data$/.test(rule) || (rule.startsWith("hl7:OBX-5") && text.length > 200)) return REMOVED_DATA;
  if (subtype === "uuid" && method !== "mask") return uuid(key, text);
  if (REFERRED.test(rule) || (rule === "memory" && format === "fhir" && category === "ID"))
    return token(key, category, canonical(text, subtype));
  switch (method) {
    case "mask":
      return stars(text);
    case "redact":
      return `[${category === "PHONE_OR_FAX" ? "PHONE" : category}]`;
    case "token":
      return words(text, category === "NAME", (word) => token(key, category, canonical(word, subtype)));
    case "surrogate":
      return words(text, category === "NAME", (word) => surrogate(key, subtype, word));
  }
}

/** Names word by word, so that a name in parts, in another order or alone has the same words in its place. */
const words = (text: string, each: boolean, change: (word: string) => string): string =>
  each ? text.replace(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu, change) : change(text);

/** A UUID of version 8 that stands for another one. */
function uuid(key: TenantKey, text: string): string {
  const hex = keyed(key, "uuid", canonical(text, "uuid")).toString("hex");
  return `${UUID_MARK}-${hex.slice(0, 4)}-8${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}
