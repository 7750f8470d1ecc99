import { createHash } from "node:crypto";
import { z } from "zod";

import { canonicalJson } from "../../policies/record";
import { envelopeFile, readEnvelope, seal, signedBytes, type Envelope } from "../ledger/envelope";
import { LedgerError, MalformedObject } from "../ledger/errors";
import { isSignedBy, verifyingKey, type Signer } from "../ledger/keys";

/** What in-toto's statements are sealed as (github.com/in-toto/attestation, spec v1, envelope). */
export const STATEMENT_TYPE = "application/vnd.in-toto+json";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);
const time = z.iso.datetime();
const key = z.strictObject({ fingerprint: hash, publicKey: z.base64() });
const words = z.string().min(1);

const approval = z.strictObject({
  /** The preview that was judged; `record` is the id of its run's record, which covers its population and its rules. */
  preview: z.strictObject({
    stack: words,
    runId: words,
    record: hash,
    observedAt: time,
    principal: z.string(),
    engine: words,
    pack: z.strictObject({ name: words, version: z.string(), digest: hash }),
    /** URNs of what it would make, each followed by a line feed, sorted: their number and SHA-256. */
    resources: count,
    urnsSha256: hash,
    results: z.strictObject({ pass: count, fail: count, "not-applicable": count, undetermined: count }),
    /** Failures that a waiver covered. */
    waived: count,
  }),
  approver: words,
  approvedAt: time,
  key,
});

const deployment = z.strictObject({
  /** The approval's envelope, whole, so that one file shows all. */
  approval: z.base64(),
  state: z.strictObject({
    stack: words,
    sha256: hash,
    /** When the engine wrote it, as it says itself; null where it does not. */
    takenAt: time.nullable(),
    /** Number of the update, as `pulumi stack history` has it; null where it was not given. */
    update: count.nullable(),
    resources: count,
    urnsSha256: hash,
  }),
  /** What exists and was not in the preview that was approved, and the other way round; by URN. */
  notApproved: z.array(words),
  notDeployed: z.array(words),
  recordedAt: time,
  key,
});

const statementOf = <Kind extends string, Shape extends z.ZodType>(kind: Kind, predicate: Shape) =>
  z.strictObject({
    _type: z.literal("https://in-toto.io/Statement/v1"),
    subject: z.array(z.strictObject({ name: words, digest: z.strictObject({ sha256: hash }) })).length(1),
    predicateType: z.literal(kind),
    predicate,
  });

const SHAPES = {
  approval: statementOf("urn:phiguard:approval:1", approval),
  deployment: statementOf("urn:phiguard:deployment:1", deployment),
} as const;

export type Approval = Readonly<z.infer<typeof approval>>;
export type Deployment = Readonly<z.infer<typeof deployment>>;
export type StatementName = keyof typeof SHAPES;
export type Predicate<Name extends StatementName> = z.infer<(typeof SHAPES)[Name]>["predicate"];

/** The file of a statement about what has that hash, signed; its predicate names the key. */
export async function statementFile<Name extends StatementName>(
  name: Name,
  subject: { readonly name: string; readonly sha256: string },
  predicate: Omit<Predicate<Name>, "key">,
  signer: Signer,
): Promise<Buffer> {
  const { fingerprint, publicKey } = signer;
  const statement = SHAPES[name].parse({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: subject.name, digest: { sha256: subject.sha256 } }],
    predicateType: SHAPES[name].shape.predicateType.value,
    predicate: { ...predicate, key: { fingerprint, publicKey } },
  });
  return envelopeFile(await seal(STATEMENT_TYPE, Buffer.from(canonicalJson(statement)), [signer]));
}

/**
 * What a statement says, once its signature was found to be its key's. Whose key that is the reader has to know.
 * @throws LedgerError for another file, an altered one, or one that is not signed by the key it names.
 */
export function readStatement<Name extends StatementName>(name: Name, file: Buffer, shown: string): Predicate<Name> {
  const envelope = envelopeOf(file, shown);
  const read = SHAPES[name].safeParse(json(envelope.payload));
  if (!read.success || !Buffer.from(canonicalJson(read.data)).equals(envelope.payload))
    throw new LedgerError(`${shown} holds no ${name} of this version.`);
  const { key: own } = read.data.predicate;
  const verifying = verifyingKey(own);
  const [only, ...more] = envelope.signatures;
  const isSigned =
    verifying !== undefined &&
    only?.fingerprint === own.fingerprint &&
    more.length === 0 &&
    isSignedBy(verifying, signedBytes(STATEMENT_TYPE, envelope.payload), only.signature);
  if (!isSigned) throw new LedgerError(`${shown} was altered: its signature is not its key's over what it says.`);
  return read.data.predicate as Predicate<Name>;
}

/** SHA-256, in hex, over sorted URNs, each followed by a line feed. */
export function urnsSha256(urns: readonly string[]): string {
  const digest = createHash("sha256");
  for (const urn of [...urns].sort()) digest.update(`${urn}\n`);
  return digest.digest("hex");
}

function envelopeOf(file: Buffer, shown: string): Envelope {
  try {
    return readEnvelope(file, STATEMENT_TYPE);
  } catch (error) {
    if (!(error instanceof MalformedObject)) throw error;
    throw new LedgerError(`${shown} ${error.message}: it is no signed statement, or it was altered.`);
  }
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
