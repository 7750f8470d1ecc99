import { expect } from "chai";
import fc from "fast-check";
import type { Answer } from "./answer";
import {
  absent,
  atLeast,
  customerKey,
  every,
  is,
  matches,
  noneOf,
  notFalse,
  notTrue,
  oneOf,
  present,
  sameValue,
  some,
  written,
} from "./predicates";
import { ReadLog, readResource, type Reading } from "./reading";
import { UNKNOWN, type PropertyValue } from "./value";

function at(value: PropertyValue, references?: readonly string[]): Reading<unknown> {
  return readResource<{ p: unknown }>(
    {
      urn: "urn:pulumi:test::clinic::aws:s3/bucket:Bucket::b",
      type: "aws:s3/bucket:Bucket",
      name: "b",
      inputs: { p: value },
      ...(references === undefined ? {} : { propertyDependencies: { p: references } }),
    },
    new ReadLog(),
  ).p as Reading<unknown>;
}

/** What each predicate says of: absent, unknown, then the listed values. */
type Row = readonly [
  name: string,
  predicate: (r: Reading<unknown>) => Answer,
  absent: boolean,
  unknown: Answer["truth"],
  values: readonly (readonly [PropertyValue, boolean])[],
];

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";

const ROWS: readonly Row[] = [
  [
    "is true",
    (r) => is(r, true),
    false,
    "unknown",
    [
      [true, true],
      ["true", true],
      [false, false],
      ["yes", false],
      [1, false],
    ],
  ],
  [
    "is a word",
    (r) => is(r, "KMS"),
    false,
    "unknown",
    [
      ["KMS", true],
      ["kms", false],
      ["", false],
    ],
  ],
  [
    "oneOf",
    (r) => oneOf(r, ["a", "b"]),
    false,
    "unknown",
    [
      ["a", true],
      ["b", true],
      ["c", false],
    ],
  ],
  [
    "noneOf",
    (r) => noneOf(r, ["a", true]),
    false,
    "unknown",
    [
      ["a", false],
      ["true", false],
      ["c", true],
    ],
  ],
  [
    "notTrue",
    notTrue,
    true,
    "unknown",
    [
      [true, false],
      ["true", false],
      [false, true],
      [null, true],
    ],
  ],
  [
    "notFalse",
    notFalse,
    true,
    "unknown",
    [
      [false, false],
      ["false", false],
      [true, true],
      [null, true],
    ],
  ],
  [
    "atLeast 7",
    (r) => atLeast(r, 7),
    false,
    "unknown",
    [
      [6, false],
      [7, true],
      [8, true],
      ["7", true],
      ["", false],
      ["x", false],
      [true, false],
    ],
  ],
  [
    "present",
    present,
    false,
    true,
    [
      ["x", true],
      ["", false],
      [[], false],
      [{}, false],
      [{ __defaults: [] }, false],
      [{ __defaults: ["enabled"] }, true],
      [{ enabled: [] }, true],
      [{ __defaults: [], enabled: false }, true],
      [0, true],
      [false, true],
      [null, false],
    ],
  ],
  [
    "written",
    written,
    false,
    "unknown",
    [
      ["x", true],
      ["", true],
      [{}, true],
      [[], true],
      [false, true],
      [null, false],
    ],
  ],
  [
    "absent",
    absent,
    true,
    "unknown",
    [
      ["x", false],
      ["", true],
      [[], true],
      [{}, true],
      [{ __defaults: [] }, true],
      [{ __defaults: [], enabled: false }, false],
      [0, false],
      [null, true],
    ],
  ],
  [
    "matches",
    (r) => matches(r, /^a/),
    false,
    "unknown",
    [
      ["ab", true],
      ["b", false],
      [1, false],
    ],
  ],
  [
    "customerKey",
    customerKey,
    false,
    "unknown",
    [
      [KEY, true],
      ["alias/clinic", true],
      ["arn:aws:kms:us-east-1:111122223333:alias/clinic", true],
      ["alias/aws/s3", false],
      ["arn:aws:kms:us-east-1:111122223333:alias/aws/s3", false],
      ["aws/secretsmanager", false],
      ["alias/awsome", true],
      ["awsome", true],
      ["arn:aws:kms:us-east-1:111122223333:alias/clinic/aws/ebs", true],
      ["", false],
    ],
  ],
];

describe("predicates", () => {
  for (const [name, predicate, whenAbsent, whenUnknown, values] of ROWS) {
    it(`${name}: absent, unknown and ${values.length} values`, () => {
      expect(predicate(at(undefined)).truth, "absent").to.equal(whenAbsent);
      expect(predicate(at(UNKNOWN)).truth, "unknown").to.equal(whenUnknown);
      for (const [value, truth] of values) expect(predicate(at(value)).truth, String(value)).to.equal(truth);
    });

    it(`${name}: names the property unless it holds`, () => {
      const tried: PropertyValue[] = [undefined, UNKNOWN, ...values.map(([item]) => item)];
      for (const value of tried) {
        const answer = predicate(at(value));
        expect(answer.paths, String(value)).to.deep.equal(answer.truth === true ? [] : ["p"]);
      }
    });
  }

  it("a key of this program is a customer key before its ARN is known", () => {
    const urn = (type: string): string => `urn:pulumi:test::clinic::${type}::k`;
    expect(customerKey(at(UNKNOWN, [urn("aws:kms/key:Key")])).truth).to.equal(true);
    expect(customerKey(at(UNKNOWN, [urn("phiguard:keys:DataKey$aws:kms/key:Key")])).truth).to.equal(true);
    expect(customerKey(at(UNKNOWN, [urn("pulumi:pulumi:StackReference")])).truth).to.equal("unknown");
    expect(customerKey(at(UNKNOWN, [])).truth).to.equal("unknown");
  });

  describe("sameValue", () => {
    const REFERENCE = "urn:pulumi:test::clinic::pulumi:pulumi:StackReference::net";
    const [one, other] = ["a", "b"].map((name) => `urn:pulumi:test::clinic::aws:apigateway/restApi:RestApi::${name}`);
    const api = (value: PropertyValue, ...from: readonly (string | undefined)[]): Reading<unknown> =>
      at(
        value,
        from.filter((urn) => urn !== undefined),
      );
    const rows: readonly [name: string, Reading<unknown>, Reading<unknown>, Answer["truth"]][] = [
      ["the same text", api("v1"), api("v1"), true],
      ["another text", api("v1"), api("v2"), false],
      ["a number and its text", api(443), api("443"), true],
      ["both left out", api(undefined), api(undefined), false],
      ["one left out", api("v1"), api(undefined), false],
      ["what is no value of its own", api({ toString: 1 }), api({ toString: 1 }), false],
      ["made from one resource", api(UNKNOWN, one), api(UNKNOWN, other, one), true],
      ["made from two", api(UNKNOWN, one), api(UNKNOWN, other), false],
      ["one is known", api("v1"), api(UNKNOWN, one), "unknown"],
      ["the other is known", api(UNKNOWN, one), api("v1"), "unknown"],
      ["both from another stack", api(UNKNOWN, REFERENCE), api(UNKNOWN, REFERENCE), "unknown"],
      ["one from another stack", api(UNKNOWN, one), api(UNKNOWN, REFERENCE), "unknown"],
      [
        "parts, whose references are those of the whole",
        part(api([UNKNOWN], one)),
        part(api([UNKNOWN], one)),
        "unknown",
      ],
      ["a part, and an input made from another resource", part(api([UNKNOWN], one)), api(UNKNOWN, other), "unknown"],
    ];
    for (const [name, a, b, truth] of rows) {
      it(name, () => {
        const answer = sameValue(a, b);
        expect(answer.truth).to.equal(truth);
        expect(answer.paths).to.deep.equal(
          truth === true ? [] : [name.startsWith("part") || name.startsWith("a part") ? "p[0]" : "p"],
        );
      });
    }

    function part(list: Reading<unknown>): Reading<unknown> {
      return (list as Reading<unknown[]>)[0] as Reading<unknown>;
    }
  });

  const elements = fc.array(fc.constantFrom<PropertyValue>("ok", "bad", UNKNOWN), { maxLength: 5 });
  const ok = (r: Reading<unknown>): Answer => is(r, "ok");

  it("every: one certain breach decides, else one unknown leaves it open", () => {
    fc.assert(
      fc.property(elements, (list) => {
        const expected = list.includes("bad") ? false : list.includes(UNKNOWN) ? "unknown" : true;
        const answer = every(at(list), ok);
        expect(answer.truth).to.equal(expected);
        const decisive = expected === false ? "bad" : UNKNOWN;
        const paths = expected === true ? [] : list.flatMap((item, i) => (item === decisive ? [`p[${i}]`] : []));
        expect(answer.paths).to.deep.equal(paths);
      }),
    );
  });

  it("some: one certain hit decides, else one unknown leaves it open", () => {
    fc.assert(
      fc.property(elements, (list) => {
        const expected = list.includes("ok") ? true : list.includes(UNKNOWN) ? "unknown" : false;
        expect(some(at(list), ok).truth).to.equal(expected);
      }),
    );
  });

  it("a list that is not known, absent or a single value", () => {
    expect(every(at(UNKNOWN), ok)).to.deep.equal({ truth: "unknown", paths: ["p"] });
    expect(some(at(UNKNOWN), ok)).to.deep.equal({ truth: "unknown", paths: ["p"] });
    expect(every(at(undefined), ok).truth).to.equal(true);
    expect(some(at(undefined), ok)).to.deep.equal({ truth: false, paths: ["p"] });
    expect(every(at("bad"), ok)).to.deep.equal({ truth: false, paths: ["p"] });
    expect(some(at("ok"), ok).truth).to.equal(true);
  });

  it("what was unknown and becomes known never turns one definite answer into the other", () => {
    const judged = ROWS.filter(([, , , whenUnknown]) => whenUnknown === "unknown");
    fc.assert(
      fc.property(
        fc.constantFrom(...judged),
        fc.array(fc.constantFrom<PropertyValue>("a", "KMS", true, 7, "", UNKNOWN), { maxLength: 4 }),
        fc.constantFrom<PropertyValue>("a", "KMS", true, 7, ""),
        ([, predicate], list, later) => {
          for (const over of [every, some]) {
            const before = over(at(list), predicate).truth;
            const after = over(at(list.map((item) => (item === UNKNOWN ? later : item))), predicate).truth;
            if (before !== "unknown") expect(after).to.equal(before);
          }
        },
      ),
    );
  });
});
