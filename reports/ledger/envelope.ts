import { z } from "zod";

import { canonicalJson } from "../../policies/record";

import { MalformedObject } from "./errors";
import type { Signer } from "./keys";

/**
 * A DSSE envelope (github.com/secure-systems-lab/dsse, v1.0): what is signed is the payload with its type and both lengths before it, so
 * a signature holds for one kind of payload alone. Its file is canonical JSON and a line feed: one content has one spelling.
 */
export interface Envelope {
  readonly payload: Buffer;
  readonly payloadType: string;
  readonly signatures: readonly { readonly fingerprint: string; readonly signature: Buffer }[];
}

const base64 = z.string().refine((text) => Buffer.from(text, "base64").toString("base64") === text);
const file = z.strictObject({
  payload: base64,
  payloadType: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string().regex(/^[0-9a-f]{64}$/), sig: base64 })).min(1),
});

/** The bytes that are signed. */
export function signedBytes(payloadType: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

export async function seal(payloadType: string, payload: Buffer, signers: readonly Signer[]): Promise<Envelope> {
  const bytes = signedBytes(payloadType, payload);
  const signatures: { fingerprint: string; signature: Buffer }[] = [];
  for (const signer of signers)
    signatures.push({ fingerprint: signer.fingerprint, signature: await signer.sign(bytes) });
  return { payload, payloadType, signatures };
}

export function envelopeFile({ payload, payloadType, signatures }: Envelope): Buffer {
  const content = {
    payload: payload.toString("base64"),
    payloadType,
    signatures: signatures.map(({ fingerprint, signature }) => ({
      keyid: fingerprint,
      sig: signature.toString("base64"),
    })),
  };
  return Buffer.from(`${canonicalJson(content)}\n`);
}

/** @throws MalformedObject for anything but the one spelling of an envelope of that type. */
export function readEnvelope(bytes: Buffer, payloadType: string): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new MalformedObject("is not whole JSON");
  }
  const read = file.safeParse(value);
  if (!read.success || read.data.payloadType !== payloadType) throw new MalformedObject("is no envelope of this kind");
  const envelope: Envelope = {
    payload: Buffer.from(read.data.payload, "base64"),
    payloadType,
    signatures: read.data.signatures.map(({ keyid, sig }) => ({
      fingerprint: keyid,
      signature: Buffer.from(sig, "base64"),
    })),
  };
  if (!envelopeFile(envelope).equals(bytes)) throw new MalformedObject("is not spelled as an envelope is");
  return envelope;
}
