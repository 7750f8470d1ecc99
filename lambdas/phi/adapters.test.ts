import { expect } from "chai";
import { createHash } from "node:crypto";
import { embeddedMetrics, type Figures } from "../metrics/embedded";
import { withAws, type Answer } from "../testing/aws-server";
import { documentMetrics, dynamoClient, reviews, sqsClient } from "./adapters";
import type { ReviewItem } from "./ports";

async function failure(work: () => Promise<unknown>): Promise<string> {
  return work().then(
    () => Promise.reject(new Error("expected an error")),
    (error: Error) => error.name,
  );
}

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
