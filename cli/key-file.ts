import { readFileSync, statSync, writeFileSync } from "node:fs";
import { generateKey, signerFromPem, type PublicKey, type Signer } from "../reports/ledger/keys";
import { certificatesOf } from "../reports/ledger/timestamp";
import { UserError } from "./failure";

/** A signer with the private key of a PEM file that its owner alone can read. */
export function readKeyFile(file: string): Signer {
  let pem: string;
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
      throw new UserError(`Others than its owner may use ${file}, so its signatures prove nothing: chmod 600 ${file}`);
    pem = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`The key ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  return signerFromPem(pem, file);
}

/** Certificates of a PEM file, DER; at least one. */
export function readCertificates(file: string, exitCode = 1): Uint8Array[] {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, exitCode);
  }
  const found = certificatesOf(pem);
  if (found.length === 0) throw new UserError(`${file} holds no certificate; wanted PEM.`, exitCode);
  return found;
}

/** Makes a key and writes its private part where nothing is. */
export function writeKeyFile(file: string): PublicKey {
  const key = generateKey();
  try {
    writeFileSync(file, key.pem, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new UserError(`${file} is there already; a key is never written over.`);
    throw new UserError(`The key cannot be written to ${file} (${code}).`);
  }
  return key.public;
}

const SHORTEST_SUBJECT_KEY_BYTES = 16;

/** The key that names resources: the bytes of a file. */
export function readSubjectKey(file: string): Uint8Array {
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch (error) {
    throw new UserError(`The key ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (key.length < SHORTEST_SUBJECT_KEY_BYTES)
    throw new UserError(`The key ${file} has ${key.length} bytes; wanted ${SHORTEST_SUBJECT_KEY_BYTES} or more.`);
  return key;
}
