import type { Converted, SourceSettings } from "./fhir-converted";
import { convertClaimsFile } from "./fhir-from-claims";
import { convertEntities } from "./fhir-from-entities";
import { convertHl7 } from "./fhir-from-hl7";

type Convert = (bytes: AsyncIterable<Uint8Array>, settings: SourceSettings) => AsyncIterable<Converted>;

/** What can be converted, by the name of its format. */
export const SOURCES = {
  hl7v2: convertHl7,
  "claims-csv": convertClaimsFile,
  entities: convertEntities,
} as const satisfies Readonly<Record<string, Convert>>;
export type Source = keyof typeof SOURCES;
