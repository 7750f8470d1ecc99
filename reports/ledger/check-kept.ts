import { parseKeptReport } from "../model/kept-report";

import { fault, type Finding } from "./finding";
import { sha256Of } from "./head";
import { KEPT, reportKey } from "./names";
import { readWhole, type LedgerStore, type StoredObject } from "./store";

/** Whether each report that a sealed record names lies beside the ledger as it was kept. */
export async function checkKept(
  store: LedgerStore,
  sealed: Iterable<string>,
  objects: ReadonlyMap<string, StoredObject>,
): Promise<{ readonly findings: readonly Finding[]; readonly named: ReadonlySet<string> }> {
  const findings: Finding[] = [];
  const named = new Set<string>();
  for (const key of sealed) {
    if (!key.startsWith(KEPT) || !objects.has(key)) continue;
    const kept = parseKeptReport((await readWhole(store, key)).toString("utf8"));
    // What was altered is told of the record itself.
    for (const { name, sha256 } of kept?.files ?? []) {
      const file = reportKey(kept!.bundle, name);
      named.add(file);
      if (!objects.has(file)) findings.push(fault("removed", file, `is missing, though ${key} says that it was kept`));
      else if (sha256Of(await readWhole(store, file)) !== sha256)
        findings.push(fault("altered", file, `was altered: it is not what ${key} says`));
    }
  }
  return { findings, named };
}
