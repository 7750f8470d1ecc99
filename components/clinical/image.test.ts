import { expect } from "chai";
import { only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { like } from "../testing/access";
import { imageWidgets } from "./image-dashboard";
import { ImageDatastore, imageDatastoreArn, imageDatastoreState } from "./image-datastore";
import { intakeInput, readyPattern } from "./image-rules";
import { TenantRole } from "./image-tenant";
import type { Tenant } from "./image-names";

const site = testSite();
const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const tenant: Tenant = { id: "north", roles: ["gateway"] };

describe("ImageDatastore", () => {
  const args = { site, tags: { a: "b" }, datastoreName: "images", kmsKeyArn: "arn:key" };

  it("has the key, and its tags as a map, as HealthImaging's schema wants them", async () => {
    const { inputs } = only(await plan(() => new ImageDatastore("d", args)), "aws:cloudcontrol/resource:Resource");
    expect(inputs.typeName).to.equal("AWS::HealthImaging::Datastore");
    expect(inputs.desiredState).to.equal(imageDatastoreState("images", "arn:key", { a: "b" }));
    expect(JSON.parse(inputs.desiredState)).to.deep.equal({
      DatastoreName: "images",
      KmsKeyArn: "arn:key",
      Tags: { a: "b" },
    });
    expect(imageDatastoreArn(place, "0a")).to.equal("arn:aws:medical-imaging:us-east-1:123456789012:datastore/0a");
  });

  for (const datastoreName of ["", "a b", "a:b", "x".repeat(257)]) {
    it(`refuses the name "${datastoreName.slice(0, 5)}"`, async () => {
      const message = await refusal(() => new ImageDatastore("d", { ...args, datastoreName }));
      expect(message).to.contain('ImageDatastore "d": datastoreName must be 1 to 256');
    });
  }
});

describe("TenantRole", () => {
  const refused: [string, Tenant, string][] = [
    ["an id that would reach another's objects", { ...tenant, id: "*" }, "tenant.id"],
    ["an id with a slash", { ...tenant, id: "a/b" }, "tenant.id"],
    ["nobody", { ...tenant, roles: [] }, "tenant.roles"],
    ["a foreign account without its id", { ...tenant, accountId: "111122223333" }, "tenant.externalId"],
  ];
  for (const [name, of, argument] of refused) {
    it(`refuses ${name}`, async () => {
      const message = await refusal(() => new TenantRole("t", { site, tags: {}, tenant: of }));
      expect(message).to.contain(`TenantRole "t": ${argument} must be`);
    });
  }
});

describe("image rules", () => {
  const wildcard = (readyPattern("b", "north") as { detail: { object: { key: { wildcard: string }[] } } }).detail.object
    .key[0]?.wildcard as string;
  const rows: [string, boolean][] = [
    ["north/incoming/b-1/_READY", true],
    ["north/incoming/b-1/1.dcm", false],
    ["south/incoming/b-1/_READY", false],
    ["north/accepted/b-1/_READY", false],
  ];
  for (const [key, starts] of rows) {
    it(`${starts ? "start" : "do not start"} for ${key}`, () => expect(like(wildcard, key)).to.equal(starts));
  }

  it("hand over a JSON object in which EventBridge puts the key and the version", () => {
    const input = intakeInput("north", "arn:key", "store", "arn:role");
    expect(input).to.match(/"key":<key>,"upload":<upload>}$/);
    expect(JSON.parse(input.replace("<key>", '"k"').replace("<upload>", '"v"'))).to.deep.equal({
      tenant: "north",
      key: "k",
      upload: "v",
      kmsKeyArn: "arn:key",
      datastoreId: "store",
      dataAccessRoleArn: "arn:role",
    });
  });
});

describe("image dashboard", () => {
  it("fits CloudWatch's grid of 24 columns and names no object", () => {
    const widgets = imageWidgets(place) as { x: number; y: number; width: number; height: number }[];
    expect(widgets).to.have.length(5);
    const places = new Set(widgets.map(({ x, y }) => `${x},${y}`));
    expect(places.size).to.equal(widgets.length);
    for (const { x, width } of widgets) expect(x + width).to.be.at.most(24);
  });
});
