import { z } from "zod";
import type { Log, Secrets } from "./ports";
import { RotationRefused } from "./refused";
import { currentVersion, standing } from "./versions";

/** What Secrets Manager calls the function with, four times in this order (Secrets Manager User Guide, "Rotation function"). */
const EVENT = z.object({
  Step: z.enum(["createSecret", "setSecret", "testSecret", "finishSecret"]),
  /** ARN of the secret. */
  SecretId: z.string().startsWith("arn:"),
  /** Id of the version that this rotation makes. */
  ClientRequestToken: z.string().min(32).max(64),
});

/** Text of the pending version. Throws RotationRefused where it is empty. */
export type Pending = () => Promise<string>;

/** What one kind of secret does in a rotation; each can be done again with the same end. */
export interface RotationSteps {
  /** For the log: what is rotated. */
  readonly says: string;
  /** Text of the pending version, made from that of the current one. */
  renew(current: string): string | Promise<string>;
  /** Has the secret's other side take the pending version. */
  set(pending: Pending, version: string): Promise<void>;
  /** Throws where the pending version can't be used yet. */
  test(pending: Pending, version: string): Promise<void>;
  /** Comes before the version is made current: after that a second try would find nothing left to do. */
  retire?(pending: Pending, version: string, before: string | undefined): Promise<void>;
}

/** One step of a rotation. Each can be done again with the same end: Secrets Manager repeats what failed. */
export function createRotation(secrets: Secrets, log: Log, steps: RotationSteps) {
  async function create(secretId: string, version: string): Promise<void> {
    if ((await secrets.read(secretId, "AWSPENDING", version)) !== undefined) return;
    const current = await secrets.read(secretId, "AWSCURRENT");
    if (current === undefined) throw new RotationRefused("the secret has no current version");
    await secrets.writePending(secretId, version, await steps.renew(current));
  }

  return async (input: unknown): Promise<void> => {
    const read = EVENT.safeParse(input);
    if (!read.success) {
      throw new RotationRefused(`malformed event: ${read.error.issues.map(({ path }) => path.join(".")).join(", ")}`);
    }
    const { Step, SecretId, ClientRequestToken: version } = read.data;
    const versions = await secrets.versions(SecretId);
    const found = standing(versions, version);
    log.info(steps.says, { step: Step, version, found });
    if (found === "done") return;
    const pending = async (): Promise<string> => {
      const text = await secrets.read(SecretId, "AWSPENDING", version);
      if (text === undefined) throw new RotationRefused("the pending version is empty");
      return text;
    };
    // A step out of its turn must not make a version current that has no text.
    if (Step === "finishSecret") await pending();
    const before = currentVersion(versions);
    switch (Step) {
      case "createSecret":
        return create(SecretId, version);
      case "setSecret":
        return steps.set(pending, version);
      case "testSecret":
        return steps.test(pending, version);
      case "finishSecret":
        await steps.retire?.(pending, version, before);
        return secrets.makeCurrent(SecretId, version, before);
    }
  };
}
