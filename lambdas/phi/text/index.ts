import type { OperatingPoint } from "../contract";
import { structuredIdentifiers } from "../structured-identifiers";
import type { Category, Span } from "../span";
import type { Subtype } from "../subtypes";

/** What another part of the same document, or a structured field, has already shown to identify somebody. */
export interface KnownIdentifier {
  readonly text: string;
  readonly category: Category;
  readonly subtype?: Subtype;
}

export interface TextOptions {
  /** `balanced` unless said: `recall` also reports what is likelier than not to be nothing. */
  readonly operatingPoint?: OperatingPoint;
  readonly known?: readonly KnownIdentifier[];
}

const SUBTYPE_OF: Readonly<Record<string, Subtype>> = {
  ipv4: "ip",
  ipv6: "ip",
  "date-iso": "date",
  "date-numeric": "date",
  "date-written": "date",
  "date-hl7": "date",
};

/** Identifiers in a free text: offsets in UTF-16 code units of `text` as given, in order, without overlaps. */
export function findInText(text: string, _options: TextOptions = {}): Span[] {
  return structuredIdentifiers(text).map((span) => ({
    ...span,
    subtype: SUBTYPE_OF[span.subtype ?? ""] ?? span.subtype,
  }));
}
