import { expect } from "chai";
import { endpointPolicy, GATEWAY_SERVICES, INTERFACE_SERVICES } from "./endpoint-policy";

const place = { project: "phiguard", environment: "dev", region: "us-east-1", accountId: "123456789012" };

interface Statement {
  Sid: string;
  Action: string | string[];
  Resource: string | string[];
  Condition: { StringEquals: Record<string, string> };
}

describe("endpointPolicy", () => {
  for (const service of [
    ...GATEWAY_SERVICES,
    ...INTERFACE_SERVICES,
    "healthlake" as const,
    "rds" as const,
    "sns" as const,
    "events" as const,
    "comprehendmedical" as const,
    "sqs" as const,
    "athena" as const,
    "execute-api" as const,
    "glue" as const,
    "runtime-medical-imaging" as const,
    "sagemaker.runtime" as const,
  ]) {
    const { Statement } = JSON.parse(endpointPolicy(place, service)) as { Statement: Statement[] };

    it(`${service}: this account's principals alone`, () => {
      for (const { Condition } of Statement) {
        expect(Condition.StringEquals["aws:PrincipalAccount"]).to.equal("123456789012");
      }
    });

    it(`${service}: a star resource only for the actions that take none`, () => {
      const open = Statement.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
      const without = ["DetectEntitiesV2", "DetectPHI", "InferICD10CM", "InferRxNorm"].map(
        (one) => `comprehendmedical:${one}`,
      );
      expect([...without, "ecr:GetAuthorizationToken", "sts:GetCallerIdentity"]).to.include.members(open);
    });
  }

  it("reaches this account's buckets alone, whatever they are called", () => {
    const { Statement } = JSON.parse(endpointPolicy(place, "s3")) as { Statement: Statement[] };
    expect(Statement[0]?.Condition.StringEquals["aws:ResourceAccount"]).to.equal("123456789012");
  });

  it("lets image layers of ECR through the S3 endpoint", () => {
    expect(endpointPolicy(place, "s3")).to.contain("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*");
  });
});
