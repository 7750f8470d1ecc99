import { expect } from "chai";
import type { Resource } from "../../resource";
import { StackIndex } from "../../stack-index";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "../../value";
import { accountOfStack, regionOfArn } from "./account-of-stack";

function bucket(outputs?: PropertyObject, allowedAccountIds?: PropertyValue): Resource {
  return {
    urn: "urn:pulumi:test::clinic::aws:s3/bucket:Bucket::b",
    type: "aws:s3/bucket:Bucket",
    name: "b",
    inputs: {},
    ...(outputs === undefined ? {} : { outputs }),
    provider: { urn: "p", type: "pulumi:providers:aws", name: "aws", properties: { allowedAccountIds } },
  };
}

describe("the account of a stack", () => {
  const rows: [string, Resource, string | undefined][] = [
    ["by an ARN that AWS answered", bucket({ arn: "arn:aws:sqs:us-east-1:111122223333:q" }), "111122223333"],
    ["not by an ARN without an account", bucket({ arn: "arn:aws:s3:::b" }), undefined],
    ["not by an ARN that is not known", bucket({ arn: UNKNOWN }), undefined],
    ["by the provider's allow list", bucket(undefined, '["444455556666"]'), "444455556666"],
    ["by a list that is no JSON", bucket(undefined, ["444455556666"]), "444455556666"],
    ["not by a list of two", bucket(undefined, '["444455556666","777788889999"]'), undefined],
    ["not by a list that is not known", bucket(undefined, UNKNOWN), undefined],
    ["not at all", bucket(), undefined],
  ];
  for (const [name, resource, account] of rows) {
    it(name, () => {
      const index = new StackIndex([resource]);
      expect(accountOfStack(index)).to.equal(account);
      expect(accountOfStack(index), "the second time").to.equal(account);
    });
  }

  it("reads the region of an ARN that has one", () => {
    expect(regionOfArn("arn:aws:backup:eu-west-1:111122223333:backup-vault:v")).to.equal("eu-west-1");
    expect(regionOfArn("arn:aws:s3:::b")).to.equal(undefined);
  });
});
