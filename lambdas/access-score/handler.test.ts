import { expect } from "chai";
import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import type { Access, History } from "./core";
import type { Figures } from "../metrics/embedded";
import { createHandler, type Ports } from "./handler";

const CALLER = "0a".repeat(32);
const SUBJECT = "0b".repeat(32);
const usual: History = {
  requestsByDay: [100],
  requestsToday: 1,
  requestsThisMinute: 1,
  recordsThisHour: 1,
  knowsSubject: true,
};

const told = (records: number, at = "2026-11-22T12:00:00.000Z"): AuditEvent =>
  auditEvent({
    at,
    actor: "function:fhir-read",
    action: "fhir.search",
    outcome: "success",
    subject: SUBJECT,
    workload: "fhir-api",
    detail: { caller: CALLER, type: "patient", records, status: 200 },
  });
const batch = (...bodies: string[]): object => ({ Records: bodies.map((body, at) => ({ messageId: `m${at}`, body })) });
const message = (event: AuditEvent): string => JSON.stringify({ source: "phiguard.fhir-api", detail: event });

interface World {
  readonly run: ReturnType<typeof createHandler>;
  readonly audit: AuditEvent[];
  readonly counted: Access[];
  readonly suspended: [string, string][];
  readonly figures: Figures[];
  readonly logged: unknown[];
}

function world(changes: Partial<Ports> = {}): World {
  const audit: AuditEvent[] = [];
  const counted: Access[] = [];
  const suspended: [string, string][] = [];
  const figures: Figures[] = [];
  const logged: unknown[] = [];
  const run = createHandler({
    histories: {
      before: async ({ id }) =>
        counted.some((access) => access.id === id) ? { kind: "counted" } : { kind: "new", history: usual },
      count: async (access) => void counted.push(access),
      suspend: async (...of) => void suspended.push(of),
    },
    scorer: { score: async ({ bulk }) => bulk },
    audit: { tell: async (event) => void audit.push(event) },
    metrics: { put: (of) => void figures.push(of) },
    environment: "test",
    log: { info: (...said) => logged.push(said), error: (...said) => logged.push(said) },
    threshold: 0.8,
    suspendHours: 0,
    ...changes,
  });
  return { run, audit, counted, suspended, figures, logged };
}

describe("access-score", () => {
  it("counts a usual access and says nothing", async () => {
    const { run, audit, counted, figures } = world();
    expect(await run(batch(message(told(1))))).to.deep.equal({ batchItemFailures: [] });
    expect(figures).to.deep.equal([
      {
        namespace: "phiguard/access",
        dimensions: { Environment: "test" },
        metrics: { AnomalyScore: [0.001, "None"] },
        at: "2026-11-22T12:00:00.000Z",
      },
    ]);
    expect(counted).to.have.length(1);
    expect(counted[0]).to.include({ caller: CALLER, subject: SUBJECT, records: 1, breakGlass: false });
    expect(audit).to.be.empty;
  });

  it("tells of an unusual one, with its score and features, and suspends nobody by itself", async () => {
    const { run, audit, suspended } = world();
    await run(batch(message(told(2000))));
    expect(audit[0]).to.deep.include({ action: "access.unusual", subject: CALLER, outcome: "success" });
    expect(audit[0]?.detail).to.include({ score: 1, bulk: 1, suspended: false, event: told(2000).id });
    expect(suspended).to.be.empty;
  });

  it("suspends the caller where that is on, from the time of the access", async () => {
    const { run, audit, suspended } = world({ suspendHours: 24 });
    await run(batch(message(told(2000))));
    expect(suspended).to.deep.equal([[CALLER, "2026-11-23T12:00:00.000Z"]]);
    expect(audit[0]?.outcome).to.equal("denied");
  });

  it("is not unusual at the threshold itself", async () => {
    const { run, audit } = world({ scorer: { score: async () => 0.8 } });
    await run(batch(message(told(1))));
    expect(audit).to.be.empty;
  });

  it("counts an access once that is told twice", async () => {
    const { run, audit, counted } = world();
    await run(batch(message(told(2000)), message(told(2000))));
    await run(batch(message(told(2000))));
    expect(counted).to.have.length(1);
    expect(audit).to.have.length(1);
  });

  it("tells under the same id when it failed between telling and counting", async () => {
    const audit: AuditEvent[] = [];
    let tries = 0;
    const { run } = world({
      audit: { tell: async (event) => void audit.push(event) },
      histories: {
        before: async () => ({ kind: "new", history: usual }),
        count: async () => {
          if ((tries += 1) === 1) throw new Error("throttled");
        },
        suspend: async () => undefined,
      },
    });
    expect((await run(batch(message(told(2000))))).batchItemFailures).to.have.length(1);
    expect((await run(batch(message(told(2000))))).batchItemFailures).to.be.empty;
    expect(audit[0]?.id).to.equal(audit[1]?.id);
  });

  it("fails what it can't read, and that alone, without its content in a log", async () => {
    const { run, counted, logged } = world();
    const forged = JSON.stringify({ detail: { ...told(1), subject: "Jane Roe" } });
    expect(await run(batch("no json Jane", forged, message(told(1))))).to.deep.equal({
      batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "m1" }],
    });
    expect(counted).to.have.length(1);
    expect(JSON.stringify(logged)).to.not.contain("Jane");
  });
});
