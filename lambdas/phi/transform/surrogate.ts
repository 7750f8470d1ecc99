import { SUBTYPES, type Subtype } from "../subtypes";
import { canonical } from "./canonical";
import { invented } from "./invented-names";
import { digits, keyed, letters, type TenantKey } from "./tenant-key";

/**
 * Something of the same kind that is nobody's: names that are not borne, numbers that begin with ZZ and so pass no check of theirs, lines kept
 * for fiction, addresses of example.org. The same value has the same surrogate in all documents of a tenant.
 */
export function surrogate(key: TenantKey, subtype: Subtype, value: string): string {
  const { category } = SUBTYPES[subtype];
  const bytes = keyed(key, `surrogate ${category}`, canonical(value, subtype));
  switch (category) {
    case "NAME":
      return inCase(value, invented(bytes));
    case "PHONE_OR_FAX":
      return `555-555-01${digits(bytes, 2)}`;
    case "EMAIL":
      return `${letters(bytes, 8)}@example.org`;
    case "URL":
      return `https://example.org/${letters(bytes, 8)}`;
    case "ADDRESS":
      return place(subtype, bytes);
    case "PROFESSION":
      return "employee";
    default:
      return number(subtype, value, bytes);
  }
}

function place(subtype: Subtype, bytes: Uint8Array): string {
  const name = invented(bytes);
  if (subtype === "street") return `${1 + ((bytes[2] as number) % 99)} ${name} Way`;
  if (subtype === "facility") return `${name} Hospital`;
  if (subtype === "organization") return `${name} Company`;
  return subtype === "room" ? `ZZ${digits(bytes, 3)}` : name;
}

/** As long as the number was, at least four. */
function number(subtype: Subtype, value: string, bytes: Uint8Array): string {
  if (subtype === "ssn") return `000-${digits(bytes, 2)}-${digits(bytes.subarray(2), 4)}`;
  if (subtype === "ip") return `192.0.2.${bytes[0]}`;
  const length = value.replace(/[^\p{L}\p{N}]/gu, "").length;
  return `ZZ${digits(bytes, Math.max(2, Math.min(length, 32) - 2))}`;
}

function inCase(value: string, name: string): string {
  if (!/\p{Ll}/u.test(value) && value.length > 1) return name.toUpperCase();
  return /\p{Lu}/u.test(value) ? name : name.toLowerCase();
}
