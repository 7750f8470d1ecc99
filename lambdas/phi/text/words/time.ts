import { words } from "./people";

/** In English, German, Dutch, French, Spanish, Italian and Portuguese. */
export const MONTH_OF: ReadonlyMap<string, number> = new Map(
  [
    "january jan januar januari janvier enero gennaio janeiro ene",
    "february feb febr februar februari fevrier febrero febbraio fevereiro",
    "march mar marz maart mars marzo marco",
    "april apr avril abril aprile abr",
    "may mai mei mayo maggio maio",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug aout agosto augustus ago",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober octobre octubre ottobre outubro okt",
    "november nov novembre noviembre novembro",
    "december dec dezember decembre diciembre dicembre dezembro dez",
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
