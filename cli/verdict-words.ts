import { sentence, type Finding } from "../reports/ledger/finding";
import type { LedgerVerdict } from "../reports/ledger/verify";
import type { BundleVerdict } from "../reports/ledger/verify-bundle";

export function ledgerWords({
  heads,
  batches,
  records,
  newest,
  stamped,
  keys,
  keyKnown,
  findings,
}: LedgerVerdict): string {
  const active = keys.at(-1);
  return [
    ...faultLines(findings),
    `Heads: ${heads}. Files: ${batches}. Records: ${records}.`,
    ...(newest === undefined
      ? ["No head is whole: nothing is proved."]
      : [
          `Newest head: ${newest.key}, SHA-256 ${newest.sha256}`,
          `  ${newest.head.treeSize} entries, root ${newest.head.rootHash}`,
          `  signed at ${newest.head.time} by the writer's own clock`,
        ]),
    ...stampLines(stamped),
    ...(active === undefined ? [] : keyLines(active.fingerprint, keyKnown)),
    ...noticeLines(findings),
    "",
  ].join("\n");
}

export function bundleWords(
  { bundle, files, proven, head, stamped, keyKnown, goesOnFrom, findings }: BundleVerdict,
  only?: string,
): string {
  return [
    ...faultLines(findings),
    ...(bundle === undefined ? [] : [`Report ${bundle.reportId.slice(0, 12)}, as of ${bundle.asOf}`]),
    only === undefined ? `Files: ${files}.` : `This file alone was looked at: ${only}`,
    ...(head === undefined
      ? []
      : [
          `Shown to be in the ledger: ${proven} files, root ${head.rootHash}`,
          `  its head's SHA-256 is ${head.sha256}`,
          ...stampLines(stamped),
        ]),
    ...(goesOnFrom === undefined
      ? []
      : [`Goes on from the ledger of ${goesOnFrom.treeSize} entries with the root ${goesOnFrom.rootHash}`]),
    ...(bundle === undefined || bundle.key === null ? [] : keyLines(bundle.key.fingerprint, keyKnown)),
    ...noticeLines(findings),
    "",
  ].join("\n");
}

/** Whose word a time is. */
function stampLines(stamped: LedgerVerdict["stamped"]): string[] {
  if (stamped === undefined) return ["  its time is self-asserted: no authority stamped it"];
  const { head, at, authority, trusted } = stamped;
  const known = trusted ? "whose certificate you named" : "whose certificate you did not name (--time-certificate)";
  return [`  ${head} was there at ${at}: stamped by ${authority}, ${known}`];
}

function keyLines(fingerprint: string, isKnown: boolean): string[] {
  const known = isKnown ? "one that you named" : "whose key this is you have to know from elsewhere (--fingerprint)";
  return [`Key: ${fingerprint}`, `  ${known}`];
}

function faultLines(findings: readonly Finding[]): string[] {
  const faults = findings.filter(({ weight }) => weight === "fault");
  if (faults.length === 0) return ["WHOLE"];
  return [`NOT WHOLE: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`, ...faults.map(line)];
}

function noticeLines(findings: readonly Finding[]): string[] {
  const notices = findings.filter(({ weight }) => weight === "notice");
  return notices.length === 0 ? [] : ["For you to know:", ...notices.map(line)];
}

const line = (finding: Finding): string => `  ${sentence(finding)}`;
