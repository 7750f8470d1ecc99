import { expect } from "chai";
import { CLOUD_FORMATION, everyMade, makes, ownKey, type Wrapper } from "./made-resources";
import { is } from "./predicates";
import { readResource, ReadLog, type Reading } from "./reading";
import { CLOUD_CONTROL } from "./resource";
import { UNKNOWN, type PropertyObject } from "./value";

const STORE = "AWS::HealthImaging::Datastore";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";

function read(type: string, inputs: PropertyObject): Reading<Wrapper> {
  return readResource<Wrapper>({ urn: `urn:pulumi:test::clinic::${type}::s`, type, name: "s", inputs }, new ReadLog());
}

function template(...resources: readonly object[]): string {
  return JSON.stringify({ Resources: Object.fromEntries(resources.map((item, index) => [`r${index}`, item])) });
}

const store = (KmsKeyArn: unknown): object => ({ Type: STORE, Properties: { KmsKeyArn } });
const key = { Type: "AWS::KMS::Key", Properties: {} };

describe("resources that Cloud Control or a template makes", () => {
  const rows: readonly [string, string, PropertyObject, makes: unknown, named: unknown, ownKey: unknown][] = [
    [
      "Cloud Control",
      CLOUD_CONTROL,
      { typeName: STORE, desiredState: JSON.stringify({ KmsKeyArn: KEY }) },
      true,
      true,
      true,
    ],
    ["Cloud Control without a key", CLOUD_CONTROL, { typeName: STORE, desiredState: "{}" }, true, false, false],
    [
      "Cloud Control of another type",
      CLOUD_CONTROL,
      { typeName: "AWS::S3::Bucket", desiredState: "{}" },
      false,
      false,
      false,
    ],
    [
      "Cloud Control, not known yet",
      CLOUD_CONTROL,
      { typeName: UNKNOWN, desiredState: UNKNOWN },
      "unknown",
      "unknown",
      "unknown",
    ],
    ["a template", CLOUD_FORMATION, { templateBody: template(store(KEY)) }, true, true, true],
    [
      "a template with two, one without a key",
      CLOUD_FORMATION,
      { templateBody: template(store(KEY), store("")) },
      true,
      false,
      false,
    ],
    [
      "a key of the template by Ref",
      CLOUD_FORMATION,
      { templateBody: template(store({ Ref: "r1" }), key) },
      true,
      false,
      true,
    ],
    [
      "by its attribute",
      CLOUD_FORMATION,
      { templateBody: template(store({ "Fn::GetAtt": "r1.Arn" }), key) },
      true,
      false,
      true,
    ],
    [
      "by its attribute, as a list",
      CLOUD_FORMATION,
      { templateBody: template(store({ "Fn::GetAtt": ["r1", "Arn"] }), key) },
      true,
      false,
      true,
    ],
    [
      "what is no key",
      CLOUD_FORMATION,
      { templateBody: template(store({ Ref: "r1" }), { Type: "AWS::S3::Bucket" }) },
      true,
      false,
      false,
    ],
    ["a parameter", CLOUD_FORMATION, { templateBody: template(store({ Ref: "KeyArn" })) }, true, false, "unknown"],
    ["a template of other things", CLOUD_FORMATION, { templateBody: template(key) }, false, true, true],
    ["a template not known yet", CLOUD_FORMATION, { templateBody: UNKNOWN }, "unknown", "unknown", "unknown"],
    [
      "YAML that names the type",
      CLOUD_FORMATION,
      { templateBody: `Resources:\n  s:\n    Type: ${STORE}` },
      "unknown",
      "unknown",
      "unknown",
    ],
    [
      "YAML of other things",
      CLOUD_FORMATION,
      { templateBody: "Resources:\n  k:\n    Type: AWS::KMS::Key" },
      false,
      "unknown",
      "unknown",
    ],
  ];
  for (const [name, type, inputs, made, named, owned] of rows) {
    it(name, () => {
      const p = read(type, inputs);
      expect(makes(p, type, [STORE]).truth, "makes").to.equal(made);
      const each = (holds: typeof ownKey) =>
        everyMade<{ KmsKeyArn: string }>(p, type, [STORE], (item) => holds(item.properties.KmsKeyArn, item)).truth;
      expect(
        each((r) => is(r, KEY)),
        "the key's ARN",
      ).to.equal(named);
      expect(each(ownKey), "a key of its own").to.equal(owned);
    });
  }
});
