import type { Call } from "./objects";

export interface Queue {
  readonly url: string;
  readonly arn: string;
}

/** A message as Lambda reads it from a queue (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly SentTimestamp: string };
}

export async function makeQueue(call: Call, QueueName: string): Promise<Queue> {
  const { QueueUrl } = (await call("sqs", "create_queue", { QueueName })) as { QueueUrl: string };
  const { Attributes } = (await call("sqs", "get_queue_attributes", { QueueUrl, AttributeNames: ["QueueArn"] })) as {
    Attributes: { QueueArn: string };
  };
  return { url: QueueUrl, arn: Attributes.QueueArn };
}

/** Takes all messages out of the queue, in the order they came. */
export async function messagesOf(call: Call, { url: QueueUrl }: Queue): Promise<readonly Message[]> {
  const found: Message[] = [];
  for (;;) {
    const asked = { QueueUrl, MaxNumberOfMessages: 10, AttributeNames: ["SentTimestamp"] };
    const { Messages = [] } = (await call("sqs", "receive_message", asked)) as {
      Messages?: { MessageId: string; ReceiptHandle: string; Body: string; Attributes: Message["attributes"] }[];
    };
    if (Messages.length === 0) return found;
    for (const { MessageId, ReceiptHandle, Body, Attributes } of Messages) {
      found.push({ messageId: MessageId, body: Body, attributes: Attributes });
      await call("sqs", "delete_message", { QueueUrl, ReceiptHandle });
    }
  }
}

/** A queue of all events that a pattern of EventBridge lets through. */
export async function queueOfEvents(call: Call, Name: string, pattern: object): Promise<Queue> {
  const queue = await makeQueue(call, Name);
  await call("events", "put_rule", { Name, EventPattern: JSON.stringify(pattern) });
  await call("events", "put_targets", { Rule: Name, Targets: [{ Id: "queue", Arn: queue.arn }] });
  return queue;
}
