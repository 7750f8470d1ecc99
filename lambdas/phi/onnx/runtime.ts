import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Tokenizers from "@huggingface/tokenizers";
import type * as Ort from "onnxruntime-web";
import { UnusableModel, type ModelFolder } from "./model-folder";

/** Packages that only this voter needs; whoever uses it installs them. */
export class MissingRuntime extends Error {
  override readonly name = "MissingRuntime";
}

/** The model with its tokenizer, without any text of its own. */
export interface Runtime {
  /** Tokens of a piece of text, without the special ones. */
  tokensOf(piece: string): readonly number[];
  /** Special tokens before and after a text. */
  readonly around: readonly [before: readonly number[], after: readonly number[]];
  /** Scores of each token, a row each. */
  run(tokens: readonly number[]): Promise<Float32Array[]>;
}

/**
 * Loads the packages, those that are installed or lie beside the model (`node_modules` in its folder or above it), and the model; `only` this
 * runtime where it is named. Throws MissingRuntime and UnusableModel.
 */
export async function loadRuntime(
  { model, labels, ...files }: ModelFolder,
  folder: string,
  only?: RuntimeName,
): Promise<Runtime> {
  const { ort, provider, tokenizers } = await packages(folder, only);
  let tokenizer: Tokenizers.Tokenizer;
  let session: Ort.InferenceSession;
  try {
    tokenizer = new tokenizers.Tokenizer(files.tokenizer, files.tokenizerConfig);
    session = await ort.InferenceSession.create(model, {
      executionProviders: [provider],
      // One thread: who has more cores runs more processes.
      intraOpNumThreads: 1,
      logSeverityLevel: 4,
    });
  } catch {
    throw new UnusableModel(
      "The model or its tokenizer cannot be loaded; wanted is an ONNX model for token classification.",
    );
  }
  const input = (values: ArrayLike<number>): Ort.Tensor =>
    new ort.Tensor("int64", BigInt64Array.from(Array.from(values), BigInt), [1, values.length]);
  const plain: readonly number[] = tokenizer.encode("a", { add_special_tokens: false }).ids;
  const whole: readonly number[] = tokenizer.encode("a").ids;
  const at = whole.findIndex((_, from) => plain.every((id, index) => whole[from + index] === id));
  return {
    tokensOf: (piece) => tokenizer.encode(piece, { add_special_tokens: false }).ids,
    around: [whole.slice(0, Math.max(0, at)), whole.slice(Math.max(0, at) + plain.length)],
    run: async (tokens) => {
      const all: Readonly<Record<string, Ort.Tensor>> = {
        input_ids: input(tokens),
        attention_mask: input(tokens.map(() => 1)),
        token_type_ids: input(tokens.map(() => 0)),
      };
      const unknown = session.inputNames.find((name) => all[name] === undefined);
      if (unknown !== undefined) throw new UnusableModel(`The model asks for ${unknown}, which is not known here.`);
      const asked = Object.fromEntries(session.inputNames.map((name) => [name, all[name] as Ort.Tensor]));
      const scores = (await session.run(asked))[session.outputNames[0] ?? ""];
      const [batch, rows, width] = scores?.dims ?? [];
      if (!(scores?.data instanceof Float32Array) || batch !== 1 || rows !== tokens.length || width !== labels.length)
        throw new UnusableModel("The model does not answer with a score for each token and label.");
      const { data } = scores;
      return Array.from({ length: rows }, (_, row) => data.subarray(row * labels.length, (row + 1) * labels.length));
    },
  };
}

/** Native code first, which is some thirty times as fast; then WebAssembly, which needs no more than what npm brings. */
const RUNTIMES = [
  { name: "onnxruntime-node", provider: "cpu" },
  { name: "onnxruntime-web", provider: "wasm" },
] as const;
export type RuntimeName = (typeof RUNTIMES)[number]["name"];
const TOKENIZERS = "@huggingface/tokenizers";

interface Packages {
  readonly ort: typeof Ort;
  readonly provider: string;
  readonly tokenizers: typeof Tokenizers;
}

async function packages(folder: string, only: RuntimeName | undefined): Promise<Packages> {
  const tokenizers = (await installed(TOKENIZERS, folder)) as Packages["tokenizers"] | undefined;
  for (const { name, provider } of RUNTIMES) {
    const ort =
      only === undefined || only === name
        ? ((await installed(name, folder)) as Packages["ort"] | undefined)
        : undefined;
    if (ort !== undefined && tokenizers !== undefined) return { ort, provider, tokenizers };
  }
  throw new MissingRuntime(
    `The ONNX voter needs packages that are not installed: npm install ${only ?? "onnxruntime-web"} ${TOKENIZERS}`,
  );
}

/** Where the program's packages are, or beside the model: an `import` alone does not see those of a function's layer. */
async function installed(name: string, folder: string): Promise<unknown> {
  return (await imported(name)) ?? (await imported(besideModel(name, folder)));
}

/** By a name that is no literal, so that no bundle takes it in. */
async function imported(name: string | undefined): Promise<unknown> {
  if (name === undefined) return undefined;
  try {
    const found = (await import(name)) as { readonly default?: object };
    return found.default ?? found;
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

function besideModel(name: string, folder: string): string | undefined {
  try {
    return pathToFileURL(createRequire(join(folder, "config.json")).resolve(name)).href;
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

const isNotThere = (error: unknown): boolean =>
  /^(ERR_)?MODULE_NOT_FOUND$/.test((error as NodeJS.ErrnoException).code ?? "");
