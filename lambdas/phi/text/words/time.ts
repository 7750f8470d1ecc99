import { words } from "./people";

export const MONTH_OF: ReadonlyMap<string, number> = new Map(
  [
    "january jan",
    "february feb febr",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
  ].flatMap((names, at) => words(names).map((name): [string, number] => [name, at + 1])),
);

export const WEEKDAYS = words(
  "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun",
);

export const SEASONS = words("spring summer autumn fall winter");

/** Days that a year, or a word before them, makes a date. */
export const HOLIDAYS: readonly string[] = [
  "christmas",
  "christmas eve",
  "christmas day",
  "thanksgiving",
  "easter",
  "halloween",
  "hanukkah",
  "ramadan",
  "diwali",
  "passover",
  "yom kippur",
  "rosh hashanah",
  "new year",
  "new years",
  "new years eve",
  "new years day",
  "memorial day",
  "labor day",
  "independence day",
  "fourth of july",
  "veterans day",
  "columbus day",
  "presidents day",
  "mothers day",
  "fathers day",
  "valentines day",
  "st patricks day",
  "mardi gras",
  "good friday",
  "boxing day",
  "juneteenth",
];
