import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { documentId, RESULT_EXTENSIONS } from "../../lambdas/phi/document";
import { FORMATS, type Format } from "../../lambdas/phi/formats";
import type { ReviewDesk } from "../../lambdas/phi/review/ports";
import type { Settlement, Waiting } from "../../lambdas/phi/review/settlement";
import { documentsBelow, type DocumentFile } from "../phi-files";
import { DecisionLog } from "./decision-log";
import { FileMemory } from "./file-memory";
import { OutgoingFiles, type Outgoing } from "./outgoing";

/** Beside the documents: what people decided, what they said of places, and what goes out. Only its owner may read it. */
export const DESK_FOLDER = "phiguard-review";

/** Names of records that the pipeline writes beside a document in quarantine, and beside one that it let out. */
const QUARANTINE_RECORD = "reason.json";
const RESULT_RECORD = /\.result\.json$/;

/**
 * A folder of documents, such as a copy of the quarantine: no name of a file is told to anybody, and none is made of one. One process at a
 * time works on it. Throws UserError where its decisions cannot be read.
 */
export function folderDesk(folder: string): ReviewDesk {
  const out = join(folder, DESK_FOLDER);
  const log = new DecisionLog(join(out, "decisions.jsonl"));
  const outgoing = new OutgoingFiles(out);
  const hashes = new FileMemory((path) => hashOf(readFileSync(path)));
  const records = new FileMemory(recordAt);
  const paths = new Map<string, string>();
  // A process that was stopped after a decision may have left its files without their names.
  outgoing.finish(log.subjects());
  return {
    waiting: () => {
      const decided = log.subjects();
      paths.clear();
      const open: Waiting[] = [];
      for (const file of documentsBelow(folder)) {
        if (isOurs(folder, file.path)) continue;
        const waiting = waitingOf(file, hashes, records);
        if (decided.has(waiting.documentId)) continue;
        paths.set(waiting.documentId, file.path);
        open.push(waiting);
      }
      return Promise.resolve(open.sort(byAge));
    },
    read: (id) => {
      const path = paths.get(id);
      if (path === undefined || !existsSync(path)) return Promise.resolve("missing");
      const bytes = readFileSync(path);
      // What was changed meanwhile is another document, with an id of its own.
      return Promise.resolve(idOf(relative(folder, path), hashOf(bytes)) === id ? bytes : "missing");
    },
    settle: ({ documentId: id, format }, settlement) => {
      if (log.subjects().has(id)) return Promise.resolve(false);
      outgoing.prepare(id, filesOf(settlement, format));
      log.add(settlement.event);
      outgoing.finish(new Set([id]));
      return Promise.resolve(true);
    },
  };
}

function filesOf({ decision, text, labels }: Settlement, format: string): Outgoing[] {
  const place = decision === "mask" ? "masked" : "released";
  const extension = RESULT_EXTENSIONS[FORMATS.find((one) => one === format) ?? "text"];
  return [
    ...(text === undefined ? [] : [{ place, extension, text } as const]),
    { place: "labels", extension: "json", text: labels },
  ];
}

function isOurs(folder: string, path: string): boolean {
  const name = basename(path);
  return relative(folder, path).split(sep)[0] === DESK_FOLDER || name === QUARANTINE_RECORD || RESULT_RECORD.test(name);
}

function waitingOf(
  { path, name }: DocumentFile,
  hashes: FileMemory<string>,
  records: FileMemory<Readonly<Record<string, unknown>> | undefined>,
): Waiting {
  const known = (record: string) => (existsSync(record) ? records.of(record) : undefined);
  const result = known(resultRecordOf(path));
  const record = result?.["route"] ?? known(join(dirname(path), QUARANTINE_RECORD));
  const { reasons, riskScore01 } = (record ?? {}) as { reasons?: unknown; riskScore01?: unknown };
  return {
    documentId: idOf(name, hashes.of(path)),
    kind: result === undefined ? "quarantine" : "sample",
    createdAt: statSync(path).mtime.toISOString(),
    format: "unknown" satisfies Format | "unknown",
    reasons: Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === "string") : [],
    ...(typeof riskScore01 === "number" && { riskScore01 }),
  };
}

/** Keyed by the content, so that nobody who has an id can try names of files against it; the same wherever the folder stands. */
function idOf(name: string, versionId: string): string {
  return documentId("folder", { key: name, versionId });
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The oldest first; of the same age by id, so that the order stays. */
function byAge(one: Waiting, two: Waiting): number {
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return order(one.createdAt, two.createdAt) || order(one.documentId, two.documentId);
}

/** `<id>.result.json` stands beside `<id>.txt`, `<id>.fhir.json` and the like. */
function resultRecordOf(path: string): string {
  const stem = basename(path).split(".")[0] ?? "";
  return join(dirname(path), `${stem}.result.json`);
}

function recordAt(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch {
    // A record of another's making says nothing; the document waits all the same.
    return undefined;
  }
}
