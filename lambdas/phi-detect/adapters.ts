import { ComprehendMedicalClient, DetectPHICommand, type Entity } from "@aws-sdk/client-comprehendmedical";
import { CATEGORIES, type Category, type Span } from "../phi/span";
import { chunksOf, utf16Offsets, type Chunk } from "../phi/text-chunks";
import type { Detector } from "./ports";

/** "Each string must contain fewer than 20,000 bytes of characters" (Comprehend Medical API Reference, "DetectPHI"). */
const MOST_BYTES = 19_999;

/** Calls at the same time for one document: the account's rate is shared by all. */
const AT_ONCE = 4;

/** An answer that leaves out what it found: nothing may be released by it. */
export class IncompleteAnswer extends Error {
  override readonly name = "IncompleteAnswer";
}

/** Comprehend Medical refuses what is too fast; the SDK slows down by itself after such an answer. */
export function comprehendMedicalClient(maxAttempts = 8): ComprehendMedicalClient {
  return new ComprehendMedicalClient({ maxAttempts, retryMode: "adaptive" });
}

/** DetectPHI on a text of any length, in chunks. */
export function comprehendMedical(client: ComprehendMedicalClient): Detector {
  return {
    name: "comprehend-medical",
    detect: async (text) => {
      const chunks = chunksOf(text, MOST_BYTES).filter((chunk) => chunk.text.trim() !== "");
      const answers: { spans: Span[]; version: string | undefined }[] = [];
      for (let at = 0; at < chunks.length; at += AT_ONCE) {
        answers.push(...(await Promise.all(chunks.slice(at, at + AT_ONCE).map((chunk) => ask(client, chunk)))));
      }
      const versions = new Set(answers.flatMap(({ version }) => version ?? []));
      return {
        covers: CATEGORIES,
        spans: answers.flatMap(({ spans }) => spans),
        version: [...versions].sort().join(",") || "unknown",
      };
    },
  };
}

async function ask(
  client: ComprehendMedicalClient,
  chunk: Chunk,
): Promise<{ spans: Span[]; version: string | undefined }> {
  const answer = await client.send(new DetectPHICommand({ Text: chunk.text }));
  if (answer.PaginationToken) throw new IncompleteAnswer("Comprehend Medical answered with a part of its findings");
  const offsets = utf16Offsets(chunk.text);
  const spans = (answer.Entities ?? []).map((entity) => spanOf(entity, chunk, offsets));
  return { spans, version: answer.ModelVersion };
}

/** Offsets are those of code points in the chunk ("returns the UTF-8 code point in the string"); ours are UTF-16 units of the text. */
function spanOf({ BeginOffset, EndOffset, Type, Score }: Entity, chunk: Chunk, offsets: readonly number[]): Span {
  const begin = offsets[BeginOffset ?? -1];
  const end = offsets[EndOffset ?? -1];
  if (begin === undefined || end === undefined || end <= begin) {
    throw new IncompleteAnswer("Comprehend Medical answered with offsets outside of the text");
  }
  return {
    begin: chunk.begin + begin,
    end: chunk.begin + end,
    category: categoryOf(Type),
    score: Score ?? 0,
    rules: ["comprehend-medical"],
  };
}

/** A type that is not known yet still identifies somebody. */
function categoryOf(type: string | undefined): Category {
  return CATEGORIES.find((category) => category === type) ?? "ID";
}
