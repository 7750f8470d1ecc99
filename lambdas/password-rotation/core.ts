import { z } from "zod";
import { RotationRefused, secretJson } from "../rotation/refused";
import type { DatabaseState } from "./ports";

/** The secret of a database's owner; what else it holds is kept as it is. */
const SECRET = z.looseObject({ dbInstanceIdentifier: z.string().min(1), password: z.string().min(1) });
export type DatabaseSecret = z.infer<typeof SECRET>;

/** Reads a secret's text. Throws RotationRefused with the names of what is wrong, and no value. */
export function parseSecret(text: string, identifier: string): DatabaseSecret {
  const read = SECRET.safeParse(secretJson(text));
  if (!read.success) {
    throw new RotationRefused(`the secret lacks ${read.error.issues.map(({ path }) => path.join(".")).join(", ")}`);
  }
  // A secret that somebody pointed at another database must not change that one's password.
  if (read.data.dbInstanceIdentifier !== identifier) throw new RotationRefused("the secret names another database");
  return read.data;
}

/** The secret with another password. */
export function withPassword(secret: DatabaseSecret, password: string): string {
  return JSON.stringify({ ...secret, password });
}

/** RDS has applied the password once it works on nothing any more. */
export function settled({ status, changing }: DatabaseState): boolean {
  return status === "available" && !changing;
}

/** States in which RDS refuses to be changed; a rotation then is to be tried again later. */
export function changeable({ status }: DatabaseState): boolean {
  return ["available", "storage-optimization"].includes(status);
}
