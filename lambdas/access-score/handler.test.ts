import { expect } from "chai";
import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import { FEATURE_NAMES, type Features } from "../access-model/features";
import { Habit } from "../access-model/habit";
import type { Model } from "../access-model/model";
import type { Figures } from "../metrics/embedded";
import { wasToldToday, type Access } from "./core";
import { createHandler, type Ports } from "./handler";
import type { Before, Habits, Kept } from "./ports";
import { embeddedScorer, outsideScorer } from "./scorers";

const CALLER = "0a".repeat(32);
const SUBJECT = "0b".repeat(32);

const BY_BULK: Model = { fitted: "by hand", intercept: -3, weights: { bulkNow: 10 } };
const BY_UNIT: Model = { fitted: "by hand", intercept: -3, weights: { unit: 30 } };

const told = (records: number, at = "2026-11-22T12:00:00.000Z", more: object = {}): AuditEvent =>
  auditEvent({
    at,
    actor: "function:fhir-read",
    action: "fhir.search",
    outcome: "success",
    subject: SUBJECT,
    workload: "fhir-api",
    detail: { caller: CALLER, type: "patient", records, status: 200, ...more },
  });
const batch = (...bodies: string[]): object => ({ Records: bodies.map((body, at) => ({ messageId: `m${at}`, body })) });
const message = (event: AuditEvent): string => JSON.stringify({ source: "phiguard.fhir-api", detail: event });

/** Habits as the table keeps them: by versions, one of which wins. */
class Memory implements Habits {
  readonly habits = new Map<string, { bytes: Uint8Array; version: number }>();
  readonly events = new Map<string, AuditEvent | undefined>();
  readonly seen: Access[] = [];
  threshold = 0.8;
  /** Times that another access comes between. */
  contended = 0;

  async before(access: Access): Promise<Before> {
    if (this.events.has(access.id)) return { kind: "learnt", alert: this.events.get(access.id) };
    const kept = (key: string): Kept => {
      const { bytes, version = 0 } = this.habits.get(key) ?? {};
      return { habit: new Habit(bytes), version };
    };
    return { kind: "new", person: kept(access.caller), role: kept(access.role), threshold: this.threshold };
  }

  async keep(access: Access, { person, role, alert }: Parameters<Habits["keep"]>[1]): Promise<"kept" | "changed"> {
    if (this.contended-- > 0) return "changed";
    this.seen.push(access);
    this.events.set(access.id, alert);
    const put = (key: string, { habit, version }: Kept): void =>
      void this.habits.set(key, { bytes: habit.bytes(), version: version + 1 });
    put(access.caller, person);
    if (role !== undefined) put(access.role, role);
    return "kept";
  }
}

function world(changes: Partial<Ports> = {}) {
  const audit: AuditEvent[] = [];
  const figures: Figures[] = [];
  const logged: unknown[] = [];
  const habits = new Memory();
  const run = createHandler({
    habits,
    scorer: embeddedScorer({ full: BY_UNIT, bare: BY_BULK }),
    audit: { tell: async (event) => void audit.push(event) },
    metrics: { put: (of) => void figures.push(of) },
    environment: "test",
    log: { info: (...said) => logged.push(said), error: (...said) => logged.push(said) },
    suspendHours: 24,
    ...changes,
  });
  return { run, audit, habits, figures, logged };
}

describe("access-score", () => {
  it("learns of a usual access and says nothing", async () => {
    const { run, audit, habits, figures } = world();
    expect(await run(batch(message(told(1))))).to.deep.equal({ batchItemFailures: [] });
    expect(figures[0]?.metrics["AnomalyScore"]?.[0]).to.be.within(0, 0.8);
    expect(habits.seen[0]).to.include({ caller: CALLER, subject: SUBJECT, records: 1, breakGlass: false, role: "any" });
    expect(habits.habits.get(CALLER)?.version).to.equal(1);
    expect(audit).to.be.empty;
  });

  it("reads what else an event tells", async () => {
    const { run, habits } = world();
    const more = {
      role: "nurse",
      department: "ward-1",
      unit: "ward-2",
      relation: "vip",
      breakGlass: true,
      device: SUBJECT,
      network: CALLER,
    };
    await run(batch(message(told(1, undefined, more))));
    expect(habits.seen[0]).to.include(more);
    const hashes = { department: SUBJECT, unit: CALLER };
    await run(batch(message(told(1, undefined, hashes))));
    expect(habits.seen[1]).to.include(hashes);
  });

  it("tells of an unusual one, with its score, its threshold and its reasons, and suspends nobody itself", async () => {
    const { run, audit } = world();
    await run(batch(message(told(20_000))));
    expect(audit[0]).to.deep.include({ action: "access.unusual", subject: CALLER, outcome: "success" });
    expect(audit[0]?.detail).to.include({ threshold: 0.8, suspendHours: 24, bulkNow: 1, event: told(20_000).id });
    expect(audit[0]?.detail?.["score"]).to.be.greaterThan(0.8);
  });

  it("goes by the model for events that tell more, where they do", async () => {
    const { run, audit } = world();
    const at = { unit: "ward-9", department: "ward-1" };
    await run(batch(message(told(20_000, undefined, { ...at, unit: "ward-1" }))));
    expect(audit).to.be.empty;
    // Of the patient nothing: what else an event tells does not make up for it.
    await run(batch(message(told(20_000, "2026-11-21T12:00:00.000Z", { device: SUBJECT, network: SUBJECT }))));
    expect(audit.splice(0)[0]?.detail).to.include({ bulkNow: 1 });
    await run(batch(message(told(1, undefined, at))));
    expect(audit[0]?.detail).to.include({ unit: 1 });
  });

  it("tells of a person once a day", async () => {
    const { run, audit, habits } = world({ scorer: { score: async () => 0.9, reasons: () => [] } });
    const at = (hour: string): string => message(told(20_000, `2026-11-${hour}:00:00.000Z`));
    await run(batch(at("22T12"), at("22T13"), at("22T23"), at("23T01")));
    expect(audit.map((event) => event.at)).to.deep.equal(["2026-11-22T12:00:00.000Z", "2026-11-23T01:00:00.000Z"]);
    expect(habits.seen).to.have.length(4);
  });

  it("goes by the threshold that feedback moved, and is not unusual at it", async () => {
    const scorer = { score: async () => 0.83, reasons: () => [] };
    for (const [threshold, alerts] of [
      [0.83, 0],
      [0.82, 1],
    ] as const) {
      const { run, audit, habits } = world({ scorer });
      habits.threshold = threshold;
      await run(batch(message(told(1))));
      expect(audit, String(threshold)).to.have.length(alerts);
    }
  });

  it("learns of an access once that is told twice, and tells again under the same id what it raised", async () => {
    const { run, audit, habits } = world();
    await run(batch(message(told(20_000)), message(told(20_000))));
    expect(habits.seen).to.have.length(1);
    expect(new Set(audit.map(({ id }) => id)).size).to.equal(1);
  });

  it("loses no alert when telling fails after it was kept", async () => {
    const audit: AuditEvent[] = [];
    let tries = 0;
    const tell = async (event: AuditEvent): Promise<void> => {
      if ((tries += 1) === 1) throw new Error("throttled");
      audit.push(event);
    };
    const { run, habits } = world({ audit: { tell } });
    expect((await run(batch(message(told(20_000))))).batchItemFailures).to.have.length(1);
    expect((await run(batch(message(told(20_000))))).batchItemFailures).to.be.empty;
    expect(audit).to.have.length(1);
    expect(habits.seen).to.have.length(1);
  });

  it("scores anew where another access came between, and gives the message back where that goes on", async () => {
    const { run, habits } = world();
    habits.contended = 3;
    expect((await run(batch(message(told(1))))).batchItemFailures).to.be.empty;
    habits.contended = 99;
    expect((await run(batch(message(told(2))))).batchItemFailures).to.have.length(1);
    expect(habits.seen).to.have.length(1);
  });

  it("fails what it can't read, and that alone, without its content in a log", async () => {
    const { run, habits, logged } = world();
    const forged = JSON.stringify({ detail: { ...told(1), subject: "Jane Roe" } });
    expect(await run(batch("no json Jane", forged, message(told(1))))).to.deep.equal({
      batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "m1" }],
    });
    expect(habits.seen).to.have.length(1);
    expect(JSON.stringify(logged)).to.not.contain("Jane");
  });
});

describe("an outside model", () => {
  it("is asked with every feature by its name, and its reasons are what was unusual", async () => {
    const features: Features = Float64Array.from(FEATURE_NAMES, (name) => (name === "unit" ? 0.5 : 0));
    let asked: Readonly<Record<string, number>> = {};
    const scorer = outsideScorer(async (of) => {
      asked = of;
      return 0.9;
    });
    expect(await scorer.score(features, false)).to.equal(0.9);
    expect(asked).to.have.all.keys(FEATURE_NAMES);
    expect(asked["unit"]).to.equal(0.5);
    expect(scorer.reasons(features, false)).to.deep.equal([{ feature: "unit", share: 1 }]);
  });
});

describe("one alert a person and day", () => {
  const at = (text: string): number => Date.parse(text);
  const rows: [string, number, number, boolean][] = [
    ["never told", 0, at("2026-11-22T00:00:00Z"), false],
    ["told just before", at("2026-11-22T00:00:00Z"), at("2026-11-22T23:59:59Z"), true],
    ["told the day before", at("2026-11-21T23:59:59Z"), at("2026-11-22T00:00:00Z"), false],
  ];
  for (const [name, before, now, wanted] of rows) it(name, () => expect(wasToldToday(before, now)).to.equal(wanted));
});
