import { expect } from "chai";
import * as fc from "fast-check";
import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import { dynamodbClient } from "../access-state/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { tableFeedback } from "./adapters";
import { BOUNDS, thresholdAfter, VERDICTS } from "./core";
import { createHandler } from "./handler";
import type { Feedback, Threshold } from "./ports";

const CALLER = "0a".repeat(32);
const EVENT = "0b".repeat(32);
const alert = auditEvent({
  at: "2026-11-22T14:05:00.000Z",
  actor: "function:access-score",
  action: "access.unusual",
  outcome: "success",
  subject: CALLER,
  workload: "fhir-api",
});
const verdict = (of: string, event = EVENT): object => ({ caller: CALLER, event, verdict: of });

function world() {
  const audited: AuditEvent[] = [];
  const reviews = new Map<string, AuditEvent>();
  let threshold: Threshold = { value: 0.8, version: 0 };
  const contended = { times: 0 };
  const feedback: Feedback = {
    of: async ({ event }) => ({ alert: event === EVENT ? alert : undefined, review: reviews.get(event), threshold }),
    keep: async ({ event }, review, after) => {
      if (contended.times-- > 0) return "changed";
      reviews.set(event, review);
      threshold = after;
      return "kept";
    },
  };
  const clock = (): Date => new Date("2026-11-23T08:00:00.000Z");
  const audit = { tell: async (event: AuditEvent) => void audited.push(event) };
  return {
    run: createHandler({ feedback, audit, clock, log: { info: () => undefined } }),
    audited,
    reviews,
    contended,
  };
}

describe("the threshold", () => {
  it("falls a step with misuse and rises a smaller one without, and four to one leave it", () => {
    expect(thresholdAfter(0.8, "misuse")).to.equal(0.792);
    expect(thresholdAfter(0.8, "honest")).to.equal(0.802);
    const all = ["misuse", "honest", "honest", "honest", "honest"] as const;
    expect(all.reduce<number>(thresholdAfter, 0.8)).to.equal(0.8);
  });

  it("stays within its bounds, whatever is said however often", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VERDICTS), { maxLength: 300 }), (said) => {
        const after = said.reduce<number>(thresholdAfter, 0.8);
        return after >= BOUNDS.least && after <= BOUNDS.most;
      }),
    );
  });

  it("that was configured outside of them comes back, and goes no further", () => {
    expect([thresholdAfter(0.5, "misuse"), thresholdAfter(0.99, "honest")]).to.deep.equal([0.5, 0.99]);
    expect(thresholdAfter(0.5, "honest")).to.equal(0.502);
  });
});

describe("access-feedback", () => {
  it("keeps a verdict, moves the threshold and tells both as evidence", async () => {
    const { run, audited } = world();
    expect(await run(verdict("honest"))).to.deep.equal({ threshold: 0.802 });
    expect(audited[0]).to.deep.include({ action: "access.reviewed", subject: CALLER, reason: "honest" });
    expect(audited[0]?.detail).to.deep.equal({
      alert: alert.id,
      event: EVENT,
      thresholdBefore: 0.8,
      thresholdAfter: 0.802,
    });
  });

  it("counts the same verdict once, and tells it under the same id", async () => {
    const { run, audited, reviews } = world();
    await run(verdict("misuse"));
    expect(await run(verdict("misuse"))).to.deep.equal({ threshold: 0.792 });
    expect(reviews.size).to.equal(1);
    expect(audited[0]).to.deep.equal(audited[1]);
  });

  it("takes a verdict anew over the threshold that another one left", async () => {
    const { run, contended } = world();
    contended.times = 2;
    expect(await run(verdict("misuse"))).to.deep.equal({ threshold: 0.792 });
    const late = world();
    late.contended.times = 99;
    expect(await late.run(verdict("misuse")).catch((error: Error) => error.message)).to.contain("try again");
  });

  const wrong: [string, unknown, RegExp][] = [
    ["nothing", {}, /^wanted .*"verdict": "misuse" or "honest"/],
    ["another verdict", verdict("perhaps"), /^wanted/],
    ["a name in place of a hash", { ...verdict("honest"), caller: "Jane Roe" }, /^wanted/],
    ["more than is asked for", { ...verdict("honest"), note: "Jane Roe" }, /^wanted/],
    ["an access of which nobody was told", verdict("honest", CALLER), /nobody was told/],
  ];
  for (const [name, input, said] of wrong) {
    it(`refuses ${name}, and repeats nothing of it`, async () => {
      const { run, reviews } = world();
      const error = await run(input).catch((caught: Error) => caught);
      expect(error).to.be.instanceOf(Error).with.property("message").that.matches(said).and.does.not.contain("Jane");
      expect(reviews.size).to.equal(0);
    });
  }

  it("refuses to change a verdict", async () => {
    const { run } = world();
    await run(verdict("misuse"));
    expect(await run(verdict("honest")).catch((error: Error) => error.message)).to.contain("another verdict");
  });
});

describe("tableFeedback", () => {
  const reviewed = { caller: CALLER, event: EVENT };
  const feedback = (): Feedback =>
    tableFeedback(dynamodbClient(), { access: "access", feedback: "verdicts", usualThreshold: 0.8 });
  const json = (body: object, status = 200): Answer => ({ status, body: JSON.stringify(body) });
  const cancelled = (...codes: string[]): Answer =>
    json(
      {
        __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        CancellationReasons: codes.map((Code) => ({ Code })),
      },
      400,
    );

  it("reads the alert, and the configured threshold where none was moved", async () => {
    const item = { caller: { S: CALLER }, item: { S: `event#${EVENT}` }, alert: { S: JSON.stringify(alert) } };
    const { result, sent } = await withAws(
      () => json({ Responses: { access: [item] } }),
      () => feedback().of(reviewed),
    );
    expect(result).to.deep.equal({ alert, review: undefined, threshold: { value: 0.8, version: 0 } });
    expect(JSON.parse(sent[0]?.body ?? "").RequestItems.access.ConsistentRead).to.equal(true);
  });

  it("writes verdict, threshold and record in one transaction, over the threshold that was read alone", async () => {
    const { result, sent } = await withAws(
      () => json({}),
      () => feedback().keep(reviewed, alert, { value: 0.79, version: 3 }),
    );
    expect(result).to.equal("kept");
    const [review, threshold, record] = JSON.parse(sent[0]?.body ?? "").TransactItems.map(
      (part: { Put: object }) => part.Put,
    );
    expect(review.ConditionExpression).to.equal("attribute_not_exists(caller)");
    expect(threshold).to.deep.include({
      ConditionExpression: "version = :read",
      ExpressionAttributeValues: { ":read": { N: "2" } },
    });
    expect([record.TableName, record.Item.decidedAt]).to.deep.equal(["verdicts", { S: alert.at }]);
  });

  it("says so where another verdict came between, and fails for another reason", async () => {
    const keep = () =>
      feedback()
        .keep(reviewed, alert, { value: 0.79, version: 1 })
        .catch(() => "failed");
    expect((await withAws(() => cancelled("None", "ConditionalCheckFailed", "None"), keep)).result).to.equal("changed");
    expect((await withAws(() => cancelled("ThrottlingError", "None", "None"), keep)).result).to.equal("failed");
  });
});
