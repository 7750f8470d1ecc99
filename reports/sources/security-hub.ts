import { findingFacts, securityFinding } from "../model/security-finding";

import type { Collection, Facts } from "./collection";
import type { PagedCall } from "./paged-call";

/** Findings of all states, archived ones too. */
export interface SecurityHubPort {
  readonly findings: PagedCall["ask"];
}

/** One record for each resource of a finding; `item` holds together those of one. */
export async function collectSecurityHub(collection: Collection, port: SecurityHubPort): Promise<void> {
  await collection.collect("securityhub:GetFindings", "all", oneByOne(port.findings), (item) =>
    securityHubFacts(collection, item),
  );
}

/** Translators make one record of an item, so a finding about several resources is told as one item for each. */
function oneByOne(ask: PagedCall["ask"]): PagedCall["ask"] {
  return async (token) => {
    const page = await ask(token);
    return { ...page, items: page.items.flatMap((item) => perResource(item)) };
  };
}

function perResource(item: unknown): unknown[] {
  const { Resources: resources } = item as { Resources?: unknown };
  if (!Array.isArray(resources) || resources.length < 2) return [item];
  return resources.map((_, index) => ({ ...(item as object), About: index }));
}

export function securityHubFacts(collection: Collection, item: unknown): Facts | undefined {
  const read = securityFinding.safeParse(item);
  if (!read.success) return undefined;
  const finding = read.data;
  const resource = finding.Resources[(item as { About?: number }).About ?? 0];
  if (resource === undefined) return undefined;
  const isAccount = resource.Type === "AwsAccount";
  return {
    kind: "security-finding",
    observedAt: finding.UpdatedAt,
    ...findingFacts(finding),
    ...(isAccount ? { subjectType: resource.Type } : collection.subject({ type: resource.Type, id: resource.Id })),
    item: collection.item(finding.Id),
    detail: { resources: finding.Resources.length },
    ...(finding.AwsAccountId === undefined ? {} : { account: finding.AwsAccountId }),
    ...(finding.Region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(finding.Region)
      ? { region: finding.Region }
      : {}),
  };
}
