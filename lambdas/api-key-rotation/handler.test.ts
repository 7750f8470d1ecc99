import { expect } from "chai";
import type { SecretVersions } from "../rotation/ports";
import { createHandler } from "./handler";

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-dev-fhir-system-north-abcdef";
const version = (number: number): string => `0000000${number}-0000-0000-0000-000000000000`;
const first = { keyPrefix: "phiguard-dev-fhir-system-north", usagePlanId: "plan1", clientId: "c" };

interface Key {
  id: string;
  name: string;
  value: string;
  plans: string[];
}

/** Secrets Manager and API Gateway as far as a rotation sees them. */
class World {
  readonly texts = new Map<string, string>([[version(0), JSON.stringify(first)]]);
  readonly stages: Record<string, string[]> = { [version(0)]: ["AWSCURRENT"] };
  keys: Key[] = [];
  readonly logged: unknown[] = [];
  private made = 0;

  readonly run = createHandler({
    secrets: {
      versions: async (): Promise<SecretVersions> => ({ rotationEnabled: true, stages: this.stages }),
      read: async (_id, stage, wanted) => {
        const at = wanted ?? Object.keys(this.stages).find((of) => this.stages[of]?.includes(stage));
        return at === undefined ? undefined : this.texts.get(at);
      },
      writePending: async (_id, at, text) => void this.texts.set(at, text),
      makeCurrent: async (_id, to, from) => {
        this.stages[to] = ["AWSCURRENT"];
        if (from !== undefined) this.stages[from] = ["AWSPREVIOUS"];
      },
    },
    keys: {
      list: async (prefix) => this.keys.filter(({ name }) => name.startsWith(prefix)),
      create: async (name, value) => {
        const id = `key${(this.made += 1)}`;
        this.keys.push({ id, name, value, plans: [] });
        return id;
      },
      addToPlan: async (keyId, planId) => void this.keys.find(({ id }) => id === keyId)?.plans.push(planId),
      isInPlan: async (keyId, planId) => this.keys.find(({ id }) => id === keyId)?.plans.includes(planId) === true,
      remove: async (keyId) => void (this.keys = this.keys.filter(({ id }) => id !== keyId)),
    },
    random: () => `value-${this.texts.size}`.padEnd(64, "0"),
    log: { info: (...said) => this.logged.push(said) },
  });

  async step(Step: string, at: string): Promise<void> {
    await this.run({ Step, SecretId: SECRET, ClientRequestToken: at });
  }

  async rotate(at: string): Promise<void> {
    this.stages[at] = ["AWSPENDING"];
    for (const step of ["createSecret", "setSecret", "testSecret", "finishSecret"]) await this.step(step, at);
  }

  current(): Record<string, string> {
    const [at] = Object.entries(this.stages).find(([, of]) => of.includes("AWSCURRENT")) ?? [""];
    return JSON.parse(this.texts.get(at) ?? "{}");
  }
}

const failure = (run: Promise<unknown>): Promise<Error> =>
  run.then(
    () => Promise.reject(new Error("expected a refusal")),
    (error: Error) => error,
  );

describe("api-key-rotation", () => {
  it("makes the first key, in its plan, and keeps what else the secret says", async () => {
    const world = new World();
    await world.rotate(version(1));
    expect(world.keys).to.have.length(1);
    expect(world.keys[0]).to.deep.include({ name: `${first.keyPrefix}-${version(1)}`, plans: ["plan1"] });
    expect(world.current()).to.deep.equal({ ...first, apiKey: world.keys[0]?.value });
  });

  it("keeps the key in use for one more turn, and then removes it", async () => {
    const world = new World();
    for (const turn of [1, 2, 3]) await world.rotate(version(turn));
    expect(world.keys.map(({ name }) => name.slice(first.keyPrefix.length + 1))).to.deep.equal([
      version(2),
      version(3),
    ]);
  });

  it("leaves the keys of other systems alone, whose names begin alike", async () => {
    const world = new World();
    world.keys.push({ id: "other", name: "phiguard-dev-fhir-system-northern-x", value: "v", plans: [] });
    await world.rotate(version(1));
    expect(world.keys.map(({ id }) => id)).to.include("other");
  });

  it("has the same end when a step is done again", async () => {
    const world = new World();
    world.stages[version(1)] = ["AWSPENDING"];
    for (const step of ["createSecret", "setSecret", "testSecret", "finishSecret"]) {
      await world.step(step, version(1));
      await world.step(step, version(1));
    }
    expect(world.keys).to.have.length(1);
    expect(world.current()["apiKey"]).to.equal(world.keys[0]?.value);
  });

  it("waits for a key that is not in its plan yet", async () => {
    const world = new World();
    world.stages[version(1)] = ["AWSPENDING"];
    await world.step("createSecret", version(1));
    expect((await failure(world.step("testSecret", version(1)))).message).to.contain("tried again");
  });

  const refused: [string, (world: World) => Promise<void>, string][] = [
    ["an event that can't be read", (world) => world.run({ Step: "other" }), "malformed event"],
    ["a version that is not pending", (world) => world.step("createSecret", version(5)), "no such version"],
    [
      "a secret without a plan",
      (world) => {
        world.texts.set(version(0), '{"keyPrefix":"north","apiKey":"planted-01234567890123456789"}');
        world.stages[version(1)] = ["AWSPENDING"];
        return world.step("createSecret", version(1));
      },
      "the secret's usagePlanId can't be used",
    ],
  ];
  for (const [name, act, message] of refused) {
    it(`refuses ${name}, without its content`, async () => {
      const error = await failure(act(new World()));
      expect(error.name).to.equal("RotationRefused");
      expect(error.message).to.contain(message).and.not.contain("planted");
    });
  }

  it("logs no key", async () => {
    const world = new World();
    await world.rotate(version(1));
    expect(JSON.stringify(world.logged)).to.not.contain(world.keys[0]?.value);
  });
});
