import { z } from "zod";
import type { RotationEvent } from "../password-rotation/contract";
import { currentVersion, RotationRefused, standing } from "../password-rotation/core";
import type { Log, Secrets } from "../password-rotation/ports";
import { keyName, outlived, parseSecret, type Secret } from "./core";
import type { ApiKeys } from "./ports";

const EVENT: z.ZodType<RotationEvent> = z.object({
  Step: z.enum(["createSecret", "setSecret", "testSecret", "finishSecret"]),
  SecretId: z.string().startsWith("arn:"),
  ClientRequestToken: z.string().min(32).max(64),
});

export interface Ports {
  readonly secrets: Omit<Secrets, "randomPassword">;
  readonly keys: ApiKeys;
  /** A new key: 20 to 128 letters and digits that nobody can guess. */
  readonly random: () => string;
  readonly log: Log;
}

/**
 * One step of a rotation; each can be done again with the same end. The key in use stays good for one more turn, in which the system
 * takes the new one: a key lives for two turns, and then it is removed.
 */
export function createHandler({ secrets, keys, random, log }: Ports) {
  async function secretAt(secretId: string, stage: "AWSCURRENT" | "AWSPENDING", version?: string): Promise<Secret> {
    const text = await secrets.read(secretId, stage, version);
    if (text === undefined) throw new RotationRefused("the secret has no such version");
    return parseSecret(text);
  }

  async function create(secretId: string, version: string): Promise<void> {
    if ((await secrets.read(secretId, "AWSPENDING", version)) !== undefined) return;
    const secret = await secretAt(secretId, "AWSCURRENT");
    await secrets.writePending(secretId, version, JSON.stringify({ ...secret, apiKey: random() }));
  }

  async function set(secretId: string, version: string): Promise<void> {
    const secret = await secretAt(secretId, "AWSPENDING", version);
    if (secret.apiKey === undefined) throw new RotationRefused("the pending version has no key");
    const name = keyName(secret, version);
    const made = (await keys.list(name)).find((key) => key.name === name);
    await keys.addToPlan(made?.id ?? (await keys.create(name, secret.apiKey)), secret.usagePlanId);
  }

  async function test(secretId: string, version: string): Promise<void> {
    const secret = await secretAt(secretId, "AWSPENDING", version);
    const [made] = await keys.list(keyName(secret, version));
    if (made === undefined || !(await keys.isInPlan(made.id, secret.usagePlanId))) {
      throw new Error("the new key can't be used yet; the rotation is to be tried again");
    }
  }

  async function finish(secretId: string, version: string, before: string | undefined): Promise<void> {
    const secret = await secretAt(secretId, "AWSPENDING", version);
    // Before the version is made current: after that a second try would find nothing left to do.
    const old = outlived(await keys.list(`${secret.keyPrefix}-`), secret, [version, before]);
    for (const { id } of old) await keys.remove(id);
    log.info("removed keys of earlier turns", { version, removed: old.length });
    await secrets.makeCurrent(secretId, version, before);
  }

  return async (input: unknown): Promise<void> => {
    const read = EVENT.safeParse(input);
    if (!read.success) {
      throw new RotationRefused(`malformed event: ${read.error.issues.map(({ path }) => path.join(".")).join(", ")}`);
    }
    const { Step, SecretId, ClientRequestToken: version } = read.data;
    const versions = await secrets.versions(SecretId);
    const found = standing(versions, version);
    log.info("rotates an API key", { step: Step, version, found });
    if (found === "done") return;
    switch (Step) {
      case "createSecret":
        return create(SecretId, version);
      case "setSecret":
        return set(SecretId, version);
      case "testSecret":
        return test(SecretId, version);
      case "finishSecret":
        return finish(SecretId, version, currentVersion(versions));
    }
  };
}
