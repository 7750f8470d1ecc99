import type { OperatingPoint } from "./contract";
import { disagreements, type Finding } from "./disagreements";
import type { Format } from "./formats";
import { LOCAL_ENGINE } from "./local-engine";
import { mergeSpans, type Category, type Span } from "./span";

/** Something beside the rules that finds identifiers in a text. */
export interface Voter {
  /** A code, such as `onnx`. */
  readonly name: string;
  /** Categories that it looks for. */
  readonly covers: readonly Category[];
  /** Changes with every change of what it finds. */
  readonly version: string;
  /** @param isLate asked now and then; once it is so the voter gives up, by an error. */
  detect(
    text: string,
    format: Format,
    operatingPoint: OperatingPoint,
    isLate?: () => boolean,
  ): Promise<readonly Span[]>;
}

/** Who searched a document, and where they did not agree. */
export interface Votes {
  readonly detectors: readonly string[];
  /** Versions of engines and models, as they name them. */
  readonly versions: Readonly<Record<string, string>>;
  /** Who was asked and did not answer: nothing is known of what it would have found. */
  readonly absent: readonly string[];
  /** Spans that a voter which looks for their category did not find. */
  readonly disagreements: number;
}

interface Answer extends Finding {
  readonly name: string;
  readonly version: string;
}

/** What the engine and voters find, all of it, and who voted. A voter that fails is absent, and the others' findings count. */
export async function findWithVoters(
  text: string,
  { format, operatingPoint }: { readonly format: Format; readonly operatingPoint: OperatingPoint },
  voters: readonly Voter[],
): Promise<{ readonly spans: readonly Span[]; readonly votes: Votes }> {
  const { covers, version } = LOCAL_ENGINE;
  const own = { name: "local", covers, version, spans: LOCAL_ENGINE.detect(text, format, operatingPoint) };
  const found: Answer[] = [own];
  const absent: string[] = [];
  for (const voter of voters) {
    try {
      const { name, covers: looksFor, version: of } = voter;
      found.push({ name, covers: looksFor, version: of, spans: await voter.detect(text, format, operatingPoint) });
    } catch {
      // The error may carry text of the document.
      absent.push(voter.name);
    }
  }
  const spans = mergeSpans(found.flatMap((of) => of.spans));
  return {
    spans,
    votes: {
      detectors: found.map(({ name }) => name),
      versions: Object.fromEntries(found.map(({ name, version: of }) => [name, of])),
      absent,
      disagreements: disagreements(spans, found),
    },
  };
}
