import { expect } from "chai";
import { madeFile, SCREEN, value } from "../testing/made-file";
import { changesOf } from "./changes";
import { deidentify } from "./deidentify";
import { mayShowText } from "./pixels";

describe("changesOf", () => {
  const made = (pixels: "keep" | "strip" = "keep") => {
    const before = madeFile();
    const result = deidentify(before, { key: Buffer.alloc(32, 7), dates: "remove", pixels });
    if (result.kind === "refused") throw new Error(result.fault);
    return changesOf(before, result.bytes);
  };

  it("lists what went, what changed and what came, in sequences too, and counts what stayed", () => {
    expect(made()).to.deep.equal({
      removed: ["00081030"],
      replaced: ["00080018", "00080020", "00081155", "00100010", "00100020", "0020000D", "0020000E"],
      added: ["00120062", "00120063", "00120064", "00280303"],
      kept: 4,
      privateRemoved: 1,
    });
    expect(made("strip")?.removed).to.deep.equal(["00081030", "7FE00010"]);
  });

  it("tells no value", () => expect(JSON.stringify(made())).to.not.match(/secret/i));

  it("is undefined for what can't be read, and says nothing where nothing changed", () => {
    expect(changesOf(Buffer.from("no image"), madeFile())).to.equal(undefined);
    expect(changesOf(madeFile(), madeFile())).to.deep.include({ removed: [], replaced: [], added: [] });
  });
});

describe("mayShowText", () => {
  const rows: [string, Uint8Array, boolean | undefined][] = [
    ["a slice that says nothing", madeFile(), false],
    ["a slice that says it does", madeFile({ more: [value("00280301", "CS", "YES")] }), true],
    ["a screen that says nothing", madeFile({ sopClass: SCREEN }), true],
    ["a screen of many frames", madeFile({ sopClass: `${SCREEN}.4` }), true],
    ["a screen that says it does not", madeFile({ sopClass: SCREEN, more: [value("00280301", "CS", "NO")] }), false],
    ["a slice from film", madeFile({ more: [value("00080064", "CS", "DF")] }), true],
    ["a class whose number begins alike", madeFile({ sopClass: "1.2.840.10008.5.1.4.1.1.77.2" }), false],
    ["no image", Buffer.from("no image"), undefined],
  ];
  for (const [what, bytes, shows] of rows) it(`${what}: ${shows}`, () => expect(mayShowText(bytes)).to.equal(shows));
});
