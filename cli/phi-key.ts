import { randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { assertKey, LEAST_SECRET_BYTES, type TenantKey } from "../lambdas/phi/transform/tenant-key";
import { UserError } from "./failure";

/** A tenant's key of a JSON file `{"id": "k1", "secret": "<base64>"}` that its owner alone can read. */
export function readTenantKey(file: string): TenantKey {
  let text: string;
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
      throw new UserError(`Others than its owner may use ${file}, and lead its tokens back: chmod 600 ${file}`);
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`The key ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  try {
    const { id, secret } = JSON.parse(text) as Record<string, unknown>;
    const key = { id: String(id), secret: Buffer.from(String(secret), "base64") };
    assertKey(key);
    return key;
  } catch (error) {
    // What the parser says of it would show a part of the secret.
    const why = error instanceof RangeError ? error.message : 'wanted {"id": "k1", "secret": "<base64 of 32 bytes>"}';
    throw new UserError(`${file} is no key of a tenant: ${why}`);
  }
}

/** Makes a key where nothing is. */
export function writeTenantKey(file: string, id: string): void {
  const key = { id, secret: randomBytes(LEAST_SECRET_BYTES) };
  try {
    assertKey(key);
    writeFileSync(file, `${JSON.stringify({ id, secret: key.secret.toString("base64") })}\n`, {
      mode: 0o600,
      flag: "wx",
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`--id: ${error.message}; got ${JSON.stringify(id)}`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new UserError(`${file} is there already; a key is never written over.`);
    throw new UserError(`The key cannot be written to ${file} (${code}).`);
  }
}
