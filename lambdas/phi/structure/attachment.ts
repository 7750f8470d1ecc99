import type { Decoded } from "./decoded";
import type { LayoutBuilder } from "./layout";

/**
 * Data that a document carries in base64: what can't be read inside it can't be told free of identifiers, and what can be read can't be
 * changed in part. The whole of it is one identifier.
 */
export function readAttachment(layout: LayoutBuilder, data: Decoded, rule: string): void {
  if (/^[A-Za-z0-9+/=_\s-]{24,}$/.test(data.text)) layout.add(data, "other-id", rule, 0.9);
  else layout.read(data);
}
