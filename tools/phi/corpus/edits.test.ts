import { expect } from "chai";
import fc from "fast-check";
import { assemble, type Labelled } from "../../../synthetic/text/labelled";
import { applyEdits, type Edit } from "./edits";
import { expand } from "../../../synthetic/text/grammar";
import { NOISES } from "./noise";
import { Random } from "../../../synthetic/random";

const labelled = (...pieces: Parameters<typeof assemble>[0]): Labelled => assemble(pieces);
const spanned = ({ text, spans }: Labelled): string[] => spans.map(({ begin, end }) => text.slice(begin, end));

describe("edits of a labelled text", () => {
  const document = labelled("a ", { text: "Bo", sub: "PATIENT" }, " c");
  const ROWS: [string, Edit[], string, string[]][] = [
    ["before a span", [{ at: 0, remove: 1, insert: "xyz" }], "xyz Bo c", ["Bo"]],
    ["put in right before it", [{ at: 2, remove: 0, insert: "-" }], "a -Bo c", ["Bo"]],
    ["put in right behind it", [{ at: 4, remove: 0, insert: "-" }], "a Bo- c", ["Bo"]],
    ["put inside", [{ at: 3, remove: 0, insert: "-" }], "a B-o c", ["B-o"]],
    ["its first letter", [{ at: 2, remove: 1, insert: "13" }], "a 13o c", ["13o"]],
    ["its last letter", [{ at: 3, remove: 1, insert: "0" }], "a B0 c", ["B0"]],
    ["all of it", [{ at: 2, remove: 2, insert: "" }], "a  c", []],
  ];
  for (const [what, edits, text, spans] of ROWS) {
    it(what, () => {
      const edited = applyEdits(document, edits);
      expect([edited.text, spanned(edited)]).to.deep.equal([text, spans]);
    });
  }
  it("refuse to go across a border, and to overlap", () => {
    expect(() => applyEdits(document, [{ at: 1, remove: 2, insert: "" }])).to.throw("border at 2");
    const twice = { at: 0, remove: 1, insert: "" };
    expect(() => applyEdits(document, [twice, twice])).to.throw("overlap at 0");
  });
});

describe("noise", () => {
  const piece = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."abcdeloIS015, .:\nÖß") }),
    fc.record({
      text: fc.string({ maxLength: 9, unit: fc.constantFrom(..."ABelo05- ") }).map((text) => `A${text}`),
      sub: fc.constant("PATIENT" as const),
    }),
  );
  const bare = (text: string): string => text.replace(/[\s>]/g, "").toLowerCase();

  for (const name of ["lower", "upper", "wrap", "joined", "columns", "quoted"]) {
    it(`${name} keeps what the spans hold`, () => {
      fc.assert(
        fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.string(), (pieces, seed) => {
          const clean = assemble(pieces);
          const noisy = NOISES[name]!(clean, new Random(seed));
          expect(spanned(noisy).map(bare)).to.deep.equal(spanned(clean).map(bare));
          expect(bare(noisy.text)).to.equal(bare(clean.text));
        }),
      );
    });
  }

  for (const name of ["ocr", "typo"]) {
    it(`${name} keeps what stands between the spans apart from them`, () => {
      fc.assert(
        fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.string(), (pieces, seed) => {
          // Every letter of a span is marked by its own script, which no noise changes into the other's.
          const marked = pieces.map((of) =>
            typeof of === "string" ? of.replace(/\S/g, "Ж") : { ...of, text: of.text.replace(/\S/g, "字") },
          );
          const noisy = NOISES[name]!(assemble(marked), new Random(seed));
          const inside = spanned(noisy).join("");
          expect(inside).to.not.contain("Ж");
          const outside = noisy.spans.reduceRight(
            (text, { begin, end }) => text.slice(0, begin) + text.slice(end),
            noisy.text,
          );
          expect(outside).to.not.contain("字");
        }),
      );
    });
  }
});

describe("phrases", () => {
  const slots = (name: string): [{ text: string; sub: "PATIENT" }] | undefined =>
    name === "pt" ? [{ text: "Ada", sub: "PATIENT" }] : undefined;
  const made = (phrase: string): string =>
    assemble(expand(phrase, { greet: ["hi {pt^}"] }, slots, new Random("x"))).text;

  const ROWS: [string, string][] = [
    ["{pt} {pt^} {pt_}", "Ada ADA ada"],
    ["{@greet}!", "hi ADA!"],
    ["«a {pt}|a {pt}» b | c", "a Ada b | c"],
    ["«x«y|y»|xy»", "xy"],
    ['{"a":{"b":"{pt}"}}', '{"a":{"b":"Ada"}}'],
  ];
  for (const [phrase, text] of ROWS) it(`${phrase} gives ${text}`, () => expect(made(phrase)).to.equal(text));

  const WRONG: [string, string][] = [
    ["{nobody}", "no slot is named nobody"],
    ["{@nothing}", "no phrases are named nothing"],
    ["«a|b", "« without »"],
    ["a»", "» without «"],
  ];
  for (const [phrase, message] of WRONG) it(`${phrase} is refused`, () => expect(() => made(phrase)).to.throw(message));
});
