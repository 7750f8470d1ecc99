import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { testRule, unknownString } from "../../testing/rule-tester";
import { phiHipaaEligibleServicesOnly } from "./eligible-services";
import { HIPAA_ELIGIBLE, HIPAA_ELIGIBLE_AS_OF, KEEPS_NO_CONTENT } from "./hipaa-eligible-services";

const LIGHTSAIL = "aws:lightsail/instance:Instance";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const phi = { DataClassification: "phi" };

testRule(phiHipaaEligibleServicesOnly, {
  valid: [
    { name: "a listed service", type: "aws:s3/bucket:Bucket", props: { tags: phi } },
    { name: "without a tag", type: "aws:s3/bucket:Bucket", props: {} },
    {
      name: "aws-native",
      type: "aws-native:healthlake:FhirDatastore",
      props: { tags: [{ key: "DataClassification", value: "phi" }] },
    },
    { name: "Cloud Control", type: CLOUD_CONTROL, props: { typeName: "AWS::HealthImaging::Datastore" } },
    { name: "added by the team", type: LIGHTSAIL, props: { tags: phi }, config: { moreServices: ["lightsail"] } },
    {
      name: "beside the list that ships",
      type: "aws:s3/bucket:Bucket",
      props: {},
      config: { moreServices: ["lightsail"] },
    },
    { name: "on the team's own list", type: LIGHTSAIL, props: {}, config: { eligibleServices: ["lightsail"] } },
    ...HIPAA_ELIGIBLE.map((module) => ({ name: module, type: `aws:${module}/thing:Thing`, props: {} })),
  ],
  invalid: [
    { name: "a service that is not listed", type: LIGHTSAIL, props: { tags: phi }, finds: "type" },
    { name: "without a tag", type: "aws:gamelift/fleet:Fleet", props: {}, finds: "type" },
    {
      name: "stack of patient data",
      type: "aws:workmail/organization:Organization",
      props: {},
      defaultTags: phi,
      finds: "type",
    },
    { name: "aws-native", type: "aws-native:lightsail:Instance", props: {}, finds: "type" },
    { name: "Cloud Control", type: CLOUD_CONTROL, props: { typeName: "AWS::Lightsail::Instance" }, finds: "typeName" },
    { name: "Cloud Control of nothing", type: CLOUD_CONTROL, props: {}, finds: "typeName" },
    {
      name: "not on the team's own list",
      type: "aws:s3/bucket:Bucket",
      props: {},
      config: { eligibleServices: ["dynamodb"] },
      finds: "type",
    },
  ],
  notJudged: [
    { name: "not of AWS", type: "random:index/randomId:RandomId", props: {}, because: "other-type" },
    {
      name: "no patient data",
      type: LIGHTSAIL,
      props: { tags: { DataClassification: "internal" } },
      because: "exempt",
    },
    ...KEEPS_NO_CONTENT.map((module) => ({
      name: module,
      type: `aws:${module}/thing:Thing`,
      props: {},
      because: "exempt" as const,
    })),
    {
      name: "Cloud Control, rights alone",
      type: CLOUD_CONTROL,
      props: { typeName: "AWS::IAM::Role" },
      because: "exempt",
    },
    {
      name: "Cloud Control, not known",
      type: CLOUD_CONTROL,
      props: { typeName: unknownString },
      because: "unknown",
      finds: "typeName",
    },
    { name: "tags not known", type: LIGHTSAIL, props: { tags: unknownString }, because: "unknown", finds: "tags" },
  ],
});

describe("the list of eligible services", () => {
  const listed = [...HIPAA_ELIGIBLE, ...KEEPS_NO_CONTENT];
  const root = dirname(require.resolve("@pulumi/aws/package.json"));
  const modules = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "types" && entry.name !== "node_modules")
    .map(({ name }) => name);
  const words = (text: string): string[] => text.split(/\s+/);

  it("names each service once and is dated", () => {
    expect(new Set(listed).size).to.equal(listed.length);
    expect(listed.filter((module) => !/^[a-z0-9]+$/.test(module))).to.deep.equal([]);
    expect(HIPAA_ELIGIBLE_AS_OF).to.match(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("has a word on every module of the installed provider but these, which are not eligible", () => {
    expect(modules.filter((module) => !listed.includes(module))).to.have.members(
      words(
        `agentregistry appfabric chatbot cloudcontrol cloudsearch codeartifact codecatalyst codeguruprofiler codegurureviewer
        datapipeline devicefarm devopsguru ecrpublic elastictranscoder evidently finspace gamelift ivs ivschat lambdamicrovms
        lightsail mediapackage mediapackagev2 mediastore odb paymentcryptography rum uxc verifiedaccess workmail`,
      ),
    );
  });

  it("has these services under the name that CloudFormation gives them", () => {
    expect(listed.filter((module) => !modules.includes(module))).to.have.members(
      words(
        `s3express cassandra timestream opensearchservice opensearchserverless osis kinesisfirehose kinesisvideo
        kinesisanalytics firehose kafkaconnect databrew entityresolution applicationautoscaling elasticloadbalancing
        elasticloadbalancingv2 route53resolver amazonmq events stepfunctions iotevents greengrass greengrassv2 healthlake
        healthimaging omics comprehendmedical translate textract personalize forecast mediaconnect certificatemanager sso
        logs aps ce`,
      ),
    );
  });
});
