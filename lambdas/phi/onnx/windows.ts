/** Words from `from` to `to` go through the model at once; it judges those from `judgesFrom` to `judgesTo`. Ends are not included. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly judgesFrom: number;
  readonly judgesTo: number;
}

/**
 * Windows over words of so many tokens each, none of more than `capacity` tokens unless one word is. What a window judges has about an eighth
 * of it on each side, where the text has so much. Each word is judged once, in order.
 */
export function* windowsOver(tokens: readonly number[], capacity: number): Generator<Window> {
  const around = Math.floor(capacity / 8);
  let [from, judgesFrom] = [0, 0];
  while (judgesFrom < tokens.length) {
    const to = reach(tokens, from, capacity);
    const judgesTo = to === tokens.length ? to : Math.max(judgesFrom + 1, back(tokens, to, around));
    yield { from, to, judgesFrom, judgesTo };
    judgesFrom = judgesTo;
    // The word that is judged next has to fit, too.
    from = back(tokens, judgesTo, Math.min(around, capacity - (tokens[judgesTo] ?? 0)));
  }
}

/** The furthest end from which on a word too many would be in; one word at least. */
function reach(tokens: readonly number[], from: number, capacity: number): number {
  let [to, sum] = [from, 0];
  while (to < tokens.length && (to === from || sum + (tokens[to] as number) <= capacity)) sum += tokens[to++] as number;
  return to;
}

/** So many tokens before an end, at a word's begin. */
function back(tokens: readonly number[], end: number, count: number): number {
  let [at, sum] = [end, 0];
  while (at > 0 && sum + (tokens[at - 1] as number) <= count) sum += tokens[--at] as number;
  return at;
}
