import { fault, notice, type Finding } from "./finding";
import type { BatchEntry } from "./head";
import type { LinesRead } from "./record-lines";

/** What is wrong with a file of records that was sealed. `keysByHash` tells where a content belongs. */
export function verifyEntry(
  { key, sha256, bytes, records }: BatchEntry,
  read: LinesRead,
  keysByHash: ReadonlyMap<string, string>,
): Finding[] {
  if (read.sha256 === sha256) {
    const says = `${read.unsoundCount} of ${records} records count for nothing: they were not whole when they were sealed`;
    return read.unsoundCount === 0 ? [] : [notice("unsound-record", key, says, read.unsound)];
  }
  const owner = keysByHash.get(read.sha256);
  if (owner !== undefined)
    return [fault("moved", key, `holds the content of ${owner}: files were put in another order`)];
  if (read.unsound.length > 0 && !(read.torn && read.bytes < bytes))
    return [fault("altered", key, "was altered: the record is not what its id says", read.unsound)];
  if (read.bytes < bytes) {
    const says = `was cut off: it has ${read.bytes} of ${bytes} bytes and ${read.records} of ${records} records`;
    return [fault("cut-off", key, says, read.torn ? [read.lines] : [])];
  }
  return [
    fault("altered", key, "was altered: each record is whole, but records were added, moved or spelled otherwise"),
  ];
}
