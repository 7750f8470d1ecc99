import { z } from "zod";
import { RotationRefused, secretJson } from "../rotation/refused";

/** API Gateway takes 20 to 128 characters (API Gateway REST API Reference, "CreateApiKey"). */
const VALUE = z.string().min(20).max(128);
const SECRET = z.looseObject({
  keyPrefix: z.string().regex(/^[a-z][a-z0-9-]{1,100}$/),
  usagePlanId: z.string().regex(/^[a-z0-9]{1,32}$/),
  apiKey: VALUE.optional(),
});
export type Secret = z.infer<typeof SECRET>;

/** Throws RotationRefused that names the fields, never their values. */
export function parseSecret(text: string): Secret {
  const read = SECRET.safeParse(secretJson(text));
  if (!read.success) {
    throw new RotationRefused(
      `the secret's ${read.error.issues.map(({ path }) => path.join(".")).join(", ")} can't be used`,
    );
  }
  return read.data;
}

/** A key of API Gateway is named after the version of the secret that has it: a second try finds the first one's. */
export const keyName = ({ keyPrefix }: Secret, version: string): string => `${keyPrefix}-${version}`;

export interface NamedKey {
  readonly id: string;
  readonly name: string;
}

/** Keys that nobody should use any more: all but the new one's and the one in use until now, which clients have a turn to leave. */
export function outlived(keys: readonly NamedKey[], secret: Secret, kept: readonly (string | undefined)[]): NamedKey[] {
  const names = kept.flatMap((version) => (version === undefined ? [] : [keyName(secret, version)]));
  return keys.filter(({ name }) => name.startsWith(`${secret.keyPrefix}-`) && !names.includes(name));
}
