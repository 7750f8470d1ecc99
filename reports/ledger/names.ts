/** Where batches of the intake lie; a day's are below `day=YYYY-MM-DD/`, each named by the SHA-256 of its bytes. */
export const BATCHES = "batches/";

/** What pipelines write of their policy runs (`*.jsonl`), named as they like. */
export const POLICY_RECORDS = "policy-records/";

/** Signed heads, one after the other. */
export const HEADS = "heads/";

/** What an authority answered when it was asked to stamp the time of a head (RFC 3161). */
export const TIMESTAMPS = "timestamps/";

/** Files of reports, as they are, each report below the SHA-256 of its list of files. */
export const REPORTS = "reports/";

/** Records of the reports that are kept, which are sealed; named as the folder of the report's files. */
export const KEPT = "kept/";

/** Where a folder's writes are prepared; what lies there was cut short. */
export const WRITING = ".writing/";

const BATCH = /^batches\/day=\d{4}-\d\d-\d\d\/([0-9a-f]{64})\.jsonl$/;
const CONTENT_NAMED = /\/([0-9a-f]{64})\.jsonl$/;
const POLICY_RECORD = /^policy-records\/.+\.jsonl$/;
const TIMESTAMP = /^timestamps\/(\d{12})\.tsr$/;
const KEPT_RECORD = /^kept\/[0-9a-f]{64}\.jsonl$/;
const REPORT = /^reports\/[0-9a-f]{64}\/.+$/;
const HEAD = /^heads\/(\d{12})\.json$/;

/** Key of the head with that number, from 1. */
export const headKey = (sequence: number): string => `${HEADS}${String(sequence).padStart(12, "0")}.json`;

/** Key of the stamp of the head with that number. */
export const timestampKey = (sequence: number): string => `${TIMESTAMPS}${String(sequence).padStart(12, "0")}.tsr`;

/** Key of a file of the report whose list has that SHA-256. */
export const reportKey = (bundle: string, name: string): string => `${REPORTS}${bundle}/${name}`;

/** Key of the record of that report. */
export const keptKey = (bundle: string): string => `${KEPT}${bundle}.jsonl`;

export type NamedObject =
  | { readonly kind: "head"; readonly sequence: number }
  /** Of the head with that number. */
  | { readonly kind: "timestamp"; readonly sequence: number }
  /** What is sealed; `sha256` where the name states it. */
  | { readonly kind: "records"; readonly sha256?: string }
  /** A file of a report that is kept. */
  | { readonly kind: "report" }
  | { readonly kind: "leftover" }
  | { readonly kind: "foreign" };

/** What an object is by its key. */
export function objectNamed(key: string): NamedObject {
  const sequence = Number(HEAD.exec(key)?.[1] ?? 0);
  if (sequence > 0) return { kind: "head", sequence };
  const stamped = Number(TIMESTAMP.exec(key)?.[1] ?? 0);
  if (stamped > 0) return { kind: "timestamp", sequence: stamped };
  if (key.startsWith(WRITING)) return { kind: "leftover" };
  if (REPORT.test(key)) return { kind: "report" };
  if (KEPT_RECORD.test(key)) return { kind: "records" };
  if (!BATCH.test(key) && !POLICY_RECORD.test(key)) return { kind: "foreign" };
  const [, sha256] = CONTENT_NAMED.exec(key) ?? [];
  return sha256 === undefined ? { kind: "records" } : { kind: "records", sha256 };
}
