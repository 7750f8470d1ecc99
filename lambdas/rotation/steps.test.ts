import { expect } from "chai";
import { createRotation } from "./steps";
import type { SecretVersions } from "./ports";

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-test-records-AbCdEf";
const OLD = "00000000-0000-0000-0000-000000000000";
const NEW = "11111111-1111-1111-1111-111111111111";

interface World {
  readonly versions: SecretVersions;
  readonly texts: Readonly<Record<string, string>>;
}

const ready: World = {
  versions: { rotationEnabled: true, stages: { [OLD]: ["AWSCURRENT"], [NEW]: ["AWSPENDING"] } },
  texts: { [OLD]: "hush", [NEW]: "hush-new" },
};

/** Does one step; returns what was called with what, in order. */
async function done(input: unknown, { versions, texts }: World = ready): Promise<string[]> {
  const calls: string[] = [];
  const rotate = createRotation(
    {
      versions: async () => versions,
      read: async (_id, stage, version) => texts[version ?? (stage === "AWSCURRENT" ? OLD : NEW)],
      writePending: async (_id, version, text) => void calls.push(`write ${version === NEW} ${text}`),
      makeCurrent: async (_id, version, before) => void calls.push(`current ${version === NEW} ${before === OLD}`),
    },
    { info: () => undefined },
    {
      says: "rotates",
      renew: (current) => `${current}-renewed`,
      set: async (pending) => void calls.push(`set ${await pending()}`),
      test: async (pending) => void calls.push(`test ${await pending()}`),
      retire: async (pending, _version, before) => void calls.push(`retire ${await pending()} ${before === OLD}`),
    },
  );
  await rotate(input);
  return calls;
}

const event = (Step: string): object => ({ Step, SecretId: SECRET, ClientRequestToken: NEW });
const stages = (of: SecretVersions["stages"]): World => ({ ...ready, versions: { rotationEnabled: true, stages: of } });

describe("createRotation", () => {
  const steps: [string, string, World, string[]][] = [
    [
      "createSecret",
      "makes the pending version of the current one",
      { ...ready, texts: { [OLD]: "a" } },
      ["write true a-renewed"],
    ],
    ["createSecret", "leaves a pending version that is there", ready, []],
    ["setSecret", "hands on the pending version", ready, ["set hush-new"]],
    ["testSecret", "hands on the pending version", ready, ["test hush-new"]],
    [
      "finishSecret",
      "retires what is old before the version is made current",
      ready,
      ["retire hush-new true", "current true true"],
    ],
    ["setSecret", "does nothing with a version that is in use", stages({ [NEW]: ["AWSCURRENT"] }), []],
  ];
  for (const [step, what, world, calls] of steps) {
    it(`${step} ${what}`, async () => {
      expect(await done(event(step), world)).to.deep.equal(calls);
    });
  }

  const refused: [string, unknown, World, string][] = [
    ["an event of another kind", { Records: [] }, ready, "malformed event: Step"],
    ["an unknown step", event("deleteSecret"), ready, "malformed event: Step"],
    [
      "a secret that is not to be rotated",
      event("createSecret"),
      { ...ready, versions: { ...ready.versions, rotationEnabled: false } },
      "rotation is off",
    ],
    ["a version that is not there", event("createSecret"), stages({ [OLD]: ["AWSCURRENT"] }), "no such version"],
    [
      "a version of the past",
      event("createSecret"),
      stages({ [OLD]: ["AWSCURRENT"], [NEW]: ["AWSPREVIOUS"] }),
      "not the pending one",
    ],
    ["a secret without a current version", event("createSecret"), { ...ready, texts: {} }, "no current version"],
    ["an empty pending version", event("setSecret"), { ...ready, texts: {} }, "the pending version is empty"],
  ];
  for (const [what, input, world, says] of refused) {
    it(`refuses ${what}, without a value in the message`, async () => {
      const error = await done(input, world).then(
        () => Promise.reject(new Error("expected a refusal")),
        (failure: Error) => failure,
      );
      expect(error.name).to.equal("RotationRefused");
      expect(error.message).to.contain(says).and.not.contain("hush");
    });
  }
});
