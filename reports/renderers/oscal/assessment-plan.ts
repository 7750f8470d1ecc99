import type { Report } from "../../model/report";

import { CATALOG_FILE, COMPONENTS_FILE } from "./catalog";
import { localAssetsOf, reviewedControlsOf } from "./definitions";
import { metadataOf } from "./metadata";
import { toJson } from "./text";
import { uuidOf } from "./uuid";

/**
 * OSCAL 1.2.1 assessment plan, which the results import: every control of the catalog, judged by every check that is linked to it, over every
 * resource. There is no system security plan in OSCAL: what stands in its place is the component definition, and the plan says so.
 */
export function renderOscalAssessmentPlan(report: Report): string {
  const system = uuidOf("system-description", report.id);
  return toJson({
    "assessment-plan": {
      uuid: uuidOf("assessment-plan", report.id),
      metadata: metadataOf(report, "assessment plan"),
      "import-ssp": {
        href: `#${system}`,
        remarks:
          "There is no system security plan in OSCAL; the component definition and the catalog stand in its place.",
      },
      "local-definitions": {
        activities: [
          {
            uuid: activityUuid(report),
            title: "Judge every control by its checks and papers",
            description:
              "Each check that is linked to a control is read from the records of runs and collections, of every resource that they saw; documents, decisions and reports of providers are examined by their dates and hashes. report.html says how states are joined.",
            "related-controls": reviewedControlsOf(report),
          },
        ],
      },
      "reviewed-controls": reviewedControlsOf(report),
      "assessment-subjects": [{ type: "inventory-item", "include-all": {} }],
      "assessment-assets": localAssetsOf(),
      tasks: [
        {
          uuid: uuidOf("task", report.id),
          type: "action",
          title: "Report",
          timing: { "on-date": { date: report.asOf } },
          "associated-activities": [
            { "activity-uuid": activityUuid(report), subjects: [{ type: "inventory-item", "include-all": {} }] },
          ],
        },
      ],
      "back-matter": {
        resources: [
          {
            uuid: system,
            title: "Description of the system",
            description: "The component that the checks belong to, and the catalog of the controls.",
            rlinks: [COMPONENTS_FILE, CATALOG_FILE].map((href) => ({ href, "media-type": "application/json" })),
          },
        ],
      },
    },
  });
}

const activityUuid = (report: Report): string => uuidOf("activity", report.id);
