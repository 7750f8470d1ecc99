/**
 * First three digits of postal codes whose areas together have 20,000 people or fewer, by the censuses of 2000 and 2010 (the Safe Harbor
 * method's 45 CFR 164.514(b)(2)(i)(B)(2); the list as the peers' pages have it). To be checked against the current census.
 */
export const SMALL_AREAS: ReadonlySet<string> = new Set(
  "036 059 063 102 203 205 369 556 692 753 772 790 821 823 830 831 878 879 884 890 893".split(" "),
);

/** The first three digits of a ZIP code, 000 for a small area; undefined for what is none. */
export function zip3(text: string, small: ReadonlySet<string> = SMALL_AREAS): string | undefined {
  const [, first] = /^\s*(\d{3})(?:\d{2}(?:-?\d{4})?)?\s*$/.exec(text) ?? [];
  return first === undefined ? undefined : small.has(first) ? "000" : first;
}
