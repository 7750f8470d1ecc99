import { QueryCommand, UpdateItemCommand, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { eventBridgeAudit, eventBridgeClient } from "../../audit/adapters";
import { CONTENT_TYPES } from "../../phi-release/core";
import { s3Client, writeOnce } from "../../s3/adapters";
import { dynamoClient, sqsClient } from "../adapters";
import { REVIEW_INDEX } from "../contract";
import { resultKeys } from "../document";
import { FORMATS } from "../formats";
import type { ReviewDesk } from "./ports";
import type { Waiting } from "./settlement";

/** Names of what `ReviewQueue` and `PhiTables` made. */
export interface AwsDeskPlace {
  readonly table: string;
  readonly queueUrl: string;
  readonly releasedBucket: string;
  readonly maskedBucket: string;
}

/** An item of the table, with what only the desk needs to know. */
interface Item extends Waiting {
  readonly bucket: string;
  readonly key: string;
  readonly purpose: string;
  readonly recipient: string;
}

/** The pipeline's own queue: the table says what is open, a message on the queue is taken away when its document is decided. */
export function awsDesk(
  { table, queueUrl, releasedBucket, maskedBucket }: AwsDeskPlace,
  clock: () => Date,
): ReviewDesk {
  const [dynamo, sqs, s3] = [dynamoClient(), sqsClient(), s3Client()];
  const audit = eventBridgeAudit(eventBridgeClient());
  const items = new Map<string, Item>();
  const receipts = new Map<string, string>();
  const keyOf = (of: Pick<Waiting, "kind" | "documentId">): string => `${of.kind}/${of.documentId}`;

  async function having(status: string): Promise<Item[]> {
    const found: Item[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await dynamo.send(
        new QueryCommand({
          TableName: table,
          IndexName: REVIEW_INDEX,
          KeyConditionExpression: "#status = :status",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: { ":status": { S: status } },
          ExclusiveStartKey: from,
        }),
      );
      found.push(...(page.Items ?? []).map(itemOf));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  }

  /** Receipts of messages of this reviewer; a message of what is decided already has nothing more to say. */
  async function receive(isOpen: ReadonlySet<string>): Promise<void> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { Body = "{}", ReceiptHandle } of Messages) {
      if (ReceiptHandle === undefined) continue;
      const key = keyOf(JSON.parse(Body) as Waiting);
      if (isOpen.has(key)) receipts.set(key, ReceiptHandle);
      else await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }

  return {
    waiting: async () => {
      // What somebody began to decide and did not end goes on waiting, for the same decision.
      const found = [...(await having("deciding")), ...(await having("open"))];
      for (const item of found) items.set(keyOf(item), item);
      await receive(new Set(found.map(keyOf)));
      return found;
    },
    read: async (documentId, kind) => {
      const item = items.get(keyOf({ documentId, kind }));
      if (item === undefined) return "missing";
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: item.bucket, Key: item.key }));
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      } catch (error) {
        if ((error as Error).name === "NoSuchKey") return "missing";
        throw error;
      }
    },
    settle: async (waiting, { decision, text, labels, event }) => {
      const item = items.get(keyOf(waiting));
      if (item === undefined || !(await claim(waiting, decision))) return false;
      const format = FORMATS.find((one) => one === waiting.format) ?? "text";
      // Of a sample the same document is out already; what a person says of it changes what goes out from now on.
      if (text !== undefined && waiting.kind === "quarantine")
        await writeOnce(
          s3,
          decision === "mask" ? maskedBucket : releasedBucket,
          resultKeys(item, item.documentId, format).document,
          text,
          CONTENT_TYPES[format],
        );
      await s3.send(
        new PutObjectCommand({
          Bucket: item.bucket,
          Key: `${item.key}.labels.json`,
          Body: labels,
          ContentType: "application/json",
          ChecksumAlgorithm: "CRC32",
        }),
      );
      await audit.tell(event);
      await mark(waiting, "decided", decision, "#status = :deciding");
      const ReceiptHandle = receipts.get(keyOf(waiting));
      if (ReceiptHandle !== undefined) await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      return true;
    },
  };

  /** Takes an item for a decision: the first has it, and may say the same again where it was cut off. */
  async function claim(waiting: Waiting, decision: string): Promise<boolean> {
    try {
      await mark(waiting, "deciding", decision, "#status = :open OR (#status = :deciding AND decision = :decision)");
      return true;
    } catch (error) {
      if ((error as Error).name === "ConditionalCheckFailedException") return false;
      throw error;
    }
  }

  async function mark(
    { documentId, kind }: Waiting,
    status: string,
    decision: string,
    condition: string,
  ): Promise<void> {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { documentId: { S: documentId }, kind: { S: kind } },
        UpdateExpression: "SET #status = :new, decision = :decision, decidedAt = :at",
        ConditionExpression: condition,
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: {
          ...(condition.includes(":open") && { ":open": { S: "open" } }),
          ":deciding": { S: "deciding" },
          ":new": { S: status },
          ":decision": { S: decision },
          ":at": { S: clock().toISOString() },
        },
      }),
    );
  }
}

function itemOf(attributes: Record<string, AttributeValue>): Item {
  const text = (name: string): string => attributes[name]?.S ?? "";
  const risk = attributes["riskScore01"]?.N;
  return {
    documentId: text("documentId"),
    kind: text("kind") === "sample" ? "sample" : "quarantine",
    createdAt: text("createdAt"),
    format: text("format"),
    purpose: text("purpose"),
    recipient: text("recipient"),
    bucket: text("bucket"),
    key: text("key"),
    reasons: (attributes["reasons"]?.L ?? []).map(({ S = "" }) => S),
    ...(risk !== undefined && { riskScore01: Number(risk) }),
  };
}
