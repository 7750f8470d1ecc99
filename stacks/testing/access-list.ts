import { stringify } from "yaml";
import type { Grant, RoleAccess } from "./access";

/**
 * The text of `stacks/access/<workload>.yaml`: who may take each role of the workload, and what it may then do, by resource and
 * condition. The order is fixed, so that a difference between two texts is a difference in rights.
 */
export function accessList(roles: readonly RoleAccess[]): string {
  const entries = roles.map((of) => [
    of.role,
    {
      "taken by": of.trusts.join(", "),
      ...section("may", of.grants, "Allow"),
      ...section("may, by policies of what it uses", of.granted, "Allow"),
      ...section("may not", of.grants, "Deny"),
      ...(of.managed.length > 0 && { "has policies of AWS": of.managed }),
    },
  ]);
  return (
    "# Rights of the workload's roles in the stack prod, in account 123456789012. Written by npm run docs from the plan: a change here is a change of rights.\n" +
    stringify(Object.fromEntries(entries), { lineWidth: 0 })
  );
}

function section(title: string, grants: readonly Grant[], effect: Grant["effect"]): Record<string, object> {
  const byPlace = new Map<string, Set<string>>();
  for (const { action, resource, when } of grants.filter((grant) => grant.effect === effect)) {
    const place = when === "" ? resource : `${resource} when ${when}`;
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(action));
  }
  if (byPlace.size === 0) return {};
  const rows = [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1));
  return { [title]: Object.fromEntries(rows.map(([place, actions]) => [place, [...actions].sort().join(", ")])) };
}
