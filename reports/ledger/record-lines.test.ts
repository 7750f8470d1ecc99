import { expect } from "chai";
import { createHash } from "node:crypto";
import * as fc from "fast-check";

import { recordId } from "../../policies/record";

import { isSound, readLines } from "./record-lines";
import { syntheticLines } from "./testing/records";

async function* inPieces(text: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size);
}

describe("lines of records", () => {
  it("know an id for the one of any content that JSON can hold", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const content = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
        const id = recordId(content);
        return isSound(JSON.stringify({ ...content, id })) && !isSound(JSON.stringify({ ...content, id, more: 1 }));
      }),
      { numRuns: 500 },
    );
  });

  const unsound: [string, string][] = [
    ["nothing", ""],
    ["a word", "Jane"],
    ["null", "null"],
    ["a list", "[]"],
    ["no id", "{}"],
    ["an id that is a number", '{"id":1}'],
  ];
  for (const [name, text] of unsound) it(`take ${name} for no record`, () => expect(isSound(text)).to.equal(false));

  it("are the same wherever the pieces end", async () => {
    const text = Buffer.from(`${syntheticLines(0, 5)}\nJane Roe\n${syntheticLines(5, 2)}{"torn":`);
    const sha256 = createHash("sha256").update(text).digest("hex");
    for (const size of [1, 2, 7, 613, 614, 615, 100_000]) {
      expect(await readLines(inPieces(text, size), true), String(size)).to.deep.equal({
        sha256,
        bytes: text.length,
        lines: 10,
        records: 9,
        unsound: [7, 10],
        unsoundCount: 2,
        torn: true,
      });
    }
  });

  it("do not keep a line that is too long in memory", async () => {
    const long = (async function* () {
      for (let piece = 0; piece < 40; piece++) yield Buffer.alloc(1 << 20, "a");
      yield Buffer.from(`\n${syntheticLines(0, 1)}`);
    })();
    expect(await readLines(long, true)).to.deep.include({ records: 2, unsound: [1], torn: false });
  });
});
