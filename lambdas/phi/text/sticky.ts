/**
 * What a sticky pattern finds at one offset. All patterns of the layers are sticky and of bounded length, and are tried at tokens where
 * they can begin, so that the whole takes time in proportion to the text.
 */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Length of what it finds; 0 for nothing. */
export function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}
