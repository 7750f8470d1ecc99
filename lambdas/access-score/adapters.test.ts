import { expect } from "chai";
import { dynamodbClient } from "../access-state/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { endpointScorer, sageMakerClient, tableHistories } from "./adapters";
import type { Access } from "./core";
import type { Histories } from "./ports";

const access: Access = {
  id: "e1",
  at: "2026-11-22T14:05:00.000Z",
  caller: "c1",
  subject: "s1",
  records: 7,
  breakGlass: false,
};
const table = (): Histories => tableHistories(dynamodbClient(), "access");
const json = (body: object, status = 200): Answer => ({ status, body: JSON.stringify(body) });
const item = (name: string, requests = 0, records = 0): object => ({
  caller: { S: "c1" },
  item: { S: name },
  requests: { N: String(requests) },
  records: { N: String(records) },
});

describe("tableHistories", () => {
  it("reads what the caller did before, as it is now", async () => {
    const items = [
      item("day#2026-11-21", 100),
      item("day#2026-11-15", 50),
      item("day#2026-11-22", 9),
      item("minute#2026-11-22T14:05", 3),
      item("hour#2026-11-22T14", 9, 40),
      item("subject#s1"),
    ];
    const { result, sent } = await withAws(
      () => json({ Responses: { access: items }, UnprocessedKeys: {} }),
      () => table().before(access),
    );
    expect(result).to.deep.equal({
      kind: "new",
      history: {
        requestsByDay: [100, 50],
        requestsToday: 9,
        requestsThisMinute: 3,
        recordsThisHour: 40,
        knowsSubject: true,
      },
    });
    const { access: asked } = JSON.parse(sent[0]?.body ?? "").RequestItems;
    expect(asked.ConsistentRead).to.equal(true);
    expect(asked.Keys).to.have.length(12);
  });

  it("knows an access that was counted, and does not guess what the table did not give", async () => {
    const { result } = await withAws(
      () => json({ Responses: { access: [item("event#e1")] } }),
      () => table().before(access),
    );
    expect(result).to.deep.equal({ kind: "counted" });
    let failed = false;
    await withAws(
      () => json({ Responses: {}, UnprocessedKeys: { access: { Keys: [{ caller: { S: "c1" } }] } } }),
      () =>
        table()
          .before(access)
          .catch(() => (failed = true)),
    );
    expect(failed).to.equal(true);
  });

  it("counts in one transaction, which the event's own item lets through once", async () => {
    const { sent } = await withAws(
      () => json({}),
      () => table().count(access),
    );
    const { TransactItems: parts } = JSON.parse(sent[0]?.body ?? "");
    expect(parts[0].Put).to.deep.include({ ConditionExpression: "attribute_not_exists(caller)" });
    expect(parts[0].Put.Item.item).to.deep.equal({ S: "event#e1" });
    expect(parts.slice(1, 4).map((part: never) => part["Update"]["Key"]["item"]["S"])).to.deep.equal([
      "day#2026-11-22",
      "minute#2026-11-22T14:05",
      "hour#2026-11-22T14",
    ]);
    expect(parts[2].Update.ExpressionAttributeValues[":records"]).to.deep.equal({ N: "7" });
  });

  it("takes an access that was counted meanwhile as done, and no other failure", async () => {
    const cancelled = (codes: string[]): Answer =>
      json(
        {
          __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
          CancellationReasons: codes.map((Code) => ({ Code })),
        },
        400,
      );
    await withAws(
      () => cancelled(["ConditionalCheckFailed", "None", "None", "None", "None"]),
      () => table().count(access),
    );
    let failed = false;
    await withAws(
      () => cancelled(["None", "TransactionConflict", "None", "None", "None"]),
      () =>
        table()
          .count(access)
          .catch(() => (failed = true)),
    );
    expect(failed).to.equal(true);
  });

  it("writes a suspension that ends, and goes away by itself", async () => {
    const { sent } = await withAws(
      () => json({}),
      () => table().suspend("c1", "2026-11-23T00:00:00.000Z"),
    );
    expect(JSON.parse(sent[0]?.body ?? "").Item).to.deep.equal({
      caller: { S: "c1" },
      item: { S: "suspension" },
      until: { S: "2026-11-23T00:00:00.000Z" },
      expiresAt: { N: "1795392000" },
    });
  });
});

describe("endpointScorer", () => {
  const features = { hour: 1, volume: 0.5, frequency: 0, firstSeen: 1, breakGlass: 0, bulk: 0 };
  const ask = (body: string) =>
    withAws(
      () => ({ headers: { "content-type": "application/json" }, body }),
      () => endpointScorer(sageMakerClient(), "model").score(features),
    );

  it("asks the endpoint with the features alone, and takes its score", async () => {
    const { result, sent } = await ask('{"score":0.93}');
    expect(result).to.equal(0.93);
    expect(sent[0]?.path).to.equal("/endpoints/model/invocations");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal(features);
  });

  for (const body of ['{"score":1.2}', '{"score":"high"}', "{}", "0.5", "not JSON"]) {
    it(`takes ${body} for a failure, not for a score`, async () => {
      const told = await ask(body).then(
        () => "scored",
        () => "failed",
      );
      expect(told).to.equal("failed");
    });
  }
});
