import type { Attachment } from "fhir/r4";
import type { SegmentReader } from "../../../../hl7/value";

/** HL7's table 0191 of kinds of data, as types of the net. */
const KINDS: Readonly<Record<string, string>> = {
  AP: "application",
  AU: "audio",
  IM: "image",
  TX: "text",
  TEXT: "text",
};
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The document that an OBX of type ED carries in base64; undefined for all others, which stay unread. */
export function attachmentIn(from: SegmentReader): Attachment | undefined {
  if (from.text(2)?.toUpperCase() !== "ED") return undefined;
  const [value] = from.values(5);
  const [kind, subkind, encoding, data] = [2, 3, 4, 5].map((at) => value?.get(at));
  if (encoding?.toLowerCase() !== "base64" || data === undefined || !BASE64.test(data)) {
    value?.refuse(5, "not-readable");
    return undefined;
  }
  for (const part of [1, 2, 3]) for (const at of [3, 4]) from.values(at)[0]?.get(part);
  from.text(11);
  const type = KINDS[kind?.toUpperCase() ?? ""] ?? kind?.toLowerCase();
  const title = from.text(3, 2);
  return {
    ...(type !== undefined && subkind !== undefined && { contentType: `${type}/${subkind.toLowerCase()}` }),
    data,
    ...(title !== undefined && { title }),
  };
}
