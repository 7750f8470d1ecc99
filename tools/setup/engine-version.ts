/** The oldest CLI the project supports: earlier ones lack parts of the policy protocol its pack uses. */
export const OLDEST_ENGINE = "3.200.0";

/** The CLI that set-up downloads or builds; tools/engine pins the same one. */
export const PINNED_ENGINE = "3.250.0";

/** Major, minor, patch of what `pulumi version` prints (`v3.250.0`, `3.261.0-alpha.1`), or undefined. */
export function parseVersion(text: string): [number, number, number] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text.trim());
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Whether `found` is at least `wanted`; both as `pulumi version` prints them. An unreadable version is never enough. */
export function isAtLeast(found: string, wanted: string): boolean {
  const a = parseVersion(found);
  const b = parseVersion(wanted);
  if (a === undefined || b === undefined) return false;
  for (const i of [0, 1, 2] as const) {
    if (a[i] !== b[i]) return a[i] > b[i];
  }
  return true;
}
