import { expect } from "chai";
import { type Shape, parseType, readMembers } from "./declaration-reader";

const text: Shape = { kind: "string" };

describe("parseType", () => {
  const rows: { type: string; shape: Shape; optional?: boolean }[] = [
    { type: "string", shape: text },
    { type: "pulumi.Output<string>", shape: text },
    { type: "pulumi.Output<string | undefined>", shape: text, optional: true },
    { type: "pulumi.Input<number | undefined>", shape: { kind: "number" }, optional: true },
    { type: "pulumi.Input<pulumi.Input<string>[] | undefined>", shape: { kind: "list", of: text }, optional: true },
    { type: "string[][]", shape: { kind: "list", of: { kind: "list", of: text } } },
    {
      type: "pulumi.Output<{\n  [key: string]: string;\n} | undefined>",
      shape: { kind: "map", of: text },
      optional: true,
    },
    { type: "pulumi.Input<{ [key: string]: pulumi.Input<string>; }>", shape: { kind: "map", of: text } },
    { type: '"a" | "b"', shape: text },
    {
      type: "outputs.s3.BucketGrant[]",
      shape: { kind: "list", of: { kind: "object", side: "outputs", path: "s3.BucketGrant" } },
    },
    {
      type: "string | inputs.iam.PolicyDocument",
      shape: { kind: "oneOf", of: [text, { kind: "object", side: "inputs", path: "iam.PolicyDocument" }] },
    },
    { type: "pulumi.asset.Archive | undefined", shape: { kind: "any" }, optional: true },
    { type: "enums.s3.CannedAcl | string", shape: { kind: "any" } },
    { type: "Record<string, number>", shape: { kind: "any" } },
    { type: "(string | number)[]", shape: { kind: "list", of: { kind: "oneOf", of: [text, { kind: "number" }] } } },
  ];
  for (const { type, shape, optional = false } of rows) {
    it(type.replace(/\s+/g, " "), () => expect(parseType(type)).to.deep.equal({ shape, optional }));
  }
});

describe("readMembers", () => {
  const source = `export declare class Thing extends Base {
    /** Not a member; has a } and a ; */
    static get(name: string, opts?: { a: string; }): Thing;
    readonly first: pulumi.Output<string>;
    /** Said of second. */
    readonly second?: pulumi.Output<{
        [key: string]: string;
    }>;
    constructor(name: string);
}
export interface Other { third: string; }`;

  it("takes members and leaves methods and the next body", () => {
    expect([...readMembers(source, 0).keys()]).to.deep.equal(["first", "second"]);
  });

  it("keeps the doc comment and the question mark", () => {
    const second = readMembers(source, 0).get("second");
    expect(second).to.include({ optional: true, doc: "/** Said of second. */" });
  });

  it("leaves out what keep refuses", () => {
    expect([...readMembers(source, 0, (type) => type === "pulumi.Output<string>").keys()]).to.deep.equal(["first"]);
  });
});
