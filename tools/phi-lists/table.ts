import { BUCKETS, hashOf } from "../../lambdas/phi/text/lexicon";

/** The lists as lambdas/phi/text/lexicon.ts reads them: sizes of buckets, and fingerprint and bits of each word, in base64. */
export function lexiconTable(words: readonly (readonly [key: string, bits: number])[]): string {
  const sizes = Buffer.alloc(BUCKETS);
  const entries = words
    .map(([key, bits]) => ({ hash: hashOf(key), bits }))
    .sort((a, b) => a.hash - b.hash || a.bits - b.bits);
  const prints = Buffer.alloc(entries.length * 2);
  const bits = Buffer.alloc(entries.length);
  entries.forEach((entry, at) => {
    const bucket = entry.hash >>> 16;
    if (sizes[bucket] === 255) throw new Error(`bucket ${bucket} has more than 255 words`);
    sizes[bucket] = (sizes[bucket] as number) + 1;
    prints.writeUInt16LE(entry.hash & 0xffff, at * 2);
    bits[at] = entry.bits;
  });
  const text = { words: entries.length, sizes, prints, bits };
  return `${JSON.stringify(text, (_, value: unknown) => asBase64(value), 1)}\n`;
}

function asBase64(value: unknown): unknown {
  const data = value as { type?: string; data?: number[] } | null;
  return typeof data === "object" && data?.type === "Buffer" ? Buffer.from(data.data ?? []).toString("base64") : value;
}
