import type { AccountScope, RegionScope } from "../model/completeness";
import type { RuleResult, StackScope } from "../model/report";

import { isAccountScope } from "./account-checks";
import { fold } from "./fold";
import { compare, groupBy } from "./group-by";

/**
 * Accounts and regions rolled up, each the join of its checks. One that was expected and not asked has no evidence, one that was read in
 * part is undetermined, and so is whatever they are part of: nothing follows from what nobody looked at.
 */
export function accountsOf(
  stacks: readonly StackScope[],
  rules: readonly RuleResult[],
  expected: readonly string[],
): AccountScope[] {
  // A state whose resources name no account belongs to none.
  const places = stacks.filter(({ key, project }) => isAccountScope(key) && /\d{12}$/.test(project));
  const states = groupBy(
    rules.flatMap(({ byStack }) => byStack),
    ({ stack }) => stack,
  );
  const regions = places.map((place): RegionScope & { readonly account: string } => {
    const own = (states.get(place.key) ?? []).map(({ state }) => state);
    const unread = place.runs.length === 0 ? ["no-evidence" as const] : [];
    const partial = place.runs.some(({ complete }) => !complete) ? ["undetermined" as const] : [];
    return {
      account: place.project.slice(place.project.indexOf(":") + 1),
      region: place.stack,
      state: fold([...own, ...unread, ...partial]),
      expected: expected.includes(place.key),
      sources: place.runs
        .map(({ pack, complete, observedAt, resources, notes }) => ({
          source: pack,
          complete,
          observedAt,
          resources,
          missing: notes,
        }))
        .sort((a, b) => compare(a.source, b.source)),
    };
  });
  return [...groupBy(regions, ({ account }) => account)]
    .map(([account, own]) => ({
      account,
      state: fold(own.map(({ state }) => state)),
      regions: own.map(({ account: _, ...region }) => region).sort((a, b) => compare(a.region, b.region)),
    }))
    .sort((a, b) => compare(a.account, b.account));
}
