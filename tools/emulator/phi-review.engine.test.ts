import { expect } from "chai";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { dynamoClient, reviews, sqsClient } from "../../lambdas/phi/adapters";
import { REVIEW_INDEX } from "../../lambdas/phi/contract";
import { awsDesk } from "../../lambdas/phi/review/adapters";
import { ReviewSession } from "../../cli/review/session";
import { withEmulator, type Emulator } from "./emulator";

const REGION = "us-east-1";
const TABLE = "phi-reviews";
const [RELEASED, MASKED, QUARANTINE] = ["review-released", "review-masked", "review-quarantine"];
/** Synthetic. */
const NOTE = "Patient: Ada Moor, MRN 48213977.";
const CREATED_AT = "2026-11-22T10:00:00.000Z";
const id = (digit: string): string => digit.repeat(64);

async function made({ call }: Emulator, service: string, operation: string, parameters: object) {
  const reply = await call(REGION, service, operation, parameters);
  if (!("result" in reply)) throw new Error(`${service} ${operation}: ${JSON.stringify(reply)}`);
  return reply.result;
}

/** The table, queue and buckets of the pipeline, with two documents that wait: one in quarantine, one a sample. */
async function withDesks(
  work: (desks: {
    session: () => ReviewSession;
    objects: (bucket: string) => Promise<Map<string, string>>;
    messages: () => Promise<number>;
    status: (of: string) => Promise<string>;
  }) => Promise<void>,
): Promise<void> {
  await withEmulator((emulator) =>
    withEnvironment({ AWS_ENDPOINT_URL: emulator.endpoint }, async () => {
      const key = (name: string, KeyType: string) => ({ AttributeName: name, KeyType });
      await made(emulator, "dynamodb", "create_table", {
        TableName: TABLE,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: ["documentId", "kind", "status", "createdAt"].map((AttributeName) => ({
          AttributeName,
          AttributeType: "S",
        })),
        KeySchema: [key("documentId", "HASH"), key("kind", "RANGE")],
        GlobalSecondaryIndexes: [
          {
            IndexName: REVIEW_INDEX,
            KeySchema: [key("status", "HASH"), key("createdAt", "RANGE")],
            Projection: { ProjectionType: "ALL" },
          },
        ],
      });
      const { QueueUrl: queueUrl } = (await made(emulator, "sqs", "create_queue", { QueueName: "reviews" })) as {
        QueueUrl: string;
      };
      for (const Bucket of [RELEASED, MASKED, QUARANTINE]) await made(emulator, "s3", "create_bucket", { Bucket });
      const asked = reviews(dynamoClient(), sqsClient(), TABLE, queueUrl);
      for (const [digit, kind, bucket] of [
        ["a", "quarantine", QUARANTINE],
        ["b", "sample", MASKED],
      ] as const) {
        await made(emulator, "s3", "put_object", {
          Bucket: bucket,
          Key: `research/lab/${id(digit)}/document`,
          Body: NOTE,
        });
        await asked.ask({
          documentId: id(digit),
          kind,
          createdAt: CREATED_AT,
          purpose: "research",
          recipient: "lab",
          format: "text",
          reasons: ["residual-risk"],
          bucket: bucket!,
          key: `research/lab/${id(digit)}/document`,
          riskScore01: 0.98,
        });
      }
      const place = { table: TABLE, queueUrl, releasedBucket: RELEASED!, maskedBucket: MASKED! };
      const clock = (): Date => new Date("2026-11-22T11:00:00.000Z");
      await work({
        session: () => new ReviewSession(awsDesk(place, clock), "phi-reviewer", clock),
        objects: async (Bucket) => {
          const { Contents = [] } = (await made(emulator, "s3", "list_objects_v2", { Bucket })) as {
            Contents?: { Key: string; Size: number }[];
          };
          return new Map(Contents.map(({ Key, Size }) => [Key, String(Size)]));
        },
        messages: async () => {
          const { Attributes } = (await made(emulator, "sqs", "get_queue_attributes", {
            QueueUrl: queueUrl,
            AttributeNames: ["All"],
          })) as { Attributes: Record<string, string> };
          return (
            Number(Attributes["ApproximateNumberOfMessages"]) +
            Number(Attributes["ApproximateNumberOfMessagesNotVisible"])
          );
        },
        status: async (documentId) => {
          const { Items } = (await made(emulator, "dynamodb", "scan", { TableName: TABLE })) as {
            Items: Record<string, { S: string }>[];
          };
          const item = Items.find((one) => one["documentId"]?.S === documentId)!;
          return `${item["status"]!.S} ${item["decision"]?.S ?? ""}`.trim();
        },
      });
    }),
  );
}

describe("reviews over an emulated AWS", function () {
  this.timeout(120_000);

  it("show what the pipeline asks people, and write a decision once: document, labels, status, message", async () => {
    await withDesks(async ({ session, objects, messages, status }) => {
      const [mine, others] = [session(), session()];
      expect((await mine.waiting()).map(({ kind, reasons }) => [kind, ...reasons])).to.have.deep.members([
        ["quarantine", "residual-risk"],
        ["sample", "residual-risk"],
      ]);
      expect(await messages()).to.equal(2);
      const [on, also] = [await mine.take("quarantine", id("a")), await others.take("quarantine", id("a"))];
      expect(await mine.decide(on!, "mask")).to.equal("settled");
      expect(await others.decide(also!, "keep")).to.equal("decided-by-another");
      expect(await status(id("a"))).to.equal("decided mask");
      expect([...(await objects(MASKED!)).keys()]).to.include(`research/lab/${id("a")}.txt`);
      expect([...(await objects(RELEASED!)).keys()]).to.deep.equal([]);
      expect([...(await objects(QUARANTINE!)).keys()]).to.have.members([
        `research/lab/${id("a")}/document`,
        `research/lab/${id("a")}/document.labels.json`,
      ]);
      expect(await messages()).to.equal(1);
      expect((await session().waiting()).map(({ documentId }) => documentId)).to.deep.equal([id("b")]);
    });
  });

  it("let nothing out twice of a sample, whose document is out already", async () => {
    await withDesks(async ({ session, objects, status }) => {
      const mine = session();
      const before = (await objects(MASKED!)).size;
      const on = await mine.take("sample", id("b"));
      expect(await mine.decide(on!, "mask")).to.equal("settled");
      expect(await status(id("b"))).to.equal("decided mask");
      // Its labels alone.
      expect((await objects(MASKED!)).size).to.equal(before + 1);
      expect((await objects(RELEASED!)).size).to.equal(0);
    });
  });

  it("know no document that nobody asked about, and leave open what was not decided", async () => {
    await withDesks(async ({ session, status }) => {
      const mine = session();
      expect(await mine.take("quarantine", id("c"))).to.equal(undefined);
      await mine.waiting();
      const on = await mine.take("quarantine", id("a"));
      expect(on?.kind).to.equal("review");
      expect(await mine.decide(on!, "release")).to.equal("places-left");
      expect(await status(id("a"))).to.equal("open");
    });
  });
});
