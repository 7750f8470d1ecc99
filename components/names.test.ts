import { expect } from "chai";
import { arnOf, bucketArn, bucketName, iamArn, logGroupArn, logGroupName, nameFor, partitionOf } from "./names";

const place = { project: "phiguard", environment: "dev", region: "us-east-1", accountId: "123456789012" };

describe("names", () => {
  const rows: [string, string, string][] = [
    ["name", nameFor(place, "role", "audit"), "phiguard-dev-audit"],
    ["bucket", bucketName(place, "audit"), "phiguard-dev-audit-123456789012-us-east-1"],
    ["log group", logGroupName(place, "audit"), "/phiguard/dev/audit"],
    ["log group with prefix", logGroupName(place, "jobs", "/aws/events"), "/aws/events/phiguard/dev/jobs"],
    ["ARN", arnOf(place, "sns", "alarms"), "arn:aws:sns:us-east-1:123456789012:alarms"],
    ["IAM ARN has no region", iamArn(place, "role/r"), "arn:aws:iam::123456789012:role/r"],
    ["bucket ARN has no account", bucketArn("us-east-1", "b"), "arn:aws:s3:::b"],
    ["GovCloud bucket ARN", bucketArn("us-gov-west-1", "b"), "arn:aws-us-gov:s3:::b"],
    ["China partition", partitionOf("cn-north-1"), "aws-cn"],
    ["log group ARN", logGroupArn(place, "/a"), "arn:aws:logs:us-east-1:123456789012:log-group:/a"],
  ];
  for (const [name, got, want] of rows) it(`makes a ${name}`, () => expect(got).to.equal(want));

  it("fits the longest bucket name of the stacks into the longest region", () => {
    const longest = { ...place, environment: "abcdefgh", region: "ap-southeast-2" };
    expect(bucketName(longest, "fhir-access-log").length).to.be.at.most(63);
  });

  it("accepts a name of the full length and refuses one more", () => {
    const role = (length: number): string => "r".repeat(length - "phiguard-dev-".length);
    expect(nameFor(place, "role", role(64))).to.have.length(64);
    expect(() => nameFor(place, "role", role(65))).to.throw("a role name must be at most 64 characters; got 65");
  });
});
