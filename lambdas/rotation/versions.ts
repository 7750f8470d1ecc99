import type { SecretVersions } from "./ports";
import { RotationRefused } from "./refused";

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
