import type { OperatingPoint } from "../contract";
import type { Category, Span } from "../span";
import type { Subtype } from "../subtypes";
import { ageLayer } from "./layers/ages";
import { bankAccountLayer } from "./layers/bank-accounts";
import { belongingsLayer } from "./layers/belongings";
import { besideNameLayer } from "./layers/beside-names";
import { columnLayer } from "./layers/columns";
import { dateLayer } from "./layers/dates";
import { facilityLayer } from "./layers/facilities";
import { facilityFrameLayer } from "./layers/facility-frames";
import { identifierLayer } from "./layers/identifiers";
import { labelledLayer } from "./layers/labelled";
import { negativeLayer } from "./layers/negative";
import { netLayer } from "./layers/net";
import { partialDateLayer } from "./layers/partial-dates";
import { phoneLayer } from "./layers/phones";
import { roomLayer } from "./layers/rooms";
import { spokenNumberLayer } from "./layers/spoken-numbers";
import { streetLayer } from "./layers/streets";
import { townByNameLayer, townLayer } from "./layers/towns";
import { workLayer } from "./layers/work";
import { learntLayer } from "./learnt/layer";
import { besideLayer } from "./names/beside";
import { nameLayer } from "./names/find";
import { initialsLayer } from "./names/initials";
import { memoryLayer } from "./names/memory";
import { normalise } from "./normalise";
import { noteOf, type Note } from "./note";
import { resolve } from "./resolve";

/** What another part of the same document, or a structured field, has already shown to identify somebody. */
export interface KnownIdentifier {
  readonly text: string;
  readonly category: Category;
  readonly subtype?: Subtype;
}

export interface TextOptions {
  /** `balanced` unless said: `recall` also reports what is likelier than not to be nothing. */
  readonly operatingPoint?: OperatingPoint;
  readonly known?: readonly KnownIdentifier[];
}

/** Surest first: a later layer leaves alone what an earlier one has taken. */
const LAYERS: readonly ((note: Note) => void)[] = [
  netLayer,
  bankAccountLayer,
  labelledLayer,
  dateLayer,
  phoneLayer,
  spokenNumberLayer,
  columnLayer,
  negativeLayer,
  ageLayer,
  belongingsLayer,
  identifierLayer,
  streetLayer,
  partialDateLayer,
  facilityLayer,
  facilityFrameLayer,
  roomLayer,
  townLayer,
  workLayer,
  nameLayer,
  besideLayer,
  initialsLayer,
  besideNameLayer,
];

/** A text with what rules find in it by shapes, labels and frames, before anything is told by what else the text holds. */
export function ruled(
  text: string,
  point: OperatingPoint = "balanced",
): { readonly note: Note; readonly original: (offset: number) => number } {
  const normal = normalise(text);
  const note = noteOf(normal.text, point);
  for (const layer of LAYERS) layer(note);
  return { note, original: normal.original };
}

/** Identifiers in a free text: offsets in UTF-16 code units of `text` as given, in order, without overlaps. */
export function findInText(text: string, options: TextOptions = {}): Span[] {
  const { note, original } = ruled(text, options.operatingPoint);
  learntLayer(note);
  memoryLayer(
    note,
    (options.known ?? []).filter(({ category }) => category === "NAME"),
  );
  townByNameLayer(note);
  return resolve(note, original);
}
