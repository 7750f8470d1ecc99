import { MalformedObject } from "./errors";
import { fault, type Finding } from "./finding";
import { headKey, objectNamed, timestampKey } from "./names";
import { readHead } from "./head";
import { readWhole, type LedgerStore } from "./store";
import { readTimestamp, type Timestamp } from "./timestamp";

/** A stamp of the newest head that has one. */
export interface StampedHead extends Timestamp {
  readonly key: string;
  /** Key of the head. */
  readonly head: string;
}

/** By so much a writer's clock may run ahead of an authority's. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Checks every stamp against its head: what it stamps, who signed it, and that the head says no later time. */
export async function checkTimestamps(
  store: LedgerStore,
  keys: Iterable<string>,
  trusted: readonly Uint8Array[],
): Promise<{ readonly findings: Finding[]; readonly stamped?: StampedHead }> {
  const findings: Finding[] = [];
  const present = new Set(keys);
  const sequences = [...present]
    .flatMap((key) => {
      const named = objectNamed(key);
      return named.kind === "timestamp" ? [named.sequence] : [];
    })
    .sort((a, b) => a - b);
  let stamped: StampedHead | undefined;
  for (const sequence of sequences) {
    const [key, head] = [timestampKey(sequence), headKey(sequence)];
    if (!present.has(head)) {
      findings.push(fault("foreign", key, "stamps the time of a head that is not there"));
      continue;
    }
    const checked = await checkTimestamp(store, key, head, trusted);
    if ("weight" in checked) findings.push(checked);
    else stamped = checked;
  }
  return { findings, ...(stamped === undefined ? {} : { stamped }) };
}

/** A stamp against the head that it is of; both are keys, or names of files in a bundle. */
export async function checkTimestamp(
  store: Pick<LedgerStore, "read">,
  key: string,
  head: string,
  trusted: readonly Uint8Array[],
): Promise<StampedHead | Finding> {
  const file = await readWhole(store, head);
  try {
    const stamp = await readTimestamp(await readWhole(store, key), file, trusted);
    const said = readHead(head, file).head.time;
    if (Date.parse(said) > Date.parse(stamp.at) + CLOCK_TOLERANCE_MS)
      return fault(
        "clock",
        head,
        `says ${said}, and was stamped before that, at ${stamp.at}: the writer's clock was wrong`,
      );
    return { key, head, ...stamp };
  } catch (error) {
    if (error instanceof MalformedObject) return fault("altered", key, error.message);
    throw error;
  }
}
