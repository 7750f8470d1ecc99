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
      name: "a service that delivers files of its sources",
      use: {
        kind: "deliver",
        sid: "D",
        service: "guardduty.amazonaws.com",
        actions: ["kms:GenerateDataKey"],
        sourceArns: ["arn:d"],
      },
      principal: { Service: "guardduty.amazonaws.com" },
      condition: { StringEquals: { "aws:SourceAccount": "123456789012" }, ArnLike: { "aws:SourceArn": ["arn:d"] } },
    },
    {
      name: "a service that delivers files and names no source",
      use: { kind: "deliver", sid: "D", service: "config.amazonaws.com", actions: ["kms:GenerateDataKey"] },
      principal: { Service: "config.amazonaws.com" },
      condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
    {
      name: "the delivery of a service's logs",
      use: { kind: "log-delivery" },
      principal: { Service: "delivery.logs.amazonaws.com" },
      condition: { StringEquals: { "kms:EncryptionContext:SourceArn": "arn:aws:logs:us-east-1:123456789012:*" } },
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

  it("admits the trails of a log archive's members, each account's by its own encryption context", () => {
    const trails = ["arn:aws:cloudtrail:*:111122223333:trail/*", "arn:aws:cloudtrail:*:444455556666:trail/*"];
    const [, , encrypts, looks] = added({
      kind: "trail",
      trailName: "audit",
      members: ["111122223333", "444455556666"],
    });
    expect(encrypts?.Condition).to.deep.equal({
      StringLike: { "aws:SourceArn": trails, "kms:EncryptionContext:aws:cloudtrail:arn": trails },
    });
    expect(looks?.Condition).to.deep.equal({ StringLike: { "aws:SourceArn": trails } });
  });

  it("admits a state machine's role for its own machine, and for its logs", () => {
    const [runs, logs, ...more] = added({ kind: "states", sid: "M", machineName: "m", roleArn: "arn:r" });
    expect(more).to.be.empty;
    expect(runs?.Condition?.StringEquals).to.deep.equal({
      "kms:ViaService": "states.us-east-1.amazonaws.com",
      "kms:EncryptionContext:aws:states:stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m",
    });
    expect(logs).to.deep.include({
      Sid: "MWritesLogs",
      Action: "kms:GenerateDataKey",
      Condition: { StringEquals: { "kms:EncryptionContext:SourceArn": "arn:aws:logs:us-east-1:123456789012:*" } },
    });
  });

  it("admits a program that asks KMS itself by its role and account, where it does not go through a service", () => {
    const use = { kind: "role", sid: "R", roleArn: "arn:role", actions: ["kms:Decrypt"] } as const;
    const [direct] = added({ ...use, services: "direct" });
    expect(direct).to.deep.include({ Principal: { AWS: "arn:role" } });
    expect(direct?.Condition).to.deep.equal({ StringEquals: { "kms:CallerAccount": "123456789012" } });
  });

  it("lets the account's own principals alone read the catalog, through Glue alone", () => {
    const [statement] = added({ kind: "catalog" });
    expect(statement?.Condition).to.deep.equal({
      StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "glue.us-east-1.amazonaws.com" },
    });
  });

  it("admits Athena for the results of named workgroups", () => {
    const [statement] = added({ kind: "query-results", workgroupArns: ["arn:workgroup"] });
    expect(statement).to.deep.include({
      Principal: { Service: "encryption.athena.amazonaws.com" },
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:athena:arn": ["arn:workgroup"], "aws:SourceArn": ["arn:workgroup"] },
        StringEquals: { "aws:SourceAccount": "123456789012" },
      },
    });
  });

  it("admits Fargate for one cluster's storage, and lets it pass on decryption alone", () => {
    const cluster = {
      "kms:EncryptionContext:aws:ecs:clusterAccount": "123456789012",
      "kms:EncryptionContext:aws:ecs:clusterName": "c",
    };
    const [encrypts, grants, ...more] = added({ kind: "fargate", clusterName: "c" });
    expect(more).to.be.empty;
    expect(encrypts).to.deep.include({
      Principal: { Service: "fargate.amazonaws.com" },
      Action: "kms:GenerateDataKeyWithoutPlaintext",
      Condition: { StringEquals: cluster },
    });
    expect(grants).to.deep.include({
      Action: "kms:CreateGrant",
      Condition: { StringEquals: cluster, "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } },
    });
  });

  it("admits a service-linked role by a condition, as it may not be there yet", () => {
    const [statement] = added({ kind: "service-linked", sid: "Conforms", roleArn: "arn:slr", service: "s3" });
    expect(statement).to.deep.include({
      Principal: "*",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": "arn:slr" },
        StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "s3.us-east-1.amazonaws.com" },
      },
    });
  });

  for (const { kind, service, passes } of [
    { kind: "disks", service: "ec2", passes: "EC2" },
    { kind: "tables", service: "dynamodb", passes: "DynamoDB" },
  ] as const) {
    it(`lets the account's own principals alone use a key for ${kind}, and pass it on to ${passes} alone`, () => {
      const [uses, grants, ...more] = added({ kind });
      expect(more).to.be.empty;
      const through = { "kms:CallerAccount": "123456789012", "kms:ViaService": `${service}.us-east-1.amazonaws.com` };
      expect(uses?.Condition).to.deep.equal({ StringEquals: through });
      expect(grants).to.deep.include({
        Action: "kms:CreateGrant",
        Condition: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
      });
    });
  }

  it("admits AWS Backup's role through AWS Backup and the stores' services, in either region", () => {
    const [encrypts, passes, ...more] = added({ kind: "backups", sid: "B", roleArn: "arn:r" });
    expect(more).to.be.empty;
    const via = {
      "kms:ViaService": ["backup.*.amazonaws.com", "dynamodb.*.amazonaws.com", "rds.*.amazonaws.com"],
    };
    expect(encrypts).to.deep.include({ Principal: { AWS: "arn:r" }, Condition: { StringLike: via } });
    expect(passes).to.deep.include({
      Action: ["kms:CreateGrant"],
      Condition: { StringLike: via, Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });

  it("admits nobody without a condition, save the account", () => {
    const uses: KeyUse[] = [
      ...rows.map(({ use }) => use),
      { kind: "trail", trailName: "audit" },
      { kind: "fargate", clusterName: "c" },
      { kind: "service-linked", sid: "S", roleArn: "arn:slr", service: "s3" },
      { kind: "disks" },
      { kind: "tables" },
      { kind: "backups", sid: "B", roleArn: "arn:r" },
    ];
    const open = keyPolicy(place, uses).filter(({ Condition }) => Condition === undefined);
    expect(open.map(({ Sid }) => Sid)).to.deep.equal(["AdministrationByAccount"]);
  });
});
