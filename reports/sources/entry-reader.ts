import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import type { z } from "zod";

import { FRAMEWORKS, frameworkOf, type ControlRow } from "../model/framework";
import type { AssociateEntry, IncidentEntry, ReviewEntry, RiskEntry } from "../model/linked-registers";
import { firstIssue } from "../model/record-parser";
import type { Attachment, DecisionEntry, DocumentEntry, InheritedEntry, Problem } from "../model/report";

import { identifyingField } from "./organisation-entries";
import type {
  associateEntry,
  decisionEntry,
  documentEntry,
  incidentEntry,
  inheritedEntry,
  reviewEntry,
  riskEntry,
} from "./organisation-entries";

/** What is wrong with an entry, in words; becomes a problem of the report. */
class EntryFault {
  constructor(readonly problem: string) {}
}

/** Reads entries one by one, so that one bad entry does not hide the others. */
export class EntryReader {
  readonly problems: Problem[] = [];
  private readonly rows: ReadonlyMap<string, ControlRow>;
  private readonly decided = new Set<string>();
  private readonly ids = new Set<string>();

  constructor(private readonly folder: string) {
    this.rows = new Map(FRAMEWORKS.flatMap((name) => frameworkOf(name).rows.map((row) => [row.citation, row])));
  }

  async read<In extends object, Out>(
    register: string,
    entries: readonly unknown[],
    shape: z.ZodType<In>,
    convert: (entry: In) => Promise<Out | EntryFault>,
  ): Promise<Out[]> {
    const good: Out[] = [];
    for (const [index, entry] of entries.entries()) {
      const parsed = shape.safeParse(entry);
      const outcome = parsed.success
        ? (identifyingFault(parsed.data) ?? (await convert(parsed.data)))
        : faultOf(parsed.error);
      if (outcome instanceof EntryFault) {
        const where = `${register}, entry ${index + 1}`;
        this.problems.push({ kind: "register", where, problem: `${outcome.problem}; it counts for nothing` });
      } else good.push(outcome);
    }
    return good;
  }

  async document(entry: z.infer<typeof documentEntry>): Promise<DocumentEntry | EntryFault> {
    const unknown = this.unknownCitation(entry.citations);
    if (unknown !== undefined) return unknown;
    const attachment = await this.attachment(entry.file, entry.sha256);
    if (attachment instanceof EntryFault) return attachment;
    const { file: _, sha256: __, ...rest } = entry;
    return { ...rest, attachment };
  }

  async decision(entry: z.infer<typeof decisionEntry>): Promise<DecisionEntry | EntryFault> {
    const row = this.rows.get(entry.citation);
    if (row === undefined)
      return new EntryFault(
        `"${entry.citation}" is no citation of the Security Rule, subcategory of NIST CSF 1.1 or criterion of SOC 2`,
      );
    const conditional = row.appliesWhen !== null && entry.decision === "not-applicable";
    if (row.obligation !== "addressable" && !conditional) {
      return new EntryFault(`${entry.citation} is not addressable and cannot be decided to be ${entry.decision}`);
    }
    if (isSame(entry.approver, entry.owner)) return new EntryFault("its approver is its owner; wanted somebody else");
    if (entry.reviewOn < entry.decidedOn) return new EntryFault("reviewOn lies before decidedOn");
    if (this.decided.has(entry.citation)) return new EntryFault(`${entry.citation} was decided by an earlier entry`);
    this.decided.add(entry.citation);
    return entry;
  }

  async inheritance(entry: z.infer<typeof inheritedEntry>): Promise<InheritedEntry | EntryFault> {
    const unknown = this.unknownCitation(entry.citations);
    if (unknown !== undefined) return unknown;
    const notInherited = entry.citations.find((citation) => this.rows.get(citation)?.inheritedFrom === null);
    if (notInherited !== undefined) return new EntryFault(`${notInherited} is not inherited from a provider`);
    const { from, to, bridgeTo } = entry.period;
    if (to < from) return new EntryFault("period.to lies before period.from");
    if (bridgeTo !== undefined && bridgeTo < to) return new EntryFault("period.bridgeTo lies before period.to");
    const attachment = await this.attachment(entry.file, entry.sha256);
    if (attachment instanceof EntryFault) return attachment;
    const { citations, provider, artefact, customerPart } = entry;
    return { citations, provider, artefact, periodFrom: from, periodTo: to, bridgeTo, customerPart, attachment };
  }

  async risk(entry: z.infer<typeof riskEntry>): Promise<RiskEntry | EntryFault> {
    const fault = this.unknownCitation(entry.citations) ?? this.knownId("risks", entry.id);
    if (fault !== undefined) return fault;
    const { treatment, approver, owner } = entry;
    if (treatment === "accept" && (approver === undefined || isSame(approver, owner)))
      return new EntryFault("a risk that is accepted needs an approver who is not its owner");
    if (treatment !== "accept" && entry.dueOn === undefined && entry.doneOn === undefined)
      return new EntryFault("a risk that is not accepted needs dueOn or doneOn");
    return entry;
  }

  async incident(entry: z.infer<typeof incidentEntry>): Promise<IncidentEntry | EntryFault> {
    const fault = this.unknownCitation(entry.citations) ?? this.knownId("incidents", entry.id);
    if (fault !== undefined) return fault;
    const { discoveredOn, closedOn = discoveredOn, notifiedOn = discoveredOn, breach } = entry;
    if (closedOn < discoveredOn) return new EntryFault("closedOn lies before discoveredOn");
    if (notifiedOn < discoveredOn) return new EntryFault("notifiedOn lies before discoveredOn");
    if (entry.closedOn !== undefined && breach === "undecided")
      return new EntryFault("it is closed, and whether it was a breach is undecided");
    return entry;
  }

  async associate(entry: z.infer<typeof associateEntry>): Promise<AssociateEntry | EntryFault> {
    const fault = this.unknownCitation(entry.citations) ?? this.knownId("associates", entry.id);
    if (fault !== undefined) return fault;
    const attachment = await this.attachment(entry.file, entry.sha256);
    if (attachment instanceof EntryFault) return attachment;
    const { file: _, sha256: __, ...rest } = entry;
    return { ...rest, attachment };
  }

  async review(entry: z.infer<typeof reviewEntry>): Promise<ReviewEntry | EntryFault> {
    const fault = this.knownId("reviews", entry.id);
    if (fault !== undefined) return fault;
    if (isSame(entry.approver, entry.owner)) return new EntryFault("its approver is its owner; wanted somebody else");
    if (entry.reviewOn < entry.reviewedOn) return new EntryFault("reviewOn lies before reviewedOn");
    return entry;
  }

  private knownId(register: string, id: string): EntryFault | undefined {
    const key = `${register} ${id}`;
    if (this.ids.has(key)) return new EntryFault(`the id ${id} is an earlier entry's`);
    this.ids.add(key);
    return undefined;
  }

  private unknownCitation(names: readonly string[]): EntryFault | undefined {
    const unknown = names.find((citation) => !this.rows.has(citation));
    return unknown === undefined
      ? undefined
      : new EntryFault(
          `"${unknown}" is no citation of the Security Rule, subcategory of NIST CSF 1.1 or criterion of SOC 2`,
        );
  }

  private async attachment(file: string | undefined, expected: string | undefined): Promise<Attachment | EntryFault> {
    if (file === undefined && expected === undefined) return { kind: "none" };
    if (file === undefined || expected === undefined) return new EntryFault("file and sha256 belong together");
    const fullPath = path.resolve(this.folder, file);
    const relative = path.relative(this.folder, fullPath);
    // A path of one machine means nothing to the reader, and would be printed.
    if (path.isAbsolute(file) || relative.startsWith("..")) {
      return new EntryFault("file must lie beside the organisation file or below it");
    }
    try {
      const found = createHash("sha256")
        .update(await readFile(fullPath))
        .digest("hex");
      if (found !== expected.toLowerCase()) return new EntryFault(`the attached file ${relative} has another hash`);
      return { kind: "verified", file: relative.split(path.sep).join("/"), sha256: found };
    } catch {
      return new EntryFault(`the attached file ${relative} cannot be read`);
    }
  }
}

function faultOf(error: z.ZodError): EntryFault {
  const { field, problem } = firstIssue(error);
  return new EntryFault(`field ${field} ${problem}`);
}

/** No text that may name a person is printed. */
function identifyingFault(entry: object): EntryFault | undefined {
  const found = identifyingField(entry);
  return found && new EntryFault(`field ${found.field} seems to hold what identifies somebody (${found.category})`);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
