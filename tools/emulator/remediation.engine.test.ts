import { expect } from "chai";
import { EVENT_SOURCES } from "../../components/evidence/event-sources";
import { TRIGGERS } from "../../components/remediation/finding-patterns";
import { FUNCTIONS, HELPERS } from "../../components/remediation/remediation-names";
import { matchesEvent } from "../../components/testing/event-match";
import { BREACHES } from "../../lambdas/breach-open/contract";
import { ACTIONS, NEEDS_APPROVAL, type ActionName } from "../../lambdas/finding-triage/contract";
import { triage } from "../../lambdas/finding-triage/core";
import { withAws, withEnvironment } from "../../lambdas/testing/aws-server";
import { arnOf, remediationMachine } from "../flows/remediation-machine";
import { runFlow, type FlowRun, type Handler } from "../flows/run-flow";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, taken, type Call } from "./objects";
import { makeQueue, messagesOf, queueOfEvents, type Queue } from "./queues";
import type { RemedyRow } from "./remedy-row";
import { ACCESS_TABLE, REMEDY_ROWS } from "./remedy-rows";

const machine = remediationMachine();

/** What became of a finding, at each step as AWS says. */
interface Seen {
  readonly target: string;
  readonly begunAt: Date;
  readonly states: Readonly<Record<"breach" | "dryRun" | "mended" | "again" | "undone" | "left", unknown>>;
  readonly runs: Readonly<Record<"dryRun" | "mended" | "again", FlowRun>>;
  /** What the finding that comes of the undo brought about, where nobody is asked. */
  readonly afterUndo: FlowRun | undefined;
  /** What the undo answered, or the name of the error by which it was refused. */
  readonly undo: unknown;
  /** What the ledger's function answered to the events. */
  readonly kept: unknown;
  /** Events that came of the action: those of our own functions as the bus had them, and those of AWS. */
  readonly cameOfIt: readonly object[];
}

interface World {
  readonly isolationGroup: string;
  readonly seen: ReadonlyMap<string, Seen>;
  /** Of all, in the order they were told. */
  readonly evidence: readonly { readonly action: string; readonly outcome: string; readonly subject: string }[];
  readonly breaches: readonly unknown[];
}

async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  await makeBucket(call, "ledger");
  await makeTable(call, "cases", "id", "kind");
  await makeTable(call, ACCESS_TABLE, "caller", "item");
  const isolationGroup = await makeIsolationGroup(call);
  const people = await makeQueue(call, "people");
  const { TopicArn } = await call("sns", "create_topic", { Name: "security-cases" });
  await call("sns", "subscribe", {
    TopicArn,
    Protocol: "sqs",
    Endpoint: people.arn,
    Attributes: { RawMessageDelivery: "true" },
  });
  const [audit] = EVENT_SOURCES.filter(({ role }) => role === "evidence-audit");
  const bus = await queueOfEvents(call, "evidence-audit", audit?.pattern ?? {});
  // Step Functions takes the decision in a server of ours: the emulator runs no machine that could wait for it.
  const decided: { taskToken: string; output: string }[] = [];
  const environment = {
    AWS_ENDPOINT_URL: emulator.endpoint,
    ACTIONS: ACTIONS.join(","),
    TABLE: "cases",
    ACCESS_TABLE,
    TOPIC_ARN: TopicArn as string,
    ISOLATION_GROUP: isolationGroup,
    DECISION_FUNCTION: HELPERS.decide.name,
    LEDGER_BUCKET: "ledger",
  };
  const { result } = await withAws(
    ({ body }) => (decided.push(JSON.parse(body) as (typeof decided)[number]), { body: "{}" }),
    async () => {
      const AWS_ENDPOINT_URL_SFN = process.env["AWS_ENDPOINT_URL"] as string;
      return withEnvironment({ ...environment, AWS_ENDPOINT_URL_SFN }, async () => {
        const seen = new Map<string, Seen>();
        for (const row of REMEDY_ROWS)
          seen.set(row.action, await remedied(row, { call, isolationGroup, people, bus, decided }));
        return seen;
      });
    },
  );
  const ledger = await contentsOf(emulator.endpoint, call, "ledger");
  const { Items } = (await call("dynamodb", "query", {
    TableName: "cases",
    KeyConditionExpression: "id = :id",
    ExpressionAttributeValues: { ":id": { S: BREACHES } },
  })) as { Items: { content: { S: string } }[] };
  return {
    isolationGroup,
    seen: result,
    evidence: [...ledger.values()]
      .flatMap((batch) => batch.toString("utf8").trim().split("\n"))
      .map((line) => JSON.parse(line) as World["evidence"][number]),
    breaches: Items.map(({ content }) => JSON.parse(content.S) as unknown),
  };
}

interface Around {
  readonly call: Call;
  readonly isolationGroup: string;
  readonly people: Queue;
  readonly bus: Queue;
  readonly decided: { readonly taskToken: string; readonly output: string }[];
}

/** A finding from the breach to the undo. */
async function remedied(row: RemedyRow, around: Around): Promise<Seen> {
  const { call, bus, isolationGroup } = around;
  const target = await row.breach(call, isolationGroup);
  const state = () => row.state(call, target);
  // Findings come after what they tell of; the emulator notes some times by whole seconds.
  const finding = { ...row.finding(target), time: new Date(Date.now() - 1000).toISOString() };
  const breach = await state();
  const dryRun = await remedy(finding, `${row.action}-dry`, "true", around);
  const afterDryRun = await state();
  const begunAt = new Date();
  const mended = await remedy(finding, row.action, "false", around);
  const afterAction = await state();
  const again = await remedy(finding, `${row.action}-again`, "false", around);
  const afterAll = await state();
  const action = loadedHandler(machineFunction(row.action));
  const undo = await action({ undo: row.action }).catch((error: Error) => error.name);
  const undone = await state();
  const afterUndo = isLeft(row) ? await remedy(finding, `${row.action}-after-undo`, "false", around) : undefined;
  const left = await state();
  const told = await messagesOf(call, bus);
  const kept = await loadedHandler("evidence-intake")({ Records: told });
  return {
    target,
    begunAt,
    states: { breach, dryRun: afterDryRun, mended: afterAction, again: afterAll, undone, left },
    runs: { dryRun, mended, again },
    afterUndo,
    undo,
    kept,
    cameOfIt: [...told.map(({ body }) => JSON.parse(body) as object), ...row.aftermath(target)],
  };
}

/** Whether the action is done without people, and can be taken back. */
const isLeft = ({ action, stays }: RemedyRow): boolean => stays === undefined && !NEEDS_APPROVAL.includes(action);

/** The function of an action, by the state machine's own words. */
function machineFunction(action: string): string {
  const name = action.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  const state = machine.States[name];
  const called = state?.Type === "Task" ? String(state.Parameters["FunctionName"]) : "";
  return FUNCTIONS.find((contract) => arnOf(contract.name) === called)?.name ?? `no function does ${action}`;
}

function remedy(finding: object, execution: string, DRY_RUN: string, around: Around): Promise<FlowRun> {
  return withEnvironment({ DRY_RUN }, () => {
    const functions = Object.fromEntries(
      FUNCTIONS.map(({ name }): [string, Handler] => [arnOf(name), (given) => loadedHandler(name)(given)]),
    );
    return runFlow(machine, finding, functions, execution, { AskPeople: () => decision(around) });
  });
}

/** Somebody reads what people were sent last, and does what it says is done to agree. */
async function decision({ call, people, decided }: Around): Promise<unknown> {
  const text = (await messagesOf(call, people)).at(-1)?.body ?? "";
  const payload = /to do it: .*--payload '([^']+)'/.exec(text)?.[1];
  if (payload === undefined) throw new Error("nobody was told how to agree");
  await loadedHandler(HELPERS.decide.name)(JSON.parse(payload));
  const { taskToken, output } = decided.at(-1) ?? {};
  if (taskToken !== "token-1") throw new Error("the machine waits for another token");
  return JSON.parse(output ?? "");
}

async function makeTable(call: Call, TableName: string, partition: string, sort: string): Promise<void> {
  await call("dynamodb", "create_table", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [partition, sort].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [
      { AttributeName: partition, KeyType: "HASH" },
      { AttributeName: sort, KeyType: "RANGE" },
    ],
  });
}

/** A network with a security group that lets nothing in or out. */
async function makeIsolationGroup(call: Call): Promise<string> {
  const { Vpc } = (await call("ec2", "create_vpc", { CidrBlock: "10.0.0.0/16" })) as { Vpc: { VpcId: string } };
  const { VpcId } = Vpc;
  await call("ec2", "create_subnet", { VpcId, CidrBlock: "10.0.0.0/24" });
  const { GroupId } = await call("ec2", "create_security_group", {
    GroupName: "isolation",
    Description: "None.",
    VpcId,
  });
  const IpPermissions = [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }];
  await call("ec2", "revoke_security_group_egress", { GroupId, IpPermissions });
  return GroupId as string;
}

const startsOf = (event: object): number => TRIGGERS.filter(({ pattern }) => matchesEvent(pattern, event)).length;

describe("P11: findings remedied over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));
  const seenOf = ({ action }: RemedyRow): Seen => world.seen.get(action) as Seen;
  const told = ({ action }: RemedyRow): string[] =>
    world.evidence.filter((event) => event.action.startsWith(`${action}.`)).map((event) => event.action);

  it("has a row for each action that there is", () => {
    expect(REMEDY_ROWS.map(({ action }) => action)).to.have.members([...ACTIONS]);
  });

  for (const row of REMEDY_ROWS) {
    const { action } = row;
    const asked = NEEDS_APPROVAL.includes(action);

    it(`${action}: breach, finding, ${asked ? "approval, " : ""}action, mended`, () => {
      const { target, states, runs, begunAt } = seenOf(row);
      expect(startsOf(row.finding(target))).to.equal(1);
      expect(row.isMended(states.breach, begunAt, world.isolationGroup), "amiss at first").to.equal(false);
      expect(row.isMended(states.mended, begunAt, world.isolationGroup), JSON.stringify(states.mended)).to.equal(true);
      expect(runs.mended).to.include({ status: "SUCCEEDED" });
      expect(runs.mended.output).to.include({ action, target, outcome: "changed" });
      expect(runs.mended.visited.includes("AskPeople")).to.equal(asked);
    });

    it(`${action}: changes nothing in a dry run, and asks nobody`, () => {
      const { states, runs } = seenOf(row);
      expect(states.dryRun).to.deep.equal(states.breach);
      expect(runs.dryRun.output).to.include({ outcome: "dry-run" });
      expect(runs.dryRun.visited).to.not.include("AskPeople");
    });

    it(`${action}: the same finding again changes nothing more`, () => {
      const { states, runs } = seenOf(row);
      expect(runs.again.output).to.include({ outcome: "unchanged" });
      expect(states.again).to.deep.equal(states.mended);
    });

    if (row.stays === undefined) {
      it(`${action}: undone, all is as it was`, () => {
        const { states, undo } = seenOf(row);
        expect(undo).to.include({ outcome: "undone" });
        expect(states.undone).to.deep.equal(states.breach);
      });
    } else {
      it(`${action}: can't be undone, as ${row.stays}`, () => {
        const { states, undo } = seenOf(row);
        expect(undo).to.equal("MalformedCase");
        expect(states.undone).to.deep.equal(states.mended);
      });
    }

    if (isLeft(row)) {
      it(`${action}: what was undone is left to people, though the finding comes again`, () => {
        const { states, afterUndo } = seenOf(row);
        expect(afterUndo).to.include({ status: "FAILED" });
        expect(states.left).to.deep.equal(states.breach);
      });
    }

    it(`${action}: each step is evidence in the ledger`, () => {
      expect(seenOf(row).kept).to.deep.equal({ batchItemFailures: [] });
      expect(told(row).sort()).to.deep.equal(
        [
          ...Array<string>(3).fill(`${action}.done`),
          ...(asked ? Array<string>(2).fill(`${action}.approved`) : []),
          ...(row.stays === undefined ? [`${action}.undone`] : []),
          ...(isLeft(row) ? [`${action}.not-done`] : []),
        ].sort(),
      );
    });

    it(`${action}: nothing that comes of it starts it again, nor anything that would`, () => {
      expect(seenOf(row).cameOfIt.length).to.be.at.least(told(row).length);
      expect(follows(action)).to.not.include(action);
    });
  }

  it("has a key that was switched off come to nothing", () => {
    expect(follows("disable-key")).to.deep.equal(["enable-key-rotation"]);
  });

  /** Actions that start because of an action, and because of those. */
  function follows(action: ActionName, seen: ActionName[] = []): ActionName[] {
    const options = { actions: ACTIONS, dryRun: false };
    for (const event of (world.seen.get(action) as Seen).cameOfIt.filter((one) => startsOf(one) > 0)) {
      const next = triage(event, "execution-1", options).action;
      if (next === "none" || seen.includes(next)) continue;
      seen.push(next);
      follows(next, seen);
    }
    return seen;
  }

  it("opens an assessment with its clock for each run about data that may have left, and for no other", () => {
    expect(world.breaches).to.have.length(4);
    for (const breach of world.breaches)
      expect(breach).to.deep.include({
        subject: "arn:aws:iam::123456789012:role/phiguard-test-reader",
        status: "open",
      });
  });
});
