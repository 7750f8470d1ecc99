import { expect } from "chai";
import { observedRecord, type ObservedRecord } from "../../reports/model/observed-record";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { s3Ledger } from "./adapters";
import { batchesOf, translate } from "./core";
import { createHandler } from "./handler";
import { audit, auditMessage, backupMessage, complianceMessage, findingMessage, threatMessage } from "./testing/events";

const SENT = "1795341605000";
const AT = new Date(Number(SENT)).toISOString();
const all = [auditMessage, complianceMessage, findingMessage, threatMessage, backupMessage];

function record(message: object): ObservedRecord {
  const translation = translate(JSON.stringify(message), AT);
  if (translation.kind !== "record") throw new Error(`was refused for ${translation.field}`);
  return translation.record;
}

const messages = (bodies: readonly (object | string)[], sent = SENT): object => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index}`,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: { SentTimestamp: sent, ApproximateReceiveCount: "1" },
  })),
});

function world() {
  const objects = new Map<string, string>();
  const logged: unknown[] = [];
  const say = (...said: unknown[]): void => void logged.push(said);
  const handler = createHandler({
    ledger: {
      append: async (key, text) => {
        if (objects.has(key)) return "there-already";
        objects.set(key, text);
        return "written";
      },
    },
    log: { info: say, warn: say },
  });
  return { handler, objects, logged };
}

describe("evidence-intake", () => {
  const rows: [string, object, Partial<ObservedRecord>][] = [
    [
      "an audit event",
      auditMessage,
      {
        kind: "audit-event",
        auditId: audit.id,
        action: "consent.checked",
        outcome: "denied",
        workload: "phi-pipeline",
      },
    ],
    [
      "a change of compliance, without the resource's name",
      complianceMessage,
      {
        kind: "config-compliance",
        rule: "s3-bucket-public-read-prohibited-conformance-pack-abc",
        result: "fail",
        subjectType: "AWS::S3::Bucket",
        observedAt: "2026-11-22T09:59:58.123Z",
      },
    ],
    [
      "a finding, with the bucket and not the object",
      findingMessage,
      { kind: "security-finding", rule: "S3.8", severity: "high", subject: "arn:aws:s3:::phiguard-dev-fhir-input" },
    ],
    ["a threat", threatMessage, { kind: "threat", action: "Exfiltration:S3/AnomalousBehavior", severity: "high" }],
    ["a backup job", backupMessage, { kind: "backup-job", action: "backup COMPLETED", outcome: "success" }],
  ];
  for (const [name, message, wanted] of rows) {
    it(`makes a record of ${name}`, () => {
      const made = record(message);
      expect(made).to.include(wanted);
      expect(observedRecord.safeParse(made).success).to.equal(true);
    });
  }

  it("does not take a control that passes for the account alone, for want of resources, for a pass", () => {
    const detail = {
      findings: [
        {
          ...findingMessage.detail.findings[0],
          Compliance: { Status: "PASSED", SecurityControlId: "S3.8" },
          Resources: [{ Type: "AwsAccount", Id: "AWS::::Account:123456789012" }],
        },
      ],
    };
    expect(record({ ...findingMessage, detail })).to.include({
      result: "not-applicable",
      reason: "empty-population",
      said: "PASSED",
      subjectType: "AwsAccount",
    });
  });

  it("keeps nobody's text", () => expect(JSON.stringify(all.map(record))).to.not.match(/Jane/i));

  const refused: [string, object | string, string][] = [
    ["what is not JSON", "Jane Roe", "(not JSON)"],
    ["what is no event", {}, "id"],
    ["an event of another service", { ...auditMessage, source: "aws.s3" }, "source"],
    ["an audit event under another workload's source", { ...auditMessage, source: "phiguard.recovery" }, "source"],
    ["an audit event with a text", { ...auditMessage, detail: { ...audit, note: "Jane Roe" } }, "(whole)"],
    ["an audit event that was changed", { ...auditMessage, detail: { ...audit, outcome: "success" } }, "id"],
    ["a compliance that is not known", { ...complianceMessage, detail: {} }, "configRuleName"],
    ["another event of AWS Backup", { ...backupMessage, "detail-type": "Report Job State Change" }, "source"],
  ];
  for (const [name, message, field] of refused) {
    it(`refuses ${name}`, () => {
      const body = typeof message === "string" ? message : JSON.stringify(message);
      expect(translate(body, AT)).to.deep.equal({ kind: "refused", field });
    });
  }

  it("appends a batch a day, and hands back alone what it refused", async () => {
    const { handler, objects, logged } = world();
    const answer = await handler(messages([...all, "Jane Roe", auditMessage]));
    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: "m5" }] });
    const [[key, text] = ["", ""]] = [...objects];
    expect(objects.size).to.equal(1);
    expect(key).to.match(new RegExp(`^batches/day=${AT.slice(0, 10)}/[0-9a-f]{64}\\.jsonl$`));
    expect(text.trim().split("\n")).to.have.length(all.length);
    expect(JSON.stringify(logged)).to.not.match(/Jane|0f0f/);
  });

  it("writes the same object when the same messages come again, in another order", async () => {
    const { handler, objects } = world();
    await handler(messages(all));
    await handler(messages([...all].reverse()));
    expect(objects.size).to.equal(1);
  });

  it("parts the days by when the queue took the events", () => {
    const records = ["2026-11-22T23:59:59.999Z", "2026-11-23T00:00:00.000Z"].map((at) => {
      const made = translate(JSON.stringify(auditMessage), at);
      if (made.kind !== "record") throw new Error("was refused");
      return made.record;
    });
    expect(batchesOf(records).map(({ key }) => key.slice(0, 23))).to.deep.equal([
      "batches/day=2026-11-22/",
      "batches/day=2026-11-23/",
    ]);
  });

  it("fails as a whole where the ledger can't be written", async () => {
    const failing = createHandler({
      ledger: { append: () => Promise.reject(new Error("no")) },
      log: { info: () => undefined, warn: () => undefined },
    });
    const outcome = await failing(messages(all)).then(
      () => "taken",
      () => "failed",
    );
    expect(outcome).to.equal("failed");
  });
});

describe("s3Ledger", () => {
  const append = (): Promise<string> => s3Ledger(s3Client(), "ledger").append("batches/day=2026-11-22/a.jsonl", "{}\n");
  const error = (status: number, code: string): Answer => ({
    status,
    body: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
  });

  it("writes where nothing is, with a checksum", async () => {
    const { result, sent } = await withAws(() => ({}), append);
    expect(result).to.equal("written");
    expect([sent[0]?.method, sent[0]?.path]).to.deep.equal(["PUT", "/ledger/batches/day=2026-11-22/a.jsonl"]);
    expect(sent[0]?.headers["if-none-match"]).to.equal("*");
    expect(JSON.stringify(sent[0]?.headers)).to.contain("checksum-sha256");
  });

  it("leaves alone what is there", async () => {
    expect((await withAws(() => error(412, "PreconditionFailed"), append)).result).to.equal("there-already");
  });

  it("lets another refusal through", async () => {
    let name = "";
    await withAws(
      () => error(403, "AccessDenied"),
      () => append().catch((fault: Error) => (name = fault.name)),
    );
    expect(name).to.equal("AccessDenied");
  });
});
