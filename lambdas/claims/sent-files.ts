import { readClaims } from "./claim-file";
import { readTable } from "./table";

/**
 * What partners send by SFTP, told apart by the end of the name: claims, the EHR's own records as FHIR R4 in newline-delimited JSON, and
 * what people decided on which two members are one person.
 */
export const KINDS = ["claims", "ehr", "decisions"] as const;
export type SentKind = (typeof KINDS)[number];

/** Where accepted files of a kind go, and their extension. */
export const ACCEPTED: Readonly<Record<SentKind, { readonly prefix: string; readonly extension: "csv" | "ndjson" }>> = {
  claims: { prefix: "claims/accepted/", extension: "csv" },
  ehr: { prefix: "ehr/accepted/", extension: "ndjson" },
  decisions: { prefix: "decisions/accepted/", extension: "csv" },
};

export function kindOf(key: string): SentKind {
  const name = key.toLowerCase();
  if (name.endsWith(".ndjson")) return "ehr";
  return name.endsWith(".decisions.csv") ? "decisions" : "claims";
}

export type SentFile = { readonly kind: "sent"; readonly records: number } | Refused;

interface Refused {
  readonly kind: "refused";
  readonly fault: string;
  /** Counts from 1; never a value. */
  readonly record?: number;
}

/** Reads a file of a kind to its end, or to its first fault. */
export async function readSent(kind: SentKind, pieces: AsyncIterable<string>): Promise<SentFile> {
  switch (kind) {
    case "claims":
      return sentOf(await readClaims(pieces));
    case "ehr":
      return readRecords(pieces);
    case "decisions":
      return readDecisions(pieces);
  }
}

const sentOf = (file: { readonly kind: "claims" | "read"; readonly records: number } | Refused): SentFile =>
  file.kind === "refused" ? file : { kind: "sent", records: file.records };

/** Types that the jobs read; a line of another is a file of something else. */
const TYPES: ReadonlySet<unknown> = new Set(["Patient", "Encounter", "Condition", "Procedure"]);
/** FHIR R4, "id" in "Data Types". */
const ID = /^[A-Za-z0-9.-]{1,64}$/;
/** Characters of one resource; a Patient takes a few thousand. */
export const LONGEST_LINE = 1_048_576;

async function readRecords(pieces: AsyncIterable<string>): Promise<SentFile> {
  let records = 0;
  let rest = "";
  const faultOf = (line: string): string | undefined => {
    if (line.trim() === "") return undefined;
    records += 1;
    return recordFault(line);
  };
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const fault = line.length > LONGEST_LINE ? "record-too-long" : faultOf(line);
      if (fault !== undefined) return { kind: "refused", fault, record: Math.max(1, records) };
    }
    if (rest.length > LONGEST_LINE) return { kind: "refused", fault: "record-too-long", record: records + 1 };
  }
  const fault = faultOf(rest);
  if (fault !== undefined) return { kind: "refused", fault, record: records };
  return records === 0 ? { kind: "refused", fault: "empty" } : { kind: "sent", records };
}

function recordFault(line: string): string | undefined {
  let resource: { readonly resourceType?: unknown; readonly id?: unknown } | null;
  try {
    resource = JSON.parse(line) as typeof resource;
  } catch {
    return "no-json";
  }
  if (typeof resource !== "object" || resource === null || Array.isArray(resource)) return "no-resource";
  if (!TYPES.has(resource.resourceType)) return "bad-resource-type";
  return typeof resource.id === "string" && ID.test(resource.id) ? undefined : "bad-id";
}

/** Columns of a file of decisions; the job patient_id reads them by these names. */
export const DECISION_SHAPES: Readonly<Record<string, RegExp>> = {
  partner_a: /^[a-z][a-z0-9-]{2,15}$/,
  member_a: /^[\w.-]{1,64}$/,
  partner_b: /^[a-z][a-z0-9-]{2,15}$/,
  member_b: /^[\w.-]{1,64}$/,
  verdict: /^(same|different)$/,
  decided_at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
};
const DECISION_COLUMNS = Object.keys(DECISION_SHAPES);

async function readDecisions(pieces: AsyncIterable<string>): Promise<SentFile> {
  const read = await readTable<{ readonly fault: string }>(pieces, {
    // Several files are read at once by one header: theirs has to be this one, in this order.
    faultOfHeader: (header) => (header.join() === DECISION_COLUMNS.join() ? undefined : { fault: "column-missing" }),
    faultOfRecord: (_, fields) => {
      const bad = DECISION_COLUMNS.find((column, at) => !DECISION_SHAPES[column]?.test((fields[at] ?? "").trim()));
      return bad === undefined ? undefined : { fault: `bad-${bad.replaceAll("_", "-")}` };
    },
  });
  return sentOf(read);
}
