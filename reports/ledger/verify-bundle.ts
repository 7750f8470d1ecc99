import { readBundle, BUNDLE_FILE, SIGNATURE_FILE, type Bundle } from "./bundle-format";
import { checkTimestamp, type StampedHead } from "./check-timestamps";
import { signedBytes } from "./envelope";
import { MalformedObject } from "./errors";
import { fault, notice, type Finding } from "./finding";
import { entryLeaf, HEAD_TYPE, readHead } from "./head";
import { isSignedBy, verifyingKey } from "./keys";
import { isConsistent, isIncluded } from "./merkle";
import { objectNamed, timestampKey } from "./names";
import { readLines } from "./record-lines";
import { MissingObject, readWhole, type LedgerStore } from "./store";

export interface VerifyBundleOptions {
  /** The bundle's folder. */
  readonly store: LedgerStore;
  /** Fingerprints that the reader has from elsewhere; the list has to be signed by one of them. */
  readonly fingerprints?: readonly string[];
  /** Certificates of authorities that the reader trusts to tell the time, DER. */
  readonly timeCertificates?: readonly Uint8Array[];
  /** Only this file is held against the list. */
  readonly only?: string;
  readonly onProgress?: (bytes: number, ofBytes: number) => void;
}

export interface BundleVerdict {
  readonly whole: boolean;
  /** Undefined where the list can't be read. */
  readonly bundle?: Pick<Bundle, "reportId" | "asOf" | "key">;
  /** The key is one of those that the reader named. */
  readonly keyKnown: boolean;
  readonly files: number;
  /** Files of records that are shown to be in the ledger. */
  readonly proven: number;
  /** The ledger's head was stamped by an authority. */
  readonly stamped?: StampedHead;
  readonly head?: { readonly sha256: string; readonly rootHash: string; readonly fingerprint: string };
  /** The tree of an earlier report with which this one's begins. */
  readonly goesOnFrom?: { readonly treeSize: number; readonly rootHash: string };
  readonly findings: readonly Finding[];
}

/** Checks a bundle: the list's signature, each file against the list, the ledger's head and the proofs that lead to it. */
export async function verifyBundle(options: VerifyBundleOptions): Promise<BundleVerdict> {
  const { store, fingerprints = [], only } = options;
  const bytes = await readWhole(store, BUNDLE_FILE);
  let bundle: Bundle;
  try {
    bundle = readBundle(bytes);
  } catch (error) {
    if (!(error instanceof MalformedObject)) throw error;
    const findings = [
      fault("altered", BUNDLE_FILE, `${error.message}: it was altered, so nothing else can be checked`),
    ];
    return { whole: false, keyKnown: false, files: 0, proven: 0, findings };
  }
  const { reportId, asOf, key, ledger } = bundle;
  const checked = await checkFiles(options, bundle);
  const lost = new Set(checked.map(({ item }) => item));
  const ofLedger =
    only !== undefined && ledger?.head.file !== only ? [] : await checkHead(store, bundle, lost, fingerprints);
  const stamp = await stampOf(options, bundle, lost);
  const findings = [
    ...(await checkSignature(store, bytes, bundle, fingerprints)),
    ...checked,
    ...ofLedger,
    ...(stamp !== undefined && "weight" in stamp ? [stamp] : []),
    ...checkProofs(bundle),
  ];
  return {
    whole: findings.every(({ weight }) => weight === "notice"),
    bundle: { reportId, asOf, key },
    keyKnown: key !== null && fingerprints.includes(key.fingerprint),
    files: only === undefined ? bundle.files.length : 1,
    proven: ledger?.proofs.filter(({ file }) => only === undefined || file === only).length ?? 0,
    ...(ledger === null
      ? {}
      : {
          head: {
            sha256: ledger.head.sha256,
            rootHash: ledger.head.rootHash,
            fingerprint: ledger.head.key.fingerprint,
          },
        }),
    ...(stamp === undefined || "weight" in stamp ? {} : { stamped: stamp }),
    ...(ledger?.goesOnFrom
      ? { goesOnFrom: { treeSize: ledger.goesOnFrom.treeSize, rootHash: ledger.goesOnFrom.rootHash } }
      : {}),
    findings,
  };
}

/** Of the ledger's head; only where both files are what the list says. */
async function stampOf(
  { store, only, timeCertificates = [] }: VerifyBundleOptions,
  { ledger, files }: Bundle,
  lost: ReadonlySet<string>,
): Promise<StampedHead | Finding | undefined> {
  const head = ledger?.head.file;
  if (head === undefined || only !== undefined || lost.has(head)) return undefined;
  const named = objectNamed(head.slice("ledger/".length));
  const stamp = named.kind === "head" ? `ledger/${timestampKey(named.sequence)}` : "";
  if (lost.has(stamp) || !files.some(({ name }) => name === stamp)) return undefined;
  return checkTimestamp(store, stamp, head, timeCertificates);
}

async function checkSignature(
  store: LedgerStore,
  bytes: Buffer,
  { key }: Bundle,
  fingerprints: readonly string[],
): Promise<Finding[]> {
  if (key === null) {
    const says = "is not signed: whoever changed a file could have changed the list, too";
    return [(fingerprints.length > 0 ? fault : notice)("unsigned", BUNDLE_FILE, says)];
  }
  if (fingerprints.length > 0 && !fingerprints.includes(key.fingerprint))
    return [fault("unknown-key", BUNDLE_FILE, `is signed by key ${key.fingerprint}, and not by one that you named`)];
  const verifying = verifyingKey(key);
  if (verifying === undefined) return [fault("altered", BUNDLE_FILE, "names a key that is none")];
  try {
    const signature = await readWhole(store, SIGNATURE_FILE);
    if (isSignedBy(verifying, bytes, signature)) return [];
    return [fault("altered", SIGNATURE_FILE, `is not the signature of ${BUNDLE_FILE}: one of the two was replaced`)];
  } catch (error) {
    if (!(error instanceof MissingObject)) throw error;
    return [fault("removed", SIGNATURE_FILE, "is missing")];
  }
}

async function checkFiles(
  { store, only, onProgress = () => undefined }: VerifyBundleOptions,
  { files, key }: Bundle,
): Promise<Finding[]> {
  const listed = new Map(files.map((file) => [file.name, file]));
  const there = new Set<string>();
  for await (const object of store.list("")) there.add(object.key);
  const findings: Finding[] = [];
  const own = new Set([BUNDLE_FILE, ...(key === null ? [] : [SIGNATURE_FILE])]);
  for (const name of only === undefined ? there : [only]) {
    if (!listed.has(name) && !own.has(name)) findings.push(fault("foreign", name, "is not in the list of the bundle"));
  }
  const wanted = files.filter(({ name }) => only === undefined || name === only);
  const ofBytes = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const { name, sha256, bytes } of wanted) {
    if (!there.has(name)) {
      findings.push(fault("removed", name, "is missing"));
      continue;
    }
    const counted = (async function* () {
      for await (const piece of store.read(name)) {
        onProgress((done += piece.length), ofBytes);
        yield piece;
      }
    })();
    const read = await readLines(counted, name.endsWith(".jsonl"));
    if (read.sha256 === sha256) continue;
    const says = `was altered: its SHA-256 is not the one in the list (it has ${read.bytes} bytes, and should have ${bytes})`;
    findings.push(fault(read.bytes < bytes ? "cut-off" : "altered", name, says, read.unsound));
  }
  return findings;
}

async function checkHead(
  store: LedgerStore,
  { ledger }: Bundle,
  lost: ReadonlySet<string>,
  fingerprints: readonly string[],
): Promise<Finding[]> {
  if (ledger === null || lost.has(ledger.head.file)) return [];
  const { file, sha256, treeSize, rootHash, key } = ledger.head;
  const altered = (says: string): Finding[] => [fault("altered", file, says)];
  try {
    const stored = readHead(file, await readWhole(store, file));
    const { signature } = stored.envelope.signatures.find(({ fingerprint }) => fingerprint === key.fingerprint) ?? {};
    const verifying = verifyingKey(key);
    const bytes = signedBytes(HEAD_TYPE, stored.envelope.payload);
    if (verifying === undefined || signature === undefined || !isSignedBy(verifying, bytes, signature))
      return altered("is not signed by the key that the list names for it");
    if (stored.sha256 !== sha256 || stored.head.treeSize !== treeSize || stored.head.rootHash !== rootHash)
      return altered("is not the head that the list names");
  } catch (error) {
    if (error instanceof MalformedObject) return altered(error.message);
    if (error instanceof MissingObject) return [fault("removed", file, "is missing")];
    throw error;
  }
  const isNamed = fingerprints.length === 0 || fingerprints.includes(key.fingerprint);
  return isNamed
    ? []
    : [notice("unknown-key", file, `is signed by key ${key.fingerprint}, which you did not name: name it, too`)];
}

/** Each proof leads from the file's hash to the head's root. */
function checkProofs({ ledger, files }: Bundle): Finding[] {
  if (ledger === null) return [];
  const listed = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const root = Buffer.from(ledger.head.rootHash, "hex");
  const wrong = ledger.proofs.filter(
    ({ file, entry, index, path }) =>
      listed.get(file) !== entry.sha256 ||
      !isIncluded(entryLeaf(entry), index, ledger.head.treeSize, path.map(fromHex), root),
  );
  const { goesOnFrom } = ledger;
  const goesOn =
    goesOnFrom === null ||
    isConsistent(
      goesOnFrom.treeSize,
      fromHex(goesOnFrom.rootHash),
      ledger.head.treeSize,
      root,
      goesOnFrom.path.map(fromHex),
    );
  return [
    ...(goesOn ? [] : [fault("altered", BUNDLE_FILE, "does not show its tree to begin with the earlier one")]),
    ...wrong.map(({ file }) =>
      fault("altered", BUNDLE_FILE, `holds a proof for ${file} that does not lead to the head`),
    ),
    ...ledger.unproven.map(({ file, reason }) =>
      notice("unproven", file, `is not shown to be in the ledger: ${reason}`),
    ),
  ];
}

const fromHex = (hex: string): Buffer => Buffer.from(hex, "hex");
