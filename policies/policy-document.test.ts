import { expect } from "chai";
import fc from "fast-check";
import type { Answer } from "./answer";
import {
  allows,
  anyPrincipal,
  boundBy,
  condition,
  coversAction,
  deniesPlainTransport,
  everyResource,
  everyStatement,
  globCovers,
  globsOverlap,
  narrowed,
  noOpenStatement,
  reaches,
  someStatement,
  starPrincipal,
} from "./policy-document";
import { ReadLog, readResource, type Reading } from "./reading";
import { UNKNOWN, type PropertyValue } from "./value";

const ROOT = "arn:aws:iam::111122223333:root";

interface Subject {
  readonly policy: string;
}

function policy(value: unknown): Reading<string> {
  const inputs = { policy: value as PropertyValue };
  const urn = "urn:pulumi:test::clinic::aws:kms/key:Key::subject";
  return readResource<Subject>({ urn, type: "aws:kms/key:Key", name: "subject", inputs }, new ReadLog()).policy;
}

function ask(statement: object, question: (s: Parameters<typeof allows>[0]) => Answer): Answer["truth"] {
  return someStatement(policy({ Statement: [statement] }), question).truth;
}

type Case = readonly [name: string, statement: object, truth: Answer["truth"]];

function table(title: string, question: (s: Parameters<typeof allows>[0]) => Answer, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [name, statement, truth] of cases) {
      it(`${name}: ${String(truth)}`, () => expect(ask(statement, question)).to.equal(truth));
    }
  });
}

describe("policy documents", () => {
  describe("reading", () => {
    const open = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    const rows: readonly [string, unknown, Answer["truth"], readonly string[]][] = [
      ["an object", { Statement: [open] }, false, ["policy.Statement[0].Principal"]],
      ["a JSON string", JSON.stringify({ Statement: [open] }), false, ["policy.Statement[0].Principal"]],
      ["one statement without a list", JSON.stringify({ Statement: open }), false, ["policy.Statement.Principal"]],
      ["no document", undefined, true, []],
      ["no statements", "{}", true, []],
      ["not known yet", UNKNOWN, "unknown", ["policy.Statement"]],
      ["no JSON", "{ not json", "unknown", ["policy.Statement"]],
      [
        "an unknown statement",
        { Statement: [UNKNOWN] },
        "unknown",
        ["Effect", "NotPrincipal", "Principal", "Condition"].map((key) => `policy.Statement[0].${key}`),
      ],
      [
        "a certain breach beside an unknown one",
        { Statement: [UNKNOWN, open] },
        false,
        ["policy.Statement[1].Principal"],
      ],
      [
        "an unknown condition",
        { Statement: [{ ...open, Condition: UNKNOWN }] },
        "unknown",
        ["policy.Statement[0].Condition"],
      ],
      [
        "an unknown principal",
        { Statement: [{ ...open, Principal: UNKNOWN }] },
        "unknown",
        ["policy.Statement[0].Principal"],
      ],
    ];
    for (const [name, document, truth, paths] of rows) {
      it(`${name}: ${String(truth)}`, () => {
        const answer = noOpenStatement(policy(document));
        expect(answer.truth).to.equal(truth);
        expect(answer.paths).to.deep.equal(paths);
      });
    }
    it("holds for every statement of none", () => {
      expect(everyStatement(policy({ Statement: [] }), allows).truth).to.equal(true);
      expect(someStatement(policy({ Statement: [] }), allows).truth).to.equal(false);
    });
  });

  table("anyPrincipal", anyPrincipal, [
    ["star", { Principal: "*" }, true],
    ["AWS star", { Principal: { AWS: "*" } }, true],
    ["AWS star in a list", { Principal: { AWS: [ROOT, "*"] } }, true],
    ["account root", { Principal: { AWS: ROOT } }, false],
    ["a service", { Principal: { Service: "s3.amazonaws.com" } }, false],
    ["every service is not everyone", { Principal: { Service: "*" } }, false],
    ["NotPrincipal", { NotPrincipal: { AWS: ROOT } }, true],
    ["none", {}, false],
    ["unknown", { Principal: UNKNOWN }, "unknown"],
    ["an unknown beside a named one", { Principal: { AWS: [ROOT, UNKNOWN] } }, "unknown"],
    ["an unknown beside a star", { Principal: { AWS: ["*", UNKNOWN] } }, true],
  ]);

  table("starPrincipal", starPrincipal, [
    ["star", { Principal: "*" }, true],
    ["NotPrincipal spares somebody", { NotPrincipal: { AWS: ROOT } }, false],
  ]);

  table("reaches s3:GetObject", (s) => reaches(s, "s3:GetObject"), [
    ["itself", { Action: "s3:GetObject" }, true],
    ["without regard to case", { Action: "S3:getobject" }, true],
    ["service wildcard", { Action: ["ec2:*", "s3:*"] }, true],
    ["prefix wildcard", { Action: "s3:Get*" }, true],
    ["one-character wildcard", { Action: "s3:GetObjec?" }, true],
    ["everything", { Action: "*" }, true],
    ["another action", { Action: "s3:PutObject" }, false],
    ["a longer action", { Action: "s3:GetObjectAcl" }, false],
    ["NotAction of something else", { NotAction: "iam:*" }, true],
    ["NotAction of it", { NotAction: ["iam:*", "s3:Get*"] }, false],
    ["unknown action", { Action: [UNKNOWN] }, "unknown"],
    ["unknown beside a hit", { Action: [UNKNOWN, "s3:*"] }, true],
    ["unknown NotAction", { NotAction: [UNKNOWN] }, "unknown"],
    ["neither", {}, false],
  ]);

  table("coversAction s3:*", (s) => coversAction(s, "s3:*"), [
    ["star", { Action: "*" }, true],
    ["service star", { Action: "s3:*" }, true],
    ["a part", { Action: "s3:Get*" }, false],
    ["NotAction of another service", { NotAction: "iam:*" }, true],
    ["NotAction of a part of it", { NotAction: "s3:Get*" }, false],
    ["unknown", { Action: UNKNOWN }, "unknown"],
  ]);

  table("everyResource", everyResource, [
    ["star", { Resource: "*" }, true],
    ["star in a list", { Resource: ["arn:aws:s3:::a", "*"] }, true],
    ["NotResource", { NotResource: "arn:aws:s3:::a" }, true],
    ["one", { Resource: "arn:aws:s3:::a/*" }, false],
    ["unknown", { Resource: UNKNOWN }, "unknown"],
    ["none", {}, false],
  ]);

  const on = (operator: string, key: string, value: unknown): object => ({
    Condition: { [operator]: { [key]: value } },
  });
  table("narrowed", narrowed, [
    ["no condition", {}, false],
    ["source account", on("StringEquals", "aws:SourceAccount", "111122223333"), true],
    ["key without regard to case", on("StringEquals", "AWS:sourceaccount", "111122223333"), true],
    ["source account, any", on("StringLike", "aws:SourceAccount", "*"), false],
    ["one of the accepted is any", on("StringLike", "aws:SourceAccount", ["111122223333", "*"]), false],
    ["no accepted value", on("StringEquals", "aws:SourceAccount", []), false],
    ["organisation", on("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"), true],
    ["any organisation", on("StringLike", "aws:PrincipalOrgID", "o-*"), false],
    ["organisation path", on("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/*"), true],
    [
      "for all values lets a request without the key in",
      on("ForAllValues:StringLike", "aws:PrincipalOrgPaths", "o-a/*"),
      false,
    ],
    [
      "if exists lets a request without the key in",
      on("StringEqualsIfExists", "aws:SourceAccount", "111122223333"),
      false,
    ],
    ["negated", on("StringNotEquals", "aws:SourceAccount", "111122223333"), false],
    ["topic", on("ArnEquals", "aws:SourceArn", "arn:aws:sns:us-east-1:111122223333:t"), true],
    ["topics of any account", on("ArnLike", "aws:SourceArn", "arn:aws:sns:us-east-1:*:t"), false],
    ["topics of one account", on("ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"), true],
    ["a bucket's ARN has no account", on("ArnLike", "aws:SourceArn", "arn:aws:s3:::phi-intake"), true],
    ["any bucket", on("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), false],
    ["any ARN", on("ArnLike", "aws:SourceArn", "arn:*"), false],
    ["the same role in any account", on("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/reader"), false],
    ["a role's sessions", on("StringLike", "aws:userid", "AROAEXAMPLE:*"), true],
    ["address", on("IpAddress", "aws:SourceIp", ["203.0.113.0/24", "2001:db8::/32"]), true],
    ["every address", on("IpAddress", "aws:SourceIp", "0.0.0.0/0"), false],
    ["half of all addresses", on("IpAddress", "aws:SourceIp", "0.0.0.0/1"), false],
    ["every IPv6 address", on("IpAddress", "aws:SourceIp", "::/0"), false],
    ["endpoint", on("StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d"), true],
    ["caller's account", on("StringEquals", "kms:CallerAccount", "111122223333"), true],
    ["a subscriber's domain", on("StringLike", "sns:Endpoint", "*@example.org"), true],
    ["any subscriber", on("StringLike", "sns:Endpoint", "*"), false],
    ["TLS says nothing of who", on("Bool", "aws:SecureTransport", "true"), false],
    ["agent is chosen by the caller", on("StringEquals", "aws:UserAgent", "us"), false],
    ["a computed value", on("StringEquals", "aws:SourceAccount", UNKNOWN), true],
    ["unknown conditions", { Condition: UNKNOWN }, "unknown"],
    ["unknown keys", { Condition: { StringEquals: UNKNOWN } }, "unknown"],
  ]);

  table(
    "boundBy",
    (s) =>
      boundBy(
        s,
        (key) => key === "kms:viaservice",
        (value) => value.startsWith("s3."),
      ),
    [
      ["accepted", on("StringEquals", "kms:ViaService", "s3.us-east-1.amazonaws.com"), true],
      [
        "one of two is not",
        on("StringEquals", "kms:ViaService", ["s3.us-east-1.amazonaws.com", "ec2.amazonaws.com"]),
        false,
      ],
      ["unknown", on("StringEquals", "kms:ViaService", UNKNOWN), "unknown"],
      ["another key", on("StringEquals", "kms:CallerAccount", "s3."), false],
    ],
  );

  table("condition", (s) => condition(s, /^StringEquals$/, "sts:ExternalId", (value) => value !== ""), [
    ["there", on("StringEquals", "sts:ExternalId", "clinic"), true],
    ["empty", on("StringEquals", "sts:ExternalId", ""), false],
    ["another operator", on("StringLike", "sts:ExternalId", "clinic"), false],
    ["unknown", on("StringEquals", "sts:ExternalId", UNKNOWN), "unknown"],
    ["none", {}, false],
  ]);

  describe("deniesPlainTransport", () => {
    const deny = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    const rows: readonly Case[] = [
      ["as AWS writes it", deny, true],
      ["AWS star", { ...deny, Principal: { AWS: "*" } }, true],
      ["boolean", { ...deny, Condition: { Bool: { "aws:SecureTransport": false } } }, true],
      ["if exists", { ...deny, Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } }, true],
      ["all actions", { ...deny, Action: "*" }, true],
      ["reading only", { ...deny, Action: "s3:GetObject" }, false],
      ["all but one action", { ...deny, Action: undefined, NotAction: "s3:ListBucket" }, false],
      ["one principal", { ...deny, Principal: { AWS: ROOT } }, false],
      ["all principals but one", { ...deny, Principal: undefined, NotPrincipal: { AWS: ROOT } }, false],
      ["TLS refused", { ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } }, false],
      ["TLS version only", { ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }, false],
      [
        "joined with a TLS version, which plain HTTP does not have",
        { ...deny, Condition: { ...deny.Condition, NumericLessThan: { "s3:TlsVersion": "1.2" } } },
        false,
      ],
      [
        "joined with another key",
        { ...deny, Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } } },
        false,
      ],
      [
        "allowed with TLS is not the same",
        { ...deny, Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } },
        false,
      ],
      ["unknown effect", { ...deny, Effect: UNKNOWN }, "unknown"],
      ["unknown condition", { ...deny, Condition: UNKNOWN }, "unknown"],
    ];
    for (const [name, statement, truth] of rows) {
      it(`${name}: ${String(truth)}`, () =>
        expect(deniesPlainTransport(policy({ Statement: [statement] }), "s3:*").truth).to.equal(truth));
    }
  });
});

describe("glob patterns", () => {
  const glob = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 5 }).map((characters) => characters.join(""));
  // "c" is in no pattern: it stands for every other character.
  const texts = words("abc", 6);

  it("covers says so only where every string of the second matches the first", () => {
    fc.assert(
      fc.property(glob, glob, (a, b) => {
        const inclusion = matching(b, texts).every((text) => regexp(a).test(text));
        return !globCovers(a, b) || inclusion;
      }),
      { numRuns: 2000 },
    );
  });

  it("covers misses nothing where the first has no one-character wildcard", () => {
    const plain = glob.filter((pattern) => !pattern.includes("?"));
    const short = glob.filter((pattern) => pattern.length <= 4);
    fc.assert(
      fc.property(plain, short, (a, b) => {
        const inclusion = matching(b, texts).every((text) => regexp(a).test(text));
        return globCovers(a, b) === inclusion;
      }),
      { numRuns: 2000 },
    );
  });

  it("overlap is a string that both match", () => {
    const short = glob.filter((pattern) => pattern.length <= 3);
    fc.assert(
      fc.property(
        short,
        short,
        (a, b) => globsOverlap(a, b) === matching(a, texts).some((text) => regexp(b).test(text)),
      ),
      { numRuns: 2000 },
    );
  });

  it("a long pattern of stars ends at once", () => {
    expect(globCovers("*a".repeat(200), "a".repeat(2000))).to.equal(true);
    expect(globsOverlap("*a".repeat(200), "*b".repeat(200))).to.equal(false);
  });
});

function words(alphabet: string, longest: number): string[] {
  let last = [""];
  const found = [""];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((word) => [...alphabet].map((character) => word + character));
    found.push(...last);
  }
  return found;
}

function matching(pattern: string, texts: readonly string[]): string[] {
  const expression = regexp(pattern);
  return texts.filter((text) => expression.test(text));
}

function regexp(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/\*/g, ".*").replace(/\?/g, ".")}$`);
}
