import { deflateRawSync } from "node:zlib";
import type { Model } from "../../../lambdas/phi/text/learnt/model";

const MOST = 127;

/** A model as the file that the engine reads: whole numbers of one byte, the greatest weight 127, packed. */
export function pack({ weights }: Model): { scale: number; weights: string } {
  let greatest = 0;
  for (const weight of weights) greatest = Math.max(greatest, Math.abs(weight));
  const scale = greatest / MOST || 1;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return { scale, weights: deflateRawSync(Buffer.from(bytes.buffer), { level: 9 }).toString("base64") };
}
