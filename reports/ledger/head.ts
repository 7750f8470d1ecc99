import { createHash } from "node:crypto";
import { z } from "zod";

import { canonicalJson } from "../../policies/record";

import { envelopeFile, readEnvelope, seal, type Envelope } from "./envelope";
import { MalformedObject } from "./errors";
import { Frontier } from "./frontier";
import type { Signer } from "./keys";
import { leafHash } from "./merkle";
import { headKey } from "./names";

export const HEAD_TYPE = "application/vnd.phiguard.ledger-head+json";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "wanted 64 hex digits");
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const entry = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("batch"),
    key: z.string().min(1),
    sha256: hash,
    bytes: count,
    /** Lines that are not empty. */
    records: count,
  }),
  /** From the next head on this key signs; the head that says so is signed by it, too. */
  z.strictObject({ kind: z.literal("key"), fingerprint: hash, publicKey: z.base64() }),
]);

const fields = z.strictObject({
  schema: z.literal("phiguard-ledger-head/1"),
  sequence: count.min(1),
  /** Entries of all heads up to this one, and the root over them (RFC 6962). */
  treeSize: count.min(1),
  rootHash: hash,
  /** Roots of the tree's whole subtrees, largest first: who has them can go on without the entries. */
  peaks: z.array(hash),
  time: z.iso.datetime({ precision: 3 }),
  /** Whose clock that was: the writer's own. */
  timeSource: z.literal("self-asserted"),
  /** SHA-256 of the whole file of the head before; null in the first. */
  previousSha256: hash.nullable(),
  /** What came since the head before, in the order of the tree. */
  entries: z.array(entry),
});
const statement = fields.refine(({ sequence, previousSha256 }) => (sequence === 1) === (previousSha256 === null));

export type LedgerEntry = Readonly<z.infer<typeof entry>>;
export type BatchEntry = Extract<LedgerEntry, { kind: "batch" }>;
export type KeyEntry = Extract<LedgerEntry, { kind: "key" }>;
export type Head = Readonly<z.infer<typeof statement>>;

export interface StoredHead {
  readonly key: string;
  readonly head: Head;
  readonly envelope: Envelope;
  /** SHA-256 of its file, in hex. */
  readonly sha256: string;
  readonly file: Buffer;
}

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export const entryLeaf = (of: LedgerEntry): Buffer => leafHash(Buffer.from(canonicalJson(of)));

export const batchesIn = ({ entries }: Head): BatchEntry[] => entries.filter((of) => of.kind === "batch");
export const keysIn = ({ entries }: Head): KeyEntry[] => entries.filter((of) => of.kind === "key");

/** The tree at the head, or undefined where the head's own numbers don't fit each other. */
export function frontierAt({ treeSize, peaks, rootHash }: Head): Frontier | undefined {
  const frontier = Frontier.of(
    treeSize,
    peaks.map((peak) => Buffer.from(peak, "hex")),
  );
  return frontier?.root().toString("hex") === rootHash ? frontier : undefined;
}

/** The head that follows, signed. `time` is ISO 8601 in UTC. */
export async function makeHead(
  previous: StoredHead | undefined,
  entries: readonly LedgerEntry[],
  time: string,
  signers: readonly Signer[],
): Promise<StoredHead> {
  const frontier = previous === undefined ? Frontier.empty() : frontierAt(previous.head);
  if (frontier === undefined) throw new MalformedObject("has a root that is not the one of its tree");
  for (const each of entries) frontier.append(entryLeaf(each));
  const head: Head = {
    schema: "phiguard-ledger-head/1",
    sequence: (previous?.head.sequence ?? 0) + 1,
    treeSize: frontier.size,
    rootHash: frontier.root().toString("hex"),
    peaks: frontier.peaks.map((peak) => peak.toString("hex")),
    time,
    timeSource: "self-asserted",
    previousSha256: previous?.sha256 ?? null,
    entries: [...entries],
  };
  const envelope = await seal(HEAD_TYPE, Buffer.from(canonicalJson(head)), signers);
  const file = envelopeFile(envelope);
  return { key: headKey(head.sequence), head, envelope, sha256: sha256Of(file), file };
}

/** @throws MalformedObject for anything but the one spelling of a head. Signatures and tree are not looked at here. */
export function readHead(key: string, file: Buffer): StoredHead {
  const envelope = readEnvelope(file, HEAD_TYPE);
  let value: unknown;
  try {
    value = JSON.parse(envelope.payload.toString("utf8"));
  } catch {
    throw new MalformedObject("holds no whole JSON");
  }
  const read = statement.safeParse(value);
  if (!read.success) throw new MalformedObject("holds something else than a head");
  if (!Buffer.from(canonicalJson(read.data)).equals(envelope.payload))
    throw new MalformedObject("holds a head that is not spelled as one is");
  return { key, head: read.data, envelope, sha256: sha256Of(file), file };
}
