import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CATEGORIES, type Category } from "../span";
import { labelOf, type Label } from "./labels";

/** A folder that holds no model that can vote, in one sentence. */
export class UnusableModel extends Error {
  override readonly name = "UnusableModel";
}

export interface ModelFolder {
  readonly model: Uint8Array;
  readonly tokenizer: object;
  readonly tokenizerConfig: object;
  /** By the index of the model's scores. */
  readonly labels: readonly Label[];
  readonly covers: readonly Category[];
  /** Tokens that the model takes at once, its special ones with them. */
  readonly mostTokens: number;
  /** First 16 hex digits of the model's SHA-256: another model is another version. */
  readonly version: string;
}

const CONFIG = z.object({
  id2label: z.record(z.string().regex(/^\d+$/), z.string().min(1)),
  max_position_embeddings: z.number().int().min(8).default(512),
});
const TOKENIZER = z.looseObject({ model: z.looseObject({ type: z.enum(["WordPiece", "BPE"]) }) });
const TOKENIZER_CONFIG = z.looseObject({ model_max_length: z.number().min(8).optional() });
/** Ours: what labels are that are not known here, by their names without `B-`. */
const OWN = z.strictObject({ labels: z.record(z.string(), z.enum(CATEGORIES).nullable()) });

/** Some models count positions from a number above zero: they take so many tokens fewer (RoBERTa: two). */
const SPARE_POSITIONS = 2;

/**
 * Reads `model.onnx`, `tokenizer.json` (WordPiece or BPE), `config.json` with `id2label`, and, where they are there, `tokenizer_config.json`
 * and `phiguard.json` (`{"labels": {"MISC": null, "STAFF": "NAME"}}`). Throws UnusableModel.
 */
export function readModelFolder(folder: string): ModelFolder {
  const config = jsonIn(folder, "config.json", CONFIG, "id2label with a name for each number");
  const tokenizer = jsonIn(folder, "tokenizer.json", TOKENIZER, "a tokenizer whose model is WordPiece or BPE");
  const own = optionalIn(folder, "phiguard.json", OWN, `labels, each with one of ${CATEGORIES.join(", ")} or null`);
  const tokenizerConfig = optionalIn(folder, "tokenizer_config.json", TOKENIZER_CONFIG, "a tokenizer's settings");
  const model = bytesIn(folder, "model.onnx");
  const names = Object.entries(config.id2label).sort(([a], [b]) => Number(a) - Number(b));
  const labels = names.map(([index, name], at) => {
    if (Number(index) !== at) throw new UnusableModel(`config.json of ${folder}: id2label leaves out ${at}.`);
    const label = labelOf(name, own?.labels ?? {});
    if (label !== undefined) return label;
    throw new UnusableModel(
      `config.json of ${folder}: the label ${JSON.stringify(name)} is not known; say in phiguard.json what it is.`,
    );
  });
  const covers = CATEGORIES.filter((category) => labels.some((label) => label.category === category));
  if (covers.length === 0)
    throw new UnusableModel(`config.json of ${folder}: no label stands for something that identifies.`);
  const positions = config.max_position_embeddings - SPARE_POSITIONS;
  return {
    model,
    tokenizer,
    tokenizerConfig: tokenizerConfig ?? {},
    labels,
    covers,
    mostTokens: Math.min(positions, tokenizerConfig?.model_max_length ?? positions),
    version: createHash("sha256").update(model).digest("hex").slice(0, 16),
  };
}

function bytesIn(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    throw new UnusableModel(`${name} of ${folder} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function jsonIn<T extends z.ZodType>(folder: string, name: string, schema: T, wanted: string): z.infer<T> {
  const text = bytesIn(folder, name).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnusableModel(`${name} of ${folder} is no JSON.`);
  }
  const read = schema.safeParse(value);
  if (!read.success) throw new UnusableModel(`${name} of ${folder}: wanted is ${wanted}.`);
  return read.data;
}

function optionalIn<T extends z.ZodType>(
  folder: string,
  name: string,
  schema: T,
  wanted: string,
): z.infer<T> | undefined {
  return existsSync(join(folder, name)) ? jsonIn(folder, name, schema, wanted) : undefined;
}
