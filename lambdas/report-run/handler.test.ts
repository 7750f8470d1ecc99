import { expect } from "chai";
import { createHash, createVerify, generateKeyPairSync, sign as signBytes } from "node:crypto";
import { s3Client } from "../s3/adapters";
import { withAws } from "../testing/aws-server";
import { kmsClient, kmsSigner, s3LedgerDay } from "./adapters";
import { createHandler } from "./handler";
import type { StoredBatch } from "./ports";

const A = "0a".repeat(32);
const B = "0b".repeat(32);
const DAY = "2026-11-21";
const at = (name: string): StoredBatch => ({ key: `batches/day=${DAY}/${name}.jsonl`, bytes: 3 });

function world(batches: readonly StoredBatch[]) {
  const objects = new Map<string, string>();
  const asked: string[] = [];
  const handler = createHandler({
    ledger: {
      list: async (prefix) => {
        asked.push(prefix);
        return batches;
      },
      append: async (key, text) => {
        objects.set(key, text);
        return "written";
      },
    },
    signer: { sign: async (digest) => ({ signature: Buffer.from(digest).toString("base64"), keyArn: "arn:key" }) },
    clock: () => new Date("2026-11-22T02:00:00Z"),
    log: { info: () => undefined },
  });
  return { handler, objects, asked };
}

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error("expected a refusal")),
    (error: Error) => error,
  );

describe("report-run", () => {
  it("signs the list of the day before the schedule, whatever the order it comes in", async () => {
    const here = world([at(B), at(A)]);
    const closed = await here.handler({ scheduledAt: "2026-11-22T02:00:00Z" });
    const there = world([at(A), at(B)]);
    expect(await there.handler({ day: DAY })).to.deep.equal(closed);
    expect(here.asked).to.deep.equal([`batches/day=${DAY}/`]);
    const [[key, text] = ["", ""]] = [...here.objects];
    const { manifest } = JSON.parse(text) as { manifest: string };
    expect(JSON.parse(manifest)).to.deep.equal({
      schema: "phiguard-ledger-day/1",
      day: DAY,
      batches: [
        { sha256: A, bytes: 3 },
        { sha256: B, bytes: 3 },
      ],
    });
    expect(key).to.equal(`manifests/day=${DAY}/${createHash("sha256").update(manifest).digest("hex")}.json`);
  });

  it("says of a day without batches that it has none", async () => {
    expect(await world([]).handler({ day: DAY })).to.include({ batches: 0 });
  });

  const refused: [string, object | undefined, string][] = [
    ["an event that says nothing", {}, "wanted a day"],
    ["an event of another kind", { framework: "hipaa" }, "wanted a day"],
    ["nothing", undefined, "wanted a day"],
    ["a day that is not over", { day: "2026-11-22" }, "is not over"],
    ["a day that is none", { day: "2026-13-01" }, "wanted a day"],
  ];
  for (const [name, event, words] of refused) {
    it(`refuses ${name}`, async () => {
      const error = await failure(world([]).handler(event));
      expect(error.name).to.equal("RefusedRun");
      expect(error.message).to.contain(words);
    });
  }

  it("refuses a day with an object that is no batch, instead of hiding it", async () => {
    expect((await failure(world([at(A), at("jane")]).handler({ day: DAY }))).name).to.equal("ForeignObject");
  });
});

describe("report-run's adapters", () => {
  it("list all pages below the prefix", async () => {
    const page = (key: string, next: string): string =>
      `<ListBucketResult><IsTruncated>${next === "" ? "false" : "true"}</IsTruncated>${next}<Contents><Key>${key}</Key><Size>7</Size></Contents></ListBucketResult>`;
    const { result, sent } = await withAws(
      ({ query }) => ({
        body:
          query["continuation-token"] === undefined
            ? page("p/1", "<NextContinuationToken>t</NextContinuationToken>")
            : page("p/2", ""),
      }),
      () => s3LedgerDay(s3Client(), "ledger").list("p/"),
    );
    expect(result).to.deep.equal([
      { key: "p/1", bytes: 7 },
      { key: "p/2", bytes: 7 },
    ]);
    expect(sent).to.have.length(2);
  });

  it("sign a digest by KMS, as OpenSSL verifies it", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const text = "manifest";
    const digest = createHash("sha256").update(text).digest();
    const { result, sent } = await withAws(
      () => ({
        body: JSON.stringify({
          KeyId: "arn:key",
          // KMS signs the digest itself; node signs the text by the same digest.
          Signature: signBytes("sha256", Buffer.from(text), privateKey).toString("base64"),
          SigningAlgorithm: "ECDSA_SHA_256",
        }),
      }),
      () => kmsSigner(kmsClient(), "arn:key").sign(digest),
    );
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      KeyId: "arn:key",
      Message: digest.toString("base64"),
      MessageType: "DIGEST",
      SigningAlgorithm: "ECDSA_SHA_256",
    });
    expect(createVerify("sha256").update(text).verify(publicKey, Buffer.from(result.signature, "base64"))).to.equal(
      true,
    );
  });
});
