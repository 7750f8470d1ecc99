import { expect } from "chai";
import { createHash } from "node:crypto";
import { embeddedMetrics, type Figures } from "../metrics/embedded";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import {
  copyVersion,
  documentMetrics,
  dynamoClient,
  readText,
  readVersion,
  reviews,
  sqsClient,
  writeOnce,
} from "./adapters";
import type { ReviewItem } from "./ports";

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

describe("reviews", () => {
  const item: ReviewItem = {
    documentId: "0a",
    kind: "sample",
    createdAt: "2026-11-22T12:00:00.000Z",
    purpose: "research",
    recipient: "lab",
    format: "text",
    reasons: ["low-risk"],
    bucket: "out",
    key: "research/lab/0a.txt",
    riskScore01: 0.01,
  };
  /** SQS says the hash of what it took, and the SDK compares. */
  const taken = ({ body }: { body: string }): Answer => {
    const { MessageBody = "" } = JSON.parse(body) as { MessageBody?: string };
    return { body: JSON.stringify({ MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex") }) };
  };
  const isTable = (headers: Readonly<Record<string, string | undefined>>): boolean =>
    headers["x-amz-target"]?.startsWith("DynamoDB") ?? false;
  const ask = (): Promise<void> =>
    reviews(dynamoClient(), sqsClient(), "t", `${process.env["AWS_ENDPOINT_URL"]}/1/q`).ask(item);

  it("are put on the table unless they are there, and on the queue by their keys alone", async () => {
    const { sent } = await withAws(taken, ask);
    const [put, message] = sent.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(put).to.deep.include({ TableName: "t", ConditionExpression: "attribute_not_exists(documentId)" });
    expect(put?.["Item"]).to.deep.include({
      documentId: { S: "0a" },
      kind: { S: "sample" },
      status: { S: "open" },
      reasons: { L: [{ S: "low-risk" }] },
      riskScore01: { N: "0.01" },
    });
    expect(message?.["MessageBody"]).to.equal('{"documentId":"0a","kind":"sample"}');
  });

  it("are told of again where only the message was lost, and no decision is undone", async () => {
    const { sent } = await withAws((request) => {
      if (!isTable(request.headers)) return taken(request);
      const type = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
      return { status: 400, body: JSON.stringify({ __type: type, message: "there" }) };
    }, ask);
    expect(sent.map(({ headers }) => isTable(headers))).to.deep.equal([true, false]);
  });

  it("fail with what the table says, before any message", async () => {
    const type = "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException";
    const { result, sent } = await withAws(
      () => ({ status: 400, body: JSON.stringify({ __type: type, message: "no table" }) }),
      () => failure(ask),
    );
    expect([result, sent.length]).to.deep.equal(["ResourceNotFoundException", 1]);
  });
});

describe("documentMetrics", () => {
  const told = (counts: Record<string, number>, latencyMs?: number): Figures[] => {
    const figures: Figures[] = [];
    documentMetrics("dev", { now: () => new Date(1000) }, { put: (each) => figures.push(each) }).tell(
      counts,
      latencyMs,
    );
    return figures;
  };

  it("come to one line a call, of which CloudWatch makes metrics", () => {
    const lines = told({ DocumentsProcessed: 1 }, 250).map((each) => JSON.parse(embeddedMetrics(each)) as object);
    expect(lines).to.deep.equal([
      {
        _aws: {
          Timestamp: 1000,
          CloudWatchMetrics: [
            {
              Namespace: "phiguard/phi-pipeline",
              Dimensions: [["Environment"]],
              Metrics: [
                { Name: "DocumentsProcessed", Unit: "Count" },
                { Name: "DocumentLatency", Unit: "Milliseconds" },
              ],
            },
          ],
        },
        Environment: "dev",
        DocumentsProcessed: 1,
        DocumentLatency: 250,
      },
    ]);
  });

  it("leave out a time that is not told", () => {
    expect(told({ DocumentsFailed: 0 }).map(({ metrics }) => metrics)).to.deep.equal([
      { DocumentsFailed: [0, "Count"] },
    ]);
  });
});
