import { expect } from "chai";
import { type Properties } from "../wire";
import { getPolicyDocument } from "./policy-document";

const parsed = (args: Properties): unknown => JSON.parse(String(getPolicyDocument(args)["json"]));
const one = (statement: Properties, rest: Properties = {}): unknown =>
  (parsed({ statements: [statement], ...rest }) as { Statement: unknown[] }).Statement[0];

describe("getPolicyDocument", () => {
  const rows: { name: string; statement: Properties; gives: Properties }[] = [
    {
      name: "one value is a text",
      statement: { actions: ["s3:GetObject"], resources: ["*"] },
      gives: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
    },
    {
      name: "several values are a list, sorted downwards",
      statement: { actions: ["s3:Get", "s3:Put", "s3:List"], resources: ["b", "a"] },
      gives: { Effect: "Allow", Action: ["s3:Put", "s3:List", "s3:Get"], Resource: ["b", "a"] },
    },
    {
      name: "a deny with the negative members",
      statement: { sid: "No", effect: "Deny", notActions: ["iam:*"], notResources: ["x"] },
      gives: { Sid: "No", Effect: "Deny", NotAction: "iam:*", NotResource: "x" },
    },
    {
      name: "a service as principal",
      statement: { principals: [{ type: "Service", identifiers: ["a.amazonaws.com"] }] },
      gives: { Effect: "Allow", Principal: { Service: "a.amazonaws.com" } },
    },
    {
      name: "everyone of any kind",
      statement: { principals: [{ type: "*", identifiers: ["*"] }] },
      gives: { Effect: "Allow", Principal: "*" },
    },
    {
      name: "every AWS principal is not the same",
      statement: { principals: [{ type: "AWS", identifiers: ["*"] }] },
      gives: { Effect: "Allow", Principal: { AWS: "*" } },
    },
    {
      name: "principals of several types",
      statement: {
        principals: [
          { type: "Service", identifiers: ["b", "c"] },
          { type: "AWS", identifiers: ["a"] },
        ],
      },
      gives: { Effect: "Allow", Principal: { AWS: "a", Service: ["c", "b"] } },
    },
    {
      name: "principals of one type, twice",
      statement: {
        principals: [
          { type: "AWS", identifiers: ["a"] },
          { type: "AWS", identifiers: ["b"] },
        ],
      },
      gives: { Effect: "Allow", Principal: { AWS: ["b", "a"] } },
    },
    {
      name: "whom it does not mean",
      statement: { notPrincipals: [{ type: "AWS", identifiers: ["a"] }] },
      gives: { Effect: "Allow", NotPrincipal: { AWS: "a" } },
    },
    {
      name: "a condition",
      statement: { conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }] },
      gives: { Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    },
    {
      name: "condition values in their order, conditions together",
      statement: {
        conditions: [
          { test: "StringLike", variable: "v", values: ["a", "b"] },
          { test: "StringLike", variable: "u", values: ["c"] },
        ],
      },
      gives: { Effect: "Allow", Condition: { StringLike: { u: "c", v: ["a", "b"] } } },
    },
    {
      name: "a policy variable",
      statement: { resources: ["arn:aws:s3:::b/&{aws:username}"] },
      gives: { Effect: "Allow", Resource: "arn:aws:s3:::b/${aws:username}" },
    },
  ];
  for (const { name, statement, gives } of rows) {
    it(name, () => expect(one(statement)).to.deep.equal(gives));
  }

  it("keeps the order of members and names version and id", () => {
    const { json, minifiedJson } = getPolicyDocument({ policyId: "P", statements: [{ actions: ["a"], sid: "S" }] });
    expect(minifiedJson).to.equal(
      '{"Version":"2012-10-17","Id":"P","Statement":[{"Sid":"S","Effect":"Allow","Action":"a"}]}',
    );
    expect(json).to.equal(JSON.stringify(JSON.parse(String(minifiedJson)), null, 2));
  });

  it("puts sources before, overrides after, and lets a Sid take the place of its like", () => {
    const document = (...statements: Properties[]): string =>
      JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const result = parsed({
      sourcePolicyDocuments: [
        document({ Sid: "A", Effect: "Allow", Action: "source" }),
        document({ Effect: "Deny", Action: "no sid" }),
      ],
      statements: [{ sid: "B", actions: ["own"] }],
      overridePolicyDocuments: [
        document({ Sid: "A", Effect: "Deny", Action: "override" }, { Sid: "C", Effect: "Allow", Action: "new" }),
      ],
    }) as { Statement: { Sid?: string; Action: string }[] };
    expect(result.Statement.map(({ Sid, Action }) => [Sid, Action])).to.deep.equal([
      ["A", "override"],
      [undefined, "no sid"],
      ["B", "own"],
      ["C", "new"],
    ]);
  });

  it("without statements has none", () => expect(parsed({})).to.deep.equal({ Version: "2012-10-17" }));

  const refused: [string, Properties, string][] = [
    ["a Sid used twice", { statements: [{ sid: "A" }, { sid: "A" }] }, 'the Sid "A" is used twice'],
    [
      "a Sid used twice in sources",
      { sourcePolicyDocuments: ['{"Statement":[{"Sid":"A"},{"Sid":"A"}]}'] },
      "used twice in sourcePolicyDocuments",
    ],
    ["a source that is no JSON", { sourcePolicyDocuments: ["nope"] }, "sourcePolicyDocuments[0] is not JSON"],
    [
      "a variable in the old version",
      { version: "2008-10-17", statements: [{ resources: ["&{a}"] }] },
      "does not have",
    ],
  ];
  for (const [name, args, says] of refused) {
    it(`refuses ${name}`, () => expect(() => getPolicyDocument(args)).to.throw(says));
  }
});
