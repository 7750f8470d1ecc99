import type { Answer, Sent } from "../../../lambdas/testing/aws-server";

type Item = Record<string, Record<string, string>>;
interface Put {
  readonly Item: Item;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Record<string, { readonly N: string }>;
}

/**
 * The table of accesses in memory, behind DynamoDB's own protocol, as far as the functions use it: items by `caller` and `item`, puts on the
 * conditions that nothing is there or that the version is the one that was read, transactions that do all or nothing.
 */
export class AccessTable {
  readonly items = new Map<string, Item>();

  readonly answer = ({ headers, body }: Sent): Answer => {
    const asked = JSON.parse(body);
    const json = (content: object, status = 200): Answer => ({ status, body: JSON.stringify(content) });
    switch (headers["x-amz-target"]?.split(".")[1]) {
      case "BatchGetItem": {
        const [[name, { Keys }]] = Object.entries(asked.RequestItems) as [[string, { Keys: Item[] }]];
        return json({
          Responses: { [name]: Keys.map((key) => this.items.get(keyOf(key))).filter((item) => item !== undefined) },
        });
      }
      case "GetItem": {
        const Item = this.items.get(keyOf(asked.Key));
        return json(Item === undefined ? {} : { Item });
      }
      case "PutItem":
        this.items.set(keyOf(asked.Item), asked.Item);
        return json({});
      case "TransactWriteItems": {
        const puts = (asked.TransactItems as { Put: Put }[]).map((part) => part.Put);
        if (puts.every((put) => this.holds(put))) {
          for (const { Item } of puts) this.items.set(keyOf(Item), Item);
          return json({});
        }
        const CancellationReasons = puts.map((put) => ({ Code: this.holds(put) ? "None" : "ConditionalCheckFailed" }));
        return json(
          { __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException", CancellationReasons },
          400,
        );
      }
      default:
        throw new Error(`the table has no ${headers["x-amz-target"]}`);
    }
  };

  private holds({ Item, ConditionExpression: condition, ExpressionAttributeValues: values }: Put): boolean {
    const there = this.items.get(keyOf(Item));
    if (condition === undefined) return true;
    if (condition === "attribute_not_exists(caller)") return there === undefined;
    if (condition === "version = :read") return there?.["version"]?.["N"] === values?.[":read"]?.N;
    throw new Error(`the table does not know the condition ${condition}`);
  }
}

const keyOf = ({ caller, item }: Item): string => `${caller?.["S"]} ${item?.["S"]}`;
