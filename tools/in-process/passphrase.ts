import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import * as fs from "node:fs";
import { messageOf, ProjectError } from "./errors";

/** Turns the ciphertext of a `secure:` value into its plain text. */
export type Decrypter = (ciphertext: string) => string;

/** As Pulumi derives it: PBKDF2 with SHA-256 and a million rounds to a key for AES-256-GCM. */
const ROUNDS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
/** What the end of an `encryptionsalt` holds, to tell a right passphrase from a wrong one. */
const PROOF = "pulumi";

/** The passphrase that the environment names, read as Pulumi reads it. Undefined where there is none. */
export function passphraseOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const direct = env["PULUMI_CONFIG_PASSPHRASE"];
  if (direct !== undefined) return direct;
  const file = env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (file === undefined || file === "") return undefined;
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new ProjectError(`PULUMI_CONFIG_PASSPHRASE_FILE: ${messageOf(error)}`);
  }
}

/** `salt` is the `encryptionsalt` of the stack's file. @throws ProjectError for a malformed salt or a wrong passphrase. */
export function passphraseDecrypter(passphrase: string, salt: string, file: string): Decrypter {
  const [version, saltText, ...proof] = salt.split(":");
  if (version !== "v1" || saltText === undefined || proof.length !== 3) {
    throw new ProjectError(`${file}: encryptionsalt must look like v1:<salt>:v1:<nonce>:<text>`);
  }
  const key = pbkdf2Sync(passphrase, Buffer.from(saltText, "base64"), ROUNDS, KEY_BYTES, "sha256");
  let known: string | undefined;
  try {
    known = decrypt(key, proof.join(":"));
  } catch {
    known = undefined;
  }
  if (known !== PROOF) {
    throw new ProjectError(`${file}: the passphrase in PULUMI_CONFIG_PASSPHRASE does not open this stack's secrets`);
  }
  return (ciphertext) => {
    try {
      return decrypt(key, ciphertext);
    } catch {
      throw new ProjectError(`${file}: holds an encrypted value that this stack's passphrase does not open`);
    }
  };
}

/** `v1:<nonce>:<text and tag>`, the last two in base 64. */
function decrypt(key: Buffer, value: string): string {
  const [version, nonce = "", body = ""] = value.split(":");
  if (version !== "v1") throw new Error("not a version 1 value");
  const sealed = Buffer.from(body, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}
