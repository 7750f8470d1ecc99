import { expect } from "chai";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { s3Uploads } from "./adapters";
import type { Uploads } from "./ports";

const uploads = (): Uploads => s3Uploads(s3Client(), "in", "bad");
const file = { key: "north/incoming/b-1/Jane Roe+1.dcm", sizeBytes: 300 };

describe("s3Uploads", () => {
  it("lists a page and says where the next begins", async () => {
    const answer = (): Answer => ({
      headers: { "content-type": "application/xml" },
      body:
        "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>next</NextContinuationToken>" +
        "<Contents><Key>north/incoming/b-1/1.dcm</Key><Size>300</Size></Contents></ListBucketResult>",
    });
    const { result, sent } = await withAws(answer, () => uploads().list("north/incoming/b-1/", "here"));
    expect(result).to.deep.equal({ files: [{ key: "north/incoming/b-1/1.dcm", sizeBytes: 300 }], cursor: "next" });
    expect(sent[0]?.path).to.equal("/in/");
    expect(sent[0]?.query).to.include({
      "list-type": "2",
      prefix: "north/incoming/b-1/",
      "continuation-token": "here",
      "max-keys": "200",
    });
  });

  it("ends with the last page", async () => {
    const answer = (): Answer => ({ body: "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>" });
    const { result } = await withAws(answer, () => uploads().list("p/", undefined));
    expect(result).to.deep.equal({ files: [] });
  });

  it("reads the first four megabytes of a file, and nothing of an empty one", async () => {
    const { result, sent } = await withAws(
      () => ({ status: 206, body: "head" }),
      async () => [await uploads().head(file), await uploads().head({ ...file, sizeBytes: 0 })],
    );
    expect(result.map((head) => Buffer.from(head ?? []).toString())).to.deep.equal(["head", ""]);
    expect(sent.map(({ headers }) => headers["range"])).to.deep.equal(["bytes=0-4194303"]);
  });

  it("copies under the tenant's key, with the source's name escaped and none of its metadata", async () => {
    const body = "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>";
    const { sent } = await withAws(
      () => ({ body }),
      async () => {
        await uploads().copyToAccepted(file, "north/accepted/b-1/0.dcm", "arn:key");
        await uploads().copyToQuarantine(file, "north/refused/b-1/0.dcm", "arn:key", "not-dicom");
      },
    );
    expect(sent.map(({ method, path }) => [method, path])).to.deep.equal([
      ["PUT", "/in/north/accepted/b-1/0.dcm"],
      ["PUT", "/bad/north/refused/b-1/0.dcm"],
    ]);
    for (const { headers } of sent) {
      expect(headers).to.include({
        "x-amz-copy-source": "in/north/incoming/b-1/Jane%20Roe%2B1.dcm",
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": "arn:key",
        "x-amz-metadata-directive": "REPLACE",
        "x-amz-tagging-directive": "REPLACE",
      });
    }
    expect(sent.map(({ headers }) => headers["x-amz-meta-reason"])).to.deep.equal([undefined, "not-dicom"]);
  });
});
