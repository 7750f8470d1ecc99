/** `8.0.mysql_aurora.3.05.2` to its parts; what AWS adds behind the engine's own version is no number and compares with nothing. */
export function versionOf(text: string): number[] {
  return text.split(".").map((part) => Number.parseInt(part, 10));
}

/** Compares part by part. A version that stops early, such as `16`, stands for its newest: AWS fills in the rest. */
export function isVersionAtLeast(version: readonly number[], minimum: readonly number[]): boolean {
  for (const [position, least] of minimum.entries()) {
    const part = version[position];
    if (part === undefined || part > least) return true;
    if (part < least) return false;
  }
  return true;
}
