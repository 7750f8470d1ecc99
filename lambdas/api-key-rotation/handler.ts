import type { Log, Secrets } from "../rotation/ports";
import { RotationRefused } from "../rotation/refused";
import { createRotation } from "../rotation/steps";
import { keyName, outlived, parseSecret } from "./core";
import type { ApiKeys } from "./ports";

export interface Ports {
  readonly secrets: Secrets;
  readonly keys: ApiKeys;
  /** A new key: 20 to 128 letters and digits that nobody can guess. */
  readonly random: () => string;
  readonly log: Log;
}

/**
 * The key in use stays good for one more turn, in which the system takes the new one: a key lives for two turns, and then it is
 * removed.
 */
export function createHandler({ secrets, keys, random, log }: Ports) {
  return createRotation(secrets, log, {
    says: "rotates an API key",
    renew: (current) => JSON.stringify({ ...parseSecret(current), apiKey: random() }),
    set: async (pending, version) => {
      const secret = parseSecret(await pending());
      if (secret.apiKey === undefined) throw new RotationRefused("the pending version has no key");
      const name = keyName(secret, version);
      const made = (await keys.list(name)).find((key) => key.name === name);
      await keys.addToPlan(made?.id ?? (await keys.create(name, secret.apiKey)), secret.usagePlanId);
    },
    test: async (pending, version) => {
      const secret = parseSecret(await pending());
      const [made] = await keys.list(keyName(secret, version));
      if (made === undefined || !(await keys.isInPlan(made.id, secret.usagePlanId))) {
        throw new Error("the new key can't be used yet; the rotation is to be tried again");
      }
    },
    retire: async (pending, version, before) => {
      const secret = parseSecret(await pending());
      const old = outlived(await keys.list(`${secret.keyPrefix}-`), secret, [version, before]);
      for (const { id } of old) await keys.remove(id);
      log.info("removed keys of earlier turns", { version, removed: old.length });
    },
  });
}
