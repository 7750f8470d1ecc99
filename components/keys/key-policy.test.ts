import { expect } from "chai";
import type { Statement } from "../access/policy-document";
import { keyPolicy, type KeyUse } from "./key-policy";

const place = { project: "phiguard", environment: "dev", region: "us-east-1", accountId: "123456789012" };
const added = (use: KeyUse): Statement[] => keyPolicy(place, [use]).slice(1);

describe("keyPolicy", () => {
  it("always leaves administration to the account, and nothing else by itself", () => {
    const statements = keyPolicy(place, []);
    expect(statements).to.have.length(1);
    expect(statements[0]).to.include({ Action: "kms:*", Effect: "Allow" });
    expect(statements[0]?.Principal).to.deep.equal({ AWS: "arn:aws:iam::123456789012:root" });
  });

  const rows: { name: string; use: KeyUse; principal: object; condition: object }[] = [
    {
      name: "logs of this account and region",
      use: { kind: "logs" },
      principal: { Service: "logs.us-east-1.amazonaws.com" },
      condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:*" },
      },
    },
    {
      name: "a publisher to one topic",
      use: { kind: "publish", sid: "Alarms", service: "cloudwatch.amazonaws.com", topicName: "t" },
      principal: { Service: "cloudwatch.amazonaws.com" },
      condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:us-east-1:123456789012:t" } },
    },
    {
      name: "a sender to one queue",
      use: { kind: "send", sid: "Rules", service: "events.amazonaws.com", queueName: "q" },
      principal: { Service: "events.amazonaws.com" },
      condition: { StringEquals: { "kms:EncryptionContext:aws:sqs:arn": "arn:aws:sqs:us-east-1:123456789012:q" } },
    },
    {
      name: "a role through S3",
      use: { kind: "role", sid: "Role", roleArn: "arn:r", actions: ["kms:Decrypt"], services: ["s3"] },
      principal: { AWS: "arn:r" },
      condition: { StringEquals: { "kms:ViaService": ["s3.us-east-1.amazonaws.com"] } },
    },
  ];
  for (const { name, use, principal, condition } of rows) {
    it(`admits ${name} under its condition`, () => {
      expect(added(use).map(({ Principal }) => Principal)).to.deep.equal([principal]);
      expect(added(use).map(({ Condition }) => Condition)).to.deep.equal([condition]);
    });
  }

  it("admits a trail by name, for its own encryption context in any region of the account", () => {
    const [encrypts, looks] = added({ kind: "trail", trailName: "audit" });
    expect(encrypts?.Condition).to.deep.equal({
      StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit" },
      StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:123456789012:trail/*" },
    });
    expect(looks).to.include({ Action: "kms:DescribeKey" });
  });

  it("admits nobody without a condition, save the account", () => {
    const uses: KeyUse[] = [...rows.map(({ use }) => use), { kind: "trail", trailName: "audit" }];
    const open = keyPolicy(place, uses).filter(({ Condition }) => Condition === undefined);
    expect(open.map(({ Sid }) => Sid)).to.deep.equal(["AdministrationByAccount"]);
  });
});
