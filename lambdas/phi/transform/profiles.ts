import type { Profile } from "./methods";
import { SUBTYPES, type Subtype } from "../subtypes";

/** What becomes of an identifier: `replace` in the way that was chosen, or one of the ways that keep a part of it. */
export type Action = "keep" | "replace" | "year" | "shift" | "zip3" | "age-cap";

const every = (action: (subtype: Subtype) => Action): Readonly<Record<Subtype, Action>> =>
  Object.fromEntries((Object.keys(SUBTYPES) as Subtype[]).map((subtype) => [subtype, action(subtype)])) as Record<
    Subtype,
    Action
  >;

/** 45 CFR 164.514(b)(2): all of the list goes; of dates the year stays, of ZIP codes three digits, of addresses the state, of ages those up to 89. */
const safeHarbor = every((subtype) => {
  const { category } = SUBTYPES[subtype];
  if (category === "DATE") return "year";
  if (category === "AGE") return "age-cap";
  if (subtype === "zip") return "zip3";
  return subtype === "state" || subtype === "profession" ? "keep" : "replace";
});

/** 45 CFR 164.514(e)(2): direct identifiers go; dates, ages, towns, states and ZIP codes may stay. */
const limitedDataSet = every((subtype) => {
  const { category } = SUBTYPES[subtype];
  if (category === "DATE" || category === "AGE" || category === "PROFESSION") return "keep";
  return ["city", "county", "state", "zip"].includes(subtype) ? "keep" : "replace";
});

/** 45 CFR 164.502(b): what a task seldom needs goes; intervals stay, as dates are moved. Moving alone is no Safe Harbor. */
const minimumNecessary = every((subtype) => {
  const { category } = SUBTYPES[subtype];
  if (category === "DATE") return "shift";
  if (category === "AGE") return "age-cap";
  if (subtype === "zip") return "zip3";
  return subtype === "state" ? "keep" : "replace";
});

export const ACTIONS: Readonly<Record<Profile, Readonly<Record<Subtype, Action>>>> = {
  "safe-harbor": safeHarbor,
  "limited-data-set": limitedDataSet,
  "minimum-necessary": minimumNecessary,
};
