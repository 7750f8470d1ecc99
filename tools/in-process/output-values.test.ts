import { expect } from "chai";
import * as fc from "fast-check";
import {
  OUTPUT_SIGNATURE,
  RESOURCE_SIGNATURE,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
  UNKNOWN,
  type Properties,
} from "../standins/wire";
import {
  dependenciesIn,
  secret,
  withoutInternalKeys,
  withoutOutputValues,
  withoutReferences,
  withOutputValues,
} from "./output-values";

function output(more: object): Properties {
  return { [SIGNATURE_KEY]: OUTPUT_SIGNATURE, ...more };
}

function reference(more: object): Properties {
  return { [SIGNATURE_KEY]: RESOURCE_SIGNATURE, urn: "urn:pulumi:s::p::t::n", ...more };
}

describe("output values", () => {
  const cases: readonly { name: string; value: unknown; plain: unknown }[] = [
    { name: "known", value: output({ value: 1 }), plain: 1 },
    { name: "unknown", value: output({ dependencies: ["a"] }), plain: UNKNOWN },
    { name: "secret", value: output({ value: "x", secret: true }), plain: secret("x") },
    { name: "unknown secret", value: output({ secret: true }), plain: secret(UNKNOWN) },
    { name: "nested", value: output({ value: [output({ value: { a: output({ value: 2 }) } })] }), plain: [{ a: 2 }] },
    { name: "inside a secret", value: secret(output({ value: 3 })), plain: secret(3) },
  ];
  for (const { name, value, plain } of cases) {
    it(`loses its wrapping: ${name}`, () => expect(withoutOutputValues({ p: value })).to.deep.equal({ p: plain }));
  }

  it("tells all dependencies inside", () => {
    const value = [
      output({ value: { a: output({ dependencies: ["b"] }) }, dependencies: ["a"] }),
      secret(output({ dependencies: ["c"] })),
    ];
    expect([...dependenciesIn(value)].sort()).to.deep.equal(["a", "b", "c"]);
  });

  it("wrapping and unwrapping changes no value and keeps every dependency", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(UNKNOWN));
    const plain = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(leaf, fc.array(leaf), leaf.map(secret)));
    fc.assert(
      fc.property(plain, fc.array(fc.stringMatching(/^urn:[a-z]$/)), (properties, urns) => {
        const dependencies = new Map(Object.keys(properties).map((key) => [key, new Set(urns)]));
        const wrapped = withOutputValues(properties, dependencies);
        expect(withoutOutputValues(wrapped)).to.deep.equal(properties);
        for (const key of Object.keys(properties)) {
          expect([...dependenciesIn(wrapped[key])].sort()).to.deep.equal([...new Set(urns)].sort());
        }
      }),
    );
  });

  it("leaves alone what names its dependencies already", () => {
    const value = output({ value: 1, dependencies: ["a"] });
    expect(withOutputValues({ p: value }, new Map([["p", new Set(["a"])]]))).to.deep.equal({ p: value });
  });
});

describe("what a policy or a provider is not shown", () => {
  it("keys of the engine", () => {
    expect(withoutInternalKeys({ __defaults: [], a: { __internal: 1, b: [{ __x: 1, c: 2 }] } })).to.deep.equal({
      a: { b: [{ c: 2 }] },
    });
  });

  const references: readonly { name: string; value: Properties; plain: unknown }[] = [
    { name: "a custom resource", value: reference({ id: "i-1" }), plain: "i-1" },
    { name: "a custom resource not made yet", value: reference({ id: "" }), plain: UNKNOWN },
    { name: "a component", value: reference({}), plain: "urn:pulumi:s::p::t::n" },
  ];
  for (const { name, value, plain } of references) {
    it(`references: ${name}`, () =>
      expect(withoutReferences({ list: [value], held: { [SIGNATURE_KEY]: SECRET_SIGNATURE, value } })).to.deep.equal({
        list: [plain],
        held: secret(plain),
      }));
  }
});
