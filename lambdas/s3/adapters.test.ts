import { expect } from "chai";
import { withAws, type Answer } from "../testing/aws-server";
import { copyVersion, readText, readVersion, s3Client, writeOnce } from "./adapters";

const s3Error = (status: number, code: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`,
});
const document = { key: "documents/research/lab/Jane Roe+1.txt", versionId: "v/1" };

async function failure(work: () => Promise<unknown>): Promise<string> {
  return work().then(
    () => Promise.reject(new Error("expected an error")),
    (error: Error) => error.name,
  );
}

describe("readVersion", () => {
  it("reads that version", async () => {
    const { result, sent } = await withAws(
      () => ({ headers: { "content-length": "4" }, body: "text" }),
      () => readVersion(s3Client(), "in", document, 10),
    );
    expect(Buffer.from(result as Uint8Array).toString()).to.equal("text");
    expect(sent[0]?.query).to.include({ versionId: "v/1" });
  });

  it("reads no body that is too large", async () => {
    const { result } = await withAws(
      () => ({ headers: { "content-length": "11" }, body: "x".repeat(11) }),
      () => readVersion(s3Client(), "in", document, 10),
    );
    expect(result).to.equal("too-large");
  });

  for (const code of ["NoSuchKey", "NoSuchVersion"]) {
    it(`tells that there is none: ${code}`, async () => {
      const { result } = await withAws(
        () => s3Error(404, code),
        () => readVersion(s3Client(), "in", document, 10),
      );
      expect(result).to.equal("missing");
    });
  }

  it("lets a refusal through, by its name", async () => {
    const { result } = await withAws(
      () => s3Error(403, "AccessDenied"),
      () => failure(() => readVersion(s3Client(), "in", document, 10)),
    );
    expect(result).to.equal("AccessDenied");
  });

  it("reads text of ours", async () => {
    const { result } = await withAws(
      () => ({ body: "é" }),
      () => readText(s3Client(), "in", "spans/a.json"),
    );
    expect(result).to.equal("é");
  });
});

describe("writeOnce", () => {
  const write = (): Promise<void> => writeOnce(s3Client(), "out", "a/b.txt", "text", "text/plain");

  it("asks S3 to replace nothing, and leaves encryption to the bucket's key", async () => {
    const { sent } = await withAws(() => ({}), write);
    expect(sent[0]?.headers).to.include({ "if-none-match": "*", "content-type": "text/plain" });
    expect(sent[0]?.headers).to.not.have.property("x-amz-server-side-encryption");
  });

  it("is done where the object is there", async () => {
    await withAws(() => s3Error(412, "PreconditionFailed"), write);
  });

  it("tries again where another run writes at this moment", async () => {
    const answers = [s3Error(409, "ConditionalRequestConflict"), s3Error(412, "PreconditionFailed")];
    const { sent } = await withAws(() => answers.shift() ?? {}, write);
    expect(sent).to.have.length(2);
  });

  it("lets other errors through", async () => {
    const { result } = await withAws(
      () => s3Error(403, "AccessDenied"),
      () => failure(write),
    );
    expect(result).to.equal("AccessDenied");
  });
});

describe("copyVersion", () => {
  const copy = (): Promise<boolean> =>
    copyVersion(s3Client(), { bucket: "in", ...document }, { bucket: "bad", key: "a/document" });

  it("copies that version, with its name escaped and none of its metadata, once", async () => {
    const { result, sent } = await withAws(
      () => ({ body: "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>" }),
      copy,
    );
    expect(result).to.equal(true);
    expect(sent[0]?.headers).to.include({
      "x-amz-copy-source": "in/documents/research/lab/Jane%20Roe%2B1.txt?versionId=v%2F1",
      "x-amz-metadata-directive": "REPLACE",
      "x-amz-tagging-directive": "REPLACE",
      "if-none-match": "*",
    });
  });

  const answers: [number, string, boolean][] = [
    [412, "PreconditionFailed", true],
    [404, "NoSuchVersion", false],
    [400, "InvalidRequest", false],
  ];
  for (const [status, code, copied] of answers) {
    it(`says ${copied} of ${code}`, async () => {
      expect((await withAws(() => s3Error(status, code), copy)).result).to.equal(copied);
    });
  }

  it("lets a refusal through", async () => {
    const { result } = await withAws(
      () => s3Error(403, "AccessDenied"),
      () => failure(copy),
    );
    expect(result).to.equal("AccessDenied");
  });
});
