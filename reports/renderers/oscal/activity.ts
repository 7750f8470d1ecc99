import { rowsOf, type Activity } from "../../model/activity";
import type { Report } from "../../model/report";

import { ORIGINS } from "./definitions";
import { list, markup, properties } from "./text";
import { uuidOf } from "./uuid";

/** Audit events as observations: one a table of populations, with its counts, and one that holds what stands out. */
export function activityObservations(report: Report): readonly object[] {
  const { activity } = report;
  if (activity === undefined) return [];
  return [
    ...rowsOf(activity, "populations").map((row) =>
      observation(report, activity, `population ${String(row["population"])}`, {
        description: `${String(row["events"])} audit events from ${activity.from} up to ${activity.to}: ${String(row["population"])}`,
        props: properties({
          population: String(row["population"]),
          events: Number(row["events"]),
          "first-at": row["first_at"] === null ? undefined : String(row["first_at"]),
          "last-at": row["last_at"] === null ? undefined : String(row["last_at"]),
          complete: activity.complete,
          "files-sha256": activity.digest,
        }),
      }),
    ),
    ...(activity.findings.length === 0
      ? []
      : [
          observation(report, activity, "what stands out", {
            description: list(activity.findings.map(({ citation, what }) => `${citation}: ${what}`)),
            props: properties({ findings: activity.findings.length, complete: activity.complete }),
          }),
        ]),
  ];
}

function observation(
  { id, asOf }: Report,
  { from, to }: Activity,
  name: string,
  own: { readonly description: string; readonly props: readonly object[] },
): object {
  return {
    uuid: uuidOf("observation", id, "audit-events", name),
    title: markup(`Audit events, ${name}`),
    description: own.description,
    props: own.props,
    methods: ["EXAMINE"],
    types: ["finding"],
    origins: ORIGINS,
    collected: asOf,
    remarks: markup(`Period from ${from} up to, and without, ${to}, UTC days.`),
  };
}
