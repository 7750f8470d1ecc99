import { expect } from "chai";
import { allRules } from "./catalog";
import { packs } from "./packs";
import type { Resource } from "./resource";
import type { Rule } from "./rule";
import { PackSession } from "./session";
import { DEFAULT_SETTINGS } from "./settings";
import { StackIndex } from "./stack-index";
import { STACK, surroundings, urn } from "./testing/example-pack";
import { probe } from "./testing/probe";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "./value";

/** A list or object in itself, this many levels deep. */
const DEEP = 2000;

function nested(make: (inner: PropertyValue) => PropertyValue): PropertyValue {
  let value: PropertyValue = "bottom";
  for (let level = 0; level < DEEP; level += 1) value = make(value);
  return value;
}

const manyStatements = (Effect: string, count: number): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: Array.from({ length: count }, (_, index) => ({
      Sid: `${"long".repeat(250)}${index}`,
      Effect,
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "*",
    })),
  });

/** Over a megabyte of policy each. */
const BIG = [manyStatements("Allow", 1000), manyStatements("Deny", 1000)];

/** What a property may hold that nobody meant: other types, other shapes, texts that are no document, endless ones. */
const HOSTILE: readonly PropertyValue[] = [
  UNKNOWN,
  null,
  "",
  0,
  -1,
  1e308,
  Number.NaN,
  true,
  [],
  {},
  [[[]]],
  [null],
  { "": "" },
  { __proto__x: 1, constructor: "x", toString: 1, length: -1 },
  "{",
  "[1,",
  '"text"',
  "null",
  '{"Statement": 7}',
  '{"Statement": [null, 7, "x", [], {"Principal": 7, "Action": {}, "Condition": "x"}]}',
  "arn:aws",
  "arn:::::::",
  "a".repeat(100_000),
  "*".repeat(2000),
  "${}".repeat(500),
  "0.0.0.0/99",
  "\u0000\uffff",
  nested((inner) => [inner]),
  nested((inner) => ({ a: inner })),
];

function judgedBy(rule: Rule, resources: readonly Resource[]): string | undefined {
  const stack = new StackIndex(resources);
  const context = { settings: DEFAULT_SETTINGS, stack, isBaseline: true };
  const [subject] = resources;
  return (rule.judgeStack?.(stack, context) ?? (subject && rule.judge?.(subject, context)))?.result;
}

describe("whatever a program holds", () => {
  for (const rule of allRules().filter(({ judge, judgeStack }) => judge !== undefined || judgeStack !== undefined)) {
    it(`${rule.id} answers`, () => {
      for (const { resources } of probe(rule, { leaves: HOSTILE, rounds: 12, seed: 5 }))
        expect(judgedBy(rule, resources)).to.be.oneOf(["pass", "fail", "not-applicable", "undetermined"]);
    });
  }

  it("a policy of a megabyte is read in one go, by every rule about policies", () => {
    const readers = allRules().filter(
      ({ types, judge }) =>
        judge !== undefined &&
        types.some((type) => /[pP]olicy|aws:(kms\/key|sqs\/queue|sns\/topic|s3\/bucket):/.test(type)),
    );
    expect(readers.length).to.be.greaterThan(20);
    for (const rule of readers) {
      const [type = ""] = rule.types.filter((name) =>
        /[pP]olicy|aws:(kms\/key|sqs\/queue|sns\/topic|s3\/bucket):/.test(name),
      );
      for (const policy of BIG) {
        const inputs: PropertyObject = {
          policy,
          accessPolicies: policy,
          resourcePolicy: policy,
          policyDocument: policy,
          document: policy,
        };
        judgedBy(rule, [{ urn: urn(type, "big"), type, name: "big", inputs, propertyDependencies: {} }]);
      }
    }
  });

  /** Each resource made from the next one and standing in it, the last in the first. */
  function circle(count: number, types: readonly string[]): Resource[] {
    const at = (index: number): string => urn(types[index % types.length] ?? "", `r${index}`);
    return Array.from({ length: count }, (_, index) => {
      const next = at((index + 1) % count);
      const type = types[index % types.length] ?? "";
      const names = [
        "bucket",
        "policy",
        "kmsKeyId",
        "roleArn",
        "role",
        "redrivePolicy",
        "vpcId",
        "subnetIds",
        "queueUrl",
        "topicArn",
        "eventSourceArn",
        "functionName",
        "arn",
      ];
      return {
        urn: at(index),
        type,
        name: `r${index}`,
        parent: next,
        inputs: Object.fromEntries(names.map((name) => [name, UNKNOWN])),
        outputs: {},
        propertyDependencies: Object.fromEntries(names.map((name) => [name, [next]])),
      };
    });
  }

  for (const [name, pack] of Object.entries(packs)) {
    it(`the pack ${name} judges a circle of references to the end`, () => {
      const types = [...new Set(pack.rules.flatMap((rule) => rule.types))].filter((type) => type.startsWith("aws:"));
      const session = new PackSession(pack, surroundings());
      session.begin(STACK);
      const resources = circle(types.length, types);
      for (const resource of resources) session.analyze(resource);
      session.analyzeStack(resources);
      expect(session.evaluations().length).to.be.greaterThan(types.length / 2);
    });
  }

  it("relations over thousands of resources of one kind, all in one circle, come to an end", () => {
    const session = new PackSession(packs["hipaa"] ?? raise(), surroundings());
    session.begin(STACK);
    for (const type of [
      "aws:sqs/queue:Queue",
      "aws:s3/bucket:Bucket",
      "aws:iam/role:Role",
      "aws:ec2/securityGroup:SecurityGroup",
    ])
      session.analyzeStack(circle(1500, [type]));
    expect(session.evaluations().length).to.be.greaterThan(5000);
  });
});

function raise(): never {
  throw new Error("there is no pack hipaa");
}
