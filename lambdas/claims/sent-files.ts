import { readClaims } from "./claim-file";
import { LineCount, type LineFault, type Lines } from "./lines";
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

export type SentFile = Sent | Refused;

interface Sent {
  readonly kind: "sent";
  readonly records: number;
  readonly lines: Lines;
}

/** The first fault; `lines` has the others. */
interface Refused {
  readonly kind: "refused";
  readonly fault: string;
  /** Counts from 1; never a value. */
  readonly record?: number;
  readonly lines: Lines;
}

/** Reads a file of a kind to its end, and keeps what is wrong with it. */
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

type Table = { readonly kind: "claims" | "read"; readonly records: number; readonly lines: Lines };
const sentOf = (file: Table | Refused): SentFile =>
  file.kind === "refused" ? file : { kind: "sent", records: file.records, lines: file.lines };

/** Types that the jobs read; a line of another is a file of something else. */
const TYPES: ReadonlySet<unknown> = new Set(["Patient", "Encounter", "Condition", "Procedure"]);
/** FHIR R4, "id" in "Data Types". */
const ID = /^[A-Za-z0-9.-]{1,64}$/;
/** Characters of one resource; a Patient takes a few thousand. */
export const LONGEST_LINE = 1_048_576;

async function readRecords(pieces: AsyncIterable<string>): Promise<SentFile> {
  const count = new LineCount();
  let first: Omit<Refused, "lines"> | undefined;
  let [records, line, rest] = [0, 0, ""];
  const refuse = ({ reason, field }: Omit<LineFault, "line">): void => {
    count.refuse({ line, reason, field });
    first ??= { kind: "refused", fault: reason, record: records };
  };
  const take = (text: string): void => {
    line += 1;
    if (text.trim() === "") return;
    records += 1;
    const fault = text.length > LONGEST_LINE ? TOO_LONG : recordFault(text);
    if (fault === undefined) count.accept();
    else refuse(fault);
  };
  for await (const piece of pieces) {
    const texts = (rest + piece).split("\n");
    rest = texts.pop() ?? "";
    texts.forEach(take);
    // A line without end fills the memory: what comes after is not read.
    if (rest.length > LONGEST_LINE) break;
  }
  take(rest);
  const { lines } = count;
  if (first !== undefined) return { ...first, lines };
  return records === 0 ? { kind: "refused", fault: "empty", lines } : { kind: "sent", records, lines };
}

const TOO_LONG = { reason: "record-too-long" };

function recordFault(line: string): Omit<LineFault, "line"> | undefined {
  let resource: { readonly resourceType?: unknown; readonly id?: unknown } | null;
  try {
    resource = JSON.parse(line) as typeof resource;
  } catch {
    return { reason: "no-json" };
  }
  if (typeof resource !== "object" || resource === null || Array.isArray(resource)) return { reason: "no-resource" };
  if (!TYPES.has(resource.resourceType)) return { reason: "bad-resource-type", field: "resourceType" };
  return typeof resource.id === "string" && ID.test(resource.id) ? undefined : { reason: "bad-id", field: "id" };
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
  const read = await readTable<{ readonly fault: string; readonly column?: string }>(pieces, {
    // Several files are read at once by one header: theirs has to be this one, in this order.
    faultOfHeader: (header) => (header.join() === DECISION_COLUMNS.join() ? undefined : { fault: "column-missing" }),
    faultOfRecord: (_, fields) => {
      const bad = DECISION_COLUMNS.find((column, at) => !DECISION_SHAPES[column]?.test((fields[at] ?? "").trim()));
      return bad === undefined ? undefined : { fault: `bad-${bad.replaceAll("_", "-")}`, column: bad };
    },
  });
  return sentOf(read);
}
