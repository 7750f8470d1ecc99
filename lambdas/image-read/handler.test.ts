import { expect } from "chai";
import { CircuitOpen } from "../circuit-breaker/breaker";
import { imageSetMetadata, type ImageSetMetadata } from "../dicom/image-set";
import { madeMetadata } from "../dicom/testing/image-set-metadata";
import { MOST_ANSWER_BYTES, PATHS, type ReaderTenant } from "./contract";
import { askedOf, partOf, readerTenantsOf, roleOf } from "./core";
import { createHandler, type Answer } from "./handler";
import { ImagesTimeout } from "./ports";

const tenants: Record<string, ReaderTenant> = {
  north: { datastoreId: "n".repeat(32), roleName: "phiguard-dev-image-tenant-north" },
  south: { datastoreId: "s".repeat(32), roleName: "phiguard-dev-image-tenant-south" },
};
const caller = (tenant: string): string =>
  `arn:aws:sts::123456789012:assumed-role/phiguard-dev-image-tenant-${tenant}/viewer`;

const path = { tenant: "north", study: "1.2.3.1", series: "1.2.3.2", instance: "1.2.3.3", frame: "1" };

function request(resource: string, changes: Partial<typeof path> = {}, more: object = {}): object {
  return {
    resource,
    pathParameters: { ...path, ...changes },
    headers: {},
    requestContext: { identity: { userArn: caller("north") } },
    ...more,
  };
}

function world(frame: Uint8Array = Buffer.from("0123456789")) {
  const stores: string[] = [];
  const said: unknown[] = [];
  const handler = createHandler({
    images: {
      search: async (datastoreId, study) => {
        stores.push(datastoreId);
        return study === path.study ? ["set-1"] : [];
      },
      metadata: async (datastoreId) => {
        stores.push(datastoreId);
        return imageSetMetadata(JSON.stringify(madeMetadata())) as ImageSetMetadata;
      },
      frame: async (datastoreId) => {
        stores.push(datastoreId);
        return { bytes: frame, type: "application/octet-stream" };
      },
    },
    log: { info: (...words) => said.push(words) },
    tenants,
  });
  return { handler, stores, said };
}

const body = (answer: Answer): Record<string, unknown> => JSON.parse(answer.body) as Record<string, unknown>;

describe("image-read", () => {
  it("gives image sets, metadata and frames, none of them to be kept by a cache", async () => {
    const { handler, stores } = world();
    const study = await handler(request(PATHS.study));
    const series = await handler(request(PATHS.series));
    const frame = await handler(request(PATHS.frame));
    expect([study, series, frame].map(({ statusCode }) => statusCode)).to.deep.equal([200, 200, 200]);
    expect(body(study)).to.deep.equal({ study: path.study, imageSets: ["set-1"] });
    expect(series.headers["content-type"]).to.equal("application/dicom+json");
    expect(JSON.parse(series.body)).to.deep.equal([
      {
        "00080016": { vr: "UI", Value: ["1.2.840.10008.5.1.4.1.1.2"] },
        "00080060": { vr: "CS", Value: ["CT"] },
        "0020000D": { vr: "UI", Value: ["1.2.3.1"] },
        "0040A160": { vr: "UT", Value: ["not of a report"] },
      },
    ]);
    expect([frame.isBase64Encoded, Buffer.from(frame.body, "base64").toString()]).to.deep.equal([true, "0123456789"]);
    for (const { headers } of [study, series, frame]) expect(headers["cache-control"]).to.equal("private, no-store");
    expect(new Set(stores)).to.deep.equal(new Set([tenants["north"]?.datastoreId]));
  });

  it("says when to come again where HealthImaging is let alone, and that it took too long where it did", async () => {
    const answered = async (error: Error): Promise<Answer> => {
      const fails = (): Promise<never> => Promise.reject(error);
      const images = { search: fails, metadata: fails, frame: fails };
      return createHandler({ images, log: { info: () => undefined }, tenants })(request(PATHS.frame));
    };
    const open = await answered(new CircuitOpen(20));
    expect([open.statusCode, open.headers["retry-after"], body(open)["code"]]).to.deep.equal([
      503,
      "20",
      "unavailable",
    ]);
    const late = await answered(new ImagesTimeout("late"));
    expect([late.statusCode, late.headers["retry-after"], body(late)["code"]]).to.deep.equal([
      504,
      undefined,
      "timeout",
    ]);
  });

  it("gives a part of a frame, and says which", async () => {
    const { handler } = world();
    const part = await handler(request(PATHS.frame, {}, { headers: { Range: "bytes=2-4" } }));
    expect(part.statusCode).to.equal(206);
    expect(part.headers["content-range"]).to.equal("bytes 2-4/10");
    expect(Buffer.from(part.body, "base64").toString()).to.equal("234");
    const beyond = await handler(request(PATHS.frame, {}, { headers: { range: "bytes=10-" } }));
    expect(beyond.statusCode).to.equal(416);
  });

  it("asks for ranges of a frame that is larger than an answer, and gives no more than fits", async () => {
    const { handler } = world(new Uint8Array(MOST_ANSWER_BYTES + 1));
    expect((await handler(request(PATHS.frame))).statusCode).to.equal(413);
    const first = await handler(request(PATHS.frame, {}, { headers: { range: "bytes=0-" } }));
    expect(first.headers["content-range"]).to.equal(`bytes 0-${MOST_ANSWER_BYTES - 1}/${MOST_ANSWER_BYTES + 1}`);
    expect(partOf(10, { first: 9, last: 99 }, 4)).to.deep.equal({ kind: "part", first: 9, end: 10, partial: true });
  });

  const foreign: [string, object][] = [
    ["the path of another organisation", request(PATHS.frame, { tenant: "south" })],
    ["one that is none", request(PATHS.frame, { tenant: "nobody" })],
    ["one with a name of the language", request(PATHS.frame, { tenant: "constructor" })],
    ["no role", request(PATHS.frame, {}, { requestContext: { identity: {} } })],
    ["another's role", request(PATHS.frame, {}, { requestContext: { identity: { userArn: caller("south") } } })],
    [
      "a user of that name",
      request(
        PATHS.frame,
        {},
        { requestContext: { identity: { userArn: "arn:aws:iam::123456789012:user/phiguard-dev-image-tenant-north" } } },
      ),
    ],
    [
      "a role whose name begins alike",
      request(PATHS.frame, {}, { requestContext: { identity: { userArn: caller("north2") } } }),
    ],
  ];
  for (const [name, event] of foreign) {
    it(`reads nothing for ${name}`, async () => {
      const { handler, stores } = world();
      expect((await handler(event)).statusCode).to.equal(403);
      expect(stores).to.be.empty;
    });
  }

  const malformed: [string, object][] = [
    ["a study that is no UID", request(PATHS.study, { study: "1.2.a" })],
    ["frame zero", request(PATHS.frame, { frame: "0" })],
    ["two ranges", request(PATHS.frame, {}, { headers: { range: "bytes=0-1,3-4" } })],
    ["a range backwards", request(PATHS.frame, {}, { headers: { range: "bytes=4-1" } })],
    ["another path", request("/tenants/{tenant}")],
  ];
  for (const [name, event] of malformed) {
    it(`refuses ${name}`, () =>
      expect(askedOf(event, tenants)).to.deep.equal({ kind: "refused", refusal: "malformed" }));
  }

  it("finds nothing in other studies, series, instances and frames", async () => {
    const { handler } = world();
    for (const changes of [{ study: "1.2.9" }, { series: "1.2.9" }, { instance: "1.2.9" }, { frame: "3" }]) {
      expect((await handler(request(PATHS.frame, changes))).statusCode, JSON.stringify(changes)).to.equal(404);
    }
  });

  it("says nothing of a study in its log", async () => {
    const { handler, said } = world();
    await handler(request(PATHS.frame));
    expect(JSON.stringify(said)).to.not.contain("1.2.3");
  });

  it("knows a role by the session that took it", () => {
    expect(roleOf(caller("north"))).to.equal("phiguard-dev-image-tenant-north");
    expect(roleOf("arn:aws:iam::123456789012:role/phiguard-dev-image-tenant-north")).to.equal(undefined);
    expect(() => readerTenantsOf('{"north":{}}')).to.throw();
  });
});
