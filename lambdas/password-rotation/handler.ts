import { z } from "zod";
import type { RotationEvent } from "./contract";
import { changeable, currentVersion, parseSecret, RotationRefused, settled, standing, withPassword } from "./core";
import type { Clock, Databases, Log, Secrets } from "./ports";

const EVENT: z.ZodType<RotationEvent> = z.object({
  Step: z.enum(["createSecret", "setSecret", "testSecret", "finishSecret"]),
  SecretId: z.string().startsWith("arn:"),
  ClientRequestToken: z.string().min(32).max(64),
});

/** RDS takes a second or more to say that it has begun: a state asked for too early would look like the end. */
const FIRST_WAIT_MS = 15_000;
const WAIT_MS = 5_000;
const WAITS = 40;

export interface Ports {
  readonly secrets: Secrets;
  readonly databases: Databases;
  readonly clock: Clock;
  readonly log: Log;
  /** The one database whose password this function may change. */
  readonly identifier: string;
}

/**
 * One step of a rotation. Each can be done again with the same end: Secrets Manager repeats what failed. The password is changed by
 * RDS itself, so that nothing beside the database's clients needs a way to its port.
 */
export function createHandler(ports: Ports) {
  const { secrets, databases, clock, log, identifier } = ports;

  async function pendingText(secretId: string, version: string): Promise<string> {
    const text = await secrets.read(secretId, "AWSPENDING", version);
    if (text === undefined) throw new RotationRefused("the pending version is empty");
    return text;
  }

  async function create(secretId: string, version: string): Promise<void> {
    if ((await secrets.read(secretId, "AWSPENDING", version)) !== undefined) return;
    const current = await secrets.read(secretId, "AWSCURRENT");
    if (current === undefined) throw new RotationRefused("the secret has no current version");
    const secret = parseSecret(current, identifier);
    await secrets.writePending(secretId, version, withPassword(secret, await secrets.randomPassword()));
  }

  async function set(secretId: string, version: string): Promise<void> {
    const { password } = parseSecret(await pendingText(secretId, version), identifier);
    const state = await databases.state(identifier);
    if (!changeable(state)) throw new Error(`the database is ${state.status}; the rotation is to be tried again`);
    await databases.setOwnerPassword(identifier, password);
  }

  async function test(): Promise<void> {
    await clock.wait(FIRST_WAIT_MS);
    for (let waits = 0; waits < WAITS; waits += 1) {
      if (settled(await databases.state(identifier))) return;
      await clock.wait(WAIT_MS);
    }
    throw new Error("the database is still changing; the rotation is to be tried again");
  }

  return async (input: unknown): Promise<void> => {
    const read = EVENT.safeParse(input);
    if (!read.success) {
      throw new RotationRefused(`malformed event: ${read.error.issues.map(({ path }) => path.join(".")).join(", ")}`);
    }
    const { Step, SecretId, ClientRequestToken: version } = read.data;
    const versions = await secrets.versions(SecretId);
    const found = standing(versions, version);
    log.info("rotates a password", { step: Step, version, found });
    if (found === "done") return;
    switch (Step) {
      case "createSecret":
        return create(SecretId, version);
      case "setSecret":
        return set(SecretId, version);
      case "testSecret":
        return test();
      case "finishSecret":
        return secrets.makeCurrent(SecretId, version, currentVersion(versions));
    }
  };
}
