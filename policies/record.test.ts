import { expect } from "chai";
import * as fc from "fast-check";
import { createHash } from "node:crypto";
import { canonicalJson, recordId } from "./record";

describe("canonical JSON", () => {
  const rows: readonly [name: string, value: unknown, text: string][] = [
    ["keys by code unit, however deep", { b: 1, a: { Z: 1, a: 2, ä: 3 } }, '{"a":{"Z":1,"a":2,"ä":3},"b":1}'],
    ["numbers as keys are texts too", { 10: "x", 9: "y" }, '{"10":"x","9":"y"}'],
    ["lists keep their order", [3, 1, { b: 0, a: 0 }], '[3,1,{"a":0,"b":0}]'],
    ["undefined in a map is left out", { a: undefined, b: 1 }, '{"b":1}'],
    ["undefined in a list is null", [undefined, 1], "[null,1]"],
    ["nothing in it", {}, "{}"],
    ["an empty list", [], "[]"],
    ["null", null, "null"],
    ["text with a quotation mark", 'a"b', '"a\\"b"'],
  ];
  for (const [name, value, text] of rows) it(name, () => expect(canonicalJson(value)).to.equal(text));

  it("reads back as what it was, and does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).to.deep.equal(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).to.equal(text);
      }),
    );
  });
});

describe("a record's id", () => {
  it("is the SHA-256 of its canonical JSON without the id", () => {
    const content = { kind: "x", b: [1, 2], a: "y" };
    const hash = createHash("sha256").update('{"a":"y","b":[1,2],"kind":"x"}').digest("hex");
    expect(recordId(content)).to.equal(hash);
    expect(recordId({ ...content, id: "whatever" })).to.equal(hash);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
