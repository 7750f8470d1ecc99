import { expect } from "chai";
import { only, plan, testSite } from "../testing/plan";
import { ServiceRole, type ServiceRoleArgs } from "./service-role";

const args: ServiceRoleArgs = {
  site: testSite(),
  tags: { t: "v" },
  role: "writer",
  description: "Writes.",
  service: "cloudtrail.amazonaws.com",
  sourceArn: (place) => `arn:trail:${place.accountId}`,
  statements: () => [{ Sid: "Write", Effect: "Allow", Action: "logs:PutLogEvents", Resource: "arn:group:*" }],
};

describe("ServiceRole", () => {
  it("trusts one service for its source, for an hour", async () => {
    const { inputs } = only(await plan(() => new ServiceRole("r", args)), "aws:iam/role:Role");
    expect(inputs).to.include({ name: "phiguard-test-writer", maxSessionDuration: 3600 });
    const [trust] = JSON.parse(inputs.assumeRolePolicy).Statement;
    expect(trust.Condition).to.deep.equal({
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:trail:123456789012" },
    });
    expect(inputs).to.not.have.property("permissionsBoundary");
  });

  it("has its rights in a managed policy", async () => {
    const planned = await plan(() => new ServiceRole("r", args));
    expect(JSON.parse(only(planned, "aws:iam/policy:Policy").inputs.policy).Statement).to.deep.equal([
      { Sid: "Write", Effect: "Allow", Action: "logs:PutLogEvents", Resource: "arn:group:*" },
    ]);
    expect(only(planned, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.role).to.equal(
      "phiguard-test-writer",
    );
  });

  it("is bounded where the organisation has a boundary", async () => {
    const site = testSite({ permissionsBoundaryArn: "arn:boundary" });
    const planned = await plan(() => new ServiceRole("r", { ...args, site }));
    expect(only(planned, "aws:iam/role:Role").inputs.permissionsBoundary).to.equal("arn:boundary");
  });
});
