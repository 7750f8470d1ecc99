import { RoleBoundary } from "../components/access/role-boundary";
import type { Site } from "../components/site";
import { tagsFor } from "../components/tags";
import type { Workload } from "./config";
import type { Context } from "./context";
import { NEEDS } from "./needs";

/** The home region's site for a workload: its roles are bounded by the organisation's policy, or by one made here for them alone. */
export function boundedSite({ settings, home }: Context, workload: Workload): Site {
  const { site, opts } = home;
  if (site.permissionsBoundaryArn !== undefined) return site;
  const { bucketNames, boundary } = NEEDS[workload];
  const { namedArn } = new RoleBoundary(
    `${workload}-role-boundary`,
    {
      site,
      tags: tagsFor(site, { workload, classification: "internal" }),
      role: workload,
      bucketNames: bucketNames?.(settings),
      statements: boundary && ((place) => boundary(place, settings)),
    },
    opts,
  );
  return { ...site, permissionsBoundaryArn: namedArn };
}
