import type { Attachment, Report } from "../../model/report";

import { CATALOG_FILE, COMPONENTS_FILE } from "./catalog";
import { attachmentUuid } from "./observations";
import { line, markup, properties } from "./text";
import { uuidOf } from "./uuid";

export function backMatterOf(report: Report): object {
  const { framework, evidence, registers } = report;
  return {
    resources: [
      {
        uuid: uuidOf("method", report.id),
        title: "Method of the report",
        description:
          "Every citation of the catalogue is judged by every check that is linked to it, and by documents, decisions and reports of the provider; the assessment plan names the controls. report.html says how states are joined.",
        rlinks: [{ href: "report.html", "media-type": "text/html" }],
      },
      {
        uuid: uuidOf("catalog-file", report.id),
        title: "Catalog and component definition",
        description: "The controls that the findings are about, and what phiguard's checks say of each.",
        rlinks: [CATALOG_FILE, COMPONENTS_FILE].map((href) => ({ href, "media-type": "application/json" })),
      },
      {
        uuid: uuidOf("framework", framework.id, framework.version),
        title: markup(framework.title),
        description: markup(framework.note),
        props: properties({ version: framework.version, "effective-from": framework.effectiveFrom }),
        rlinks: [{ href: framework.source }],
      },
      {
        uuid: uuidOf("evidence", evidence.digest),
        title: "Evidence records",
        description:
          "One JSON object a line. The id of a record is the SHA-256 of its content; the property evidence-digest is the SHA-256 over all ids, sorted, each followed by a line feed.",
        props: properties({ "evidence-digest": evidence.digest, records: evidence.recordsRead }),
        rlinks: [{ href: "records" }],
      },
      ...attachmentsOf([...registers.documents, ...registers.inherited].map(({ attachment }) => attachment)),
    ],
  };
}

function attachmentsOf(attachments: readonly Attachment[]): object[] {
  const byUuid = new Map<string, object>();
  for (const attachment of attachments) {
    const uuid = attachmentUuid(attachment);
    if (attachment.kind !== "verified" || uuid === undefined) continue;
    byUuid.set(uuid, {
      uuid,
      title: line(attachment.file),
      rlinks: [
        {
          href: attachment.file.split("/").map(encodeURIComponent).join("/"),
          hashes: [{ algorithm: "SHA-256", value: attachment.sha256 }],
        },
      ],
    });
  }
  return [...byUuid.values()];
}
