import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { phiDataClassificationTagRequired } from "./classification-tag";
import { DATA_BEARING } from "./data-bearing-types";

const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const HEALTHLAKE = "AWS::HealthLake::FHIRDatastore";

testRule(phiDataClassificationTagRequired, {
  valid: [
    { name: "on the resource", props: { tags: { "phiguard:classification": "phi" } } },
    {
      name: "in another key and case, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: { tags: { DataClassification: "Internal" } },
    },
    {
      name: "by the provider",
      type: "aws:dynamodb/table:Table",
      props: { tags: { owner: "radiology" } },
      defaultTags: { DataClassification: "PHI" },
    },
    {
      name: "in a key of the team's own",
      type: "aws:sqs/queue:Queue",
      props: { tags: { sensitivity: "public" } },
      settings: { classificationTags: ["sensitivity"] },
    },
    {
      name: "in Cloud Control JSON, as a list",
      type: CLOUD_CONTROL,
      props: {
        typeName: HEALTHLAKE,
        desiredState: JSON.stringify({ Tags: [{ Key: "phiguard:classification", Value: "phi" }] }),
      },
    },
    {
      name: "in Cloud Control JSON, as a map",
      type: CLOUD_CONTROL,
      props: {
        typeName: "AWS::HealthImaging::Datastore",
        desiredState: JSON.stringify({ Tags: { "phiguard:classification": "phi" } }),
      },
    },
    {
      name: "aws-native's list",
      type: "aws-native:s3:Bucket",
      props: { tags: [{ key: "DataClassification", value: "audit" }] },
    },
  ],
  invalid: [
    { name: "no tags", props: {}, finds: "tags" },
    { name: "other tags", type: "aws:rds/instance:Instance", props: { tags: { owner: "radiology" } }, finds: "tags" },
    { name: "a word not on the list", props: { tags: { "phiguard:classification": "top-secret" } }, finds: "tags" },
    { name: "an empty word", props: { tags: { "phiguard:classification": "" } }, finds: "tags" },
    {
      name: "a key that is not the team's",
      props: { tags: { DataClassification: "phi" } },
      settings: { classificationTags: ["sensitivity"] },
      finds: "tags",
    },
    {
      name: "default tags do not reach Cloud Control",
      type: CLOUD_CONTROL,
      props: { typeName: HEALTHLAKE, desiredState: "{}" },
      defaultTags: { DataClassification: "phi" },
      finds: "tags",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:iam/role:Role", props: {}, because: "other-type" },
    {
      name: "Cloud Control of something else",
      type: CLOUD_CONTROL,
      props: { typeName: "AWS::Logs::QueryDefinition" },
      because: "exempt",
    },
    { name: "Cloud Control of nothing", type: CLOUD_CONTROL, props: {}, because: "exempt" },
    { name: "tags not known", props: { tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "the word not known",
      props: { tags: { "phiguard:classification": unknownString } },
      because: "unknown",
      finds: "tags",
    },
  ],
  alike: Object.keys(DATA_BEARING)
    .slice(1)
    .filter((type) => type !== CLOUD_CONTROL),
});

describe("data-bearing types", () => {
  it("say what they hold", () => {
    expect(Object.entries(DATA_BEARING).filter(([, holds]) => holds === "")).to.deep.equal([]);
  });

  it("of the classic provider exist in the installed SDK and take tags", () => {
    const root = dirname(require.resolve("@pulumi/aws/package.json"));
    const wrong = Object.keys(DATA_BEARING).filter((type) => {
      const [provider, path = ""] = type.split(":");
      if (provider !== "aws" || type === CLOUD_CONTROL) return false;
      const declaration = join(root, `${path}.d.ts`);
      return !existsSync(declaration) || !readFileSync(declaration, "utf8").includes(" tags?: pulumi.Input<");
    });
    expect(wrong).to.deep.equal([]);
  });
});
