import { z } from "zod";
import type { DatabaseState, SecretVersions } from "./ports";

/** What can't be rotated, and why; no second try would mend it. Never holds a value of the secret. */
export class RotationRefused extends Error {
  override readonly name = "RotationRefused";
}

/** The secret of a database's owner; what else it holds is kept as it is. */
const SECRET = z.looseObject({ dbInstanceIdentifier: z.string().min(1), password: z.string().min(1) });
export type DatabaseSecret = z.infer<typeof SECRET>;

/** Reads a secret's text. Throws RotationRefused with the names of what is wrong, and no value. */
export function parseSecret(text: string, identifier: string): DatabaseSecret {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new RotationRefused("the secret is no JSON");
  }
  const read = SECRET.safeParse(json);
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

/** What is to do with a version: `done` where it is in use already. Throws RotationRefused where it can't be rotated to. */
export function standing({ rotationEnabled, stages }: SecretVersions, version: string): "pending" | "done" {
  if (!rotationEnabled) throw new RotationRefused("rotation is off for the secret");
  const own = stages[version];
  if (own === undefined) throw new RotationRefused("the secret has no such version");
  if (own.includes("AWSCURRENT")) return "done";
  if (!own.includes("AWSPENDING")) throw new RotationRefused("the version is not the pending one");
  return "pending";
}

/** The version in use, from which the new one takes over. */
export function currentVersion({ stages }: SecretVersions): string | undefined {
  return Object.entries(stages).find(([, own]) => own.includes("AWSCURRENT"))?.[0];
}

/** RDS has applied the password once it works on nothing any more. */
export function settled({ status, changing }: DatabaseState): boolean {
  return status === "available" && !changing;
}

/** States in which RDS refuses to be changed; a rotation then is to be tried again later. */
export function changeable({ status }: DatabaseState): boolean {
  return ["available", "storage-optimization"].includes(status);
}
