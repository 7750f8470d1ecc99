import { expect } from "chai";
import { nextOf } from "../../components/compute/asl";
import { matchesEvent } from "../../components/testing/event-match";
import { TRIGGERS } from "../../components/remediation/finding-patterns";
import { HELPERS, REMEDIES } from "../../components/remediation/remediation-names";
import { createHandler as createBreachOpen } from "../../lambdas/breach-open/handler";
import { createHandler as createRemind } from "../../lambdas/breach-remind/handler";
import { ACTIONS, type ActionName } from "../../lambdas/finding-triage/contract";
import { createHandler as createTriage } from "../../lambdas/finding-triage/handler";
import { createHandler as createAsk } from "../../lambdas/remediation-approval/handler";
import { createHandler as createDecision } from "../../lambdas/remediation-decision/handler";
import { createHandler as createRecord } from "../../lambdas/remediation-record/handler";
import { createAction, LEFT_DAYS, type Remedy } from "../../lambdas/remediation/action";
import { itemsInMemory } from "../../lambdas/testing/stores";
import type { AuditEvent } from "../../reports/model/audit-event";
import { CALLER, events, failed } from "../../lambdas/remediation/testing/findings";
import { arnOf, remediationMachine } from "./remediation-machine";
import { objections, runFlow, type FlowRun, type Handler } from "./run-flow";

const { triage, openBreach, ask, decide, record } = HELPERS;
const definition = remediationMachine();
const NOW = "2026-11-22T10:05:00.000Z";

/** Everything that the flow reaches, in memory; the handlers are the real ones. */
class World {
  readonly audited: AuditEvent[] = [];
  readonly notices: string[] = [];
  readonly table = itemsInMemory();
  readonly items = this.table.items;
  readonly changed: string[] = [];
  readonly restored: string[] = [];
  faults: Error[] = [];
  /** What is there that a remedy would change. */
  amiss = true;
  answer: "approve" | "refuse" | "none" = "approve";
  dryRun = false;
  actions: readonly string[] = ACTIONS;

  now = NOW;

  run(event: object, execution = "execution-1"): Promise<FlowRun> {
    return runFlow(definition, event, this.functions(), execution, {
      AskPeople: async () => {
        if (this.answer === "none") throw Object.assign(new Error("nobody"), { name: "States.Timeout" });
        let output: unknown;
        await this.decision((_, said) => void (output = said))({ execution, decision: this.answer });
        return output;
      },
    });
  }

  undo(action: ActionName): Promise<unknown> {
    return (this.functions()[arnOf(REMEDIES[action].name)] as Handler)({ undo: "execution-1" });
  }

  remind(at: string): Promise<unknown> {
    return createRemind({ ...this.common(), clock: () => new Date(at) })();
  }

  private decision(answer: (token: string, output: object) => void) {
    return createDecision({
      ...this.common(),
      waiting: { answer: async (token, output) => (answer(token, output), "taken") },
    });
  }

  private common() {
    return {
      items: this.table,
      notices: { send: async (subject: string, text: string) => void this.notices.push(`${subject}\n${text}`) },
      audit: { tell: async (event: AuditEvent) => void this.audited.push(event) },
      clock: () => new Date(this.now),
      log: { info: () => undefined },
    };
  }

  private functions(): Record<string, Handler> {
    const common = this.common();
    const remedy = (action: ActionName): Remedy<{ was: string }> => ({
      action,
      look: async () => {
        const fault = this.faults.shift();
        if (fault !== undefined) throw fault;
        return this.amiss ? { was: "open" } : undefined;
      },
      change: async ({ target }) => void this.changed.push(`${action} ${target}`),
      ...(action !== "rotate-secret" && {
        restore: async ({ target }: { target: string }, { was }: { was: string }) =>
          void this.restored.push(`${target} ${was}`),
      }),
    });
    return {
      [arnOf(triage.name)]: createTriage({ options: { actions: this.actions, dryRun: this.dryRun }, log: common.log }),
      [arnOf(openBreach.name)]: createBreachOpen(common),
      [arnOf(ask.name)]: createAsk({ ...common, decisionFunction: decide.name }) as Handler,
      [arnOf(record.name)]: createRecord(common),
      ...Object.fromEntries(
        ACTIONS.map((action) => [
          arnOf(REMEDIES[action].name),
          createAction(REMEDIES[action].name, {
            ...common,
            remedies: ACTIONS.filter((other) => REMEDIES[other] === REMEDIES[action]).map(remedy),
          }),
        ]),
      ),
    };
  }
}

const told = ({ audited }: World): string[] =>
  audited.map(({ action, outcome, reason }) => `${action} ${outcome} ${reason}`);
const throttled = (): Error => Object.assign(new Error("slow"), { name: "ThrottlingException" });

interface Row {
  readonly name: string;
  readonly event: object;
  readonly world?: Partial<World>;
  readonly ends: string;
  readonly changed?: readonly string[];
  readonly told: readonly string[];
  readonly also?: (world: World, run: FlowRun) => void;
}

const rows: Row[] = [
  {
    name: "closes a bucket",
    event: events.openBucket,
    ends: "Mended",
    changed: ["close-bucket phiguard-test-web"],
    told: ["close-bucket.done success changed"],
    also: ({ items }) =>
      expect([...items.keys()]).to.deep.equal(["execution-1/begun-close-bucket", "execution-1/undo-close-bucket"]),
  },
  {
    name: "isolates an instance",
    event: events.miner,
    ends: "Mended",
    changed: ["isolate-instance i-0123456789abcdef0"],
    told: ["isolate-instance.done success changed"],
  },
  {
    name: "revokes sessions, and starts the breach clock where data may have left",
    event: events.exfiltration,
    ends: "Mended",
    changed: ["revoke-session phiguard-test-reader"],
    told: ["breach-assessment.opened success undefined", "revoke-session.done success changed"],
    also: ({ items, notices }) => {
      const [assessment] = [...items].filter(([key]) => key.startsWith("breaches/"));
      expect(assessment?.[1]).to.deep.include({ tellBy: "2027-01-21", status: "open" });
      expect(Object.values((assessment?.[1] as { factors: object }).factors)).to.deep.equal(
        Array(4).fill("not-assessed"),
      );
      expect(notices[0]).to.contain("164.404").and.to.contain("2027-01-21");
    },
  },
  {
    name: "rotates a secret",
    event: events.staleSecret,
    ends: "Mended",
    changed: ["rotate-secret arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-test-db-AbCdEf"],
    told: ["rotate-secret.done success changed"],
  },
  {
    name: "closes a bucket that AWS Config names",
    event: events.publicBucketRule,
    ends: "Mended",
    changed: ["close-bucket phiguard-test-web"],
    told: ["close-bucket.done success changed"],
  },
  {
    name: "disables a key after somebody agreed",
    event: events.openKey,
    ends: "Mended",
    changed: ["disable-key arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"],
    told: ["disable-key.approved success undefined", "disable-key.done success changed"],
    also: ({ notices }) => {
      expect(notices[0]).to.contain("remediation-decision").and.to.contain("execution-1");
      expect(notices[0]).to.not.contain("token-1");
    },
  },
  {
    name: "suspends a caller after somebody agreed",
    event: events.unusualAccess,
    ends: "Mended",
    changed: [`suspend-access ${CALLER}`],
    told: ["suspend-access.approved success undefined", "suspend-access.done success changed"],
  },
  {
    name: "has an instance ask for tokens after somebody agreed",
    event: events.looseMetadata,
    ends: "Mended",
    changed: ["require-imdsv2 i-0123456789abcdef0"],
    told: ["require-imdsv2.approved success undefined", "require-imdsv2.done success changed"],
    also: ({ audited }) => expect(audited[1]?.subject).to.equal(`${EC2}:instance/i-0123456789abcdef0`),
  },
  {
    name: "leaves a caller alone where somebody said no",
    event: events.unusualAccess,
    world: { answer: "refuse" },
    ends: "LeftAlone",
    told: ["suspend-access.refused denied undefined", "suspend-access.not-done denied approval-refused"],
  },
  {
    name: "leaves a key alone where somebody said no",
    event: events.openKey,
    world: { answer: "refuse" },
    ends: "LeftAlone",
    told: ["disable-key.refused denied undefined", "disable-key.not-done denied approval-refused"],
  },
  {
    name: "leaves a key alone where nobody answers",
    event: events.openKey,
    world: { answer: "none" },
    ends: "NotMended",
    told: ["disable-key.not-done failure took-too-long"],
  },
  {
    name: "changes nothing in a dry run, and asks nobody",
    event: events.openKey,
    world: { dryRun: true },
    ends: "Mended",
    told: ["disable-key.done success dry-run"],
    also: ({ notices, items }) =>
      expect([notices.length, [...items.keys()]]).to.deep.equal([0, ["execution-1/begun-disable-key"]]),
  },
  {
    name: "changes nothing where nothing is amiss any more",
    event: events.openBucket,
    world: { amiss: false },
    ends: "Mended",
    told: ["close-bucket.done success already-so"],
  },
  {
    name: "does nothing where the action is off",
    event: events.miner,
    world: { actions: ["close-bucket"] },
    ends: "NothingToDo",
    told: [],
  },
  {
    name: "leaves another account's snapshots to that account",
    event: failed("EC2.1", "AwsAccount", "AWS::::Account:210987654321"),
    ends: "NothingToDo",
    told: [],
  },
  {
    name: "tries again where AWS has too much to do",
    event: events.openBucket,
    world: { faults: [throttled(), throttled()] },
    ends: "Mended",
    changed: ["close-bucket phiguard-test-web"],
    told: ["close-bucket.done success changed"],
  },
  {
    name: "tells of an action that failed, by the error's name alone",
    event: events.openBucket,
    world: { faults: [Object.assign(new Error("Jane Roe"), { name: "AccessDenied" })] },
    ends: "NotMended",
    told: ["close-bucket.not-done failure accessdenied"],
  },
  {
    name: "tells of a finding that can't be read",
    event: { ...events.openBucket, detail: { type: 3 } },
    ends: "NotMended",
    told: ["finding.not-looked-at failure unknownfinding"],
  },
];

const EC2 = "arn:aws:ec2:us-east-1:123456789012";
const KEY = "11111111-2222-3333-4444-555555555555";
/** Settings that one action each puts right. */
const settings: [keyof typeof events, ActionName, string][] = [
  ["openPort", "close-security-group", "sg-0123456789abcdef0"],
  ["publicSubnet", "close-subnet", "subnet-0123456789abcdef0"],
  ["publicDatabase", "make-database-private", "phiguard-test-records"],
  ["unguardedDatabase", "protect-database", "phiguard-test-records"],
  ["sharedSnapshot", "unshare-db-snapshot", "awsbackup:job-1"],
  ["oldKey", "enable-key-rotation", `arn:aws:kms:us-east-1:123456789012:key/${KEY}`],
  ["dyingKey", "cancel-key-deletion", KEY],
  ["unrestorableTable", "enable-table-recovery", "phiguard-test-records"],
  ["unguardedTable", "protect-table", "phiguard-test-records"],
  ["publicVolumes", "unshare-snapshots", "123456789012"],
  ["publicVolumesRule", "unshare-snapshots", "123456789012"],
  ["publicImage", "unshare-image", "ami-0123456789abcdef0"],
  ["forgetfulBucket", "version-bucket", "phiguard-test-web"],
];
for (const [finding, action, target] of settings)
  rows.push({
    name: `puts right ${finding} by ${action}`,
    event: events[finding],
    ends: "Mended",
    changed: [`${action} ${target}`],
    told: [`${action}.done success changed`],
  });

describe("remediation", () => {
  const covered = new Set<string>();

  for (const { name, event, world, ends, changed = [], told: wanted, also } of rows) {
    it(name, async () => {
      const here = Object.assign(new World(), world);
      const run = await here.run(event);
      for (const state of run.visited) covered.add(state);
      expect(run.visited.at(-1), JSON.stringify(run.output)).to.equal(ends);
      expect(run.status).to.equal(ends === "NotMended" ? "FAILED" : "SUCCEEDED");
      expect(here.changed).to.deep.equal(changed);
      expect(told(here)).to.deep.equal(wanted);
      expect(JSON.stringify([here.audited, here.notices, [...here.items]])).to.not.contain("Jane");
      also?.(here, run);
    });
  }

  it("has every state executed by these", () => {
    expect([...covered].sort()).to.deep.equal(Object.keys(definition.States).sort());
  });

  it("is valid by the language's own rules", () => expect(objections(definition)).to.deep.equal([]));

  it("goes to states that there are, and reaches each of them", () => {
    const targets = new Set([definition.StartAt, ...Object.values(definition.States).flatMap(nextOf)]);
    expect([...targets].sort()).to.deep.equal(Object.keys(definition.States).sort());
  });

  it("gives people their hours and the rest an hour more", () => {
    expect(remediationMachine(48).TimeoutSeconds).to.equal(49 * 3600);
  });

  it("takes back what was done, and tells of it", async () => {
    const world = new World();
    await world.run(events.openBucket);
    await world.undo("close-bucket");
    expect(world.restored).to.deep.equal(["phiguard-test-web open"]);
    expect(told(world).at(-1)).to.equal("close-bucket.undone success undone");
  });

  /** Undone, and found again after so many days by another execution. */
  async function foundAgain(event: object, action: ActionName, days: number, changes: Partial<World> = {}) {
    const world = new World();
    await world.run(event);
    await world.undo(action);
    Object.assign(world, changes, { now: new Date(Date.parse(NOW) + days * 86_400_000).toISOString() });
    const run = await world.run(event, "execution-2");
    return { end: run.visited.at(-1), times: world.changed.length, told: told(world).at(-1) };
  }

  it("leaves to people what they put back, and says so", async () => {
    expect(await foundAgain(events.openBucket, "close-bucket", LEFT_DAYS - 1)).to.deep.equal({
      end: "NotMended",
      times: 1,
      told: "close-bucket.not-done failure lefttopeople",
    });
  });

  it("does it again after that time, for another resource, or where somebody agreed", async () => {
    expect((await foundAgain(events.openBucket, "close-bucket", LEFT_DAYS)).times).to.equal(2);
    expect((await foundAgain(events.openKey, "disable-key", 1)).times).to.equal(2);
    const world = new World();
    await world.run(events.openBucket);
    await world.undo("close-bucket");
    await world.run(events.publicSubnet, "execution-2");
    expect(world.changed).to.have.length(2);
  });

  it("looks at what is left to people in a dry run, as ever", async () => {
    const { end, told: last } = await foundAgain(events.openBucket, "close-bucket", 1, { dryRun: true });
    expect([end, last]).to.deep.equal(["Mended", "close-bucket.done success dry-run"]);
  });

  it("keeps what was there first when an action runs twice", async () => {
    const world = new World();
    await world.run(events.openBucket);
    await world.run(events.openBucket);
    expect([...world.items.keys()]).to.deep.equal(["execution-1/begun-close-bucket", "execution-1/undo-close-bucket"]);
    expect(told(world)).to.deep.equal(["close-bucket.done success changed", "close-bucket.done success changed"]);
    expect(new Set(world.audited.map(({ id }) => id)).size).to.equal(1);
  });

  it("refuses to undo what was never done, or can't be undone", async () => {
    const world = new World();
    await world.run(events.staleSecret);
    for (const action of ["close-bucket", "rotate-secret"] as const) {
      const outcome = await world.undo(action).then(
        () => "undone",
        (error: Error) => error.name,
      );
      expect(outcome).to.equal("MalformedCase");
    }
  });

  it("reminds of open assessments until their clock is over, and after", async () => {
    const world = new World();
    expect(await world.remind(NOW)).to.deep.equal({ open: 0, late: 0 });
    expect(world.notices).to.be.empty;
    await world.run(events.exfiltration);
    expect(await world.remind("2027-01-21T13:00:00Z")).to.deep.equal({ open: 1, late: 0 });
    expect(world.notices.at(-1)).to.contain("0 days left");
    expect(await world.remind("2027-01-22T13:00:00Z")).to.deep.equal({ open: 1, late: 1 });
  });

  it("is started by each of these findings, by one rule", () => {
    for (const [name, event] of Object.entries(events)) {
      expect(
        TRIGGERS.filter(({ pattern }) => matchesEvent(pattern, event)),
        name,
      ).to.have.length(1);
    }
  });
});
