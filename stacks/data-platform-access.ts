import type { ServiceRole } from "../components/access/service-role";
import type { TrustedRole } from "../components/access/trusted-role";
import { CustomerKey } from "../components/keys/customer-key";
import { databricksRole } from "../components/lake/databricks";
import { dashboardRole } from "../components/lake/lake-dashboard";
import { lakeKeys, roleUse, type LakeKeys } from "../components/lake/lake-keys";
import { LAKE_ACCESS_LOG_ROLE, lakeBucketName, lakeBucketRole, ZONES } from "../components/lake/lake-names";
import { lakeRoles, type LakeRoles } from "../components/lake/lake-roles";
import type { LakeZones } from "../components/lake/lake-zones";
import type { Site } from "../components/site";
import { tagsFor, type Tags } from "../components/tags";
import type { Context } from "./context";
import { makeCopier, makeCopies, type Copier } from "./second-region";

export const WORKLOAD = "data-platform";

/** Buckets that a second region has copies of. */
const COPIED = [...ZONES, "quarantine"] as const;

/** Who may take part in the lake, and the keys that they need for it. Roles come first, as the keys' policies name them. */
export interface LakeAccess {
  readonly roles: LakeRoles;
  readonly keys: LakeKeys;
  readonly copier?: Copier;
  readonly dashboardRole?: ServiceRole;
  readonly databricksRole?: TrustedRole;
}

export function lakeAccess(context: Context, site: Site, phiTags: Tags): LakeAccess {
  const { settings, home } = context;
  const { opts } = home;
  const { personas, partners, quickSight, databricks } = settings.dataPlatform;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const roles = lakeRoles(
    WORKLOAD,
    {
      site,
      workload: WORKLOAD,
      partners: partners.map(({ id }) => id),
      personas: {
        "data-engineer": personas.dataEngineer,
        analyst: personas.analyst,
        "care-coordinator": personas.careCoordinator,
        auditor: personas.auditor,
        administrator: personas.administrator,
      },
    },
    opts,
  );
  const copier = makeCopier(context, WORKLOAD, {
    site,
    workload: WORKLOAD,
    buckets: (place) =>
      COPIED.map((bucket) => ({ role: lakeBucketRole(bucket), source: lakeBucketName(place, bucket) })),
  });
  const asks = quickSight && dashboardRole(WORKLOAD, { site, tags }, opts);
  const outside = databricks && databricksRole(WORKLOAD, { site, tags, access: databricks }, opts);
  const keys = lakeKeys(
    WORKLOAD,
    {
      site,
      tags: phiTags,
      internalTags: tags,
      roles,
      zoneUses: copier === undefined ? [] : [copier.reads],
      analyticsUses: [
        ...(asks === undefined
          ? []
          : [
              roleUse(
                asks,
                "DashboardAsks",
                ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
                ["athena", "s3"],
              ),
            ]),
        ...(outside === undefined ? [] : [roleUse(outside, "DatabricksReads", ["kms:Decrypt"], ["s3"])]),
      ],
    },
    opts,
  );
  return { roles, keys, copier, dashboardRole: asks, databricksRole: outside };
}

/** Copies of the zones and a key for the copy of the table, where there is a second region. */
export function lakeReplicas(
  context: Context,
  { copier }: LakeAccess,
  zones: LakeZones,
  phiTags: Tags,
): { readonly tableKey: CustomerKey } | undefined {
  const { settings, replica } = context;
  if (replica === undefined) return undefined;
  makeCopies(context, copier, `${WORKLOAD}-replica`, {
    workload: WORKLOAD,
    sources: zones.stores,
    keyTags: phiTags,
    keyRole: "lake",
    accessLogRole: LAKE_ACCESS_LOG_ROLE,
    // Nothing but S3 writes there, and S3 can where new objects are locked.
    instead: { tags: phiTags, objectLock: { mode: "COMPLIANCE", days: settings.retention.recordLockDays } },
  });
  const tableKey = new CustomerKey(
    `${WORKLOAD}-replica-work-key`,
    {
      site: replica.site,
      tags: phiTags,
      role: "lake-work",
      description: "Copies of the tables of risk alerts and of notes' sendings",
      uses: [{ kind: "tables" }],
    },
    replica.opts,
  );
  return { tableKey };
}
