import { notesOf } from "../notes/notes";
import type { Practices } from "../person/practices";
import { TOWNS } from "../person/places";
import type { PatientRecord } from "../record";
import { claimLines, claimsHeader } from "./claims";
import { houseResources, patientBundle, patientResources, type Resource } from "./fhir";
import { hl7Messages } from "./hl7";

/** A piece of text for the end of a file. */
export interface Piece {
  readonly file: string;
  readonly text: string;
}

export interface Format {
  /** What stands before the first patient. */
  readonly head: (practices: Practices) => Piece[];
  readonly patient: (record: PatientRecord, index: number) => Piece[];
}

/** Files of bundles in a folder. */
const BUNDLES_A_FOLDER = 1000;

const lines = (resources: readonly Resource[]): Piece[] => {
  const texts = new Map<string, string>();
  for (const resource of resources) {
    const file = `${resource.resourceType}.ndjson`;
    texts.set(file, `${texts.get(file) ?? ""}${JSON.stringify(resource)}\n`);
  }
  return [...texts].map(([file, text]) => ({ file, text }));
};

export const FORMATS = {
  /** A transaction bundle a patient. */
  "fhir-bundles": {
    head: () => [],
    patient: (record, index) => [
      {
        file: `${String(Math.floor(index / BUNDLES_A_FOLDER)).padStart(3, "0")}/${record.person.id}.json`,
        text: `${JSON.stringify(patientBundle(record))}\n`,
      },
    ],
  },
  /** A file a type of resource, as bulk import reads them. */
  ndjson: {
    head: (practices) =>
      lines(
        TOWNS.flatMap((town) => {
          const { clinic, hospital, practitioners } = practices.in(town);
          const [first] = practitioners;
          return houseResources([
            { organization: clinic, practitioner: first! },
            ...practitioners.map((practitioner) => ({ organization: hospital, practitioner })),
          ]);
        }),
      ),
    patient: (record) => lines(patientResources(record)),
  },
  /** Segments end with a carriage return, messages with a line feed more. */
  hl7v2: {
    head: () => [],
    patient: (record) => [
      {
        file: "messages.hl7",
        text: hl7Messages(record)
          .map((text) => `${text}\n`)
          .join(""),
      },
    ],
  },
  "claims-csv": {
    head: () => [{ file: "claims.csv", text: claimsHeader() }],
    patient: (record) => [{ file: "claims.csv", text: claimLines(record) }],
  },
  /** Lines of `{id, patient, encounter, kind, noise, text, spans}`: labelled texts as tools that score detectors read them. */
  notes: {
    head: () => [],
    patient: (record) => [
      {
        file: "notes.jsonl",
        text: notesOf(record)
          .map(({ id, encounter, style, text, spans }) =>
            JSON.stringify({
              id,
              patient: record.person.id,
              encounter: encounter.id,
              kind: style,
              noise: "",
              text,
              spans,
            }),
          )
          .map((line) => `${line}\n`)
          .join(""),
      },
    ],
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;
