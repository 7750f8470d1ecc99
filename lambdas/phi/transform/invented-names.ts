/** Parts of names that nobody is known to bear: what is made of them is never somebody's, and is known again. */
const BEGINNINGS =
  "Brelm Calv Dorv Elth Fenv Garv Hald Jorv Kelv Lorv Morv Nelv Orv Pelv Quiv Rosk Selv Torv Ulv Verv Welv Yarv Zelv Threl".split(
    " ",
  );
const ENDINGS = "anda enna ioth owyn usa amir elia oren abrack edale ogate eholm omere ashaw estead ewick".split(" ");

/** A name by the first two bytes. */
export const invented = ([first = 0, second = 0]: Uint8Array): string =>
  `${BEGINNINGS[first % BEGINNINGS.length]}${ENDINGS[second % ENDINGS.length]}`;

const parts = (change: (part: string) => string): string =>
  `(?:${BEGINNINGS.map(change).join("|")})(?:${ENDINGS.map(change).join("|")})`;

/** Invented names as they are written, also in capitals or small letters, with the words that make streets and houses of them. */
export const INVENTED = `(?:\\b\\d{1,2} )?\\b(?:${parts((part) => part)}|${parts((part) => part.toUpperCase())}|${parts((part) => part.toLowerCase())})\\b(?: (?:Way|Hospital|Company)\\b)?`;
