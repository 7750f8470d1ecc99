import type { Report } from "../../model/report";

import { markup, line, properties } from "./text";
import { uuidOf } from "./uuid";

export const OSCAL_VERSION = "1.2.1";

/** The as-of time stands for the time of the last change: the same evidence and time must give the same bytes. */
export function metadataOf(report: Report, title: string): object {
  const { organisation, framework, evidence } = report;
  const party = uuidOf("organisation", organisation.name ?? "");
  return {
    title: markup(`${framework.title}: ${title}`),
    "last-modified": report.asOf,
    version: report.id,
    "oscal-version": OSCAL_VERSION,
    props: properties({
      "report-id": report.id,
      "as-of": report.asOf,
      "framework-version": framework.version,
      "framework-effective-from": framework.effectiveFrom,
      "evidence-digest": evidence.digest,
      "records-read": evidence.recordsRead,
      "records-used": evidence.recordsUsed,
      "faults-in-evidence": report.problems.length,
    }),
    ...(organisation.name === undefined
      ? {}
      : {
          roles: [{ id: "assessed-organisation", title: "Organisation that the report is about" }],
          parties: [{ uuid: party, type: "organization", name: line(organisation.name) }],
          "responsible-parties": [{ "role-id": "assessed-organisation", "party-uuids": [party] }],
        }),
    remarks:
      "OSCAL knows two states of a finding. Only pass is satisfied; the property state holds which of the seven it is, and why.",
  };
}
