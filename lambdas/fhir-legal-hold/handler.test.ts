import { expect } from "chai";
import type { LineageRecord } from "../lineage/record";
import { s3Client } from "../s3/adapters";
import { withAws } from "../testing/aws-server";
import { s3Versions } from "./adapters";
import { HoldRefused } from "./core";
import { createHandler } from "./handler";

const event = {
  bucket: "in",
  prefix: "fhir/files/a",
  hold: "ON",
  matter: "M-2026-7",
  decidedBy: "privacy-office:T-12",
};

function world(pages: number, remainingMs = 900_000) {
  const held: string[] = [];
  const records: LineageRecord[] = [];
  const handler = createHandler({
    versions: {
      page: async (_, __, cursor) => {
        const at = cursor === undefined ? 0 : Number(cursor.version);
        const versions = [{ key: "k", version: `v${at}` }];
        return at + 1 < pages ? { versions, cursor: { key: "k", version: String(at + 1) } } : { versions };
      },
      hold: async (_, { version }, status) => void held.push(`${version} ${status}`),
    },
    lineage: { record: async (one) => void records.push(one) },
    clock: { now: () => "2026-03-01T00:00:00.000Z" },
    log: { info: () => undefined },
    buckets: ["in", "out"],
    datastoreId: "store",
    code: "f:1",
  });
  return { run: (input: unknown) => handler(input, { getRemainingTimeInMillis: () => remainingMs }), held, records };
}

describe("fhir-legal-hold", () => {
  it("holds every version below the prefix, and writes down for which matter and by whose word", async () => {
    const { run, held, records } = world(3);
    expect(await run(event)).to.deep.equal({ versions: 3 });
    expect(held).to.deep.equal(["v0 ON", "v1 ON", "v2 ON"]);
    expect(records[0]).to.deep.include({
      kind: "hold",
      jobId: "M-2026-7",
      inputs: [{ uri: "s3://in/fhir/files/a" }],
      facts: { hold: "ON", decidedBy: "privacy-office:T-12", versions: 3, left: "nothing" },
    });
  });

  it("stops before its time is over, and says where to go on", async () => {
    const { run, records } = world(3, 1000);
    const first = await run(event);
    expect(first).to.deep.equal({ versions: 1, cursor: { key: "k", version: "1" } });
    expect(records[0]?.facts?.["left"]).to.equal("more");
    expect(await run({ ...event, cursor: first.cursor })).to.deep.equal({
      versions: 1,
      cursor: { key: "k", version: "2" },
    });
  });

  for (const [name, changes] of [
    ["another bucket", { bucket: "audit" }],
    ["a whole bucket", { prefix: "" }],
    ["no matter", { matter: undefined }],
    ["a matter that may be a name", { matter: "Jane Roe" }],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const { run, held } = world(1);
      expect(await run({ ...event, ...changes }).catch((error: unknown) => error)).to.be.instanceOf(HoldRefused);
      expect(held).to.be.empty;
    });
  }

  it("asks S3 for versions and holds each", async () => {
    const body =
      "<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>" +
      "<Version><Key>k</Key><VersionId>v</VersionId></Version></ListVersionsResult>";
    const { result, sent } = await withAws(
      ({ method }) => (method === "GET" ? { headers: { "content-type": "application/xml" }, body } : {}),
      async () => {
        const versions = s3Versions(s3Client());
        const page = await versions.page("in", "p", { key: "a", version: "b" });
        await versions.hold("in", { key: "k", version: "v" }, "ON");
        return page;
      },
    );
    expect(result).to.deep.equal({ versions: [{ key: "k", version: "v" }], cursor: { key: "k", version: "v" } });
    expect(sent[0]?.query).to.include({ prefix: "p", "key-marker": "a", "version-id-marker": "b" });
    expect([sent[1]?.path, sent[1]?.query["versionId"]]).to.deep.equal(["/in/k", "v"]);
    expect(sent[1]?.body).to.contain("<Status>ON</Status>");
  });
});
