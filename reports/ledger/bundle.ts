import { bundleFile, BUNDLE_FILE, KEY_FILE, SIGNATURE_FILE, type Bundle, type Proof } from "./bundle-format";
import { LedgerError } from "./errors";
import { headKey } from "./names";
import { sha256Of } from "./head";
import { publicPem, type Signer } from "./keys";
import type { OpenLedger } from "./ledger-reader";

export type Files = ReadonlyMap<string, string | Uint8Array>;

export interface Tree {
  readonly treeSize: number;
  readonly rootHash: string;
}

export interface BundleInput {
  readonly reportId: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly asOf: string;
  /** Name relative to the bundle's folder, with `/`, to content. */
  readonly files: Files;
  /** Nobody signs where it is left out. */
  readonly signer?: Signer;
  readonly ledger?: {
    readonly open: OpenLedger;
    /** Files that came from the ledger, with their keys there. */
    readonly drawnOn: readonly { readonly file: string; readonly key: string }[];
    /** The tree of an earlier report, from which the ledger has to go on. */
    readonly earlier?: Tree;
  };
}

/** All files of the bundle: those given, the ledger's newest head, the list, the public key and the signature. The same input gives the same bytes. Throws a LedgerError where the ledger does not go on from the earlier tree. */
export async function bundleFiles({ reportId, asOf, files, signer, ledger }: BundleInput): Promise<Files> {
  const all = new Map<string, Buffer>([...files].map(([name, content]) => [name, Buffer.from(content)]));
  const part = ledger === undefined ? null : ledgerPart(all, ledger);
  if (signer !== undefined) all.set(KEY_FILE, Buffer.from(publicPem(signer)));
  const list = bundleFile({
    schema: "phiguard-bundle/1",
    reportId,
    asOf,
    files: [...all]
      .map(([name, content]) => ({ name, sha256: sha256Of(content), bytes: content.length }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    key: signer === undefined ? null : { fingerprint: signer.fingerprint, publicKey: signer.publicKey },
    ledger: part,
  });
  all.set(BUNDLE_FILE, list);
  if (signer !== undefined) all.set(SIGNATURE_FILE, await signer.sign(list));
  return all;
}

function ledgerPart(
  all: Map<string, Buffer>,
  { open, drawnOn, earlier }: NonNullable<BundleInput["ledger"]>,
): Bundle["ledger"] {
  const { newest, stamp, key, tree, batches } = open;
  const file = `ledger/${headKey(newest.head.sequence)}`;
  all.set(file, newest.file);
  if (stamp !== undefined) all.set(`ledger/${stamp.key}`, stamp.file);
  const proofs: Proof[] = [];
  const unproven: { file: string; reason: string }[] = [];
  for (const drawn of drawnOn) {
    const sealed = batches.get(drawn.key);
    const content = all.get(drawn.file);
    if (sealed === undefined) unproven.push({ file: drawn.file, reason: "not sealed yet" });
    else if (content === undefined || sha256Of(content) !== sealed.entry.sha256)
      unproven.push({ file: drawn.file, reason: "not every line is a record that counts, or it was altered" });
    else {
      const path = tree.inclusionProof(sealed.index).map((hash) => hash.toString("hex"));
      proofs.push({ file: drawn.file, entry: sealed.entry, index: sealed.index, path });
    }
  }
  const { sha256, head } = newest;
  const { fingerprint, publicKey } = key;
  return {
    head: { file, sha256, treeSize: head.treeSize, rootHash: head.rootHash, key: { fingerprint, publicKey } },
    proofs,
    goesOnFrom: earlier === undefined ? null : proofFrom(earlier, open),
    unproven,
  };
}

function proofFrom({ treeSize, rootHash }: Tree, { tree }: OpenLedger): NonNullable<Bundle["ledger"]>["goesOnFrom"] {
  if (treeSize > tree.size || tree.root(treeSize).toString("hex") !== rootHash)
    throw new LedgerError(
      `The ledger does not go on from the earlier report's, which had ${treeSize} entries and the root ${rootHash}.`,
    );
  return { treeSize, rootHash, path: tree.consistencyProof(treeSize).map((hash) => hash.toString("hex")) };
}
