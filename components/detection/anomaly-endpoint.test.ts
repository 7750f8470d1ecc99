import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { AnomalyEndpoint, anomalyRole, modelStatements, type AnomalyModel } from "./anomaly-endpoint";

const site = testSite();
const tags = { t: "v" };
const IMAGE = `123456789012.dkr.ecr.us-east-1.amazonaws.com/models/access@sha256:${"ab".repeat(32)}`;
const MODEL: AnomalyModel = {
  image: IMAGE,
  data: "s3://models-example/access/1.tar.gz",
  instanceType: "ml.m7g.large",
  instances: 2,
};

const endpoint = (model: AnomalyModel = MODEL): AnomalyEndpoint =>
  new AnomalyEndpoint("m", {
    site,
    tags,
    model,
    role: anomalyRole("m", { site, tags, model }, {}),
    kmsKeyArn: "arn:key",
    logRetentionDays: 365,
    network: { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], s3PrefixListId: "pl-1" },
  });

describe("AnomalyEndpoint", () => {
  it("cuts the container off, keeps the instances in private subnets, and their volumes under the customer's key", async () => {
    const planned = await plan(() => endpoint());
    const model = only(planned, "aws:sagemaker/model:Model").inputs;
    expect(model).to.include({ enableNetworkIsolation: true, name: "phiguard-test-access-model" });
    expect(model.primaryContainer).to.deep.equal({ image: IMAGE, modelDataUrl: MODEL.data });
    expect(model.vpcConfig.subnets).to.deep.equal(["subnet-1", "subnet-2"]);
    const configuration = only(planned, "aws:sagemaker/endpointConfiguration:EndpointConfiguration").inputs;
    expect(configuration.kmsKeyArn).to.equal("arn:key");
    expect(configuration.productionVariants).to.have.length(1);
    expect(configuration.productionVariants[0]).to.include({ instanceType: "ml.m7g.large", initialInstanceCount: 2 });
    expect(configuration).to.not.have.property("dataCaptureConfig");
    expect(ofType(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).to.be.empty;
    expect(only(planned, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs.prefixListId).to.equal(
      "pl-1",
    );
  });

  it("lets its role read that image and that archive, and nothing else of the kind", () => {
    const place = { ...site, accountId: "123456789012" };
    const of = (sid: string) => modelStatements(place, MODEL).find(({ Sid }) => Sid === sid)!.Resource;
    expect(of("PullImage")).to.equal("arn:aws:ecr:us-east-1:123456789012:repository/models/access");
    expect(of("ReadModel")).to.equal("arn:aws:s3:::models-example/access/1.tar.gz");
    expect(of("WriteLogs")).to.equal(
      "arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/Endpoints/phiguard-test-access-model:*",
    );
  });

  const wrong: [string, Partial<AnomalyModel>, RegExp][] = [
    ["one instance", { instances: 1 }, /instances/],
    ["an image by tag", { image: IMAGE.replace(/@.*/, ":latest") }, /image/],
    ["an archive of another kind", { data: "s3://models-example/model.zip" }, /data/],
  ];
  for (const [name, change, said] of wrong) {
    it(`refuses ${name}`, async () => expect(await refusal(() => endpoint({ ...MODEL, ...change }))).to.match(said));
  }
});
