import { expect } from "chai";
import { createHandler, type Ports } from "./handler";

const DATABASE = "phiguard-test-records";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-test-records-database-AbCdEf";
const OLD = "00000000-0000-0000-0000-000000000000";
const NEW = "11111111-1111-1111-1111-111111111111";
const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

interface World {
  readonly texts: Record<string, string>;
  readonly stages: Record<string, string[]>;
  readonly states: { status: string; changing: boolean }[];
  password: string;
  readonly waited: number[];
  readonly logged: string[];
}

function world(changes: Partial<World> = {}): World {
  return {
    texts: { [OLD]: JSON.stringify({ dbInstanceIdentifier: DATABASE, host: "h", username: "u", password: "old" }) },
    stages: { [OLD]: ["AWSCURRENT"], [NEW]: ["AWSPENDING"] },
    states: [],
    password: "old",
    waited: [],
    logged: [],
    ...changes,
  };
}

/** Secrets Manager and RDS as far as the function sees them. */
function handlerIn(at: World): (input: unknown) => Promise<void> {
  let made = 0;
  const ports: Ports = {
    identifier: DATABASE,
    secrets: {
      versions: async () => ({ rotationEnabled: true, stages: at.stages }),
      read: async (_id, stage, version) => {
        const id = version ?? Object.keys(at.stages).find((each) => at.stages[each]?.includes(stage));
        return id === undefined ? undefined : at.texts[id];
      },
      writePending: async (_id, version, text) => void (at.texts[version] = text),
      makeCurrent: async (_id, version, before) => {
        if (before !== undefined) at.stages[before] = ["AWSPREVIOUS"];
        at.stages[version] = ["AWSCURRENT"];
      },
    },
    passwords: { random: async () => `new-${(made += 1)}` },
    databases: {
      setOwnerPassword: async (_identifier, password) => void (at.password = password),
      state: async () => at.states.shift() ?? { status: "available", changing: false },
    },
    clock: { wait: async (ms) => void at.waited.push(ms) },
    log: { info: (message, facts) => void at.logged.push(JSON.stringify([message, facts])) },
  };
  return createHandler(ports);
}

const event = (Step: string): object => ({ Step, SecretId: SECRET, ClientRequestToken: NEW });

async function refused(at: World, input: unknown): Promise<string> {
  try {
    await handlerIn(at)(input);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  throw new Error("expected a refusal");
}

describe("password-rotation", () => {
  it("gives the database the password that the secret then holds", async () => {
    const at = world();
    const handler = handlerIn(at);
    for (const step of STEPS) await handler(event(step));
    expect(at.password).to.equal("new-1");
    expect(JSON.parse(at.texts[NEW] as string)).to.deep.equal({
      dbInstanceIdentifier: DATABASE,
      host: "h",
      username: "u",
      password: "new-1",
    });
    expect(at.stages).to.deep.equal({ [OLD]: ["AWSPREVIOUS"], [NEW]: ["AWSCURRENT"] });
  });

  it("ends the same when every step is done twice", async () => {
    const at = world();
    const handler = handlerIn(at);
    for (const step of STEPS) {
      await handler(event(step));
      await handler(event(step));
    }
    expect(at.password).to.equal("new-1");
    expect(at.stages[NEW]).to.deep.equal(["AWSCURRENT"]);
    await handler(event("createSecret"));
    expect(at.password).to.equal("new-1");
  });

  it("waits until RDS has applied the password", async () => {
    const changing = { status: "available", changing: true };
    const at = world({ states: [changing, { status: "resetting-master-credentials", changing: false }] });
    await handlerIn(at)(event("testSecret"));
    expect(at.waited).to.deep.equal([15_000, 5_000, 5_000]);
  });

  it("gives up before its own time is over", async () => {
    const at = world({ states: Array.from({ length: 50 }, () => ({ status: "modifying", changing: true })) });
    expect(await refused(at, event("testSecret"))).to.contain("still changing");
    expect(at.waited.reduce((sum, ms) => sum + ms, 0)).to.be.lessThan(300_000);
  });

  it("never logs a value of the secret", async () => {
    const at = world();
    const handler = handlerIn(at);
    for (const step of STEPS) await handler(event(step));
    expect(at.logged.join()).to.not.match(/old|new-1/);
  });

  const rows: { name: string; at: Partial<World>; says: string }[] = [
    {
      name: "a secret that is no JSON",
      at: { texts: { [OLD]: "hush" } },
      says: "RotationRefused: the secret is no JSON",
    },
    {
      name: "a secret without a password",
      at: { texts: { [OLD]: JSON.stringify({ dbInstanceIdentifier: DATABASE }) } },
      says: "RotationRefused: the secret lacks password",
    },
    {
      name: "a secret of another database",
      at: { texts: { [OLD]: JSON.stringify({ dbInstanceIdentifier: "claims", password: "hush" }) } },
      says: "RotationRefused: the secret names another database",
    },
  ];
  for (const { name, at, says } of rows) {
    it(`refuses ${name}, without a value in the message`, async () => {
      const message = await refused(world(at), event("createSecret"));
      expect(message).to.contain(says);
      expect(message).to.not.contain("hush");
    });
  }

  it("leaves a database alone that can't be changed now", async () => {
    const at = world({ states: [{ status: "modifying", changing: false }] });
    const handler = handlerIn(at);
    await handler(event("createSecret"));
    expect(await refused(at, event("setSecret"))).to.contain("the database is modifying");
    expect(at.password).to.equal("old");
  });
});
