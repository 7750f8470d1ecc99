/** A mistake of the user: one sentence on standard error, no stack, and an exit code that says so, 1 by default. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = 1,
  ) {
    super(message);
  }
}

/** Names near the one that was asked for, for "did you mean". */
export function nearest(asked: string, names: readonly string[], most = 3): string[] {
  const words = new Set(asked.toLowerCase().split(/[^a-z0-9]+/));
  const score = (name: string): number =>
    name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => words.has(word)).length;
  return names
    .map((name) => ({ name, score: score(name) }))
    .filter((item) => item.score > 0)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map((item) => item.name);
}
