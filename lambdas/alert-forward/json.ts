/** The value that a text holds; undefined where it is no JSON. Never an error, which would repeat the text. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
