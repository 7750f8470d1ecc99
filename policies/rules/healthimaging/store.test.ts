import { from, testRule, unknownString } from "../../testing/rule-tester";
import { healthimagingDatastoreCmk, omicsStoreCmk } from "./store";

const STACK = "aws:cloudformation/stack:Stack";
const NATIVE = "aws-native:healthimaging:Datastore";
const IMAGES = "AWS::HealthImaging::Datastore";
const SEQUENCES = "AWS::Omics::SequenceStore";
const ownKey = "arn:aws:kms:us-east-1:111122223333:key/7c1a";
const key = { type: "aws:kms/key:Key", name: "key" };

function made(typeName: string, properties: object): object {
  return { typeName, desiredState: JSON.stringify(properties) };
}

function template(resources: object): object {
  return { templateBody: JSON.stringify({ Resources: resources }) };
}

function notJudged(name: string) {
  return [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "Cloud Control of another type", props: made("AWS::HealthLake::FHIRDatastore", {}), because: "exempt" },
    {
      name: "a template without a store",
      type: STACK,
      props: template({ T: { Type: "AWS::SNS::Topic" } }),
      because: "exempt",
    },
    {
      name: "a YAML template without a store",
      type: STACK,
      props: { templateBody: "Resources:\n  T:\n    Type: AWS::SNS::Topic\n" },
      because: "exempt",
    },
    {
      name: "a YAML template with a store",
      type: STACK,
      props: { templateBody: `Resources:\n  Store:\n    Type: ${name}\n` },
      because: "unknown",
      finds: "templateBody",
    },
    {
      name: "template not known",
      type: STACK,
      props: { templateBody: unknownString },
      because: "unknown",
      finds: "templateBody",
    },
    {
      name: "type not known",
      props: { typeName: unknownString, desiredState: "{}" },
      because: "unknown",
      finds: "typeName",
    },
    {
      name: "a template by URL",
      type: STACK,
      props: { templateUrl: "https://clinic.example/t.json" },
      because: "exempt",
    },
  ] as const;
}

const at = (logicalId: string): string => `templateBody.Resources.${logicalId}.Properties.KmsKeyArn`;

testRule(healthimagingDatastoreCmk, {
  valid: [
    { name: "Cloud Control", props: made(IMAGES, { DatastoreName: "images", KmsKeyArn: ownKey }) },
    {
      name: "Cloud Control, state made of a key",
      props: { typeName: IMAGES, desiredState: from("key") },
      others: [key],
    },
    { name: "aws-native", type: NATIVE, props: { kmsKeyArn: ownKey } },
    { name: "aws-native, key made here", type: NATIVE, props: { kmsKeyArn: from("key") }, others: [key] },
    { name: "template", type: STACK, props: template({ Store: { Type: IMAGES, Properties: { KmsKeyArn: ownKey } } }) },
    {
      name: "template, key by attribute",
      type: STACK,
      props: template({
        Store: { Type: IMAGES, Properties: { KmsKeyArn: { "Fn::GetAtt": ["Key", "Arn"] } } },
        Key: { Type: "AWS::KMS::Key" },
      }),
    },
    {
      name: "template, key by attribute in a text",
      type: STACK,
      props: template({
        Store: { Type: IMAGES, Properties: { KmsKeyArn: { "Fn::GetAtt": "Key.Arn" } } },
        Key: { Type: "AWS::KMS::Key" },
      }),
    },
    {
      name: "template, replica by reference",
      type: STACK,
      props: template({
        Store: { Type: IMAGES, Properties: { KmsKeyArn: { Ref: "Key" } } },
        Key: { Type: "AWS::KMS::ReplicaKey" },
      }),
    },
  ],
  invalid: [
    { name: "left out", props: made(IMAGES, { DatastoreName: "images" }), finds: "desiredState.KmsKeyArn" },
    {
      name: "AWS's key",
      props: made(IMAGES, { KmsKeyArn: "alias/aws/medical-imaging" }),
      finds: "desiredState.KmsKeyArn",
    },
    {
      name: "state as an object",
      props: { typeName: IMAGES, desiredState: { DatastoreName: "images" } },
      finds: "desiredState.KmsKeyArn",
    },
    { name: "aws-native", type: NATIVE, props: { datastoreName: "images" }, finds: "kmsKeyArn" },
    { name: "template", type: STACK, props: template({ Store: { Type: IMAGES } }), finds: at("Store") },
    {
      name: "the second store of a template",
      type: STACK,
      props: template({
        Topic: { Type: "AWS::SNS::Topic" },
        Store: { Type: IMAGES, Properties: { KmsKeyArn: ownKey } },
        Second: { Type: IMAGES, Properties: {} },
      }),
      finds: at("Second"),
    },
    {
      name: "template, something else than a key",
      type: STACK,
      props: template({
        Store: { Type: IMAGES, Properties: { KmsKeyArn: { Ref: "Topic" } } },
        Topic: { Type: "AWS::SNS::Topic" },
      }),
      finds: at("Store"),
    },
  ],
  notJudged: [
    ...notJudged(IMAGES),
    {
      name: "state not known",
      props: { typeName: IMAGES, desiredState: unknownString },
      because: "unknown",
      finds: "desiredState.KmsKeyArn",
    },
    {
      name: "template, key by parameter",
      type: STACK,
      props: template({ Store: { Type: IMAGES, Properties: { KmsKeyArn: { Ref: "KeyArn" } } } }),
      because: "unknown",
      finds: at("Store"),
    },
  ],
});

const SseConfig = { Type: "KMS", KeyArn: ownKey };
const sseConfig = { type: "KMS", keyArn: ownKey };
const [type, arn] = ["desiredState.SseConfig.Type", "desiredState.SseConfig.KeyArn"];
const natives = ["SequenceStore", "ReferenceStore", "VariantStore", "AnnotationStore"].map(
  (name) => `aws-native:omics:${name}`,
);
const omics = ["SequenceStore", "ReferenceStore", "VariantStore", "AnnotationStore"].map(
  (name) => `AWS::Omics::${name}`,
);

testRule(omicsStoreCmk, {
  valid: [
    ...omics.map((name) => ({ name, props: made(name, { Name: "genomes", SseConfig }) })),
    {
      name: "state made of a key",
      props: { typeName: SEQUENCES, desiredState: from("key") },
      others: [key],
    },
    ...natives.map((native) => ({ name: native, type: native, props: { sseConfig } })),
    { name: "template", type: STACK, props: template({ Store: { Type: SEQUENCES, Properties: { SseConfig } } }) },
  ],
  invalid: [
    ...omics.map((name) => ({ name, props: made(name, { Name: "genomes" }), finds: [type, arn] })),
    { name: "no key", props: made(SEQUENCES, { SseConfig: { Type: "KMS" } }), finds: arn },
    { name: "no type", props: made(SEQUENCES, { SseConfig: { KeyArn: ownKey } }), finds: type },
    {
      name: "AWS's key",
      props: made(SEQUENCES, { SseConfig: { Type: "KMS", KeyArn: "alias/aws/omics" } }),
      finds: arn,
    },
    ...natives.map((native) => ({
      name: native,
      type: native,
      props: { name: "genomes" },
      finds: ["sseConfig.type", "sseConfig.keyArn"],
    })),
    {
      name: "template",
      type: STACK,
      props: template({ Store: { Type: SEQUENCES, Properties: { SseConfig: { Type: "KMS" } } } }),
      finds: "templateBody.Resources.Store.Properties.SseConfig.KeyArn",
    },
  ],
  notJudged: [
    ...notJudged(SEQUENCES),
    {
      name: "state not known",
      props: { typeName: SEQUENCES, desiredState: unknownString },
      because: "unknown",
      finds: arn,
    },
  ],
});
