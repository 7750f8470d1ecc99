import { generate } from "../phi/corpus/generate";

/** Notes of the tuning half, one below the other. */
export function longNote(letters: number): string {
  const parts: string[] = [];
  let length = 0;
  for (const { text, kind } of generate({ half: "tuning", documents: 20_000, seed: 3, noise: "" })) {
    if (kind !== "progress" && kind !== "discharge" && kind !== "referral") continue;
    parts.push(text);
    length += text.length + 2;
  }
  const once = parts.join("\n\n");
  return once.repeat(Math.ceil(letters / length)).slice(0, letters);
}
