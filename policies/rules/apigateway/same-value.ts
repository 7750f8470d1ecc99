import { fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { UNKNOWN } from "../../value";

/** Whether two properties hold the same: by value, or, where one is not known yet, by what they are made from. */
export function sameValue(a: Reading<unknown>, b: Reading<unknown>): Answer {
  const [one, other] = [valueOf(a), valueOf(b)];
  if (one !== UNKNOWN && other !== UNKNOWN) return fromBoolean(one === other);
  const [sources, others] = [sourcesOf(a), sourcesOf(b)];
  if (sources.some((urn) => others.includes(urn))) return yes;
  return sources.length > 0 && others.length > 0 ? no() : unknown(pathOf(a));
}

/** What a property is made from in this program; another stack's outputs say nothing of which one is meant. */
export function sourcesOf(r: Reading<unknown>): readonly string[] {
  return (referencesOf(r) ?? []).filter((urn) => typeOf(urn) !== "pulumi:pulumi:StackReference");
}
