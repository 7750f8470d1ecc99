import type { Span } from "../span";
import { canonical } from "./canonical";
import { keyed, type TenantKey } from "./tenant-key";

/** By what a document says whose it is; canonical, so that other documents of the patient say the same. Identifying: it is kept nowhere. */
export interface Identity {
  readonly record?: string;
  readonly nameAndBirth?: string;
}

/** Whose a document is: the first medical record number, the first full name with the first date of birth. */
export function identityOf(text: string, spans: readonly Span[]): Identity {
  const of = (wanted: string): string[] =>
    spans.filter(({ subtype }) => subtype === wanted).map(({ begin, end }) => text.slice(begin, end));
  const [record] = of("mrn");
  const [birth] = of("birth-date");
  const names: string[] = [];
  for (const name of of("patient-name")) {
    for (const word of name.split(/[^\p{L}\p{M}\p{N}'’-]+/u)) {
      const plain = canonical(word, "patient-name");
      if (plain.length > 1 && !names.includes(plain)) names.push(plain);
    }
    if (names.length >= 2) break;
  }
  return {
    ...(record !== undefined && { record: canonical(record, "mrn") }),
    ...(birth !== undefined &&
      names.length >= 2 && { nameAndBirth: `${names.slice(0, 2).sort().join(" ")} ${canonical(birth, "birth-date")}` }),
  };
}

/** Which identities are one patient's: those that share a record number, or a name and a date of birth. */
export class Patients {
  private readonly records = new Map<string, string>();

  /** Learns that a number belongs to a name and birth: the least of several numbers stands for all. */
  add({ record, nameAndBirth }: Identity): void {
    if (record === undefined || nameAndBirth === undefined) return;
    const known = this.records.get(nameAndBirth);
    if (known === undefined || record < known) this.records.set(nameAndBirth, record);
  }

  /** The same for all documents of a patient; undefined where a document doesn't say whose it is. */
  keyOf({ record, nameAndBirth }: Identity): string | undefined {
    const known = nameAndBirth === undefined ? undefined : this.records.get(nameAndBirth);
    return known ?? record ?? nameAndBirth;
  }
}

/** Days by which dates are moved at most, either way. */
const MOST_DAYS = 365;

/** Days by which all dates of a patient are moved, in [-365, 365] and never 0. */
export function shiftDays(key: TenantKey, patient: string): number {
  const drawn = keyed(key, "date shift", patient).readUInt32BE(0) % (2 * MOST_DAYS);
  return drawn < MOST_DAYS ? drawn - MOST_DAYS : drawn - MOST_DAYS + 1;
}
