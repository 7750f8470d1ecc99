import { Random } from "../random";
import type { Encounter, PatientRecord } from "../record";
import { expand } from "../text/grammar";
import { assemble, type Labelled } from "../text/labelled";
import { uuid } from "../person/numbers";
import { PHRASES, STYLES, type Style } from "./phrases";
import { slotsOf } from "./slots";

/** A note of one encounter, with where its identifiers stand. */
export interface Note extends Pick<Labelled, "text" | "spans"> {
  readonly id: string;
  readonly encounter: Encounter;
  readonly style: Style;
}

/** How many visits without admission have a note. */
const WRITTEN_SHARE = 0.4;

/** The notes of a patient: the same however often and in whatever format they are asked for. */
export function notesOf(record: PatientRecord): Note[] {
  const random = new Random(`${record.person.id}/notes`);
  return record.encounters
    .filter(({ kind }) => kind !== "ambulatory" || random.chance(WRITTEN_SHARE))
    .map((encounter) => {
      const style = random.weighted<Style>(STYLES[encounter.kind]);
      const { text, spans } = assemble(expand(`{@${style}}`, PHRASES, slotsOf(record, encounter, random), random));
      return { id: uuid(random), encounter, style, text, spans };
    });
}
