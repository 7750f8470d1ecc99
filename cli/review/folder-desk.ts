import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { documentId, RESULT_EXTENSIONS } from "../../lambdas/phi/document";
import { FORMATS, type Format } from "../../lambdas/phi/formats";
import type { ReviewDesk } from "../../lambdas/phi/review/ports";
import type { Settlement, Waiting } from "../../lambdas/phi/review/settlement";
import { documentsBelow, type DocumentFile } from "../phi-files";

/** Beside the documents: what people decided, what they said of places, and what goes out. Only its owner may read it. */
export const DESK_FOLDER = "phiguard-review";
const OWNER_ONLY = { mode: 0o600 } as const;

/** Names of records that the pipeline writes beside a document in quarantine, and beside one that it let out. */
const QUARANTINE_RECORD = "reason.json";
const RESULT_RECORD = /\.result\.json$/;

interface Known {
  readonly file: DocumentFile;
  readonly waiting: Waiting;
}

/** A folder of documents, such as a copy of the quarantine: no name of a file is told to anybody, and none is made of one. */
export function folderDesk(folder: string): ReviewDesk {
  const out = join(folder, DESK_FOLDER);
  const decisions = join(out, "decisions.jsonl");
  const known = new Map<string, Known>();
  return {
    waiting: () => {
      const decided = new Set(linesOf(decisions).map((line) => (JSON.parse(line) as { subject: string }).subject));
      for (const file of documentsBelow(folder)) {
        if (isOurs(folder, file.path)) continue;
        const waiting = waitingOf(folder, file);
        if (!decided.has(waiting.documentId)) known.set(waiting.documentId, { file, waiting });
      }
      const open = [...known.values()].map(({ waiting }) => waiting).filter(({ documentId: id }) => !decided.has(id));
      return Promise.resolve(open.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.documentId < b.documentId ? -1 : 1))); // prettier-ignore
    },
    read: (id) => {
      const path = known.get(id)?.file.path;
      return Promise.resolve(path === undefined || !existsSync(path) ? "missing" : readFileSync(path));
    },
    settle: ({ documentId: id, format }, { decision, text, labels, event }) => {
      if (linesOf(decisions).some((line) => (JSON.parse(line) as { subject: string }).subject === id))
        return Promise.resolve(false);
      mkdirSync(out, { recursive: true, mode: 0o700 });
      if (text !== undefined) writeResult(out, id, format, decision, text);
      appendFileSync(join(out, "labels.jsonl"), labels, OWNER_ONLY);
      // Last, as it is what says that the document is done with.
      appendFileSync(decisions, `${JSON.stringify(event)}\n`, OWNER_ONLY);
      return Promise.resolve(true);
    },
  };
}

function writeResult(out: string, id: string, format: string, decision: Settlement["decision"], text: string): void {
  const place = join(out, decision === "mask" ? "masked" : "released");
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const file = join(place, `${id}.${RESULT_EXTENSIONS[FORMATS.find((one) => one === format) ?? "text"]}`);
  writeFileSync(`${file}.part`, text, OWNER_ONLY);
  renameSync(`${file}.part`, file);
}

function isOurs(folder: string, path: string): boolean {
  const name = basename(path);
  return relative(folder, path).split(sep)[0] === DESK_FOLDER || name === QUARANTINE_RECORD || RESULT_RECORD.test(name);
}

/** The id is keyed by the content, so that nobody who has it can try names of files against it. */
function waitingOf(folder: string, { path, name }: DocumentFile): Waiting {
  const bytes = readFileSync(path);
  const versionId = createHash("sha256").update(bytes).digest("hex");
  const result = recordAt(resultRecordOf(path));
  const record = result?.["route"] ?? recordAt(join(dirname(path), QUARANTINE_RECORD));
  const { reasons, riskScore01 } = (record ?? {}) as { reasons?: unknown; riskScore01?: unknown };
  return {
    documentId: documentId(folder, { key: name, versionId }),
    kind: result === undefined ? "quarantine" : "sample",
    createdAt: statSync(path).mtime.toISOString(),
    format: "unknown" satisfies Format | "unknown",
    reasons: Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === "string") : [],
    ...(typeof riskScore01 === "number" && { riskScore01 }),
  };
}

/** `<id>.result.json` stands beside `<id>.txt`, `<id>.fhir.json` and the like. */
function resultRecordOf(path: string): string {
  const stem = basename(path).split(".")[0] ?? "";
  return join(dirname(path), `${stem}.result.json`);
}

function recordAt(path: string): Record<string, unknown> | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch {
    // A record of another's making says nothing; the document waits all the same.
    return undefined;
  }
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter((line) => line !== "") : []; // prettier-ignore
}
