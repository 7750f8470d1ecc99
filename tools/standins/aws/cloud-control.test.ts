import { expect } from "chai";
import { type Properties, UNKNOWN } from "../wire";
import { CLOUD_CONTROL } from "./cloud-control";
import { make, standIn, urnOf } from "./testing";

const FHIR = "AWS::HealthLake::FHIRDatastore";
const state = (value: Properties): string => JSON.stringify(value);

describe("Cloud Control", () => {
  it("makes a HealthLake data store as its type says", () => {
    const { id, outputs } = make(standIn(), CLOUD_CONTROL, {
      typeName: FHIR,
      desiredState: state({ DatastoreTypeVersion: "R4" }),
    });
    expect(id).to.match(/^[0-9a-f]{32}$/);
    expect(JSON.parse(String(outputs["properties"]))).to.include({
      DatastoreTypeVersion: "R4",
      DatastoreId: id,
      DatastoreStatus: "ACTIVE",
      DatastoreArn: `arn:aws:healthlake:us-east-1:123456789012:datastore/fhir/${id}`,
      DatastoreEndpoint: `https://healthlake.us-east-1.amazonaws.com/datastore/${id}/r4/`,
    });
  });

  it("makes a HealthImaging data store", () => {
    const { id, outputs } = make(standIn(), CLOUD_CONTROL, {
      typeName: "AWS::HealthImaging::Datastore",
      desiredState: "{}",
    });
    expect(JSON.parse(String(outputs["properties"]))).to.include({
      DatastoreId: id,
      DatastoreArn: `arn:aws:medical-imaging:us-east-1:123456789012:datastore/${id}`,
    });
  });

  it("gives another type back as desired, under its own name", () => {
    const { id, outputs } = make(standIn(), CLOUD_CONTROL, {
      typeName: "AWS::Logs::LogGroup",
      desiredState: state({ LogGroupName: "g" }),
    });
    expect(id).to.equal("g");
    expect(outputs["properties"]).to.equal('{"LogGroupName":"g"}');
  });

  it("knows nothing of it in a preview", () => {
    expect(
      make(standIn(), CLOUD_CONTROL, { typeName: FHIR, desiredState: UNKNOWN }, { preview: true }),
    ).to.deep.include({ id: "" });
    expect(
      make(standIn(), CLOUD_CONTROL, { typeName: FHIR, desiredState: "{}" }, { preview: true }).outputs["properties"],
    ).to.equal(UNKNOWN);
  });

  const bad: [string, Properties, string][] = [
    ["a type name of another form", { typeName: "HealthLake", desiredState: "{}" }, "typeName"],
    ["a state that is no JSON", { typeName: FHIR, desiredState: "{" }, "desiredState"],
    ["a state that is a list", { typeName: FHIR, desiredState: "[]" }, "desiredState"],
  ];
  for (const [name, inputs, property] of bad) {
    it(`refuses ${name}`, () => {
      const { failures } = standIn().check(urnOf(CLOUD_CONTROL), {}, inputs);
      expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
    });
  }

  const changes: { name: string; from: Properties; to: Properties; type?: string; replaces: boolean }[] = [
    { name: "the name", from: { DatastoreName: "a" }, to: { DatastoreName: "b" }, replaces: true },
    {
      name: "the key",
      from: { SseConfiguration: { KmsEncryptionConfig: { KmsKeyId: "a" } } },
      to: { SseConfiguration: { KmsEncryptionConfig: { KmsKeyId: "b" } } },
      replaces: true,
    },
    { name: "tags", from: { Tags: [] }, to: { Tags: [{ Key: "a", Value: "b" }] }, replaces: false },
    {
      name: "tags of an imaging store",
      type: "AWS::HealthImaging::Datastore",
      from: { Tags: {} },
      to: { Tags: { a: "b" } },
      replaces: true,
    },
  ];
  for (const { name, from, to, type = FHIR, replaces } of changes) {
    it(`${replaces ? "replaces for" : "updates"} ${name}`, () => {
      const aws = standIn();
      const urn = urnOf(CLOUD_CONTROL);
      const made = make(aws, CLOUD_CONTROL, { typeName: type, desiredState: state(from) });
      const news = { typeName: type, desiredState: state(to) };
      const args = { urn, id: made.id, olds: made.outputs, oldInputs: made.inputs, news };
      expect(aws.diff(args).replaces.length > 0).to.equal(replaces);
      if (!replaces) {
        expect(aws.update(args, true)["properties"]).to.equal(UNKNOWN);
        expect(JSON.parse(String(aws.update(args, false)["properties"]))).to.deep.include({
          ...to,
          DatastoreId: made.id,
        });
      }
    });
  }

  it("keeps its outputs when something else changes", () => {
    const aws = standIn();
    const made = make(aws, CLOUD_CONTROL, { typeName: FHIR, desiredState: "{}" });
    const news = { ...made.inputs, roleArn: "arn:aws:iam::123456789012:role/r" };
    const args = { urn: urnOf(CLOUD_CONTROL), id: made.id, olds: made.outputs, oldInputs: made.inputs, news };
    expect(aws.update(args, true)["properties"]).to.equal(made.outputs["properties"]);
  });
});
