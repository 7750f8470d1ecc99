import { expect } from "chai";
import * as fc from "fast-check";
import { applyRemedy, type Remedy } from "./remedy";
import { UNKNOWN, type PropertyObject } from "./value";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown): PropertyObject =>
  ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value }) as PropertyObject;

const TABLE: readonly [name: string, inputs: PropertyObject, remedy: Remedy, after: PropertyObject, paths: string[]][] =
  [
    ["a value that is not there", {}, { encrypted: true }, { encrypted: true }, ["encrypted"]],
    ["a wrong value", { encrypted: false, a: 1 }, { encrypted: true }, { encrypted: true, a: 1 }, ["encrypted"]],
    ["a right value", { encrypted: true }, { encrypted: true }, { encrypted: true }, []],
    ["a block that is not there", {}, { "a.b.c": "x" }, { a: { b: { c: "x" } } }, ["a.b.c"]],
    ["a block with more in it", { a: { d: 1 } }, { "a.b": 2 }, { a: { d: 1, b: 2 } }, ["a.b"]],
    ["null counts as not there", { a: null }, { "a.b": 2 }, { a: { b: 2 } }, ["a.b"]],
    [
      "each element",
      { rules: [{ on: false }, { on: true }, {}] },
      { "rules[*].on": true },
      { rules: [{ on: true }, { on: true }, { on: true }] },
      ["rules[0].on", "rules[2].on"],
    ],
    ["no list, no element", {}, { "rules[*].on": true }, {}, []],
    ["a list where one block was meant", { a: [{}] }, { "a.b": 1 }, { a: [{ b: 1 }] }, ["a[0].b"]],
    ["an input taken away", { acl: "public-read", a: 1 }, { acl: undefined }, { a: 1 }, ["acl"]],
    ["nothing to take away", { a: 1 }, { acl: undefined }, { a: 1 }, []],
    ["a text where a block was meant", { a: "x" }, { "a.b": 1 }, { a: "x" }, []],
    ["a value not known yet", { encrypted: UNKNOWN }, { encrypted: true }, { encrypted: UNKNOWN }, []],
    [
      "a value not known yet on the wire",
      { encrypted: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      { encrypted: true },
      { encrypted: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      [],
    ],
    ["inside a secret", { a: secret({ b: 0 }) }, { "a.b": 1 }, { a: secret({ b: 1 }) }, ["a.b"]],
    ["two paths", { a: { b: 1 } }, { "a.b": 2, c: "x" }, { a: { b: 2 }, c: "x" }, ["a.b", "c"]],
  ];

describe("a remedy", () => {
  for (const [name, inputs, remedy, after, paths] of TABLE) {
    it(name, () => {
      const before = JSON.stringify(inputs);
      const remedied = applyRemedy(inputs, remedy);
      expect(remedied.inputs).to.deep.equal(after);
      expect(remedied.changes.map(({ path }) => path)).to.deep.equal(paths);
      expect(JSON.stringify(inputs), "what was given is left as it was").to.equal(before);
    });
  }

  it("changes nothing the second time", () => {
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.boolean(),
        fc.integer(),
        fc.string(),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value")),
      ),
    })).value;
    const inputs = fc.dictionary(fc.constantFrom("a", "b", "c"), value) as fc.Arbitrary<PropertyObject>;
    const remedy = fc.dictionary(
      fc.constantFrom("a", "b.a", "a.b.c", "c[*].a", "b[*]"),
      fc.oneof(fc.boolean(), fc.string()),
      { maxKeys: 1 },
    );
    fc.assert(
      fc.property(inputs, remedy, (given, wanted) => {
        const once = applyRemedy(given, wanted).inputs;
        const twice = applyRemedy(once, wanted);
        expect(twice.changes).to.deep.equal([]);
        expect(twice.inputs).to.equal(once);
      }),
    );
  });
});
