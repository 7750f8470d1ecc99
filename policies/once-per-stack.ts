import type { StackIndex } from "./stack-index";

/**
 * Works something out once a stack, for all rules and resources that ask: a stack does not change while it is judged. A rule that walks the
 * whole stack for each of its resources would cost the square of the stack.
 */
export function oncePerStack<T>(make: (index: StackIndex) => T): (index: StackIndex) => T {
  const known = new WeakMap<StackIndex, { readonly made: T }>();
  return (index) => {
    let found = known.get(index);
    if (found === undefined) {
      found = { made: make(index) };
      known.set(index, found);
    }
    return found.made;
  };
}
