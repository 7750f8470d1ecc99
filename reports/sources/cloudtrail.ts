import { createHash } from "node:crypto";
import { z } from "zod";

import type { Told } from "../model/aws-request";

import type { Collection, Facts } from "./collection";
import { checkChain, uncoveredHours, type CheckedDigest, type FetchedDigest, type PublicKey } from "./digest-chain";
import type { PagedCall } from "./paged-call";

export interface CloudTrailPort {
  readonly trails: PagedCall["ask"];
  readonly publicKeys: (from: Date, to: Date) => PagedCall["ask"];
  /** Keys of a bucket's objects below a prefix, in their order. */
  readonly objects: (bucket: string, prefix: string) => PagedCall["ask"];
  /** One item: an object's bytes, unpacked, with the signature in its metadata, or `missing`. */
  readonly object: (bucket: string, key: string) => PagedCall["ask"];
}

export type FoundObject = Omit<FetchedDigest, "key"> | "missing";

export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const trail = z.object({
  Name: z.string(),
  TrailARN: z.string(),
  HomeRegion: z.string(),
  S3BucketName: z.string(),
  S3KeyPrefix: z.string().optional(),
  LogFileValidationEnabled: z.boolean().optional(),
  IsOrganizationTrail: z.boolean().optional(),
});
const publicKey = z.object({ Fingerprint: z.string(), Value: z.instanceof(Uint8Array) });

/** Digests come within this time after the hour they speak of (CloudTrail User Guide, "digest files": each hour). */
const LATEST_DIGEST_MS = 2 * 3_600_000;

/** Checks the digest files of each trail over a period, and the log files that they name. */
export async function collectCloudTrail(
  collection: Collection,
  port: CloudTrailPort,
  { from, to }: Period,
): Promise<void> {
  const trails = await collection.list("cloudtrail:DescribeTrails", port.trails, (item) => trail.safeParse(item).data);
  if (trails.length === 0) collection.lack("cloudtrail no-trail");
  const keys = await collection.list(
    "cloudtrail:ListPublicKeys",
    port.publicKeys(from, to),
    (item): PublicKey | undefined => {
      const { data } = publicKey.safeParse(item);
      return data && { fingerprint: data.Fingerprint, value: data.Value };
    },
  );
  for (const one of trails) {
    if (one.LogFileValidationEnabled !== true) collection.lack("cloudtrail validation-off");
    // Its files lie below the number of the organization, in a bucket of another account.
    else if (one.IsOrganizationTrail === true) collection.lack("cloudtrail organization-trail-not-read");
    else await checkTrail(collection, port, one, keys, { from, to });
  }
}

async function checkTrail(
  collection: Collection,
  port: CloudTrailPort,
  of: z.infer<typeof trail>,
  keys: readonly PublicKey[],
  { from, to }: Period,
): Promise<void> {
  const { account, region } = collection.scope;
  const { S3BucketName: bucket, S3KeyPrefix, Name, HomeRegion } = of;
  const base = `${S3KeyPrefix === undefined ? "" : `${S3KeyPrefix}/`}AWSLogs/${account}/CloudTrail-Digest/${region}/`;
  const inPeriod: string[] = [];
  const listedBy = new Map<string, Told>();
  for (const day of daysOf(from, to)) {
    const ask = port.objects(bucket, `${base}${day}/`);
    // A digest is named for its trail, home region and end time.
    const mine = (await collection.list("s3:ListObjectsV2", ask, (item) => z.string().safeParse(item).data)).filter(
      (key) => key.includes(`_${Name}_${HomeRegion}_`),
    );
    inPeriod.push(...mine);
    listedBy.set(day, collection.lastAnswer("s3:ListObjectsV2"));
  }
  const digests: FetchedDigest[] = [];
  const unread = new Set<string>();
  const readBy = new Map<string, Told>();
  for (const key of inPeriod.sort()) {
    const found = await objectOf(collection, port, bucket, key);
    readBy.set(key, collection.lastAnswer("s3:GetObject"));
    if (found === undefined) unread.add(key);
    else if (found !== "missing") digests.push({ key, ...found });
  }
  const checked = checkChain(digests, keys, unread);
  const subject = collection.subject({ type: "AWS::CloudTrail::Trail", id: of.TrailARN });
  for (const one of checked)
    collection.tell({ ...(await digestFacts(collection, port, one)), ...subject, ...readBy.get(one.key) });
  const covered = checked.flatMap(({ digest }) => digest ?? []);
  const due = Math.min(to.getTime(), collection.now().getTime() - LATEST_DIGEST_MS);
  for (const hour of uncoveredHours(covered, from.getTime(), due)) {
    collection.tell({
      kind: "trail-digest",
      observedAt: new Date(hour).toISOString(),
      ...listedBy.get(dayOf(hour)),
      action: "hour without digest",
      result: "undetermined",
      reason: "hour-not-covered",
      ...subject,
    });
  }
}

/** Faults that show tampering or loss; the others show that nothing can be said. */
const PROVES: ReadonlySet<string> = new Set([
  "not-its-own-place",
  "signature-wrong",
  "previous-missing",
  "previous-altered",
  "previous-signature-differs",
  "log-altered",
  "log-missing",
]);

function logFault(logs: { altered: number; missing: number; unread: number }): string | undefined {
  if (logs.altered > 0) return "log-altered";
  if (logs.missing > 0) return "log-missing";
  return logs.unread > 0 ? "log-unread" : undefined;
}

async function digestFacts(
  collection: Collection,
  port: CloudTrailPort,
  { key, digest, fault }: CheckedDigest,
): Promise<Facts> {
  const logs = { whole: 0, altered: 0, missing: 0, unread: 0 };
  for (const { s3Bucket, s3Object, hashValue } of digest?.logFiles ?? []) {
    const log = await objectOf(collection, port, s3Bucket, s3Object);
    if (log === undefined) logs.unread += 1;
    else if (log === "missing") logs.missing += 1;
    else if (createHash("sha256").update(log.content).digest("hex") === hashValue.toLowerCase()) logs.whole += 1;
    else logs.altered += 1;
  }
  const reason = fault ?? logFault(logs);
  return {
    kind: "trail-digest",
    observedAt: digest?.digestEndTime ?? collection.startedAt,
    action: "digest checked",
    item: collection.item(key),
    result: reason === undefined ? "pass" : PROVES.has(reason) ? "fail" : "undetermined",
    ...(reason === undefined ? {} : { reason }),
    detail: { logsWhole: logs.whole, logsAltered: logs.altered, logsMissing: logs.missing, logsUnread: logs.unread },
  };
}

/** Undefined for one that may not be read, or could not be: the collection is then incomplete, and nothing follows from it. */
async function objectOf(
  collection: Collection,
  port: CloudTrailPort,
  bucket: string,
  key: string,
): Promise<FoundObject | undefined> {
  const [found] = await collection.list("s3:GetObject", port.object(bucket, key), (item) => item as FoundObject);
  return found;
}

/** `YYYY/MM/DD` of each UTC day of a period. */
function daysOf(from: Date, to: Date): string[] {
  const days: string[] = [];
  for (let at = Math.floor(from.getTime() / 86_400_000); at * 86_400_000 <= to.getTime(); at += 1)
    days.push(dayOf(at * 86_400_000));
  return days;
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10).replaceAll("-", "/");
