/** Writes labelled documents, a line of JSON each: main.ts tuning|held-out [documents] [seed]. */
import { generate } from "./generate";
import { HALVES, type Half } from "./half";

const [half = "", documents = "1500", seed = "1"] = process.argv.slice(2);
if (!HALVES.includes(half as Half))
  throw new Error(`wanted is one of ${HALVES.join(", ")}; got ${JSON.stringify(half)}`);
for (const document of generate({ half: half as Half, documents: Number(documents), seed: Number(seed) }))
  process.stdout.write(`${JSON.stringify(document)}\n`);
