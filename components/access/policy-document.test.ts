import { expect } from "chai";
import { denyPlainTransport, policyDocument, serviceTrust, trustDocument } from "./policy-document";

describe("policy documents", () => {
  it("have the current version", () => {
    expect(JSON.parse(policyDocument([]))).to.deep.equal({ Version: "2012-10-17", Statement: [] });
  });

  it("refuse plain HTTP to everyone", () => {
    const statement = denyPlainTransport("sqs:*", "arn:q");
    expect(statement).to.include({ Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "arn:q" });
    expect(statement.Condition).to.deep.equal({ Bool: { "aws:SecureTransport": "false" } });
  });

  it("trust a service for this account's resource alone, without the Resource that IAM refuses there", () => {
    const trust = JSON.parse(trustDocument([serviceTrust("s3.amazonaws.com", "123456789012", "arn:b")]));
    expect(trust.Statement).to.deep.equal([
      {
        Sid: "TrustService",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" }, ArnLike: { "aws:SourceArn": "arn:b" } },
      },
    ]);
  });
});
