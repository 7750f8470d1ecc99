import { expect } from "chai";
import { withAws } from "../testing/aws-server";
import { kmsClient, kmsHashes } from "../kms/adapters";
import { guardedStore, healthLakeStore } from "./adapters";
import { StoreTimeout } from "./ports";

const endpoint = (): string => `${process.env["AWS_ENDPOINT_URL"]}/datastore/d1/r4/`;

describe("healthLakeStore", () => {
  it("signs for HealthLake and asks for what was asked", async () => {
    const { result, sent } = await withAws(
      () => ({ body: '{"resourceType":"Bundle"}' }),
      () =>
        healthLakeStore(endpoint(), "us-east-1").get("Observation", [
          ["date", "ge2026-01-01"],
          ["code", "a b|c"],
        ]),
    );
    expect(result).to.deep.equal({ status: 200, body: { resourceType: "Bundle" } });
    expect(sent[0]).to.deep.include({ method: "GET", path: "/datastore/d1/r4/Observation" });
    expect(sent[0]?.query).to.deep.equal({ date: "ge2026-01-01", code: "a b|c" });
    expect(sent[0]?.headers["authorization"]).to.match(
      /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/healthlake\//,
    );
  });

  it("hands on statuses, and nothing of a text that is no JSON", async () => {
    const { result } = await withAws(
      () => ({ status: 503, body: "<html>" }),
      () => healthLakeStore(endpoint(), "us-east-1").get("Patient/p1", []),
    );
    expect(result).to.deep.equal({ status: 503, body: undefined });
  });

  it("does not wait for ever", async () => {
    let error: unknown;
    await withAws(
      () => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
        return {};
      },
      () =>
        healthLakeStore(endpoint(), "us-east-1", 10)
          .get("Patient/p1", [])
          .catch((caught: unknown) => void (error = caught)),
    );
    expect(error).to.be.instanceOf(StoreTimeout);
  });
});

describe("guardedStore", () => {
  const rows: [status: number, asked: number][] = [
    [503, 5],
    [404, 8],
    [429, 8],
  ];
  for (const [status, wanted] of rows) {
    it(`asks ${wanted} of 8 times a store that answers ${status}`, async () => {
      let asked = 0;
      const store = guardedStore(
        { get: async () => ((asked += 1), { status, body: undefined }) },
        { now: () => 0, changed: () => undefined },
      );
      for (let call = 0; call < 8; call++) await store.get("Patient/p1", []).catch(() => undefined);
      expect(asked).to.equal(wanted);
    });
  }

  it("refuses nobody because somebody of little patience was not answered", async () => {
    const store = guardedStore(
      {
        get: async (_, __, patienceMs) => {
          if (patienceMs !== undefined) throw new StoreTimeout();
          return { status: 200, body: undefined };
        },
      },
      { now: () => 0, changed: () => undefined },
    );
    for (let call = 0; call < 8; call++) await store.get("Patient/p1", [], 100).catch(() => undefined);
    expect(await store.get("Patient/p1", [])).to.include({ status: 200 });
  });
});

describe("kmsHashes", () => {
  it("has KMS make an HMAC, in hex", async () => {
    const { result, sent } = await withAws(
      () => ({ body: JSON.stringify({ Mac: Buffer.from("0102", "hex").toString("base64") }) }),
      () => kmsHashes(kmsClient(), "arn:alias").hash("Patient/p1"),
    );
    expect(result).to.equal("0102");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      KeyId: "arn:alias",
      MacAlgorithm: "HMAC_SHA_256",
      Message: Buffer.from("Patient/p1").toString("base64"),
    });
  });
});
