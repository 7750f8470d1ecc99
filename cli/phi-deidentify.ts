import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { RESULT_EXTENSIONS } from "../lambdas/phi/document";
import { findPhi } from "../lambdas/phi/engine";
import { readDocument, type Format } from "../lambdas/phi/formats";
import type { Span } from "../lambdas/phi/span";
import { deidentify } from "../lambdas/phi/transform/deidentify";
import { kAnonymity } from "../lambdas/phi/transform/k-anonymity";
import { identityOf, Patients, type Identity } from "../lambdas/phi/transform/patient";
import type { Method, Profile } from "../lambdas/phi/transform/methods";
import { NOTES, type DocumentReport, type TransformReport } from "../lambdas/phi/transform/report";
import { keyed, letters, type TenantKey } from "../lambdas/phi/transform/tenant-key";
import { UserError } from "./failure";
import { documentsBelow, readFile } from "./phi-files";
import { readTenantKey } from "./phi-key";

export interface DeidentifyCommand {
  readonly profile: Profile;
  readonly method: Method;
  readonly keyFile: string;
  readonly out: string;
  readonly asOf?: string;
}

const REPORT = "report.json";
/** Rows of a table that should agree at least (as agencies publish: a group of fewer than eleven is not shown). */
const LEAST_GROUP = 11;

interface Document {
  readonly name: string;
  readonly text: string;
  readonly format: Format;
  readonly spans: readonly Span[];
  readonly identity: Identity;
  /** As a run before has written it. */
  readonly done: boolean;
}

/**
 * Writes each document de-identified into a folder that is empty or missing, under a name that says nothing, and a report. Every document is read
 * before one is written, so that what one tells of a patient holds for all.
 */
export function deidentifyAll(path: string, options: DeidentifyCommand): void {
  const { profile, method, out } = options;
  if (statSync(path, { throwIfNoEntry: false }) === undefined) throw new UserError(`There is nothing at ${path}.`);
  const key = readTenantKey(options.keyFile);
  const asOfYear = yearOf(options.asOf);
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new UserError(`${out} is not empty; results go to a folder of their own.`);
  const written = writtenBefore(path, { profile, method, keyId: key.id });
  const refused: Record<string, number> = {};
  const patients = new Patients();
  const documents: Document[] = [];
  for (const file of documentsBelow(path)) {
    if (basename(file.path) === REPORT && dirname(file.path) === path) continue;
    const reading = readFile(file.path);
    if (reading.kind === "fault") {
      refused[reading.fault] = (refused[reading.fault] ?? 0) + 1;
      process.stderr.write(`phiguard: ${file.name}: refused, ${reading.fault}\n`);
      continue;
    }
    const { text, format } = reading;
    const done = written.has(sha256(text));
    const spans = done ? [] : findPhi(text, { format, operatingPoint: "recall" });
    const identity = identityOf(text, spans);
    patients.add(identity);
    documents.push({ name: file.name, text, format, spans, identity, done });
  }
  if (documents.length === 0) throw new UserError(`There are no documents in ${path} that can be read.`);
  mkdirSync(out, { recursive: true });
  const reports: DocumentReport[] = [];
  for (const document of documents) {
    const { name, text, format, spans, identity, done } = document;
    const patient = patients.keyOf(identity);
    const result = done
      ? { text, changes: {} }
      : deidentify(text, format, spans, { profile, method, key, patient, asOfYear });
    const reading = readDocument(Buffer.from(result.text));
    if (reading.kind !== "document" || reading.format !== format) {
      refused["broken-by-transform"] = (refused["broken-by-transform"] ?? 0) + 1;
      process.stderr.write(`phiguard: ${name}: refused, broken-by-transform\n`);
      continue;
    }
    const target = `${nameOf(key, name)}.${RESULT_EXTENSIONS[format]}`;
    writeWhole(join(out, target), result.text);
    const anonymity = format === "csv" ? kAnonymity(result.text, LEAST_GROUP) : undefined;
    reports.push({
      sha256: sha256(result.text),
      format,
      changes: result.changes,
      ...(anonymity !== undefined && { anonymity }),
    });
    process.stdout.write(`${name} -> ${target}\n`);
  }
  const report: TransformReport = {
    profile,
    method,
    keyId: key.id,
    documents: reports,
    refused,
    notes: [NOTES[profile]],
  };
  writeWhole(join(out, REPORT), `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`${reports.length} documents and ${join(out, REPORT)}\n${NOTES[profile]}\n`);
  if (Object.keys(refused).length > 0) process.exitCode = 1;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Names of files may name patients. */
const nameOf = (key: TenantKey, name: string): string => letters(keyed(key, "file", name), 20);

function yearOf(asOf: string | undefined): number {
  if (asOf === undefined) return new Date().getUTCFullYear();
  if (!/^(?:19|20)\d\d$/.test(asOf))
    throw new UserError(`--as-of takes a year such as 2026; got ${JSON.stringify(asOf)}`);
  return Number(asOf);
}

/** What a run with the same settings wrote into this folder: moved dates must not be moved again. */
function writtenBefore(
  path: string,
  settings: Pick<TransformReport, "profile" | "method" | "keyId">,
): ReadonlySet<string> {
  try {
    const report = JSON.parse(readFileSync(join(path, REPORT), "utf8")) as TransformReport;
    const same = (["profile", "method", "keyId"] as const).every((name) => report[name] === settings[name]);
    return new Set(same ? report.documents.map((one) => one.sha256) : []);
  } catch {
    // No report, or another's: nothing was written before.
    return new Set();
  }
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
