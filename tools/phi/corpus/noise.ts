import type { Labelled } from "../../../synthetic/text/labelled";
import { applyEdits, type Edit } from "./edits";
import type { Random } from "../../../synthetic/random";

type Noise = (document: Labelled, random: Random) => Labelled;

/** What happens to texts on their way: each gives the same identifiers at their new places. */
export const NOISES: Readonly<Record<string, Noise>> = {
  lower: (document) => letters(document, (letter) => letter.toLowerCase()),
  upper: (document) => letters(document, (letter) => letter.toUpperCase()),
  ocr,
  wrap,
  joined,
  typo,
  columns,
  quoted,
};

/** Letters whose other case has another length stay as they are. */
function letters(document: Labelled, change: (letter: string) => string): Labelled {
  const text = [...document.text]
    .map((letter) => (change(letter).length === letter.length ? change(letter) : letter))
    .join("");
  return { ...document, text };
}

/** What scanners read for what stood there. */
const CONFUSIONS: Readonly<Record<string, readonly string[]>> = {
  o: ["0"], O: ["0"], "0": ["O"], l: ["1", "I"], I: ["l", "1"], "1": ["l", "I"], e: ["c"], c: ["e"], S: ["5"], "5": ["S"],
  B: ["8"], "8": ["B"], m: ["rn"], h: ["b"], u: ["v"], i: ["1", "í"], g: ["q"], Z: ["2"], "6": ["b"], t: ["f"], ".": [","], ",": ["."],
}; // prettier-ignore

function ocr(document: Labelled, random: Random): Labelled {
  const share = random.pick([0.008, 0.015, 0.03]);
  const edits: Edit[] = [];
  for (let at = 0; at < document.text.length; at++) {
    const read = CONFUSIONS[document.text[at]!];
    if (read !== undefined && random.chance(share)) edits.push({ at, remove: 1, insert: random.pick(read) });
    else if (document.text[at] === " " && random.chance(share / 4)) edits.push({ at, remove: 1, insert: "" });
    else if (/\p{L}/u.test(document.text[at]!) && random.chance(share / 8)) edits.push({ at, remove: 0, insert: " " });
  }
  return applyEdits(document, edits);
}

/** Lines of a fixed width, as a terminal or a fax cuts them: inside names too. */
function wrap(document: Labelled, random: Random): Labelled {
  const width = random.whole(38, 88);
  const margin = random.pick(["", "", "  ", "    "]);
  const edits: Edit[] = [];
  let lineStart = 0;
  let space = -1;
  for (let at = 0; at < document.text.length; at++) {
    if (document.text[at] === "\n") [lineStart, space] = [at + 1, -1];
    else if (document.text[at] === " ") space = at;
    if (at - lineStart < width || space < lineStart) continue;
    edits.push({ at: space, remove: 1, insert: `\n${margin}` });
    [lineStart, space] = [space + 1, -1];
  }
  return applyEdits(document, edits);
}

/** Spaces behind marks are lost, as when fields are pasted together. */
function joined(document: Labelled, random: Random): Labelled {
  const edits: Edit[] = [];
  for (const match of document.text.matchAll(/(?<=[:;,)\]]) (?=\S)/g))
    if (random.chance(0.5)) edits.push({ at: match.index, remove: 1, insert: "" });
  return applyEdits(document, edits);
}

/** Slips of fingers, in words of letters alone: an identifier's digits stay what they are. */
function typo(document: Labelled, random: Random): Labelled {
  const edits: Edit[] = [];
  for (const match of document.text.matchAll(/\p{L}{5,}/gu)) {
    if (!random.chance(0.035)) continue;
    const at = match.index + random.whole(1, match[0].length - 3);
    const [one, two] = [document.text[at]!, document.text[at + 1]!];
    edits.push(
      random.pick([
        { at, remove: 2, insert: two + one },
        { at, remove: 1, insert: "" },
        { at, remove: 0, insert: one },
      ]),
    );
  }
  return applyEdits(
    document,
    edits.filter(({ at, remove }) => !crosses(document, at, at + remove)),
  );
}

/** Fields pulled apart by tabs and runs of spaces, as printed columns are. */
function columns(document: Labelled, random: Random): Labelled {
  const gap = random.pick(["\t", "   ", "      ", " \t "]);
  const edits: Edit[] = [];
  for (const match of document.text.matchAll(/(?<=[:;|,]) (?=\S)/g))
    if (random.chance(0.6)) edits.push({ at: match.index, remove: 1, insert: gap });
  return applyEdits(document, edits);
}

/** As a mail quotes what it answers. */
function quoted(document: Labelled): Labelled {
  const edits: Edit[] = [{ at: 0, remove: 0, insert: "> " }];
  for (const match of document.text.matchAll(/\n/g)) edits.push({ at: match.index, remove: 1, insert: "\n> " });
  return applyEdits(document, edits);
}

/** Whether a change would take letters of both sides of a border, or put one on the wrong side. */
function crosses({ spans, traps }: Labelled, begin: number, end: number): boolean {
  const touches = (border: number): boolean => (begin === end ? border === begin : border > begin && border < end);
  return [...spans, ...traps].some((span) => touches(span.begin) || touches(span.end));
}
