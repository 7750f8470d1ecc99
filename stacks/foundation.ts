import { INTERFACE_SERVICES } from "../components/network/endpoint-policy";
import { Network } from "../components/network/network";
import { tagsFor } from "../components/tags";
import { buildAudit, type Audit } from "./audit";
import type { Context } from "./context";
import { needsOf } from "./needs";

/** What the other workloads build on. */
export interface Foundation extends Audit {
  readonly network: Network;
}

const WORKLOAD = "foundation";

/** Key, audit trail, alarms and network: one of each for a stack. Nothing here holds PHI. */
export function buildFoundation(context: Context): Foundation {
  const { settings, home } = context;
  const audit = buildAudit(context, WORKLOAD);
  const network = new Network(
    `${WORKLOAD}-network`,
    {
      site: audit.site,
      tags: tagsFor(home.site, { workload: WORKLOAD, classification: "internal" }),
      ...settings.network,
      kmsKeyArn: audit.key.arn,
      flowLogRetentionDays: settings.retention.logDays,
      interfaceServices: [
        ...INTERFACE_SERVICES,
        ...new Set(needsOf(settings).flatMap(({ endpoints = [] }) => endpoints)),
      ],
      inbound: needsOf(settings).flatMap(({ inbound }) => inbound?.(settings) ?? []),
    },
    home.opts,
  );
  return { ...audit, network };
}
