/** Control and text-direction characters in a name chosen by others could hide or reorder what a reader sees. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === "\n" || character === "\t" ? character : "\ufffd",
  );
}
