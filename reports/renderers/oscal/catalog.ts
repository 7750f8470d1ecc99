import { groupBy } from "../../assess/group-by";
import type { ControlRow } from "../../model/framework";
import type { Report } from "../../model/report";

import { OSCAL_VERSION } from "./metadata";
import { controlId, line, markup, properties, toJson, unlessEmpty } from "./text";
import { uuidOf } from "./uuid";

/** Names of the files that name each other, beside each other. */
export const CATALOG_FILE = "oscal-catalog.json";
export const COMPONENTS_FILE = "oscal-component-definition.json";
export const ASSESSMENT_PLAN_FILE = "oscal-assessment-plan.json";

/**
 * OSCAL 1.2.1 catalog of the report's framework: a group a section, a control a row, an implementation specification below its standard.
 * It is the same in every report on the same text: its time is the day on which a person compared it with the source.
 */
export function renderOscalCatalog({ framework, citations }: Report): string {
  const sections = groupBy(
    citations.map(({ row }) => row),
    ({ section }) => section,
  );
  return toJson({
    catalog: {
      uuid: uuidOf("catalog", framework.id, framework.version),
      metadata: {
        title: markup(framework.title),
        "last-modified": `${framework.checked}T00:00:00Z`,
        version: line(framework.version),
        "oscal-version": OSCAL_VERSION,
        props: properties({ "effective-from": framework.effectiveFrom, checked: framework.checked }),
        links: [{ href: framework.source, rel: "source" }],
        remarks: markup(framework.note),
      },
      groups: [...sections].map(([section, rows]) => ({
        id: `group-${controlId(section)}`,
        class: "section",
        title: markup(`${section} ${rows[0]!.heading}`),
        controls: controlsOf(rows),
      })),
    },
  });
}

/** In the order of the text. */
function controlsOf(rows: readonly ControlRow[]): object[] {
  const standards = new Map(rows.filter(isStandard).map((row) => [row.standard, row]));
  const parentOf = (row: ControlRow) => (row.specification === null ? undefined : standards.get(row.standard));
  const below = groupBy(rows, parentOf);
  return (below.get(undefined) ?? []).map((row) => ({
    ...controlOf(row),
    ...unlessEmpty(
      "controls",
      (below.get(row) ?? []).map((one) => controlOf(one)),
    ),
  }));
}

const isStandard = ({ rowType, specification }: ControlRow): boolean =>
  rowType === "standard" && specification === null;

function controlOf(row: ControlRow): object {
  const { citation, specification, standard, obligation, rowType, appendixA, appliesWhen, inheritedFrom, summary } =
    row;
  const id = controlId(citation);
  return {
    id,
    class: rowType,
    title: markup(specification ?? standard),
    props: [
      { name: "label", value: line(citation) },
      ...properties({
        citation,
        obligation,
        "row-type": rowType,
        "appendix-a": appendixA ?? undefined,
        "applies-when": appliesWhen ?? undefined,
        "inherited-from": inheritedFrom ?? undefined,
      }),
    ],
    parts: [{ id: `${id}_smt`, name: "statement", prose: markup(summary) }],
  };
}
