import type { Subtype } from "../../subtypes";

/** What a word can be part of, as the model tells it: the subtype of such a find; `none` for words that identify nobody. */
export const CLASSES = [
  "none",
  "person-name",
  "organization",
  "facility",
  "city",
  "profession",
  "username",
  "age",
] as const satisfies readonly (Subtype | "none")[];

export type Class = (typeof CLASSES)[number];

/** Place of `none` in the list. */
export const NONE_OF_THEM = 0;
