import { expect } from "chai";
import { EVENT_SOURCES } from "../../components/evidence/event-sources";
import { TRIGGERS } from "../../components/remediation/finding-patterns";
import { matchesEvent } from "../../components/testing/event-match";
import { AT, Habit, HABIT_VERSION } from "../../lambdas/access-model/habit";
import { scorerOf, type Model } from "../../lambdas/access-model/model";
import fitted from "../../lambdas/access-model/model-2026-11-22.json";
import { tableHabits } from "../../lambdas/access-score/adapters";
import { createHandler as createScore } from "../../lambdas/access-score/handler";
import { embeddedScorer } from "../../lambdas/access-score/scorers";
import { dynamodbClient, suspensions } from "../../lambdas/access-state/adapters";
import { contract as suspend } from "../../lambdas/access-suspend/contract";
import { suspendAccess } from "../../lambdas/access-suspend/adapters";
import { createHandler as createIntake } from "../../lambdas/evidence-intake/handler";
import { createHandler as createTriage } from "../../lambdas/finding-triage/handler";
import { createHandler as createAuthorizer } from "../../lambdas/fhir-authorizer/handler";
import { createHandler as createAsk } from "../../lambdas/remediation-approval/handler";
import { createHandler as createDecision } from "../../lambdas/remediation-decision/handler";
import { createAction } from "../../lambdas/remediation/action";
import { itemsInMemory } from "../../lambdas/testing/stores";
import { withAws } from "../../lambdas/testing/aws-server";
import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import { INSIDER_KINDS, type HospitalAccess, type InsiderKind } from "../../synthetic/hospital/access";
import { hospitalYear } from "../../synthetic/hospital/year";
import { Watch } from "../accesses/watch";
import { AccessTable } from "./testing/access-table";

const MODEL: Model = fitted;
const HOURS = 24;
const EXECUTION = "execution-1";

/** An insider's first misuse that the model finds, and the habits as they were just before it. */
interface Case {
  readonly access: HospitalAccess;
  readonly person: Uint8Array;
  readonly role: Uint8Array;
}

/** The first of each kind in a small hospital's year; the honest year before it is what the habits are made of. */
function cases(): Map<InsiderKind, Case> {
  const year = hospitalYear({ seed: 21, people: 150, insidersOfEach: 4 });
  const watch = new Watch();
  const { score } = scorerOf(MODEL);
  const found = new Map<InsiderKind, Case>();
  for (const day of year.days()) {
    for (const access of day) {
      const kind = year.insiders[access.insider]?.kind;
      const wanted = kind !== undefined && !found.has(kind);
      const before =
        wanted && [watch.people, watch.roles].map((of, at) => of.get(at === 0 ? access.caller : access.role)?.bytes());
      const unusual = score(watch.see(access).features) > 0.8;
      const [person, role] = before || [];
      if (wanted && unusual && person && role) found.set(kind, { access, person, role });
    }
    if (found.size === INSIDER_KINDS.length) break;
  }
  return found;
}

const stored = (bytes: Uint8Array): Record<string, Record<string, string>> => ({
  item: { S: "habit" },
  habit: { B: Buffer.from(bytes).toString("base64") },
  layout: { N: String(HABIT_VERSION) },
  version: { N: "7" },
});

/** What the FHIR API tells of an access. */
function told({ at, caller, subject, insider: _, ...facts }: HospitalAccess): AuditEvent {
  return auditEvent({
    at: new Date(at).toISOString(),
    actor: "function:fhir-read",
    action: "fhir.read",
    outcome: "success",
    subject,
    workload: "fhir-api",
    detail: { caller, status: 200, ...facts },
  });
}

const onBus = (detail: AuditEvent): object => ({
  id: "0b9c7a6e-7a57-4b7e-9c53-6a3c4d0f8b11",
  source: `phiguard.${detail.workload}`,
  "detail-type": "Audit event",
  account: "123456789012",
  region: "us-east-1",
  time: `${detail.at.slice(0, 19)}Z`,
  detail,
});
const queued = (...bodies: object[]): object => ({
  Records: bodies.map((body, at) => ({
    messageId: `m${at}`,
    body: JSON.stringify(body),
    attributes: { SentTimestamp: "1795392000000" },
  })),
});

/** From the access to the ledger, by the functions that do it; people answer as they are told to. */
async function run({ access, person, role }: Case, decision: "approve" | "refuse") {
  const table = new AccessTable();
  const keep = (caller: string, bytes: Uint8Array): void =>
    void table.items.set(`${caller} habit`, { caller: { S: caller }, ...stored(bytes) });
  keep(access.caller, person);
  keep(`role#${access.role}`, role);
  const now = new Date(access.at + 600_000);
  const audited: AuditEvent[] = [];
  const common = {
    audit: { tell: async (event: AuditEvent) => void audited.push(event) },
    log: { info: () => undefined, error: () => undefined, warn: () => undefined },
    clock: () => now,
  };
  const items = itemsInMemory();
  const asked: string[] = [];
  const lines: string[] = [];
  const { result } = await withAws(table.answer, async () => {
    const dynamo = dynamodbClient();
    const score = createScore({
      ...common,
      habits: tableHabits(dynamo, "access", 0.8),
      scorer: embeddedScorer({ full: MODEL, bare: MODEL }),
      metrics: { put: () => undefined },
      environment: "test",
      suspendHours: HOURS,
    });
    const failures = await score(queued(onBus(told(access))));
    const alert = audited.find(({ action }) => action === "access.unusual");
    if (alert === undefined) throw new Error(`no alert; ${JSON.stringify(failures)}`);
    const started = TRIGGERS.filter(({ pattern }) => matchesEvent(pattern, onBus(alert)));
    const triage = createTriage({ options: { actions: ["suspend-access"], dryRun: false }, log: common.log });
    const chosen = await triage({ event: onBus(alert), execution: EXECUTION });
    const ask = createAsk({
      ...common,
      items,
      notices: { send: async (subject, text) => void asked.push(subject, text) },
      decisionFunction: "decide",
    });
    await ask({ case: chosen, token: "token-1" });
    let approved = false;
    const waiting = { answer: async (_: string, output: { approved: boolean }) => void ({ approved } = output) };
    const decide = createDecision({ ...common, items, waiting: waiting as never });
    const before = await suspensions(dynamo, "access").suspendedUntil(access.caller);
    await decide({ execution: EXECUTION, decision });
    const remedy = suspendAccess(dynamo, "access");
    const act = createAction(suspend.name, { ...common, items, remedies: [remedy] });
    if (approved) await act(chosen);
    const authorizer = createAuthorizer({
      ...common,
      tokens: { verify: async () => ({ iss: "issuer", sub: "subject", scope: "user/*.read" }) },
      hashes: { hash: async () => access.caller },
      suspensions: suspensions(dynamo, "access"),
      clock: { now: () => now.toISOString() },
      isCognito: false,
      plans: {},
    });
    const { policyDocument } = await authorizer({
      methodArn: "arn:aws:execute-api:us-east-1:123456789012:api/test/GET/Patient",
      headers: { Authorization: "Bearer a.b.c" },
    });
    const ledger = { append: async (_: string, text: string) => (lines.push(text), "written" as const) };
    const taken = audited.map(onBus);
    const through = taken.map((event) => EVENT_SOURCES.filter(({ pattern }) => matchesEvent(pattern, event)).length);
    const refused = await createIntake({ ledger, log: common.log })(queued(...taken));
    return {
      alert,
      started,
      chosen,
      before,
      effects: policyDocument.Statement.map(({ Effect }) => Effect),
      through,
      refused,
    };
  });
  const records = lines
    .join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return { ...result, asked, records, table };
}

describe("from a made-up insider to the suspended access and the ledger", function () {
  this.timeout(300_000);
  let all: Map<InsiderKind, Case>;
  before(() => void (all = cases()));

  for (const kind of INSIDER_KINDS) {
    it(`finds ${kind}, asks people, suspends, and leaves evidence of each step`, async () => {
      const found = all.get(kind);
      if (found === undefined) throw new Error("no insider of the kind was found in the whole year");
      const { alert, started, chosen, before, effects, through, refused, asked, records, table } = await run(
        found,
        "approve",
      );
      expect(started.map(({ role }) => role)).to.deep.equal(["remedy-access"]);
      expect(chosen).to.include({ action: "suspend-access", needsApproval: true, target: found.access.caller });
      expect(asked[0]).to.equal("Approval wanted: suspend-access");
      expect(before, "suspended before anybody agreed").to.equal(undefined);
      expect(table.items.get(`${found.access.caller} suspension`)?.["until"]?.["S"]).to.equal(
        new Date(found.access.at + 600_000 + HOURS * 3_600_000).toISOString(),
      );
      expect(effects).to.deep.equal(["Deny"]);
      expect(through).to.deep.equal([1, 1, 1, 1]);
      expect(refused.batchItemFailures).to.be.empty;
      expect(records.map(({ action }) => action)).to.have.members([
        "access.unusual",
        "suspend-access.approved",
        "suspend-access.done",
        "fhir.call-refused",
      ]);
      const reasons = Object.keys(alert.detail ?? {}).filter((name) => name in MODEL.weights);
      expect(reasons, "an alert has its reasons").to.not.be.empty;
    });
  }

  it("suspends nobody where people say no", async () => {
    const [found] = all.values();
    const { effects, records, table } = await run(found as Case, "refuse");
    expect(effects).to.not.include("Deny");
    expect(table.items.has(`${found?.access.caller} suspension`)).to.equal(false);
    expect(records.map(({ action }) => action)).to.have.members(["access.unusual", "suspend-access.refused"]);
  });

  it("learns of the access that it told of", async () => {
    const [found] = all.values();
    const { table } = await run(found as Case, "refuse");
    const item = table.items.get(`${found?.access.caller} habit`);
    expect(item?.["version"]).to.deep.equal({ N: "8" });
    const habit = new Habit(Buffer.from(item?.["habit"]?.["B"] ?? "", "base64"));
    expect([habit.get(AT.told), habit.get(AT.last)]).to.deep.equal([found?.access.at, found?.access.at]);
  });
});
