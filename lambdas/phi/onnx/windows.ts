/** Words from `from` to `to` go through the model at once; it judges those from `judgesFrom` to `judgesTo`. Ends are not included. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly judgesFrom: number;
  readonly judgesTo: number;
}

/**
 * Windows over words of so many tokens each, none of more than `capacity` tokens unless one word is. Neighbours share about a quarter of
 * it, and each judges the half of what they share that is further from its edge. Each word is judged once, in order.
 */
export function* windowsOver(tokens: readonly number[], capacity: number): Generator<Window> {
  const shared = Math.floor(capacity / 4);
  let [from, judgesFrom] = [0, 0];
  while (judgesFrom < tokens.length) {
    const to = reach(tokens, from, capacity);
    if (to === tokens.length) return yield { from, to, judgesFrom, judgesTo: to };
    const next = back(tokens, to, shared, from + 1);
    const judgesTo = Math.max(judgesFrom + 1, back(tokens, to, Math.floor(shared / 2), next));
    yield { from, to, judgesFrom, judgesTo };
    [from, judgesFrom] = [Math.min(next, judgesTo), judgesTo];
  }
}

/** The furthest end from which on a word too many would be in; one word at least. */
function reach(tokens: readonly number[], from: number, capacity: number): number {
  let [to, sum] = [from, 0];
  while (to < tokens.length && (to === from || sum + (tokens[to] as number) <= capacity)) sum += tokens[to++] as number;
  return to;
}

/** So many tokens before an end, at a word's begin, not before `least`. */
function back(tokens: readonly number[], end: number, count: number, least: number): number {
  let [at, sum] = [end, 0];
  while (at > least && sum + (tokens[at - 1] as number) <= count) sum += tokens[--at] as number;
  return at;
}
