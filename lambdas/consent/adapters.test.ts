import { expect } from "chai";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import { consentReader, consentStore, disclosureWriter, dynamodbClient } from "./adapters";
import { AT, grant, historyAfter } from "./testing/build";

const [event] = historyAfter([[grant(), new Date(AT)]]) as [Parameters<ReturnType<typeof consentStore>["append"]>[1]];
const json = (body: object, status = 200): Answer => ({ status, body: JSON.stringify(body) });
const asked = (sent: readonly Sent[], index = 0): Record<string, unknown> => JSON.parse(sent[index]?.body ?? "{}");
const item = { body: { S: JSON.stringify(event) } };

describe("the table of consents", () => {
  it("is read whole, page by page, and as it is now", async () => {
    const pages = [
      { Items: [item], LastEvaluatedKey: { subject: { S: "s" }, item: { S: "event#1" } } },
      { Items: [item] },
    ];
    const { result, sent } = await withAws(
      ({ body }) => json(pages[body.includes("ExclusiveStartKey") ? 1 : 0] as object),
      () => consentReader(dynamodbClient(), "t").eventsOf("s"),
    );
    expect(result).to.deep.equal([event, event]);
    expect(asked(sent)).to.deep.include({
      TableName: "t",
      ConsistentRead: true,
      ExpressionAttributeValues: { ":subject": { S: "s" } },
    });
    expect(asked(sent, 1)["ConsistentRead"]).to.equal(true);
  });

  it("replaces nothing", async () => {
    const { result, sent } = await withAws(
      () => json({ __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException" }, 400),
      () => consentStore(dynamodbClient(), "t").append("s", event),
    );
    expect(result).to.equal(false);
    expect(asked(sent)).to.deep.include({
      Item: { subject: { S: "s" }, item: { S: "event#0000000001" }, ...item },
      ConditionExpression: "attribute_not_exists(#partition)",
    });
  });

  for (const Items of [[{}], [{ body: { S: "{" } }], [{ body: { S: "{}" } }]]) {
    it(`decides nothing by ${JSON.stringify(Items)}`, async () => {
      let name = "";
      await withAws(
        () => json({ Items }),
        () =>
          consentReader(dynamodbClient(), "t")
            .eventsOf("s")
            .catch((error: Error) => void (name = error.name)),
      );
      expect(name).to.equal("UnreadableHistory");
    });
  }

  it("fails where the table can't be reached, and does not take it for an empty one", async () => {
    let name = "";
    await withAws(
      () => json({ __type: "ResourceNotFoundException" }, 400),
      () =>
        consentReader(dynamodbClient(), "t")
          .eventsOf("s")
          .catch((error: Error) => void (name = error.name)),
    );
    expect(name).to.equal("ResourceNotFoundException");
  });
});

describe("the table of disclosures", () => {
  it("has each under its time and id, and by recipient", async () => {
    const disclosure = {
      id: "request-1",
      at: AT,
      recipient: "north.lab",
      purpose: "PUBHLTH" as const,
      what: "observation",
      records: 1,
      classes: ["general" as const],
      provisions: ["164.528(a)(1)"],
    };
    const { sent } = await withAws(
      () => json({}),
      () => disclosureWriter(dynamodbClient(), "t").record("s", disclosure),
    );
    expect(asked(sent)["Item"]).to.deep.equal({
      subject: { S: "s" },
      item: { S: `${AT}#request-1` },
      recipient: { S: "north.lab" },
      body: { S: JSON.stringify(disclosure) },
    });
  });
});
