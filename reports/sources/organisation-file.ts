import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

import { OrganisationFileError } from "../errors";
import { FRAMEWORKS, frameworkOf, type ControlRow } from "../model/framework";
import { firstIssue } from "../model/record-parser";
import type { Attachment, DecisionEntry, DocumentEntry, InheritedEntry, Problem, Registers } from "../model/report";

/**
 * The organisation file (`phiguard.organisation.yaml`, or JSON) holds what no tool can see: who reports, what is in scope, and the
 * papers. An example:
 *
 *     organisation: Example Clinic
 *     scope:
 *       statement: The analytics platform on AWS. The practice software is out of scope.
 *       stacks: [phiguard/dev, phiguard/prod]     # each must be in the evidence, or its absence is shown
 *       notInScope: [Practice software, Telephone system]
 *     documents:                                  # policies, procedures, contracts, risk analysis
 *       - citations: ["164.308(a)(1)(ii)(A)"]
 *         title: Risk analysis 2026
 *         owner: Security officer
 *         reviewOn: 2027-03-31                    # last day before its owner looks at it again
 *         file: papers/risk-analysis-2026.pdf     # beside this file; optional, but without it nothing was seen
 *         sha256: 9f86d081...                     # of that file
 *     decisions:                                  # 164.306(d)(3): one for each addressable specification
 *       - citation: 164.312(a)(2)(iii)
 *         decision: implemented                   # implemented | alternative | not-applicable
 *         reason: Sessions end after 15 minutes.
 *         owner: Platform team
 *         approver: Security officer
 *         decidedOn: 2026-02-01
 *         reviewOn: 2027-02-01
 *     inherited:                                  # what AWS does for every customer
 *       - citations: ["164.310(a)(1)"]
 *         provider: AWS
 *         artefact: SOC 2 Type II report
 *         period: { from: 2025-10-01, to: 2026-09-30, bridgeTo: 2026-12-31 }
 *         customerPart: Offices hold no server; laptops are covered by 164.310(c).
 *         file: papers/aws-soc2.pdf
 *         sha256: ...
 *
 * An entry that is malformed, or whose file is missing or has another hash, counts for nothing and is named in the report.
 */
const words = z.string().trim().min(1);
const day = z.iso.date();
const citations = z.array(words).min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/i, "wanted 64 hex digits");
const attached = { file: words.optional(), sha256: sha256.optional() };

const documentEntry = z.strictObject({ citations, title: words, owner: words, reviewOn: day, ...attached });
const decisionEntry = z.strictObject({
  citation: words,
  decision: z.enum(["implemented", "alternative", "not-applicable"]),
  reason: words,
  owner: words,
  approver: words,
  decidedOn: day,
  reviewOn: day,
});
const inheritedEntry = z.strictObject({
  citations,
  provider: words,
  artefact: words,
  period: z.strictObject({ from: day, to: day, bridgeTo: day.optional() }),
  customerPart: words,
  ...attached,
});

/** Entries are checked one by one, so that one bad entry does not hide the others. */
const wholeFile = z.strictObject({
  organisation: words,
  scope: z
    .strictObject({
      statement: words.optional(),
      stacks: z.array(z.string().regex(/^[^/]+\/[^/]+$/, "wanted project/stack")).optional(),
      notInScope: z.array(words).optional(),
    })
    .optional(),
  documents: z.array(z.unknown()).nullish(),
  decisions: z.array(z.unknown()).nullish(),
  inherited: z.array(z.unknown()).nullish(),
});

/** @throws OrganisationFileError where the file as a whole cannot be read. */
export async function readOrganisationFile(file: string): Promise<Registers> {
  const shown = path.basename(file);
  const parsed = wholeFile.safeParse(parseText(shown, await readText(file, shown)));
  if (!parsed.success) {
    const { field, problem } = firstIssue(parsed.error);
    throw new OrganisationFileError(`The organisation file "${shown}": field ${field} ${problem}`);
  }
  const { organisation, scope, documents, decisions, inherited } = parsed.data;
  const entries = new EntryReader(path.dirname(path.resolve(file)));
  return {
    organisation: { name: organisation, statement: scope?.statement, notInScope: scope?.notInScope ?? [] },
    expectedStacks: scope?.stacks ?? [],
    documents: await entries.read("documents", documents ?? [], documentEntry, (entry) => entries.document(entry)),
    decisions: await entries.read("decisions", decisions ?? [], decisionEntry, (entry) => entries.decision(entry)),
    inherited: await entries.read("inherited", inherited ?? [], inheritedEntry, (entry) => entries.inheritance(entry)),
    problems: entries.problems,
  };
}

/** What is wrong with an entry, in words; becomes a problem of the report. */
class EntryFault {
  constructor(readonly problem: string) {}
}

class EntryReader {
  readonly problems: Problem[] = [];
  private readonly rows: ReadonlyMap<string, ControlRow>;
  private readonly decided = new Set<string>();

  constructor(private readonly folder: string) {
    this.rows = new Map(FRAMEWORKS.flatMap((name) => frameworkOf(name).rows.map((row) => [row.citation, row])));
  }

  async read<In, Out>(
    register: string,
    entries: readonly unknown[],
    shape: z.ZodType<In>,
    convert: (entry: In) => Promise<Out | EntryFault>,
  ): Promise<Out[]> {
    const good: Out[] = [];
    for (const [index, entry] of entries.entries()) {
      const parsed = shape.safeParse(entry);
      const outcome = parsed.success ? await convert(parsed.data) : faultOf(parsed.error);
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
    return { citations: entry.citations, title: entry.title, owner: entry.owner, reviewOn: entry.reviewOn, attachment };
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

async function readText(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new OrganisationFileError(
      `The organisation file "${shown}" ${missing ? "does not exist" : "cannot be read"}`,
    );
  }
}

/** YAML is a superset of JSON here; days stay texts, as `core` knows no dates. */
function parseText(shown: string, text: string): unknown {
  try {
    return parse(text, { schema: "core", maxAliasCount: 0 });
  } catch (error) {
    const line = error instanceof Error ? error.message.split("\n")[0] : "";
    throw new OrganisationFileError(`The organisation file "${shown}" is not valid YAML: ${line}`);
  }
}
