import { createHash } from "node:crypto";

import { OCSF_FIELDS, ocsfFinding, resultOf, worst, type OcsfFinding, type OcsfResult } from "../model/ocsf-finding";
import { firstIssue } from "../model/record-parser";
import { givenName } from "../model/subject";

import type { Collection, Facts } from "./collection";

/** A file of OCSF as it was read: findings by account and region, and what counts for nothing. */
export interface OcsfFile {
  readonly sha256: string;
  /** By account and region; `none` where a finding names none. */
  readonly places: readonly { readonly account: string; readonly region: string; readonly told: readonly Told[] }[];
  /** One for each finding that counts for nothing: its number in the file, from 1, and why. Values are never repeated. */
  readonly faults: readonly { readonly finding: number; readonly problem: string }[];
  readonly findings: number;
}

/** One thing that the tool says of one resource, or of none. */
interface Told {
  readonly finding: OcsfFinding;
  readonly at: string;
  readonly tool: string;
  readonly check: string;
  readonly result: OcsfResult | undefined;
  readonly resource: { readonly uid: string; readonly type: string } | undefined;
}

/** The file as a whole is none of OCSF's findings. */
export class OcsfFileError extends Error {
  override readonly name = "OcsfFileError";
}

const CALL = "file:ReadFindings";
/** A time below is of seconds: in milliseconds it would lie before 1973. */
const FIRST_MILLISECONDS = 1e11;
const ZONES_MS = 14 * 3_600_000;
const CLOCKS_MS = 10 * 60_000;

/**
 * Findings that another tool wrote as OCSF: a JSON array, or an object a line. A finding with a field that its class does not have, of no
 * known status, or whose times cannot be, counts for nothing and is named. Several that speak of the same check and resource at the same
 * time are one, with the worst of their results.
 * @throws OcsfFileError with one sentence where nothing of the file can be read.
 */
export function readOcsfFile(text: string, file: string, now: Date): OcsfFile {
  const entries = entriesOf(text, file);
  const faults: { finding: number; problem: string }[] = [];
  const told = entries.flatMap((entry, index): Told[] => {
    const read = readFinding(entry, now);
    if (typeof read !== "string") return read;
    faults.push({ finding: index + 1, problem: read });
    return [];
  });
  const [first] = faults;
  if (told.length === 0)
    throw new OcsfFileError(
      first === undefined
        ? `${file} holds no finding; wanted OCSF's classes 2003 or 2004.`
        : `Nothing of ${file} can be read as OCSF: finding ${first.finding}: ${first.problem}.`,
    );
  const places = new Map<string, { account: string; region: string; told: Told[] }>();
  for (const one of told) {
    const { account, region } = placeOf(one.finding);
    const place = places.get(`${account} ${region}`) ?? { account, region, told: [] };
    places.set(`${account} ${region}`, place);
    place.told.push(one);
  }
  return {
    sha256: createHash("sha256").update(text).digest("hex"),
    places: [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place),
    faults,
    findings: entries.length,
  };
}

/** Tells the findings of one place. It is not known of which place a finding is that cannot be read: each has it among its refused ones. */
export async function tellOcsf(collection: Collection, told: readonly Told[], refused: number): Promise<void> {
  const unread = Array<undefined>(refused).fill(undefined);
  await collection.collect(
    CALL,
    "all",
    async () => ({ items: [...onceEach(told), ...unread] }),
    (item) => (item === undefined ? undefined : factsOf(collection, item as Told)),
  );
}

function entriesOf(text: string, file: string): readonly unknown[] {
  const isList = text.trimStart().startsWith("[");
  const parts = isList ? [text] : text.split("\n").filter((line) => line.trim() !== "");
  const parsed = parts.map((part, index) => {
    try {
      return JSON.parse(part) as unknown;
    } catch {
      throw new OcsfFileError(`${file}${isList ? "" : `, line ${index + 1},`} is not JSON; wanted findings in OCSF.`);
    }
  });
  return isList ? (parsed[0] as unknown[]) : parsed;
}

function readFinding(entry: unknown, now: Date): Told[] | string {
  const read = ocsfFinding.safeParse(entry);
  if (!read.success) {
    const { field, problem } = firstIssue(read.error);
    return `field ${field}: ${problem}`;
  }
  const finding = read.data;
  const { class_uid, metadata, compliance, resources = [] } = finding;
  const strange = Object.keys(entry as object).find((name) => !OCSF_FIELDS[class_uid].has(name));
  if (strange !== undefined) return `a field that class ${class_uid} does not have, after ${before(entry, strange)}`;
  const at = timeOf(finding, now);
  if (!(at instanceof Date)) return at;
  const result = resultOf(finding);
  if (result === "unknown") return "no known status; wanted pass, warning, fail, unknown or other";
  const tool = givenName((metadata.product.name ?? metadata.product.vendor_name ?? "").toLowerCase()) ?? "custom";
  if (tool === "phiguard") return "was written by phiguard: a report is no evidence for another";
  const check = metadata.event_code ?? compliance?.checks?.[0]?.uid ?? compliance?.control ?? "detection";
  const about = resources.map(({ uid, type = "Other" }) => ({ uid, type }));
  return (about.length === 0 ? [undefined] : about).map((resource) => ({
    ...{ finding, at: at.toISOString(), tool, check, result, resource },
  }));
}

/** A field's name may be anybody's text: the one before it says where it is. */
function before(entry: unknown, strange: string): string {
  const names = Object.keys(entry as object);
  return names[names.indexOf(strange) - 1] ?? "the beginning";
}

function timeOf({ time, time_dt }: OcsfFinding, now: Date): Date | string {
  const at = new Date(time < FIRST_MILLISECONDS ? time * 1000 : time);
  if (Number.isNaN(at.getTime())) return "field time: wanted milliseconds since 1970";
  if (at.getTime() > now.getTime() + CLOCKS_MS) return "field time: lies in the future";
  if (time_dt === undefined) return at;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(time_dt);
  const said = Date.parse(zoned ? time_dt : `${time_dt}Z`);
  // A time without zone is local: it shows no more than the day.
  const apart = Math.abs(said - at.getTime());
  return apart < (zoned ? 2000 : ZONES_MS) ? at : "fields time and time_dt: say different times";
}

function placeOf({ cloud, unmapped, resources }: OcsfFinding): { account: string; region: string } {
  const told = cloud ?? unmapped?.cloud;
  const account = told?.account?.uid ?? "";
  const region = told?.region ?? resources?.[0]?.region ?? "";
  return {
    account: /^\d{12}$/.test(account) ? account : "none",
    region: /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : "none",
  };
}

/** Of those about the same thing the newest, and of these one, with the worst result; a detection is one by its own id. */
function onceEach(told: readonly Told[]): Told[] {
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const { resource, tool, check, result, finding } = one;
    const key = JSON.stringify([tool, check, resource, result === undefined ? finding.finding_info.uid : ""]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if ((group[0]?.at ?? "") < one.at) group.splice(0, group.length, one);
    else if (group[0]?.at === one.at) group.push(one);
  }
  return [...groups.values()].map((group) => {
    const results = group.flatMap(({ result }) => (result === undefined ? [] : [result]));
    return { ...group[0]!, result: worst(results) };
  });
}

const SEVERITIES = { 1: "informational", 2: "low", 3: "medium", 4: "high", 5: "critical", 6: "critical" } as const;
const WORKFLOWS = { 1: "new", 3: "suppressed", 4: "resolved" } as const;
/** Resolved, archived and deleted findings are open no more. */
const CLOSED: ReadonlySet<number | undefined> = new Set([4, 5, 6]);

function factsOf(collection: Collection, { finding, at, tool, check, result, resource }: Told): Facts {
  const { severity_id, status_id, finding_info } = finding;
  const name = givenName(check);
  const common = {
    observedAt: at,
    product: tool,
    item: collection.item(finding_info.uid),
    severity: SEVERITIES[severity_id as 1],
    workflow: WORKFLOWS[status_id as 1],
    ...(resource === undefined ? {} : collection.subject({ type: resource.type, id: resource.uid })),
  };
  if (result === undefined)
    return {
      ...common,
      kind: "threat",
      action: name ?? "detection",
      recordState: CLOSED.has(status_id) ? "archived" : "active",
    };
  const rule = name === undefined ? collection.item(check) : `${tool}:${name}`;
  return { ...common, kind: "imported-finding", action: "compliance told", rule, result, said: SAID[result] };
}

const SAID: Readonly<Record<OcsfResult, string>> = {
  pass: "pass",
  fail: "fail",
  undetermined: "neither pass nor fail",
  "not-applicable": "not applicable",
};
