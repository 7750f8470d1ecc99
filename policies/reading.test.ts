import { expect } from "chai";
import fc from "fast-check";
import {
  entriesOf,
  isMadeHere,
  isWholeInput,
  itemsOf,
  jsonOf,
  pathOf,
  ReadLog,
  readOutputs,
  readResource,
  referencesOf,
  sourcesOf,
  topOf,
  valueOf,
  type Reading,
} from "./reading";
import type { Resource } from "./resource";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "./value";

interface Shape {
  readonly flag: boolean;
  readonly count: number;
  readonly word: string;
  readonly list: string[];
  readonly block: { readonly inner: { readonly deep: string }; readonly items: { readonly name: string }[] };
  readonly tags: Record<string, string>;
  readonly json: string;
}

function resource(inputs: PropertyObject, more: Partial<Resource> = {}): Resource {
  return {
    urn: "urn:pulumi:test::clinic::aws:s3/bucket:Bucket::b",
    type: "aws:s3/bucket:Bucket",
    name: "b",
    inputs,
    ...more,
  };
}

function read(inputs: PropertyObject, log = new ReadLog()): Reading<Shape> {
  return readResource<Shape>(resource(inputs), log);
}

describe("readings", () => {
  const below: readonly [string, PropertyObject, PropertyValue][] = [
    ["a known value", { block: { inner: { deep: "x" } } }, "x"],
    ["below an absent block", {}, undefined],
    ["below null", { block: null }, undefined],
    ["below an unknown block", { block: UNKNOWN }, UNKNOWN],
    ["below an unknown inner block", { block: { inner: UNKNOWN } }, UNKNOWN],
    ["below a string", { block: "text" }, undefined],
    ["null itself", { block: { inner: { deep: null } } }, undefined],
  ];
  for (const [name, inputs, expected] of below) {
    it(`${name}: ${String(expected)}`, () => {
      const r = read(inputs).block.inner.deep;
      expect(valueOf(r)).to.equal(expected);
      expect(pathOf(r)).to.equal("block.inner.deep");
      expect(topOf(r)).to.equal("block");
    });
  }

  it("goes through lists by index and past their end", () => {
    const p = read({ block: { items: [{ name: "a" }, UNKNOWN] } });
    expect(valueOf(p.block.items[0]?.name as Reading<string>)).to.equal("a");
    expect(valueOf(p.block.items[1]?.name as Reading<string>)).to.equal(UNKNOWN);
    expect(valueOf(p.block.items[2]?.name as Reading<string>)).to.equal(undefined);
    expect(pathOf(p.block.items[1]?.name as Reading<string>)).to.equal("block.items[1].name");
  });

  it("inherits nothing from the language's own objects", () => {
    const p = read({ tags: {} }) as unknown as Record<string, Record<string, Reading<string>>>;
    for (const key of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
      expect(valueOf(p["tags"]?.[key] as Reading<string>), key).to.equal(undefined);
    }
  });

  it("never throws, whatever stands there", () => {
    const key = fc.constantFrom("flag", "block", "inner", "0", "items", "then", "length");
    const { value } = fc.letrec<{ value: PropertyValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<PropertyValue>(undefined, null, true, 0, "", "x", UNKNOWN),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.array(key, { minLength: 1, maxLength: 5 }), (inputs, keys) => {
        let r = read(inputs as PropertyObject) as unknown as Record<string, unknown>;
        for (const step of keys) r = r[step] as Record<string, unknown>;
        const reading = r as unknown as Reading<string>;
        valueOf(reading);
        itemsOf(reading);
        entriesOf(reading);
        valueOf(jsonOf(reading));
      }),
    );
  });

  const lists: readonly [string, PropertyValue, number | "unknown"][] = [
    ["absent", undefined, 0],
    ["empty", [], 0],
    ["two", ["a", "b"], 2],
    ["an unknown element is an element", ["a", UNKNOWN], 2],
    ["a single value counts as a list of one", "a", 1],
    ["unknown", UNKNOWN, "unknown"],
  ];
  for (const [name, value, count] of lists) {
    it(`list, ${name}: ${String(count)}`, () => {
      const items = itemsOf(read({ list: value }).list);
      expect(items === UNKNOWN ? "unknown" : items.length).to.equal(count);
    });
  }

  it("entries of a map carry their own path", () => {
    const entries = entriesOf(read({ tags: { a: "1", "b:c": UNKNOWN } }).tags);
    if (entries === UNKNOWN) throw new Error("known map");
    expect(entries.map(([key, r]) => [key, pathOf(r), valueOf(r)])).to.deep.equal([
      ["a", "tags.a", "1"],
      ["b:c", "tags.b:c", UNKNOWN],
    ]);
    expect(entriesOf(read({ tags: UNKNOWN }).tags)).to.equal(UNKNOWN);
    expect(entriesOf(read({ tags: ["a"] }).tags)).to.deep.equal([]);
  });

  const documents: readonly [string, PropertyValue, PropertyValue][] = [
    ["a string", '{"a":{"b":1}}', 1],
    ["an object", { a: { b: 1 } }, 1],
    ["no JSON", "{", UNKNOWN],
    ["unknown", UNKNOWN, UNKNOWN],
    ["absent", undefined, undefined],
    ["JSON without it", "[]", undefined],
  ];
  for (const [name, value, expected] of documents) {
    it(`JSON, ${name}: ${String(expected)}`, () => {
      const r = jsonOf<{ a: { b: number } }>(read({ json: value }).json).a.b;
      expect(valueOf(r)).to.equal(expected);
      expect(pathOf(r)).to.equal("json.a.b");
    });
  }

  it("tells references apart from not told yet", () => {
    const key = "urn:pulumi:test::clinic::aws:kms/key:Key::k";
    const told = readResource<Shape>(
      resource({ word: UNKNOWN }, { propertyDependencies: { word: [key] } }),
      new ReadLog(),
    );
    expect(referencesOf(told.word)).to.deep.equal([key]);
    expect(referencesOf(told.count)).to.deep.equal([]);
    expect(referencesOf(read({ word: UNKNOWN }).word)).to.equal(undefined);
  });

  it("tells what was made in this program from what another stack hands over", () => {
    const key = "urn:pulumi:test::clinic::aws:kms/key:Key::k";
    const net = "urn:pulumi:test::clinic::pulumi:pulumi:StackReference::net";
    const rows: readonly [references: readonly string[] | undefined, sources: readonly string[], madeHere: boolean][] =
      [
        [[key], [key], true],
        [[net], [], false],
        [[key, net], [key], false],
        [[], [], false],
        [undefined, [], false],
      ];
    for (const [references, sources, madeHere] of rows) {
      const options = references === undefined ? {} : { propertyDependencies: { word: references } };
      const { word } = readResource<Shape>(resource({ word: UNKNOWN }, options), new ReadLog());
      expect(sourcesOf(word)).to.deep.equal(sources);
      expect(isMadeHere(word)).to.equal(madeHere);
    }
  });

  it("tells an input from a part of one", () => {
    const p = read({ list: ["a"], word: "x" });
    expect([isWholeInput(p.word), isWholeInput(p.list), isWholeInput(p.list[0] as Reading<string>)]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it("outputs fill in what the program left out, and nothing else", () => {
    const subject = resource({ word: "asked" }, { outputs: { word: "answered", json: "answered" } });
    const p = readOutputs<Shape>(subject, new ReadLog());
    expect(valueOf(p.word)).to.equal("asked");
    expect(valueOf(p.json)).to.equal("answered");
  });

  it("the record names what was read, without texts", () => {
    const log = new ReadLog();
    const p = read({ flag: true, word: "jane.doe@example.org", count: UNKNOWN }, log);
    valueOf(p.flag);
    valueOf(p.word);
    valueOf(p.count);
    valueOf(p.list);
    valueOf(p.flag);
    expect(log.list()).to.deep.equal([
      { path: "flag", state: "present", value: true },
      { path: "word", state: "present" },
      { path: "count", state: "unknown" },
      { path: "list", state: "absent" },
    ]);
  });
});
