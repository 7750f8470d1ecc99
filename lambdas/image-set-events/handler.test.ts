import { expect } from "chai";
import { madeMetadata } from "../dicom/testing/image-set-metadata";
import { imageSetMetadata, type ImageSetMetadata } from "../dicom/image-set";
import type { Hooks } from "./contract";
import { entitiesOf, hooksOf, MOST_TEXT_BYTES, tenantsOf, type Entity } from "./core";
import { createHandler } from "./handler";

const NORTH = "0123456789abcdef0123456789abcdef";
const SET = "fedcba9876543210fedcba9876543210";
const event = (detail: object, type = "Image Set Created"): object => ({
  id: "9c0d2a9f-0b6f-4e0e-9e6c-0a1b2c3d4e5f",
  "detail-type": type,
  detail,
});
const created = event({ datastoreId: NORTH, imageSetId: SET });
const entity: Entity = { category: "MEDICAL_CONDITION", type: "DX_NAME", begin: 0, end: 7, score01: 0.9 };

function world(hooks: Hooks) {
  const written: { key: string; text: string; kmsKeyArn: string }[] = [];
  const read: string[] = [];
  const asked: string[] = [];
  const said: unknown[] = [];
  const handler = createHandler({
    imageSets: {
      metadata: async () => imageSetMetadata(JSON.stringify(madeMetadata())) as ImageSetMetadata,
    },
    reports: {
      entities: async (text) => {
        read.push(text);
        return [entity];
      },
    },
    models: {
      ask: async (endpoint) => {
        asked.push(endpoint);
        return { finding: "none" };
      },
    },
    findings: { write: async (key, text, kmsKeyArn) => void written.push({ key, text, kmsKeyArn }) },
    log: { info: (...words) => said.push(words), warn: (...words) => said.push(words) },
    tenants: { north: { datastoreId: NORTH, kmsKeyArn: "arn:north-key" } },
    hooks,
  });
  return { handler, written, read, asked, said };
}

describe("image-set-events", () => {
  it("asks nobody where no hook is set, and keeps what there is under the tenant's prefix and key", async () => {
    const { handler, written, read, asked } = world({ reports: false });
    expect(await handler(created)).to.include({ kind: "kept" });
    await handler(created);
    expect([read, asked]).to.deep.equal([[], []]);
    expect(written[0]).to.deep.equal(written[1]);
    expect(written[0]?.key).to.match(new RegExp(`^north/findings/${SET}/`));
    expect(written[0]?.kmsKeyArn).to.equal("arn:north-key");
    expect(JSON.parse(written[0]?.text ?? "")).to.deep.include({ frames: 2, reports: [] });
  });

  it("asks for entities of reports and for a model's answer where it shall", async () => {
    const { handler, written, read, asked, said } = world({ reports: true, endpoint: "phiguard-dev-model" });
    await handler(event({ datastoreId: NORTH, imagesetId: SET }, "Image Set Updated"));
    expect(read).to.deep.equal(["Finding: made up.\nNothing else."]);
    expect(asked).to.deep.equal(["phiguard-dev-model"]);
    expect(JSON.parse(written[0]?.text ?? "")).to.deep.include({
      reports: [[entity]],
      model: { endpoint: "phiguard-dev-model", answer: { finding: "none" } },
    });
    expect(written[0]?.text).to.not.contain("made up");
    expect(JSON.stringify(said)).to.not.contain("made up");
  });

  const ignored: [string, unknown, string][] = [
    ["what is no event", undefined, "unreadable"],
    ["another type", event({ datastoreId: NORTH, imageSetId: SET }, "Image Set Deleted"), "unreadable"],
    ["ids that are none", event({ datastoreId: "../x", imageSetId: SET }), "unreadable"],
    ["another store", event({ datastoreId: "f".repeat(32), imageSetId: SET }), "another-store"],
  ];
  for (const [name, input, reason] of ignored) {
    it(`leaves ${name}`, async () => {
      const { handler, written } = world({ reports: true });
      expect(await handler(input)).to.deep.equal({ kind: "ignored", reason });
      expect(written).to.be.empty;
    });
  }

  it("cuts a long report for Comprehend Medical, and counts places from the report's own beginning", async () => {
    const report = "A made-up sentence. ".repeat(2500);
    const sizes: number[] = [];
    const found = await entitiesOf(report, async (text) => {
      sizes.push(Buffer.byteLength(text));
      return [entity];
    });
    expect(Math.max(...sizes)).to.be.at.most(MOST_TEXT_BYTES);
    for (const { begin, end } of found) expect(report.slice(begin, end)).to.equal("A made-");
    expect(found.length).to.equal(sizes.length).and.be.greaterThan(2);
  });

  it("refuses variables that are not as its contract says", () => {
    expect(() => tenantsOf('{"a/b":{"datastoreId":"x","kmsKeyArn":"k"}}')).to.throw();
    expect(() => hooksOf('{"reports":"yes"}')).to.throw();
    expect(hooksOf('{"reports":true}')).to.deep.equal({ reports: true });
  });
});
