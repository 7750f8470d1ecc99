import { SUBTYPES, type Subtype } from "../subtypes";
import { readDate } from "./date-forms";

/** Letters without their marks, small. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** One form of a value for all its writings: by it documents of different formats agree on who and what is meant. */
export function canonical(value: string, subtype: Subtype): string {
  switch (SUBTYPES[subtype].category) {
    case "NAME":
    case "PROFESSION":
      return plain(value).replace(/[^\p{L}\p{N}]+/gu, "");
    case "ADDRESS":
      return plain(value)
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim();
    case "PHONE_OR_FAX":
      return phone(value);
    case "EMAIL":
      return plain(value.trim());
    case "URL":
      return value
        .trim()
        .replace(/^https?:\/\//i, "")
        .replace(/\/$/, "")
        .toLowerCase();
    case "DATE": {
      const date = readDate(value);
      return date === undefined
        ? plain(value).replace(/\s+/g, " ").trim()
        : `${date.year}-${date.month ?? ""}-${date.day ?? ""}`;
    }
    case "AGE":
      return /\d+/.exec(value)?.[0] ?? plain(value);
    case "ID":
      return value.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }
}

/** E.164 with the country code of North America where none is given; an extension stays behind it. */
function phone(value: string): string {
  const [number = "", extension = ""] = value.toLowerCase().split(/x|ext/);
  const digits = number.replace(/\D+/g, "");
  const whole = digits.length === 10 && !value.trim().startsWith("+") ? `1${digits}` : digits;
  return `+${whole}${extension.replace(/\D+/g, "") === "" ? "" : `x${extension.replace(/\D+/g, "")}`}`;
}
