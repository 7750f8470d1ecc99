import type { Log, Secrets } from "../rotation/ports";
import { createRotation } from "../rotation/steps";
import { changeable, parseSecret, settled, withPassword } from "./core";
import type { Clock, Databases, Passwords } from "./ports";

/** RDS takes a second or more to say that it has begun: a state asked for too early would look like the end. */
const FIRST_WAIT_MS = 15_000;
const WAIT_MS = 5_000;
const WAITS = 40;

export interface Ports {
  readonly secrets: Secrets;
  readonly passwords: Passwords;
  readonly databases: Databases;
  readonly clock: Clock;
  readonly log: Log;
  /** The one database whose password this function may change. */
  readonly identifier: string;
}

/** The password is changed by RDS itself, so that nothing beside the database's clients needs a way to its port. */
export function createHandler({ secrets, passwords, databases, clock, log, identifier }: Ports) {
  return createRotation(secrets, log, {
    says: "rotates a password",
    renew: async (current) => withPassword(parseSecret(current, identifier), await passwords.random()),
    set: async (pending) => {
      const { password } = parseSecret(await pending(), identifier);
      const state = await databases.state(identifier);
      if (!changeable(state)) throw new Error(`the database is ${state.status}; the rotation is to be tried again`);
      await databases.setOwnerPassword(identifier, password);
    },
    test: async () => {
      await clock.wait(FIRST_WAIT_MS);
      for (let waits = 0; waits < WAITS; waits += 1) {
        if (settled(await databases.state(identifier))) return;
        await clock.wait(WAIT_MS);
      }
      throw new Error("the database is still changing; the rotation is to be tried again");
    },
  });
}
