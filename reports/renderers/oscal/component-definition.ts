import type { CitationResult, Report, RuleResult } from "../../model/report";

import { CATALOG_FILE } from "./catalog";
import { TOOL } from "./definitions";
import { metadataOf } from "./metadata";
import { controlId, line, markup, PHIGUARD_NAMESPACE, properties, toJson, unlessEmpty } from "./text";
import { uuidOf } from "./uuid";

/**
 * OSCAL 1.2.1 component definition: what phiguard's checks say of each control of the catalog, and how far. A check *supports* a control;
 * it *demonstrates* it where a named maintainer approved that. A control that no check is linked to is not there: software shows nothing of it.
 */
export function renderOscalComponents(report: Report): string {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const { framework, citations } = report;
  const held = citations.filter(({ links }) => links.length > 0);
  return toJson({
    "component-definition": {
      uuid: uuidOf("component-definition", framework.id, ...held.map(({ row }) => row.citation), report.asOf),
      metadata: metadataOf(report, "component definition"),
      components: [
        {
          uuid: TOOL,
          type: "software",
          title: "phiguard",
          description:
            "Judges the declared resources of Pulumi programs by policy packs, and what services of AWS tell of accounts.",
          purpose: "Blocks what breaks a control before it is deployed, and leaves evidence of every result.",
          ...unlessEmpty(
            "control-implementations",
            held.length === 0
              ? []
              : [
                  {
                    uuid: uuidOf("control-implementation", framework.id, framework.version),
                    source: CATALOG_FILE,
                    description: markup(`Checks that are linked to the rows of ${framework.title}.`),
                    "implemented-requirements": held.map((citation) => requirementOf(citation, rules)),
                  },
                ],
          ),
        },
      ],
    },
  });
}

function requirementOf({ row, links }: CitationResult, rules: ReadonlyMap<string, RuleResult>): object {
  const demonstrate = links.filter(({ relation }) => relation === "demonstrates").length;
  const supports = links.length - demonstrate;
  return {
    uuid: uuidOf("implemented-requirement", row.citation),
    "control-id": controlId(row.citation),
    description: `${demonstrate} checks demonstrate and ${supports} support part of it. What people decide, write and sign is not in this file.`,
    props: [
      ...properties({ citation: row.citation, obligation: row.obligation, demonstrate, supports }),
      ...links.map(({ rule, relation, approvedBy }) => ({
        name: relation,
        ns: PHIGUARD_NAMESPACE,
        value: line(rule),
        class: rules.get(rule)!.severity,
        remarks: markup(`${rules.get(rule)!.title}${approvedBy === undefined ? "" : ` (approved by ${approvedBy})`}`),
      })),
    ],
  };
}
