export type FaultCode =
  | "bad-encoding"
  | "bad-segment-name"
  | "bad-separators"
  | "charset-not-supported"
  | "continuation-missing"
  | "control-character"
  | "empty"
  | "field-missing"
  | "no-header"
  | "same-patient"
  | "segment-missing"
  | "too-long"
  | "truncated"
  | "type-not-supported"
  | "version-not-supported";

/** Why a message can't be used and where: a segment's name, its place in the message from 1, a field's number. Never a value. */
export class Hl7Fault extends Error {
  override readonly name = "Hl7Fault";

  constructor(
    readonly fault: FaultCode,
    readonly where: { readonly segment?: string; readonly place?: number; readonly field?: number } = {},
  ) {
    super(sentence(fault, where));
  }
}

function sentence(fault: FaultCode, { segment, place, field }: Hl7Fault["where"]): string {
  const at = segment === undefined ? "" : `${segment}${field === undefined ? "" : `-${field}`}`;
  const line = place === undefined ? "" : `segment ${place}`;
  const where = at !== "" && line !== "" ? `${at} (${line})` : at || line;
  return where === "" ? fault : `${fault} at ${where}`;
}
