import { expect } from "chai";
import { auditEvent } from "../../reports/model/audit-event";
import { askEndpoint, sageMakerClient } from "../access-model/adapters";
import { AT, Habit, HABIT_VERSION } from "../access-model/habit";
import { dynamodbClient } from "../access-state/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { tableHabits } from "./adapters";
import type { Access } from "./core";
import type { Habits } from "./ports";

const access: Access = {
  id: "e1",
  at: "2026-11-22T14:05:00.000Z",
  caller: "c1",
  subject: "s1",
  role: "nurse",
  records: 7,
  breakGlass: false,
};
const alert = auditEvent({
  at: access.at,
  actor: "function:access-score",
  action: "access.unusual",
  outcome: "success",
  subject: "0a".repeat(32),
  workload: "fhir-api",
});
const table = (): Habits => tableHabits(dynamodbClient(), "access", 0.8);
const json = (body: object, status = 200): Answer => ({ status, body: JSON.stringify(body) });
const stored = (caller: string, habit: Habit, layout = HABIT_VERSION): object => ({
  caller: { S: caller },
  item: { S: "habit" },
  habit: { B: Buffer.from(habit.bytes()).toString("base64") },
  layout: { N: String(layout) },
  version: { N: "4" },
});
const kept = (version: number) => ({ habit: new Habit(), version });
const cancelled = (...codes: string[]): Answer =>
  json(
    {
      __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
      CancellationReasons: codes.map((Code) => ({ Code })),
    },
    400,
  );
const failed = (work: () => Promise<unknown>): Promise<boolean> =>
  work().then(
    () => false,
    () => true,
  );

describe("tableHabits", () => {
  it("reads the habits of the person and the role and the threshold as they are now", async () => {
    const habit = new Habit();
    habit.numbers[AT.stints] = 12;
    const threshold = {
      caller: { S: "threshold" },
      item: { S: "threshold" },
      value: { N: "0.77" },
      version: { N: "2" },
    };
    const { result, sent } = await withAws(
      () => json({ Responses: { access: [stored("c1", habit), stored("role#nurse", new Habit()), threshold] } }),
      () => table().before(access),
    );
    const { access: asked } = JSON.parse(sent[0]?.body ?? "").RequestItems;
    expect(asked.ConsistentRead).to.equal(true);
    expect(asked.Keys.map(({ item }: { item: { S: string } }) => item.S)).to.deep.equal([
      "event#e1",
      "habit",
      "habit",
      "threshold",
    ]);
    if (result.kind !== "new") throw new Error("wanted a new access");
    expect([result.person.version, result.person.habit.get(AT.stints), result.threshold]).to.deep.equal([4, 12, 0.77]);
  });

  it("begins a new habit over one of another layout, and with the configured threshold", async () => {
    const old = new Habit();
    old.numbers[AT.stints] = 12;
    const { result } = await withAws(
      () => json({ Responses: { access: [stored("c1", old, HABIT_VERSION + 1)] } }),
      () => table().before(access),
    );
    if (result.kind !== "new") throw new Error("wanted a new access");
    expect([result.person.version, result.person.habit.get(AT.stints)]).to.deep.equal([4, 0]);
    expect([result.role.version, result.threshold]).to.deep.equal([0, 0.8]);
  });

  it("knows an access that it learnt from, with its alert, and does not guess what the table did not give", async () => {
    const event = { caller: { S: "c1" }, item: { S: "event#e1" }, alert: { S: JSON.stringify(alert) } };
    const { result } = await withAws(
      () => json({ Responses: { access: [event] } }),
      () => table().before(access),
    );
    expect(result).to.deep.equal({ kind: "learnt", alert });
    const { result: gaveUp } = await withAws(
      () => json({ Responses: {}, UnprocessedKeys: { access: { Keys: [{ caller: { S: "c1" } }] } } }),
      () => failed(() => table().before(access)),
    );
    expect(gaveUp).to.equal(true);
  });

  it("writes access, alert and habits in one transaction, each over what was read alone", async () => {
    const { result, sent } = await withAws(
      () => json({}),
      () => table().keep(access, { person: kept(0), role: kept(3), alert }),
    );
    expect(result).to.equal("kept");
    const [event, person, role] = JSON.parse(sent[0]?.body ?? "").TransactItems.map(
      (part: { Put: object }) => part.Put,
    );
    expect(event).to.deep.include({ ConditionExpression: "attribute_not_exists(caller)" });
    expect(JSON.parse(event.Item.alert.S)).to.deep.equal(alert);
    expect(person).to.deep.include({ ConditionExpression: "attribute_not_exists(caller)" });
    expect(person.Item.version).to.deep.equal({ N: "1" });
    expect(role).to.deep.include({ ConditionExpression: "version = :read" });
    expect([role.ExpressionAttributeValues, role.Item.caller]).to.deep.equal([
      { ":read": { N: "3" } },
      { S: "role#nurse" },
    ]);
  });

  const answers: [string, Answer, string][] = [
    ["the access was learnt from meanwhile", cancelled("ConditionalCheckFailed", "None"), "changed"],
    ["another access of the person came between", cancelled("None", "ConditionalCheckFailed"), "changed"],
    ["two transactions met", cancelled("None", "TransactionConflict"), "changed"],
    ["the table has too much to do", cancelled("None", "ThrottlingError"), "failed"],
    ["nobody says why", cancelled("None", "None"), "failed"],
  ];
  for (const [name, answer, wanted] of answers) {
    it(`${wanted === "changed" ? "has it scored anew" : "fails"} where ${name}`, async () => {
      const { result } = await withAws(
        () => answer,
        () =>
          table()
            .keep(access, { person: kept(1) })
            .catch(() => "failed"),
      );
      expect(result).to.equal(wanted);
    });
  }
});

describe("askEndpoint", () => {
  const features = { hour: 1, unit: 0.5 };
  const ask = (body: string) =>
    withAws(
      () => ({ headers: { "content-type": "application/json" }, body }),
      () => askEndpoint(sageMakerClient(), "model")(features),
    );

  it("asks the endpoint with the features alone, and takes its score", async () => {
    const { result, sent } = await ask('{"score":0.93}');
    expect(result).to.equal(0.93);
    expect(sent[0]?.path).to.equal("/endpoints/model/invocations");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal(features);
  });

  for (const body of ['{"score":1.2}', '{"score":"high"}', "{}", "0.5", "not JSON"])
    it(`takes ${body} for a failure, not for a score`, async () =>
      expect(await failed(() => ask(body))).to.equal(true));
});
