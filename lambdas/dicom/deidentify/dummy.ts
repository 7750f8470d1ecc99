/** A value that says nothing, of each value representation (PS3.5 section 6.2); texts of even length are padded by the writer. */
const TEXT: Readonly<Record<string, string>> = {
  AE: "REMOVED",
  AS: "000Y",
  CS: "REMOVED",
  DA: "19000101",
  DS: "0",
  DT: "19000101000000",
  IS: "0",
  LO: "REMOVED",
  LT: "REMOVED",
  PN: "REMOVED",
  SH: "REMOVED",
  ST: "REMOVED",
  TM: "000000",
  UC: "REMOVED",
  UR: "about:blank",
  UT: "REMOVED",
};

/** Bytes of a dummy; zeros for what is binary. */
export function dummyOf(vr: string): Uint8Array {
  const text = TEXT[vr];
  if (text !== undefined) return Buffer.from(text);
  return new Uint8Array(["FD", "SV", "UV"].includes(vr) ? 8 : ["AT", "FL", "SL", "UL"].includes(vr) ? 4 : 2);
}

const DAY_MS = 86_400_000;

/** A DICOM date, or the date of a DICOM date and time, some days earlier; undefined for one that can't be read. */
export function movedBack(value: string, days: number): string | undefined {
  const [, year, month, day, rest] = /^(\d{4})(\d{2})(\d{2})([\d.+-]*) *$/.exec(value) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const read = new Date(at);
  // JavaScript would take the 31st of February for a day in March.
  if (read.getUTCMonth() !== Number(month) - 1 || read.getUTCDate() !== Number(day)) return undefined;
  return new Date(at - days * DAY_MS).toISOString().slice(0, 10).replaceAll("-", "") + rest;
}
