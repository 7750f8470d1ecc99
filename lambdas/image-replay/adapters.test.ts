import { expect } from "chai";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { s3Journal } from "./adapters";
import type { Journal, ReplayRecord } from "./ports";

const STORE = "0123456789abcdef0123456789abcdef";
const journal = (): Journal => s3Journal(s3Client(), "in", "out");
const listing = (content: string): Answer => ({
  headers: { "content-type": "application/xml" },
  body: `<ListBucketResult><IsTruncated>false</IsTruncated>${content}</ListBucketResult>`,
});
const folders = (...batches: string[]): string =>
  batches.map((batch) => `<CommonPrefixes><Prefix>north/accepted/${batch}/</Prefix></CommonPrefixes>`).join("");

describe("s3Journal of images", () => {
  it("lists an organisation's checked batches", async () => {
    const { result, sent } = await withAws(
      () => listing(folders("b-1", "b-2")),
      () => journal().batches("north", undefined),
    );
    expect(result).to.deep.equal(["b-1", "b-2"]);
    expect(sent[0]?.path).to.equal("/in/");
    expect(sent[0]?.query).to.include({ prefix: "north/accepted/", delimiter: "/" });
    expect(sent[0]?.query).to.not.have.property("start-after");
  });

  it("goes on behind the last file of a batch", async () => {
    const { sent } = await withAws(
      () => listing(""),
      () => journal().batches("north", "b-2"),
    );
    expect(sent[0]?.query).to.include({ "start-after": "north/accepted/b-2/~" });
  });

  it("finds the jobs of one data store that have written their manifest", async () => {
    const key = (path: string): string =>
      `<Contents><Key>north/results/b-1/${STORE}-DicomImport-${path}</Key></Contents>`;
    const { result, sent } = await withAws(
      () =>
        listing(
          key("job-1/SUCCESS/success.ndjson") +
            key("job-1/job-output-manifest.json") +
            key("job-2/FAILURE/failure.ndjson") +
            key("job-3/SUCCESS/job-output-manifest.json"),
        ),
      () => journal().endedJobs({ tenant: "north", batch: "b-1" }, STORE),
    );
    expect(result).to.deep.equal(["job-1"]);
    expect(sent[0]?.path).to.equal("/out/");
    expect(sent[0]?.query).to.include({ prefix: `north/results/b-1/${STORE}-DicomImport-` });
  });

  const record: ReplayRecord = {
    seconds: 900,
    counts: { batches: 2, failedBatches: 0, files: 18, refusedFiles: 2, earlierBatches: 0 },
  };

  it("keeps what a replay took, and reads it again", async () => {
    const path = `/out/north/results/replay-${STORE}.json`;
    const kept = await withAws(
      () => ({ body: "" }),
      () => journal().keep("north", STORE, record),
    );
    expect([kept.sent[0]?.method, kept.sent[0]?.path]).to.deep.equal(["PUT", path]);
    const read = await withAws(
      () => ({ body: JSON.stringify(record) }),
      () => journal().last("north", STORE),
    );
    expect(read.result).to.deep.equal(record);
    expect(read.sent[0]?.path).to.equal(path);
  });

  it("knows no last replay where nothing was kept", async () => {
    const { result } = await withAws(
      () => ({ status: 404, body: "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>" }),
      () => journal().last("north", STORE),
    );
    expect(result).to.equal(undefined);
  });
});
