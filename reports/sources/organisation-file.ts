import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

import { OrganisationFileError } from "../errors";
import { firstIssue } from "../model/record-parser";
import type { Registers } from "../model/report";

import { EntryReader } from "./entry-reader";
import {
  associateEntry,
  decisionEntry,
  documentEntry,
  identifies,
  incidentEntry,
  inheritedEntry,
  reviewEntry,
  riskEntry,
  words,
} from "./organisation-entries";

/**
 * The organisation file (`phiguard.organisation.yaml`, or JSON) holds what no tool can see: who reports, what is in scope, and the
 * papers. An example:
 *
 *     organisation: Example Clinic
 *     scope:
 *       statement: The analytics platform on AWS. The practice software is out of scope.
 *       stacks: [phiguard/dev, phiguard/prod]     # each must be in the evidence, or its absence is shown
 *       notInScope: [Practice software, Telephone system]
 *       accounts:                                 # and each of these places must have been asked
 *         - { account: "111122223333", regions: [us-east-1, us-west-2] }
 *     documents:                                  # policies, procedures, contracts, risk analysis
 *       - citations: ["164.308(a)(1)(ii)(A)"]
 *         title: Risk analysis 2026
 *         owner: Security officer
 *         heldFrom: 2026-03-01                    # optional: reports of an earlier day do not count it
 *         reviewOn: 2027-03-31                    # last day before its owner looks at it again
 *         file: papers/risk-analysis-2026.pdf     # beside this file; optional, but without it nothing was seen
 *         sha256: 9f86d081...                     # of that file
 *     decisions:                                  # 164.306(d)(3): one for each addressable specification
 *       - citation: 164.312(a)(2)(iii)
 *         decision: implemented                   # implemented | alternative | not-applicable
 *         reason: Sessions end after 15 minutes.
 *         owner: Platform team
 *         approver: Security officer              # somebody else than the owner
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
 *     risks:                                      # 164.308(a)(1)(ii)(A) and (B)
 *       - id: R-1
 *         citations: ["164.312(a)(2)(iv)"]
 *         title: Keys of the archive are not rotated
 *         owner: Platform team
 *         likelihood: low                         # low | medium | high
 *         impact: high
 *         treatment: reduce                       # reduce | avoid | transfer | accept (which needs an approver)
 *         dueOn: 2026-12-31                       # doneOn: the day on which it was done
 *         reviewOn: 2027-03-31
 *     incidents:                                  # 164.308(a)(6)(ii); nothing of a patient's
 *       - id: I-1
 *         citations: ["164.308(a)(6)(ii)"]
 *         title: A key was seen in a build log
 *         owner: Security officer
 *         discoveredOn: 2026-10-02                # closedOn: the day on which it was closed
 *         breach: none                            # undecided | none | notify, which needs notifiedOn within 60 days
 *         reviewOn: 2026-12-01
 *     associates:                                 # 164.308(b), 164.314(a)
 *       - id: A-1
 *         citations: ["164.308(b)(1)", "164.308(b)(3)"]
 *         title: "Example Labs: reads images"
 *         owner: Compliance lead
 *         signedOn: 2026-01-15                    # left out where nothing was signed
 *         reviewOn: 2027-01-15
 *         file: papers/example-labs.pdf
 *         sha256: ...
 *     reviews:                                    # what people made of findings that AWS told
 *       - id: V-1
 *         rule: aws.guardduty/no-open-threat      # rule and urn of the row in findings.csv
 *         finding: AwsEc2Instance:4f3a...
 *         conclusion: false-positive              # false-positive | dealt-with | accepted
 *         reason: The scanner of the yearly test, from its announced address.
 *         owner: Platform team
 *         approver: Security officer
 *         reviewedOn: 2026-11-02
 *         reviewOn: 2026-12-02                    # last day on which the review stands
 *
 * An entry that is malformed, whose file is missing or has another hash, or whose words seem to hold somebody's number or address counts
 * for nothing and is named in the report.
 */
const list = z.array(z.unknown()).nullish();
const wholeFile = z.strictObject({
  organisation: words,
  scope: z
    .strictObject({
      statement: words.optional(),
      stacks: z.array(z.string().regex(/^[^/]+\/[^/]+$/, "wanted project/stack")).optional(),
      accounts: z
        .array(
          z.strictObject({
            account: z.string().regex(/^\d{12}$/, "wanted twelve digits in quotes"),
            regions: z.array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "wanted a region such as us-east-1")).min(1),
          }),
        )
        .optional(),
      notInScope: z.array(words).optional(),
    })
    .optional(),
  documents: list,
  decisions: list,
  inherited: list,
  risks: list,
  incidents: list,
  associates: list,
  reviews: list,
});

/** @throws OrganisationFileError where the file as a whole cannot be read. */
export async function readOrganisationFile(file: string): Promise<Registers> {
  const shown = path.basename(file);
  const parsed = wholeFile.safeParse(parseText(shown, await readText(file, shown)));
  if (!parsed.success) {
    const { field, problem } = firstIssue(parsed.error);
    throw new OrganisationFileError(`The organisation file "${shown}": field ${field} ${problem}`);
  }
  const { organisation, scope, ...lists } = parsed.data;
  const texts = {
    organisation,
    "scope.statement": scope?.statement ?? "",
    "scope.notInScope": scope?.notInScope?.join("\n") ?? "",
  };
  for (const [field, text] of Object.entries(texts)) {
    const category = identifies(text);
    if (category !== undefined)
      throw new OrganisationFileError(
        `The organisation file "${shown}": field ${field} seems to hold what identifies somebody (${category})`,
      );
  }
  const entries = new EntryReader(path.dirname(path.resolve(file)));
  return {
    organisation: { name: organisation, statement: scope?.statement, notInScope: scope?.notInScope ?? [] },
    expectedStacks: scope?.stacks ?? [],
    expectedPlaces: (scope?.accounts ?? []).flatMap(({ account, regions }) =>
      regions.map((region) => `account:${account}/${region}`),
    ),
    documents: await entries.read("documents", lists.documents ?? [], documentEntry, (entry) =>
      entries.document(entry),
    ),
    decisions: await entries.read("decisions", lists.decisions ?? [], decisionEntry, (entry) =>
      entries.decision(entry),
    ),
    inherited: await entries.read("inherited", lists.inherited ?? [], inheritedEntry, (entry) =>
      entries.inheritance(entry),
    ),
    risks: await entries.read("risks", lists.risks ?? [], riskEntry, (entry) => entries.risk(entry)),
    incidents: await entries.read("incidents", lists.incidents ?? [], incidentEntry, (entry) =>
      entries.incident(entry),
    ),
    associates: await entries.read("associates", lists.associates ?? [], associateEntry, (entry) =>
      entries.associate(entry),
    ),
    reviews: await entries.read("reviews", lists.reviews ?? [], reviewEntry, (entry) => entries.review(entry)),
    problems: entries.problems,
  };
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
