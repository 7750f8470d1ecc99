import { expect } from "chai";
import type { FaultRows } from "../../testing/fault-table";
import type { Handler } from "../../testing/deliver";
import { CANARY } from "../../testing/tried-table";
import type { Secrets } from "../ports";

export const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-test-made-up-AbCdEf";
const [OLD, NEW] = ["00000000", "11111111"].map((start) => `${start}-0000-0000-0000-000000000000`) as [string, string];

export const rotationEvent = (Step: string, more: object = {}): object => ({
  Step,
  SecretId: SECRET,
  ClientRequestToken: NEW,
  ...more,
});

/** The four steps of one rotation, in the order in which Secrets Manager asks for them. */
export const ROTATION = ["createSecret", "setSecret", "testSecret", "finishSecret"].map((step) => rotationEvent(step));

/** A secret in memory with a version in use and one that a rotation makes. A version that has a text gets no other one, as with Secrets Manager. */
export function secretInMemory(text: string) {
  const texts = new Map([[OLD, text]]);
  const stages: Record<string, string[]> = { [OLD]: ["AWSCURRENT"], [NEW]: ["AWSPENDING"] };
  const secrets: Secrets = {
    versions: async () => ({ rotationEnabled: true, stages }),
    read: async (_, stage, version) => {
      const id = version ?? Object.keys(stages).find((each) => stages[each]?.includes(stage));
      return id === undefined ? undefined : texts.get(id);
    },
    writePending: async (_, version, pending) => {
      if (texts.has(version)) throw Object.assign(new Error("made up"), { name: "ResourceExistsException" });
      texts.set(version, pending);
    },
    makeCurrent: async (_, version, before) => {
      if (before !== undefined) stages[before] = ["AWSPREVIOUS"];
      stages[version] = ["AWSCURRENT"];
    },
  };
  return { secrets, texts, stages };
}

export const MALFORMED = {
  "another step": { event: rotationEvent(CANARY), ends: "given up" },
  "another version": { event: rotationEvent("setSecret", { ClientRequestToken: "2".repeat(36) }), ends: "given up" },
} as const;

/** Rows that are the same for every rotation. `handler`: one of a secret whose rotation has not begun. */
export const rotationRows = (handler: () => Handler): Partial<FaultRows> => ({
  reordered: {
    shows: "a step before its turn is refused, and changes nothing",
    run: async () => {
      for (const step of ["setSecret", "finishSecret"]) {
        const said = await handler()(rotationEvent(step), undefined).catch((error: Error) => error.name);
        expect(said, step).to.equal("RotationRefused");
      }
    },
  },
  oversized: "Secrets Manager's own event, of a step, an ARN and a version; a secret has 64 KiB at the most",
});
