/** Whether pattern `a` matches every string that pattern `b` matches. `*` is any run, `?` is one character. */
export function globCovers(a: string, b: string): boolean {
  return walk(a, b, (x, y) => (x === "?" ? y !== "*" : x === y), false);
}

/** Whether some string matches both patterns. */
export function globsOverlap(a: string, b: string): boolean {
  return walk(a, b, (x, y) => x === "?" || y === "?" || x === y, true);
}

function walk(a: string, b: string, same: (x: string, y: string) => boolean, bothWild: boolean): boolean {
  // Most pairs differ before the first wildcard, and need no table.
  for (let at = 0; ; at += 1) {
    const x = a[at];
    const y = b[at];
    if (x === "*" || x === "?" || y === "*" || y === "?") break;
    if (x !== y) return false;
    if (x === undefined) return true;
  }
  // Dynamic programming over prefixes: linear in the product of two short patterns, never exponential.
  let row = new Array<boolean>(b.length + 1).fill(false);
  row[0] = true;
  if (bothWild) for (let j = 1; j <= b.length && b[j - 1] === "*"; j++) row[j] = true;
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<boolean>(b.length + 1).fill(false);
    const x = a[i - 1] as string;
    next[0] = row[0] === true && x === "*";
    for (let j = 1; j <= b.length; j++) {
      const y = b[j - 1] as string;
      if (x === "*") next[j] = row[j] === true || next[j - 1] === true;
      else if (bothWild && y === "*") next[j] = next[j - 1] === true || row[j] === true;
      else next[j] = row[j - 1] === true && same(x, y);
    }
    row = next;
  }
  return row[b.length] === true;
}
