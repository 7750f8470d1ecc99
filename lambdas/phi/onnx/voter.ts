import { proseOf } from "../prose";
import type { Voter } from "../voter";
import { readModelFolder, UnusableModel } from "./model-folder";
import { loadRuntime, type Runtime, type RuntimeName } from "./runtime";
import { spansOf, voteOn, type Vote } from "./votes";
import { windowsOver } from "./windows";
import { wordsOf, type Word } from "./words";

/** A document took longer than it may. */
export class TooSlow extends Error {
  override readonly name = "TooSlow";
}

/**
 * A local model for token classification (ONNX) as a second voter on words of a document, within its structure: no network, and no package
 * unless it is asked for. Throws UnusableModel for the folder, MissingRuntime where its packages are not installed.
 */
export async function onnxVoter(folder: string, only?: RuntimeName): Promise<Voter> {
  const model = readModelFolder(folder);
  const runtime = await loadRuntime(model, folder, only);
  await tried(runtime);
  const capacity = model.mostTokens - runtime.around.flat().length;
  return {
    name: "onnx",
    covers: model.covers,
    version: model.version,
    detect: async (text, format, operatingPoint, isLate) => {
      const prose = proseOf(text, format);
      const words = wordsOf(prose.text);
      const tokens = words.map((word) => tokensOf(runtime, prose.text, word).slice(0, capacity));
      const votes: Vote[] = [];
      for (const { from, to, judgesFrom, judgesTo } of windowsOver(
        tokens.map(({ length }) => length),
        capacity,
      )) {
        if (isLate?.() === true) throw new TooSlow("the model has not read the document in the time that it has");
        const [before, after] = runtime.around;
        const rows = await runtime.run([...before, ...tokens.slice(from, to).flat(), ...after]);
        let row = before.length;
        for (let at = from; at < to; at += 1) {
          const next = row + (tokens[at] as readonly number[]).length;
          const isJudged = at >= judgesFrom && at < judgesTo;
          const vote = isJudged ? voteOn(words[at] as Word, rows.slice(row, next), model.labels) : undefined;
          if (vote !== undefined) votes.push(vote);
          row = next;
        }
      }
      return spansOf(prose.text, votes, operatingPoint).flatMap((span) => prose.place(span));
    },
  };
}

/** A model that does not answer as asked fails here, and not at the first document. */
async function tried(runtime: Runtime): Promise<void> {
  try {
    await runtime.run([...runtime.around[0], ...runtime.tokensOf("a"), ...runtime.around[1]]);
  } catch (error) {
    if (error instanceof UnusableModel) throw error;
    throw new UnusableModel("The model cannot be run on the tokens of its tokenizer.");
  }
}

/** With the space before it, by which tokenizers of the BPE kind tell a word from a part of one. */
function tokensOf(runtime: Runtime, text: string, { begin, end }: Word): readonly number[] {
  const space = begin > 0 && /\s/.test(text[begin - 1] as string) ? " " : "";
  return runtime.tokensOf(`${space}${text.slice(begin, end)}`);
}
