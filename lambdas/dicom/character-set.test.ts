import { expect } from "chai";
import * as fc from "fast-check";
import { characterSets, textOfBytes } from "./character-set";

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(" ", ""), "hex");

describe("textOfBytes", () => {
  // The names of PS3.5 annexes H, I, J and K.
  const rows: [string, string, Uint8Array, string][] = [
    ["none", "", Buffer.from("Doe^John "), "Doe^John"],
    ["Latin 1", "ISO_IR 100", bytes("42 75 63 5e 4a e9 72 f4 6d 65"), "Buc^Jérôme"],
    ["Cyrillic", "ISO_IR 144", bytes("bb ee da 63 65 dc d1 79 70 d3"), "Люкceмбypг"],
    ["Greek", "ISO_IR 126", bytes("c4 e9 ef ed f5 f3 e9 ef f2"), "Διονυσιος"],
    ["Unicode", "ISO_IR 192", Buffer.from("Wang^XiaoDong=王^小東"), "Wang^XiaoDong=王^小東"],
    ["Chinese", "GB18030", bytes("57 61 6e 67 3d cd f5 5e d0 a1 b6 ab"), "Wang=王^小东"],
    [
      "Korean",
      "\\ISO 2022 IR 149",
      bytes("48 6f 6e 67 3d 1b 24 29 43 fb f3 5e 1b 24 29 43 d1 ce d4 d7"),
      "Hong=洪^吉洞",
    ],
    [
      "Japanese",
      "\\ISO 2022 IR 87",
      bytes("59 61 3d 1b 24 42 3b 33 45 44 1b 28 42 5e 1b 24 42 42 40 4f 3a 1b 28 42"),
      "Ya=山田^太郎",
    ],
    ["half-width Japanese", "ISO 2022 IR 13\\ISO 2022 IR 87", bytes("d4 cf c0 de 5e c0 db b3"), "ﾔﾏﾀﾞ^ﾀﾛｳ"],
  ];
  for (const [name, set, given, text] of rows) {
    it(`reads ${name}`, () => expect(textOfBytes(given, set)).to.equal(text));
  }

  it("knows the sets that DICOM has, and no others", () => {
    expect(characterSets("ISO 2022 IR 6\\ISO 2022 IR 87")).to.deep.equal(["ISO_IR 6", "ISO_IR 87"]);
    expect(characterSets("KOI8-R")).to.equal(undefined);
  });

  it("never throws", () => {
    const sets = fc.constantFrom("", "ISO_IR 192", "\\ISO 2022 IR 87", "ISO_IR 13", "nonsense");
    fc.assert(fc.property(fc.uint8Array(), sets, (given, set) => void textOfBytes(given, set)));
  });
});
