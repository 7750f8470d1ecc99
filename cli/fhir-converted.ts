import type { Conversion } from "../lambdas/fhir/convert/conversion";
import type { Ids } from "../lambdas/fhir/convert/ids";

/** What became of one message, row or text of a file; `index` counts from 1, and is 0 for the file's header. */
export type Converted =
  | { readonly index: number; readonly conversion: Conversion }
  /** `reasons` are codes and places, never values. */
  | { readonly index: number; readonly reasons: readonly string[] };

export interface SourceSettings {
  readonly ids: Ids;
  readonly zone?: string | undefined;
  /** ISO 8601 in UTC. */
  readonly convertedAt: string;
}
