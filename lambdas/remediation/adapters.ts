import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  type PutItemCommandInput,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Items, Notices } from "./ports";

export const dynamoClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 4 });
export const snsClient = (): SNSClient => new SNSClient({ maxAttempts: 4 });

const contentOf = (item: Record<string, AttributeValue> | undefined): unknown =>
  item?.["content"]?.S === undefined ? undefined : (JSON.parse(item["content"].S) as unknown);

export function tableItems(dynamo: DynamoDBClient, table: string): Items {
  const put = (id: string, kind: string, content: object): PutItemCommandInput => ({
    TableName: table,
    Item: { id: { S: id }, kind: { S: kind }, content: { S: JSON.stringify(content) } },
  });
  return {
    keep: async (id, kind, content) => {
      try {
        const whereNone = "attribute_not_exists(id)";
        await dynamo.send(
          new PutItemCommand({
            ...put(id, kind, content),
            ConditionExpression: whereNone,
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return content;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) return contentOf(error.Item);
        throw error;
      }
    },
    replace: async (id, kind, content) => void (await dynamo.send(new PutItemCommand(put(id, kind, content)))),
    read: async (id, kind) => {
      const Key = { id: { S: id }, kind: { S: kind } };
      return contentOf((await dynamo.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))).Item);
    },
    list: async (id) => {
      const items: { kind: string; content: unknown }[] = [];
      const pages = paginateQuery(
        { client: dynamo },
        { TableName: table, KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": { S: id } } },
      );
      for await (const { Items: found = [] } of pages) {
        items.push(...found.map((item) => ({ kind: item["kind"]?.S ?? "", content: contentOf(item) })));
      }
      return items;
    },
  };
}

export function topicNotices(sns: SNSClient, topicArn: string): Notices {
  return {
    send: async (Subject, Message) =>
      void (await sns.send(new PublishCommand({ TopicArn: topicArn, Subject, Message }))),
  };
}
