import table from "./basic-profile.json";

/**
 * What is done with an attribute (PS3.15 table E.1-1a). Where the table leaves a choice to what a kind of object demands, the one is taken that suits
 * every kind: a dummy before an empty value before none.
 */
export type Action = "dummy" | "empty" | "remove" | "uid" | "clean-items" | "keep";

const CHOICE: Readonly<Record<keyof typeof table.actions, Action>> = {
  D: "dummy",
  Z: "empty",
  X: "remove",
  U: "uid",
  "Z/D": "dummy",
  "X/Z": "empty",
  "X/D": "dummy",
  "X/Z/D": "dummy",
  "X/Z/U*": "clean-items",
};

export interface Rule {
  readonly action: Action;
  /** Value representation, which files in implicit VR do not name. */
  readonly vr: string;
}

export const EDITION = table.edition;

const RULES: ReadonlyMap<string, Rule> = new Map(
  Object.entries(table.actions).flatMap(([code, byVr]) =>
    Object.entries(byVr).flatMap(([vr, tags]) =>
      tags.split(" ").map((tag): [string, Rule] => [tag, { action: CHOICE[code as keyof typeof CHOICE], vr }]),
    ),
  ),
);

/** Groups that repeat: curves, overlays and their comments (PS3.15 table E.1-1, 50xx and 60xx rows). */
const REPEATING = /^(50[0-9A-F]{6}|60[0-9A-F]{2}(3000|4000))$/;

/** The rule of an attribute by its tag, eight hexadecimal digits in capitals. Private attributes go (basic profile, E.3.10 not chosen). */
export function ruleOf(tag: string): Rule {
  if (isPrivate(tag) || REPEATING.test(tag)) return { action: "remove", vr: "UN" };
  return RULES.get(tag) ?? { action: "keep", vr: "" };
}

/** Attributes of odd groups (PS3.5 section 7.8). */
export const isPrivate = (tag: string): boolean => parseInt(tag.slice(0, 4), 16) % 2 === 1;

export const RULE_COUNT = RULES.size;
