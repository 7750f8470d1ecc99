/** What was found in a ledger or a bundle, about one object. */
export interface Finding {
  /** A fault means that it is not whole; a notice is for the reader to know. */
  readonly weight: "fault" | "notice";
  readonly kind: FindingKind;
  /** Key of the object, or name of the file. */
  readonly item: string;
  /** Of a file of records: the first lines that are meant, from 1. */
  readonly lines?: readonly number[];
  /** Sentence without its subject, the item. */
  readonly says: string;
}

export type FindingKind =
  | "altered"
  | "removed"
  | "replaced"
  | "moved"
  | "cut-off"
  | "torn"
  | "foreign"
  | "unknown-key"
  | "old-key"
  | "clock"
  | "unsealed"
  | "leftover"
  | "unsound-record"
  | "unchecked"
  | "unsigned"
  | "unproven";

export const fault = (kind: FindingKind, item: string, says: string, lines?: readonly number[]): Finding => ({
  weight: "fault",
  kind,
  item,
  says,
  ...(lines === undefined || lines.length === 0 ? {} : { lines }),
});

export const notice = (kind: FindingKind, item: string, says: string, lines?: readonly number[]): Finding => ({
  ...fault(kind, item, says, lines),
  weight: "notice",
});

/** As a line for people. */
export function sentence({ item, lines = [], says }: Finding): string {
  const where = lines.length === 0 ? "" : `, ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
  return `${item}${where}: ${says}`;
}
