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
  narrowed,
  noOpenStatement,
  reaches,
  someResource,
  someStatement,
  starPrincipal,
} from "./policy-document";
import { ReadLog, readResource, type Reading } from "./reading";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "./value";

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

  it("takes a principal made from a role of the program for that role", () => {
    const urn = "urn:pulumi:test::clinic::aws:s3/bucketPolicy:BucketPolicy::subject";
    const answerWith = (type: string): Answer["truth"] => {
      const inputs: PropertyObject = {
        policy: { Statement: [{ Effect: "Allow", Principal: { AWS: UNKNOWN }, Action: "*", Resource: "*" }] },
      };
      const propertyDependencies = { policy: [`urn:pulumi:test::clinic::${type}::x`] };
      const subject = { urn, type: "aws:s3/bucketPolicy:BucketPolicy", name: "subject", inputs, propertyDependencies };
      return noOpenStatement(readResource<Subject>(subject, new ReadLog()).policy).truth;
    };
    for (const type of [
      "aws:iam/role:Role",
      "aws:iam/user:User",
      "aws:organizations/account:Account",
      "aws:cloudfront/originAccessIdentity:OriginAccessIdentity",
    ])
      expect(answerWith(type), type).to.equal(true);
    expect(answerWith("pulumi:pulumi:StackReference")).to.equal("unknown");
  });

  table("starPrincipal", starPrincipal, [
    ["the root of any account", { Principal: { AWS: "arn:aws:iam::*:root" } }, true],
    ["a role of any account", { Principal: { AWS: "arn:aws:iam::*:role/reader" } }, true],
    ["a session of any account of a partition", { Principal: { AWS: "arn:aws-us-gov:sts::*:assumed-role/a/b" } }, true],
    ["every role of an account", { Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }, false],
    ["not the ARN of an identity", { Principal: { AWS: "x:arn:aws:iam::*:root" } }, false],
    ["an unknown map", { Principal: UNKNOWN }, "unknown"],
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
    ["one of two is in NotAction", { NotAction: ["s3:Get*", "iam:*"] }, false],
  ]);

  table("someResource", (s) => someResource(s, (pattern) => pattern === "arn:aws:s3:::a"), [
    ["one of two", { Resource: ["arn:aws:s3:::b", "arn:aws:s3:::a"] }, true],
    ["none of them", { Resource: ["arn:aws:s3:::b"] }, false],
    ["left out", {}, false],
    ["unknown", { Resource: [UNKNOWN] }, "unknown"],
  ]);

  table("coversAction s3:*", (s) => coversAction(s, "s3:*"), [
    ["star", { Action: "*" }, true],
    ["service star", { Action: "s3:*" }, true],
    ["a part", { Action: "s3:Get*" }, false],
    ["NotAction of another service", { NotAction: "iam:*" }, true],
    ["NotAction of a part of it", { NotAction: "s3:Get*" }, false],
    ["NotAction of a part of it and of another", { NotAction: ["iam:*", "s3:Get*"] }, false],
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
    ["a subscriber whose address goes on", on("StringLike", "sns:Endpoint", "*@example.org*"), false],
    ["subscribers below one host's path", on("StringLike", "sns:Endpoint", "https://example.org/*"), true],
    ["subscribers of any host", on("StringLike", "sns:Endpoint", "https://*.example/in"), false],
    [
      "two keys, one of them any",
      { Condition: { StringLike: { "aws:SourceAccount": "*", "aws:SourceVpc": "vpc-1a" } } },
      true,
    ],
    [
      "organisation path that the resource fills in",
      on("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "${aws:ResourceOrgPaths}"),
      true,
    ],
    [
      "a role below any path of an account",
      on("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*:x"),
      true,
    ],
    ["an operator that only begins so", on("StringEqualsOr", "aws:SourceAccount", "111122223333"), false],
    ["TLS says nothing of who", on("Bool", "aws:SecureTransport", "true"), false],
    ["agent is chosen by the caller", on("StringEquals", "aws:UserAgent", "us"), false],
    ["organisation, in any case", on("StringEqualsIgnoreCase", "aws:PrincipalOrgID", "o-a1b2c3d4e5"), true],
    ["account of the caller", on("StringEquals", "aws:PrincipalAccount", "111122223333"), true],
    ["a role", on("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"), true],
    ["organisation of the source", on("StringEquals", "aws:SourceOrgID", "o-a1b2c3d4e5"), true],
    ["organisation path of the source", on("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-a1b2c3d4e5/*"), true],
    ["older name of the source's account", on("StringEquals", "aws:SourceOwner", "111122223333"), true],
    ["network", on("StringEquals", "aws:SourceVpc", "vpc-1a2b3c4d"), true],
    ["a private address is found in any network", on("IpAddress", "aws:VpcSourceIp", "10.0.0.0/16"), false],
    [
      "a private address in a named network",
      {
        Condition: {
          IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" },
          StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" },
        },
      },
      true,
    ],
    [
      "network by ARN",
      on("ArnEquals", "aws:SourceVpcArn", "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1a2b3c4d"),
      true,
    ],
    ["account of the endpoint", on("StringEquals", "aws:VpceAccount", "111122223333"), true],
    ["organisation of the endpoint", on("StringEquals", "aws:VpceOrgID", "o-a1b2c3d4e5"), true],
    ["organisation path of the endpoint", on("ForAnyValue:StringLike", "aws:VpceOrgPaths", "o-a1b2c3d4e5/*"), true],
    ["account of an access point", on("StringEquals", "s3:DataAccessPointAccount", "111122223333"), true],
    [
      "access points of an account",
      on("StringLike", "s3:DataAccessPointArn", "arn:aws:s3:us-east-1:111122223333:accesspoint/*"),
      true,
    ],
    ["any access point", on("StringLike", "s3:DataAccessPointArn", "arn:aws:s3:*:*:accesspoint/*"), false],
    ["token of a skill", on("StringEquals", "lambda:EventSourceToken", "amzn1.ask.skill.1"), true],
    ["an operator of another kind", on("StringEqualsish", "aws:SourceAccount", "111122223333"), false],
    ["another operator that ends so", on("NotStringEquals", "aws:SourceAccount", "111122223333"), false],
    [
      "one of two conditions narrows",
      { Condition: { StringEquals: { "aws:UserAgent": "us", "aws:SourceAccount": "111122223333" } } },
      true,
    ],
    ["the widest network", on("IpAddress", "aws:SourceIp", "10.0.0.0/8"), true],
    ["wider than any network", on("IpAddress", "aws:SourceIp", "10.0.0.0/7"), false],
    ["the widest IPv6 network", on("IpAddress", "aws:SourceIp", "2001:db8::/32"), true],
    ["wider than any IPv6 network", on("IpAddress", "aws:SourceIp", "2001::/31"), false],
    ["one address", on("IpAddress", "aws:SourceIp", "203.0.113.7"), true],
    ["an address by pattern", on("StringLike", "aws:SourceIp", "203.0.113.*"), false],
    ["a slash that ends no range", on("IpAddress", "aws:SourceIp", "203.0.113.0/24x"), true],
    ["a subscriber's page", on("StringLike", "sns:Endpoint", "https://example.org/hooks/*"), true],
    ["a subscriber's page anywhere", on("StringLike", "sns:Endpoint", "https://*.example.org/hooks"), false],
    ["a mailbox at any domain", on("StringLike", "sns:Endpoint", "claims@*"), false],
    ["an ARN without an account", on("ArnLike", "aws:SourceArn", "arn:aws:s3"), false],
    ["an ARN of any service", on("ArnLike", "aws:SourceArn", "arn:*:*:*:*:claims"), false],
    ["a bucket whose name begins with two letters", on("ArnLike", "aws:SourceArn", "arn:aws:s3:::ph*"), false],
    ["a bucket whose name begins with three", on("ArnLike", "aws:SourceArn", "arn:aws:s3:::phi*"), true],
    ["a bucket whose name ends so", on("ArnLike", "aws:SourceArn", "arn:aws:s3:::*phi"), false],
    [
      "a bucket's ARN with wildcards for the account it has not",
      on("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:phi"),
      true,
    ],
    ["the same without a bucket's name", on("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:ph"), false],
    ["the same with a wildcard in the name", on("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:phi*"), false],
    ["the same of something with an account", on("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:job/phi"), false],
    ["the same of another service", on("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:phi"), false],
    ["what the caller fills in", on("StringEquals", "aws:PrincipalAccount", "${aws:PrincipalAccount}"), false],
    [
      "what the caller fills in, within an ARN",
      on("ArnLike", "aws:PrincipalArn", "arn:aws:iam::${aws:PrincipalAccount}:role/reader"),
      false,
    ],
    ["a bucket that the caller fills in", on("ArnLike", "aws:SourceArn", "arn:aws:s3:::${aws:username}"), false],
    [
      "what the caller fills in, behind the account",
      on("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:user/${aws:username}"),
      true,
    ],
    ["the resource's account", on("StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}"), true],
    ["the resource's organisation", on("StringEquals", "aws:PrincipalOrgID", "${aws:resourceorgid}"), true],
    [
      "the resource's account in an ARN",
      on("ArnLike", "aws:SourceArn", "arn:aws:sns:*:${aws:ResourceAccount}:t"),
      true,
    ],
    ["another thing of the resource", on("StringEquals", "aws:PrincipalOrgID", "${aws:ResourceTag/org}"), false],
    ["an empty value", on("StringEquals", "aws:SourceAccount", ""), false],
    ["any user id of an account", on("StringLike", "aws:userid", "111122223333:*"), true],
    ["a computed value", on("StringEquals", "aws:SourceAccount", UNKNOWN), true],
    ["a computed value in a list", on("StringEquals", "aws:SourceAccount", [UNKNOWN]), true],
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
      ["unknown in a list", on("StringEquals", "kms:ViaService", [UNKNOWN]), "unknown"],
      ["none", {}, false],
      ["another key", on("StringEquals", "kms:CallerAccount", "s3."), false],
    ],
  );

  table("condition", (s) => condition(s, /^StringEquals$/, "sts:ExternalId", (value) => value !== ""), [
    ["there", on("StringEquals", "sts:ExternalId", "clinic"), true],
    ["empty", on("StringEquals", "sts:ExternalId", ""), false],
    ["another operator", on("StringLike", "sts:ExternalId", "clinic"), false],
    ["one of two", on("StringEquals", "sts:ExternalId", ["", "clinic"]), true],
    [
      "beside another operator",
      { Condition: { StringEquals: { "sts:ExternalId": "clinic" }, StringLike: { "sts:ExternalId": "x" } } },
      true,
    ],
    ["under two operators", { Condition: { StringEquals: { "aws:x": "1", "sts:ExternalId": "clinic" } } }, true],
    ["unknown", on("StringEquals", "sts:ExternalId", UNKNOWN), "unknown"],
    ["unknown keys", { Condition: { StringEquals: UNKNOWN } }, "unknown"],
    ["unknown conditions", { Condition: UNKNOWN }, "unknown"],
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
      ["in small letters", { ...deny, Condition: { bool: { "AWS:SecureTransport": "False" } } }, true],
      ["another operator", { ...deny, Condition: { BoolNot: { "aws:SecureTransport": "false" } } }, false],
      [
        "an operator for lists",
        { ...deny, Condition: { "ForAnyValue:Bool": { "aws:SecureTransport": "false" } } },
        false,
      ],
      ["unknown effect", { ...deny, Effect: UNKNOWN }, "unknown"],
      ["unknown keys", { ...deny, Condition: { Bool: UNKNOWN } }, "unknown"],
      ["unknown condition", { ...deny, Condition: UNKNOWN }, "unknown"],
    ];
    for (const [name, statement, truth] of rows) {
      it(`${name}: ${String(truth)}`, () =>
        expect(deniesPlainTransport(policy({ Statement: [statement] }), "s3:*").truth).to.equal(truth));
    }
  });

  it("refuses plain transport only onto what is asked", () => {
    const document = policy({
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: "arn:aws:s3:::a",
          ...on("Bool", "aws:SecureTransport", "false"),
        },
      ],
    });
    const onto = (pattern: string) => (s: Parameters<typeof allows>[0]) => someResource(s, (item) => item === pattern);
    expect(deniesPlainTransport(document, "s3:*", onto("arn:aws:s3:::a")).truth).to.equal(true);
    expect(deniesPlainTransport(document, "s3:*", onto("arn:aws:s3:::b")).truth).to.equal(false);
  });

  describe("an open Allow beside a Deny", () => {
    const allow = {
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
    };
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
    const outsiders = (operator: string, key: string, value: unknown): object => ({
      ...deny,
      ...on(operator, key, value),
    });
    const rows: readonly [name: string, denied: object, closed: boolean][] = [
      ["of everything", deny, true],
      [
        "of its actions and resources",
        { ...deny, Action: ["s3:Get*", "s3:List*"], Resource: ["arn:aws:s3:::a*"] },
        true,
      ],
      ["of the thing the policy stands on", { ...deny, Resource: undefined }, true],
      ["of one of its actions", { ...deny, Action: "s3:GetObject" }, false],
      ["of one of its resources", { ...deny, Resource: "arn:aws:s3:::a" }, false],
      ["of all but one resource", { ...deny, Resource: undefined, NotResource: "arn:aws:s3:::a" }, false],
      ["for one account", { ...deny, Principal: { AWS: ROOT } }, false],
      ["for all but one account", { ...deny, Principal: undefined, NotPrincipal: { AWS: ROOT } }, false],
      ["that is an Allow", { ...deny, Effect: "Allow" }, false],
      ["for other organisations", outsiders("StringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"), true],
      ["for other organisations, computed", outsiders("StringNotEquals", "aws:PrincipalOrgID", UNKNOWN), true],
      ["for no organisation", outsiders("StringNotLike", "aws:PrincipalOrgID", "*"), false],
      ["for other networks", outsiders("NotIpAddress", "aws:SourceIp", ["203.0.113.0/24"]), true],
      ["for other endpoints", outsiders("StringNotEqualsIgnoreCase", "aws:SourceVpce", "vpce-1a2b3c4d"), true],
      ["for other roles", outsiders("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"), true],
      ["for other sources", outsiders("ArnNotEquals", "aws:SourceArn", "arn:aws:sns:us-east-1:111122223333:t"), true],
      [
        "for other organisations or none",
        outsiders("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        true,
      ],
      ["for a network's private addresses", outsiders("NotIpAddress", "aws:VpcSourceIp", "10.0.0.0/16"), false],
      [
        "for other organisation paths",
        outsiders("ForAllValues:StringNotLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/*"]),
        true,
      ],
      [
        "for other organisation paths, but for a list as if it were one value",
        outsiders("StringNotLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/*"]),
        false,
      ],
      [
        "for who has one other organisation path",
        outsiders("ForAnyValue:StringNotLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/*"]),
        false,
      ],
      [
        "for other organisation paths, in any case",
        outsiders("forallvalues:stringnotlike", "AWS:principalorgpaths", ["o-a1b2c3d4e5/*"]),
        true,
      ],
      [
        "for one other organisation path, in any case",
        outsiders("StringNotLike", "aws:principalorgpaths", ["o-a1b2c3d4e5/*"]),
        false,
      ],
      ["by an operator that only ends so", outsiders("NoStringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"), false],
      [
        "by an operator that only begins so",
        outsiders("StringNotEqualsOr", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
        false,
      ],
      ["for the organisation", outsiders("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"), false],
      [
        "for what the caller fills in",
        outsiders("StringNotEquals", "aws:PrincipalOrgID", "${aws:PrincipalOrgID}"),
        false,
      ],
      [
        "for other organisations from elsewhere",
        {
          ...deny,
          Condition: {
            StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:SourceVpc": "vpc-1a2b3c4d" },
            NotIpAddressIfExists: { "aws:SourceIp": "203.0.113.0/24" },
          },
        },
        true,
      ],
      [
        "for other organisations from any network",
        {
          ...deny,
          Condition: { StringNotLike: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:SourceVpc": "vpc-*" } },
        },
        false,
      ],
      ["under no condition at all", { ...deny, Condition: {} }, true],
      ["under conditions that are not known", { ...deny, Condition: { StringNotEquals: UNKNOWN } }, false],
      ["under a condition that is not known", { ...deny, Condition: UNKNOWN }, false],
      ["for an agent of the caller's choice", outsiders("StringNotEquals", "aws:UserAgent", "us"), false],
      ["without TLS", outsiders("Bool", "aws:SecureTransport", "false"), false],
      [
        "for other organisations without TLS",
        {
          ...deny,
          Condition: {
            StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
            Bool: { "aws:SecureTransport": "false" },
          },
        },
        false,
      ],
      ["that is not known", UNKNOWN as unknown as object, false],
    ];
    for (const [name, denied, closed] of rows) {
      it(`${name}: ${closed ? "closed" : "open"}`, () =>
        expect(noOpenStatement(policy({ Statement: [allow, denied] })).truth).to.equal(closed));
    }

    const computed = { ...allow, Action: [UNKNOWN], Resource: [UNKNOWN] };
    it("of everything closes what is computed; of a part does not", () => {
      expect(noOpenStatement(policy({ Statement: [computed, { ...deny, Action: "*" }] })).truth).to.equal(true);
      expect(noOpenStatement(policy({ Statement: [computed, deny] })).truth).to.equal(false);
      expect(
        noOpenStatement(
          policy({
            Statement: [
              { ...computed, Action: "s3:GetObject" },
              { ...deny, Resource: "arn:aws:s3:::a" },
            ],
          }),
        ).truth,
      ).to.equal(false);
      expect(
        noOpenStatement(
          policy({
            Statement: [
              { ...computed, Action: UNKNOWN, Resource: UNKNOWN },
              { ...deny, Action: "*" },
            ],
          }),
        ).truth,
      ).to.equal(true);
      expect(
        noOpenStatement(policy({ Statement: [{ ...computed, Action: UNKNOWN, Resource: UNKNOWN }, deny] })).truth,
      ).to.equal(false);
      expect(
        noOpenStatement(
          policy({
            Statement: [
              { ...allow, Resource: UNKNOWN },
              { ...deny, Resource: "arn:aws:s3:::a" },
            ],
          }),
        ).truth,
      ).to.equal(false);
    });

    it("of a part does not close an Allow of all but a few", () => {
      const all = { ...allow, Action: undefined, NotAction: "iam:*" };
      expect(noOpenStatement(policy({ Statement: [all, deny] })).truth).to.equal(false);
      expect(noOpenStatement(policy({ Statement: [all, { ...deny, Action: "*" }] })).truth).to.equal(true);
      const elsewhere = { ...allow, Resource: undefined, NotResource: "arn:aws:s3:::b" };
      expect(
        noOpenStatement(policy({ Statement: [elsewhere, { ...deny, Resource: "arn:aws:s3:::a" }] })).truth,
      ).to.equal(false);
      expect(noOpenStatement(policy({ Statement: [elsewhere, deny] })).truth).to.equal(true);
    });
  });

  describe("against a plain evaluation of requests", () => {
    const action = fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:Get*", "s3:*", "*", "iam:*");
    const resource = fc.constantFrom("arn:aws:s3:::a/x", "arn:aws:s3:::a/*", "arn:aws:s3:::b/x", "*");
    const oneOrMore = (item: fc.Arbitrary<string>) => fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 2 }));
    const condition = fc.constantFrom(
      undefined,
      { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      { StringLike: { "aws:PrincipalOrgID": "*" } },
    );
    const statement = fc
      .record({
        Effect: fc.constantFrom("Allow", "Deny"),
        who: fc.constantFrom<object>(
          { Principal: "*" },
          { Principal: { AWS: "*" } },
          { Principal: { AWS: ROOT } },
          { NotPrincipal: { AWS: ROOT } },
        ),
        what: fc.oneof(
          oneOrMore(action).map((Action) => ({ Action })),
          oneOrMore(action).map((NotAction) => ({ NotAction })),
        ),
        where: fc.oneof(
          oneOrMore(resource).map((Resource) => ({ Resource })),
          oneOrMore(resource).map((NotResource) => ({ NotResource })),
        ),
        Condition: condition,
      })
      .map(({ who, what, where, ...rest }) => ({ ...who, ...what, ...where, ...rest }) as Plain);

    interface Plain {
      readonly Effect: string;
      readonly Principal?: unknown;
      readonly NotPrincipal?: unknown;
      readonly Action?: string | string[];
      readonly NotAction?: string | string[];
      readonly Resource?: string | string[];
      readonly NotResource?: string | string[];
      readonly Condition?: Record<string, unknown>;
    }

    /** Two strangers, one without an organisation: a condition on its key matches neither, and its negation both. */
    const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:GetObjectAcl", "iam:PassRole", "ec2:RunInstances"];
    const RESOURCES = ["arn:aws:s3:::a/x", "arn:aws:s3:::a/y", "arn:aws:s3:::b/x", "arn:aws:s3:::c/z"];
    const listed = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());
    const matches = (patterns: string[], text: string): boolean =>
      patterns.some((pattern) => new RegExp(`^${pattern.replace(/\*/g, ".*")}$`).test(text));
    const applies = (s: Plain, asked: string, onto: string, organisation: string | undefined): boolean => {
      const principal =
        s.NotPrincipal !== undefined || s.Principal === "*" || JSON.stringify(s.Principal) === '{"AWS":"*"}';
      const does = s.Action === undefined ? !matches(listed(s.NotAction), asked) : matches(listed(s.Action), asked);
      const stands =
        s.Resource === undefined ? !matches(listed(s.NotResource), onto) : matches(listed(s.Resource), onto);
      const [operator] = Object.keys(s.Condition ?? {});
      const meets =
        operator === undefined ||
        (operator === "StringNotEquals"
          ? organisation !== "o-a1b2c3d4e5"
          : operator === "StringLike"
            ? organisation !== undefined
            : organisation === "o-a1b2c3d4e5");
      return principal && does && stands && meets;
    };
    const strangersGetIn = (statements: readonly Plain[]): boolean =>
      ["o-other", undefined].some((organisation) =>
        ACTIONS.some((asked) =>
          RESOURCES.some((onto) => {
            const met = statements.filter((s) => applies(s, asked, onto, organisation));
            return met.some(({ Effect }) => Effect === "Allow") && !met.some(({ Effect }) => Effect === "Deny");
          }),
        ),
      );

    it("closed means that no stranger's request is allowed", () => {
      let closed = 0;
      fc.assert(
        fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
          if (noOpenStatement(policy({ Statement: statements })).truth !== true) return true;
          closed += 1;
          return !strangersGetIn(statements);
        }),
        { numRuns: 3000 },
      );
      expect(closed, "documents that were closed").to.be.greaterThan(300);
    });

    it("one open Allow without a Deny means that a stranger's request is allowed", () => {
      fc.assert(
        fc.property(
          statement.filter(({ Effect }) => Effect === "Allow"),
          (only) => {
            const open = noOpenStatement(policy({ Statement: [only] })).truth === false;
            const everything = matches(listed(only.NotAction), "s3:x") && matches(listed(only.NotAction), "iam:x");
            // What lists everything in NotAction or NotResource allows nothing at all.
            if (everything || matches(listed(only.NotResource), "x") || JSON.stringify(only.NotAction) !== undefined)
              return true;
            return open === strangersGetIn([only]);
          },
        ),
        { numRuns: 2000 },
      );
    });
  });
});
