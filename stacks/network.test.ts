import { expect } from "chai";
import { ofType, type Planned } from "../components/testing/plan";
import { planOf, settings } from "./testing/plans";

type Inputs = Planned["inputs"];

/** Resources that say which TLS they take, and what is good: 1.2 at the least, 1.3 where the service has it. */
const TLS: Readonly<Record<string, (inputs: Inputs) => boolean>> = {
  // S3 takes 1.3 from who offers it; a policy can refuse what is older than 1.2 alone.
  "aws:s3/bucketPolicy:BucketPolicy": ({ policy }) =>
    (JSON.parse(policy as string) as { Statement: { Effect: string; Condition?: object }[] }).Statement.some(
      ({ Effect, Condition }) =>
        Effect === "Deny" && JSON.stringify(Condition) === '{"NumericLessThan":{"s3:TlsVersion":"1.2"}}',
    ),
  "aws:rds/parameterGroup:ParameterGroup": ({ parameters }) => {
    const value = (name: string): string | undefined =>
      (parameters as { name: string; value: string }[]).find((of) => of.name === name)?.value;
    return value("rds.force_ssl") === "1" && /^TLSv1\.[23]$/.test(value("ssl_min_protocol_version") ?? "");
  },
  "aws:lb/listener:Listener": ({ protocol, sslPolicy }) =>
    ["HTTPS", "TLS"].includes(protocol as string) && /TLS13/.test(String(sslPolicy)),
  "aws:apigateway/domainName:DomainName": ({ securityPolicy }) =>
    /^(TLS_1_2|SecurityPolicy_TLS13)/.test(String(securityPolicy)),
  "aws:apigatewayv2/domainName:DomainName": ({ domainNameConfiguration }) =>
    (domainNameConfiguration as { securityPolicy?: string })?.securityPolicy === "TLS_1_2",
  "aws:transfer/server:Server": ({ securityPolicyName }) =>
    /^TransferSecurityPolicy-(FIPS-)?20(2[4-9]|[3-9]\d)/.test(String(securityPolicyName)),
};

for (const stack of ["dev", "prod"] as const) {
  it(`every resource of ${stack} that names a version of TLS names a good one`, async () => {
    const planned = await planOf(settings[stack]);
    const judged = Object.entries(TLS).flatMap(([type, holds]) =>
      ofType(planned, type).map(({ name, inputs }) => ({ name, good: holds(inputs) })),
    );
    expect(judged.length).to.be.greaterThan(10);
    expect(judged.filter(({ good }) => !good)).to.deep.equal([]);
  });
}

describe("a network with a transit gateway and a partner", () => {
  const network = {
    ...settings.dev.network,
    transitGateway: { id: "tgw-0123456789abcdef0", routes: ["10.90.0.0/16"], applianceMode: false },
    partnerServices: [
      {
        id: "clearing",
        serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
        ports: [443],
        privateDns: false,
      },
    ],
  };

  it("routes from private subnets alone, and lets the other side's networks through the ACLs", async () => {
    const planned = await planOf({ ...settings.dev, workloads: ["foundation"], network });
    const routes = ofType(planned, "aws:ec2/route:Route").map(({ inputs }) => inputs.routeTableId as string);
    expect(routes).to.deep.equal(["rtb-private-1", "rtb-private-2"]);
    for (const { inputs } of ofType(planned, "aws:ec2/networkAcl:NetworkAcl")) {
      expect(JSON.stringify(inputs.ingress)).to.contain("10.90.0.0/16");
    }
    expect(
      ofType(planned, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName as string),
    ).to.include(network.partnerServices[0]?.serviceName);
  });
});
