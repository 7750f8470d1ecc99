import { z } from "zod";

import { canonicalJson, recordId } from "../../policies/record";

import { MalformedObject } from "./errors";

/** The list of a bundle's files, what is signed; and the signature over its bytes, raw (Ed25519: 64 bytes, ECDSA: DER). */
export const BUNDLE_FILE = "bundle.json";
export const SIGNATURE_FILE = "bundle.sig";
/** The public key as OpenSSL reads it; the verifier takes the one in the list. */
export const KEY_FILE = "bundle.pem";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const key = z.strictObject({ fingerprint: hash, publicKey: z.base64() });
/** Relative, with `/`, and nothing that leads out of the folder. */
const name = z
  .string()
  .min(1)
  .refine((text) => !/[\\\0]/.test(text) && text.split("/").every((part) => !["", ".", ".."].includes(part)));

const proof = z.strictObject({
  /** File of the bundle that has the entry's bytes. */
  file: name,
  /** The entry as the ledger's tree has it. */
  entry: z.strictObject({ kind: z.literal("batch"), key: z.string(), sha256: hash, bytes: count, records: count }),
  /** Place in the tree, from 0, and the hashes that lead to the root, from the bottom up (RFC 6962, section 2.1.1). */
  index: count,
  path: z.array(hash),
});

const bundle = z.strictObject({
  schema: z.literal("phiguard-bundle/1"),
  /** SHA-256 of the canonical JSON of the rest. */
  id: hash,
  reportId: hash,
  asOf: z.iso.datetime({ precision: 3 }),
  /** Every file but the list and its signature, by name. */
  files: z.array(z.strictObject({ name, sha256: hash, bytes: count })),
  /** Who signed; null where nobody did. */
  key: key.nullable(),
  /** Null where the records came from no ledger. */
  ledger: z
    .strictObject({
      /** The newest head when the report was made, with the key that signs it. */
      head: z.strictObject({ file: name, sha256: hash, treeSize: count, rootHash: hash, key }),
      proofs: z.array(proof),
      /** The tree of an earlier report, and the hashes that show this one to begin with it (RFC 6962, section 2.1.2). */
      goesOnFrom: z.strictObject({ treeSize: count.min(1), rootHash: hash, path: z.array(hash) }).nullable(),
      /** Files of records that are not as the ledger has them, each with the reason. */
      unproven: z.array(z.strictObject({ file: name, reason: z.string() })),
    })
    .nullable(),
});

export type Bundle = Readonly<z.infer<typeof bundle>>;
export type Proof = Readonly<z.infer<typeof proof>>;

/** The one spelling of a bundle's list. */
export function bundleFile(content: Omit<Bundle, "id">): Buffer {
  return Buffer.from(`${canonicalJson({ ...content, id: recordId(content) })}\n`);
}

/** @throws MalformedObject for anything but the one spelling of a list. */
export function readBundle(bytes: Buffer): Bundle {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new MalformedObject("is not whole JSON");
  }
  const read = bundle.safeParse(value);
  if (!read.success) throw new MalformedObject("is not the list of a bundle");
  if (!bundleFile(read.data).equals(bytes)) throw new MalformedObject("is not what its id says");
  return read.data;
}
