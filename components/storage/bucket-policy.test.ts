import { expect } from "chai";
import { acceptAccessLogs, acceptTrail, denyOtherEncryption, transportStatements } from "./bucket-policy";

const place = { project: "phiguard", environment: "dev", region: "us-east-1", accountId: "123456789012" };
const ARN = "arn:aws:s3:::b";

describe("bucket policies", () => {
  it("refuse plain HTTP and old TLS, to the bucket and its objects, for everyone", () => {
    const statements = transportStatements(ARN);
    expect(statements.map(({ Condition }) => Condition)).to.deep.equal([
      { Bool: { "aws:SecureTransport": "false" } },
      { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    ]);
    for (const statement of statements) {
      expect(statement).to.include({ Effect: "Deny", Principal: "*", Action: "s3:*" });
      expect(statement.Resource).to.deep.equal([ARN, `${ARN}/*`]);
    }
  });

  it("refuse another encryption only when the request names one", () => {
    expect(denyOtherEncryption(ARN).Condition).to.deep.equal({
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    });
  });

  it("admit access logs of this project's buckets in this account", () => {
    const statement = acceptAccessLogs(place, ARN);
    expect(statement).to.include({ Action: "s3:PutObject", Resource: `${ARN}/*` });
    expect(statement.Condition).to.deep.equal({
      ArnLike: { "aws:SourceArn": "arn:aws:s3:::phiguard-dev-*" },
      StringEquals: { "aws:SourceAccount": "123456789012" },
    });
  });

  it("admit one trail, under AWSLogs of this account", () => {
    const statements = acceptTrail(place, ARN, "audit");
    expect(statements.map(({ Resource }) => Resource)).to.deep.equal([ARN, `${ARN}/AWSLogs/123456789012/*`]);
    for (const { Condition } of statements) {
      expect(Condition?.StringEquals?.["aws:SourceArn"]).to.equal(
        "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit",
      );
    }
  });

  it("admit the trails of a log archive's members, each account's under its own prefix", () => {
    const [, , checks, ...writes] = acceptTrail(place, ARN, "audit", ["111122223333", "444455556666"]);
    expect(checks).to.include({ Action: "s3:GetBucketAcl", Resource: ARN });
    expect(writes.map(({ Resource, Condition }) => [Resource, Condition?.StringLike])).to.deep.equal([
      [`${ARN}/AWSLogs/111122223333/*`, { "aws:SourceArn": "arn:aws:cloudtrail:*:111122223333:trail/*" }],
      [`${ARN}/AWSLogs/444455556666/*`, { "aws:SourceArn": "arn:aws:cloudtrail:*:444455556666:trail/*" }],
    ]);
  });
});
