import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";

import { LedgerError } from "./errors";

/** A public key as a ledger holds it. */
export interface PublicKey {
  /** SHA-256, in hex, of the key's SubjectPublicKeyInfo (DER, RFC 5280): the key's name. */
  readonly fingerprint: string;
  /** The SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
}

export interface Signer extends PublicKey {
  /** Ed25519: 64 bytes. ECDSA over P-256 with SHA-256: DER. */
  sign(bytes: Uint8Array): Promise<Buffer>;
}

export type SignatureAlgorithm = "ed25519" | "ecdsa-p256-sha256";

/** The key's public part by its SubjectPublicKeyInfo. */
export function publicKeyOf(spki: Uint8Array): PublicKey {
  return { fingerprint: fingerprintOf(spki), publicKey: Buffer.from(spki).toString("base64") };
}

export function fingerprintOf(spki: Uint8Array): string {
  return createHash("sha256").update(spki).digest("hex");
}

/** Undefined where it is no key, or one of another kind. */
export function algorithmOf(key: KeyObject): SignatureAlgorithm | undefined {
  if (key.asymmetricKeyType === "ed25519") return "ed25519";
  const isP256 = key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
  return isP256 ? "ecdsa-p256-sha256" : undefined;
}

/** The key in a form that verifies; undefined where it is none of ours or not the one its fingerprint names. */
export function verifyingKey({ fingerprint, publicKey }: PublicKey): KeyObject | undefined {
  const spki = Buffer.from(publicKey, "base64");
  if (fingerprintOf(spki) !== fingerprint || spki.toString("base64") !== publicKey) return undefined;
  try {
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    return algorithmOf(key) === undefined ? undefined : key;
  } catch {
    return undefined;
  }
}

export function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(algorithmOf(key) === "ed25519" ? null : "sha256", bytes, key, signature);
}

/** A new Ed25519 key, the private part as PEM (PKCS #8). */
export function generateKey(): { readonly pem: string; readonly public: PublicKey } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    pem: privateKey.export({ format: "pem", type: "pkcs8" }) as string,
    public: publicKeyOf(publicKey.export({ format: "der", type: "spki" })),
  };
}

/**
 * Signs with a private key in PEM, Ed25519 or P-256. `where` names it in the error.
 * @throws LedgerError for what is no such key; its text is never part of the sentence.
 */
export function signerFromPem(pem: string, where: string): Signer {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new LedgerError(`${where} holds no private key that can be read; wanted PEM without a password.`);
  }
  if (algorithmOf(key) === undefined)
    throw new LedgerError(`${where} holds a key of another kind; wanted Ed25519, or ECDSA over P-256.`);
  const algorithm = algorithmOf(key) === "ed25519" ? null : "sha256";
  return {
    ...publicKeyOf(createPublicKey(key).export({ format: "der", type: "spki" })),
    sign: (bytes) => Promise.resolve(sign(algorithm, bytes, key)),
  };
}

/** The public key as OpenSSL reads it. */
export function publicPem({ publicKey }: PublicKey): string {
  const lines = publicKey.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN PUBLIC KEY-----", ...lines, "-----END PUBLIC KEY-----", ""].join("\n");
}
