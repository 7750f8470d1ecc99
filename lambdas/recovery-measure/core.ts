import { TARGETS } from "../recovery/contract";
import { secondsBetween, type Measurement } from "../recovery/drill";
import { BACKUP_TARGET_SECONDS } from "./contract";
import type { Lag } from "./ports";

export interface Found {
  readonly buckets: readonly Lag[];
  readonly databases: readonly Lag[];
  readonly streams: readonly Lag[];
  readonly tables: readonly { readonly name: string; readonly at?: string | undefined }[];
  readonly backups: readonly { readonly subject: string; readonly at: string }[];
}

export interface Where {
  readonly partition: string;
  readonly region: string;
  readonly homeRegion: string;
  readonly accountId: string;
}

/** What was found as measurements, by kind and name: the same answers give the same list. */
export function measured(found: Found, where: Where, now: string): Measurement[] {
  const arn = (service: string, region: string, resource: string): string =>
    `arn:${where.partition}:${service}:${region}:${where.accountId}:${resource}`;
  const targetSeconds = TARGETS.recoveryPointSeconds;
  return [
    ...found.buckets.map(({ name, seconds }): Measurement => ({
      kind: "bucket",
      subject: `arn:${where.partition}:s3:::${name}`,
      recoveryPointSeconds: seconds,
      targetSeconds,
    })),
    ...found.databases.map(({ name, seconds }): Measurement => ({
      kind: "database",
      subject: arn("rds", where.region, `db:${name}`),
      recoveryPointSeconds: seconds,
      targetSeconds,
    })),
    // Kinesis copies nothing: what is not read yet is lost with its region, and what is read is in the database.
    ...found.streams.map(({ name, seconds }): Measurement => ({
      kind: "stream",
      subject: arn("kinesis", where.homeRegion, `stream/${name}`),
      recoveryPointSeconds: seconds,
      targetSeconds,
    })),
    ...found.tables.map(({ name, at }): Measurement => ({
      kind: "table",
      subject: arn("dynamodb", where.region, `table/${name}`),
      recoveryPointSeconds: at === undefined ? undefined : secondsBetween(at, now),
      targetSeconds,
    })),
    ...found.backups.map(({ subject, at }): Measurement => ({
      kind: "backup",
      subject,
      recoveryPointSeconds: secondsBetween(at, now),
      targetSeconds: BACKUP_TARGET_SECONDS,
    })),
  ].sort((a, b) => (`${a.kind} ${a.subject}` < `${b.kind} ${b.subject}` ? -1 : 1));
}
