import { expect } from "chai";
import * as fc from "fast-check";
import { fromWire, isObject, UNKNOWN, UNKNOWN_SIGNATURES, type PropertyValue } from "./value";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const secret = (value: unknown): object => ({ [SIGNATURE]: SECRET, value });
const output = (more: object): object => ({ [SIGNATURE]: OUTPUT, ...more });

describe("values from the wire", () => {
  const rows: readonly [name: string, wire: unknown, value: PropertyValue][] = [
    ["text", "x", "x"],
    ["the empty text", "", ""],
    ["a number", 3, 3],
    ["a boolean", false, false],
    ["null", null, null],
    ["undefined", undefined, undefined],
    ["what JSON has no form for", () => 1, undefined],
    ["a list", ["a", null, unknownString], ["a", null, UNKNOWN]],
    ["a map", { a: { b: unknownString } }, { a: { b: UNKNOWN } }],
    ["a text that only contains a signature", `x${unknownString}`, `x${unknownString}`],
    ["a secret", secret("pw"), "pw"],
    ["a secret in a secret", secret(secret({ a: secret(1) })), { a: 1 }],
    ["a secret that is not known", secret(unknownString), UNKNOWN],
    ["a secret without a value", { [SIGNATURE]: SECRET }, UNKNOWN],
    ["an encrypted secret of an exported state", { [SIGNATURE]: SECRET, ciphertext: "v1:abc" }, UNKNOWN],
    ["a decrypted secret of an exported state", { [SIGNATURE]: SECRET, plaintext: '{"a":[true]}' }, { a: [true] }],
    ["a decrypted secret that is no JSON", { [SIGNATURE]: SECRET, plaintext: "pw" }, UNKNOWN],
    ["an encrypted secret deep inside", { a: [{ [SIGNATURE]: SECRET, ciphertext: "v1:abc" }] }, { a: [UNKNOWN] }],
    ["an output that is known", output({ value: "x", dependencies: ["urn:pulumi:a"] }), "x"],
    ["an output that is known to be null", output({ value: null }), null],
    ["an output that is not known", output({ dependencies: ["urn:pulumi:a"], secret: true }), UNKNOWN],
    ["an output of a secret", output({ value: secret([unknownString, "x"]) }), [UNKNOWN, "x"]],
    ["a resource with its id", { [SIGNATURE]: RESOURCE, urn: "urn:pulumi:a", id: "i-1" }, "i-1"],
    ["a resource whose id is not known", { [SIGNATURE]: RESOURCE, urn: "urn:pulumi:a", id: unknownString }, UNKNOWN],
    ["a resource with an empty id", { [SIGNATURE]: RESOURCE, urn: "urn:pulumi:a", id: "" }, UNKNOWN],
    ["a component, which has no id", { [SIGNATURE]: RESOURCE, urn: "urn:pulumi:a" }, UNKNOWN],
    ["an asset", { [SIGNATURE]: ASSET, hash: "h", path: "a.zip" }, { hash: "h", path: "a.zip" }],
    [
      "an archive of assets",
      { [SIGNATURE]: ARCHIVE, assets: { "index.js": { [SIGNATURE]: ASSET, text: "x" } } },
      { assets: { "index.js": { text: "x" } } },
    ],
    ["a signature of a kind to come", { [SIGNATURE]: "something else", value: "x" }, UNKNOWN],
    ["a key that JavaScript treats apart", JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
  ];
  for (const [name, wire, value] of rows) {
    it(name, () => expect(fromWire(wire)).to.deep.equal(value));
  }

  // Boolean, number, text, list, asset, archive, map: the engine marks what kind of value will come.
  it("has seven kinds of unknown, and each is one wherever it stands", () => {
    expect(UNKNOWN_SIGNATURES).to.have.property("size", 7);
    for (const signature of UNKNOWN_SIGNATURES) {
      expect(fromWire(signature)).to.equal(UNKNOWN);
      expect(fromWire({ a: [secret(signature), output({ value: signature })] })).to.deep.equal({
        a: [UNKNOWN, UNKNOWN],
      });
    }
  });

  const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes(SIGNATURE));

  it("leaves plain JSON as it is", () => {
    fc.assert(fc.property(json, (value) => void expect(fromWire(value)).to.deep.equal(value)));
  });

  it("sees through secrets and outputs, however deep", () => {
    const wrapped: fc.Arbitrary<{ wire: unknown; plain: unknown }> = fc.letrec<{
      node: { wire: unknown; plain: unknown };
    }>((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        json.map((value) => ({ wire: value, plain: value })),
        fc.constantFrom(...UNKNOWN_SIGNATURES).map((wire) => ({ wire, plain: UNKNOWN })),
        tie("node").map(({ wire, plain }) => ({ wire: secret(wire), plain })),
        tie("node").map(({ wire, plain }) => ({ wire: output({ value: wire, secret: true }), plain })),
        fc.array(tie("node"), { maxLength: 3 }).map((nodes) => ({
          wire: nodes.map(({ wire }) => wire),
          plain: nodes.map(({ plain }) => plain),
        })),
        tie("node").map(({ wire, plain }) => ({ wire: { in: wire }, plain: { in: plain } })),
      ),
    })).node;
    fc.assert(fc.property(wrapped, ({ wire, plain }) => void expect(fromWire(wire)).to.deep.equal(plain)));
  });
});

describe("isObject", () => {
  const rows: readonly [PropertyValue, boolean][] = [
    [{}, true],
    [[], false],
    [null, false],
    [undefined, false],
    [UNKNOWN, false],
    ["", false],
  ];
  for (const [value, expected] of rows) it(String(value), () => expect(isObject(value)).to.equal(expected));
});
