/** Letters that have no mark to take off, as they are written in plain Latin. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ð: "d",
  đ: "d",
  ł: "l",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ħ: "h",
};

const IS_PLAIN = /^[a-z]*$/;

/** The key of a word in every list: lower case, no marks, no apostrophes. `Núñez` and `NUNEZ` have one key, `O'Brien` and `obrien` too. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (IS_PLAIN.test(lower)) return lower;
  return lower
    .normalize("NFD")
    .replace(/[\p{M}'’‘ʼ`]/gu, "")
    .replace(/[ßøðđłþæœıħ]/g, (letter) => PLAIN[letter] ?? letter);
}
