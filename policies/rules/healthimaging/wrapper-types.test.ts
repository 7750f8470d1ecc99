import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { cloudcontrolPhiTypeAllowlist } from "./wrapper-types";

const STACK = "aws:cloudformation/stack:Stack";
const STACK_SET = "aws:cloudformation/stackSet:StackSet";
const phi = { tags: { "phiguard:classification": "phi" } };
const internal = { tags: { "phiguard:classification": "internal" } };
const phiByDefault = { defaultTags: { "phiguard:classification": "phi" } };
const claims = { type: "aws:s3/bucket:Bucket", name: "claims", props: phi };
const ofPhi = { others: [claims] };

function made(typeName: string, classification?: string): object {
  const Tags = classification === undefined ? [] : [{ Key: "phiguard:classification", Value: classification }];
  return { typeName, desiredState: JSON.stringify({ Tags }) };
}

function template(...types: readonly string[]): object {
  return {
    templateBody: JSON.stringify({ Resources: Object.fromEntries(types.map((Type, at) => [`R${at}`, { Type }])) }),
  };
}

function yaml(...lines: readonly string[]): object {
  return { templateBody: ["Resources:", ...lines].join("\n") };
}

const IMAGES = "AWS::HealthImaging::Datastore";

testRule(cloudcontrolPhiTypeAllowlist, {
  valid: [
    ...[
      "AWS::HealthLake::FHIRDatastore",
      IMAGES,
      "AWS::Omics::SequenceStore",
      "AWS::Omics::ReferenceStore",
      "AWS::Omics::VariantStore",
      "AWS::Omics::AnnotationStore",
    ].map((name) => ({ name, props: made(name, "phi") })),
    { name: "template of stores", type: STACK, props: { ...template(IMAGES), ...phi } },
    { name: "YAML of stores", type: STACK, props: { ...yaml("  Store:", `    Type: ${IMAGES}`), ...phi } },
    {
      name: "YAML with a parameter of a network's id",
      type: STACK,
      props: {
        ...yaml(
          "  Store:",
          `    Type: "${IMAGES}"`,
          "Parameters:",
          "  Vpc:",
          "    Type: AWS::EC2::VPC::Id",
          "  Key:",
          "    Type: AWS::SSM::Parameter::Value<String>",
        ),
        ...phi,
      },
    },
    { name: "stack set of stores", type: STACK_SET, props: { ...template(IMAGES), ...phi } },
    { name: "no type yet", props: {}, ...ofPhi },
    {
      name: "a type the team has reviewed",
      props: made("AWS::Logs::Delivery", "phi"),
      config: { moreTypes: ["AWS::Logs::Delivery"] },
    },
    { name: "no template", type: STACK, props: { ...phi, templateBody: "" } },
  ],
  invalid: [
    { name: "a database by Cloud Control", props: made("AWS::RDS::DBInstance", "phi"), finds: "typeName" },
    { name: "tagged by the provider", props: made("AWS::RDS::DBInstance"), ...phiByDefault, finds: "typeName" },
    { name: "beside a bucket of patient data", props: made("AWS::RDS::DBInstance"), ...ofPhi, finds: "typeName" },
    { name: "an audit table beside it", props: made("AWS::DynamoDB::Table", "audit"), ...ofPhi, finds: "typeName" },
    { name: "a dashboard of patient data", props: made("AWS::QuickSight::Dashboard", "phi"), finds: "typeName" },
    { name: "a dashboard beside it", props: made("AWS::QuickSight::Dashboard"), ...ofPhi, finds: "typeName" },
    { name: "a like name", props: made("AWS::HealthImaging::DatastoreCopy", "phi"), finds: "typeName" },
    {
      name: "a bucket in a template",
      type: STACK,
      props: { ...template(IMAGES, "AWS::S3::Bucket"), ...phi },
      finds: "templateBody.Resources.R1.Type",
    },
    {
      name: "a bucket in a stack set",
      type: STACK_SET,
      props: { ...template("AWS::S3::Bucket"), ...phi },
      finds: "templateBody.Resources.R0.Type",
    },
    {
      name: "a bucket in YAML",
      type: STACK,
      props: { ...yaml("  B:", "    Type: AWS::S3::Bucket"), ...phi },
      finds: "templateBody",
    },
    {
      name: "a bucket in YAML, quoted",
      type: STACK,
      props: { ...yaml("  B:", "    'Type' : 'AWS::S3::Bucket'"), ...phi },
      finds: "templateBody",
    },
    {
      name: "a bucket in YAML, on one line",
      type: STACK,
      props: { ...yaml("  B: {Type: AWS::S3::Bucket}"), ...phi },
      finds: "templateBody",
    },
    {
      name: "a bucket in YAML, after a store",
      type: STACK,
      props: { ...yaml("  S:", `    Type: ${IMAGES}`, "  B:", "    Type: AWS::S3::Bucket"), ...phi },
      finds: "templateBody",
    },
    {
      name: "a custom resource",
      type: STACK,
      props: { ...yaml("  B:", "    Type: Custom::Copy"), ...phi },
      finds: "templateBody",
    },
    {
      name: "a template by URL",
      type: STACK,
      props: { templateUrl: "https://clinic.example/t.json", ...phi },
      finds: "templateUrl",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "nothing says patient data", props: made("AWS::RDS::DBInstance"), because: "exempt" },
    { name: "audit data alone", props: made("AWS::RDS::DBInstance", "audit"), because: "exempt" },
    { name: "no patient data", props: made("AWS::ECS::Cluster", "internal"), ...ofPhi, because: "exempt" },
    {
      name: "a dashboard, which names columns and holds no data",
      props: made("AWS::QuickSight::Dashboard", "internal"),
      ...ofPhi,
      because: "exempt",
    },
    { name: "de-identified data", props: made("AWS::ECS::Cluster", "de-identified"), ...ofPhi, because: "exempt" },
    { name: "public data", props: made("AWS::ECS::Cluster", "public"), ...phiByDefault, because: "exempt" },
    {
      name: "a template without patient data",
      type: STACK,
      props: { ...template("AWS::S3::Bucket"), ...internal },
      ...ofPhi,
      because: "exempt",
    },
    {
      name: "tags not known",
      type: STACK,
      props: { ...template("AWS::S3::Bucket"), tags: unknownValue },
      because: "unknown",
      finds: "tags",
    },
    { name: "type not known", props: { typeName: unknownString }, ...ofPhi, because: "unknown", finds: "typeName" },
    {
      name: "template not known",
      type: STACK,
      props: { templateBody: unknownString, ...phi },
      because: "unknown",
      finds: "templateBody",
    },
  ],
});
