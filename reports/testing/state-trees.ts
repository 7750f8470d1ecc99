import * as fc from "fast-check";

import { fold } from "../assess/fold";
import { STATES, type State } from "../model/state";

/** A whole of parts, down to states. */
export interface StateTree {
  readonly leaf?: State;
  readonly parts?: readonly StateTree[];
}

/** Trees of any shape, up to six deep and four wide. */
export const stateTree: fc.Arbitrary<StateTree> = fc.letrec<{ tree: StateTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.record({ leaf: fc.constantFrom<State>(...STATES) }),
    fc.record({ parts: fc.array(tie("tree"), { maxLength: 4 }) }),
  ),
})).tree;

const value = (node: StateTree): State => node.leaf ?? fold((node.parts ?? []).map(value));
const leaves = (node: StateTree): State[] =>
  node.leaf === undefined ? (node.parts ?? []).flatMap(leaves) : [node.leaf];

/** What is wrong with how a tree was folded, if anything: grouping must not count, and nothing may pass over what does not. */
export function faultOfTree(root: StateTree): string | undefined {
  const [whole, all] = [value(root), leaves(root)];
  if (whole !== fold(all)) return `is ${whole} by parts and ${fold(all)} flat`;
  if (all.includes("fail") && whole !== "fail") return `is ${whole} over a failure`;
  const clean = all.every((leaf) => leaf === "pass" || leaf === "not-applicable") && all.includes("pass");
  if ((whole === "pass") !== clean) return `is ${whole} over ${all.join(", ")}`;
  return undefined;
}
