/** A text without its format's escapes. */
export interface Decoded {
  readonly text: string;
  /** Offset in the raw text of an offset in `text`, in [0, text.length]. */
  at(offset: number): number;
}

/** A part of the raw text that has no escapes. */
export function plain(raw: string, begin: number, end: number): Decoded {
  return { text: raw.slice(begin, end), at: (offset) => begin + offset };
}

/** Part of a decoded text. */
export function slice(of: Decoded, begin: number, end: number = of.text.length): Decoded {
  return { text: of.text.slice(begin, end), at: (offset) => of.at(begin + offset) };
}

/**
 * The part of the raw text with each match of `escape` replaced by what `decode` says of it. `escape` is global and matches linearly. What
 * an escape stands for lies where the escape begins, and what follows it where it ends.
 */
export function unescaped(
  of: Decoded,
  escape: RegExp,
  decode: (match: string) => string,
  mayHold: (text: string) => boolean,
): Decoded {
  if (!mayHold(of.text)) return of;
  const parts: string[] = [];
  /** Offsets in the new text from which on the distance to the old one is another. */
  const from: number[] = [0];
  const shift: number[] = [0];
  let length = 0;
  let last = 0;
  for (const match of of.text.matchAll(escape)) {
    const before = of.text.slice(last, match.index);
    const value = decode(match[0]);
    parts.push(before, value);
    length += before.length + value.length;
    last = match.index + match[0].length;
    from.push(length);
    shift.push(last - length);
  }
  if (from.length === 1) return of;
  parts.push(of.text.slice(last));
  const at = (offset: number): number => {
    let low = 0;
    let high = from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((from[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return of.at(offset + (shift[low] as number));
  };
  return { text: parts.join(""), at };
}
