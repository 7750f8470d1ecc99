import { IMAGE_TAG, IMAGE_TAG_WANTED } from "../../components/compute/image-tag";
import { INSTANCE_CLASS, INSTANCE_CLASS_WANTED } from "../../components/database/instance-class";
import { leastMaxStorageGiB } from "../../components/database/storage-growth";
import type { z } from "zod";
import { flag, matching, oneOf, section, wholeIn } from "./values";

const database = section({
  /** PostgreSQL's major version. */
  majorVersion: wholeIn(15, 17).default(17),
  instanceClass: matching(INSTANCE_CLASS, INSTANCE_CLASS_WANTED).default("db.m7g.large"),
  /** GiB to begin with, and how far it may grow by itself: a tenth more at the least. */
  storageGiB: wholeIn(20, 65_536).default(100),
  maxStorageGiB: wholeIn(22, 65_536).default(1000),
  /** A standby in another zone; production must have it. */
  multiAz: flag().default(true),
  /** Days that automated backups stay; production keeps 35. */
  backupDays: wholeIn(7, 35).default(35),
  /** `advanced` keeps load by statement for 15 months, `standard` for a week. */
  insights: oneOf(["standard", "advanced"]).default("advanced"),
  /** Days between two passwords of the owner. */
  passwordDays: wholeIn(1, 90).default(30),
});

/** `phiguard:streaming`. */
export const streaming = section({
  /** Shards of the stream; each takes 1 MB or 1,000 records a second. */
  shards: wholeIn(2, 200).default(2),
  /** Hours that a record can be read again. */
  retentionHours: wholeIn(24, 8760).default(168),
  /** A consumer with 2 MB a second of each shard for itself. */
  fanOut: flag().default(false),
  /** Minutes that the oldest unread record may wait before an alarm. */
  lagMinutes: wholeIn(1, 1440).default(15),
  /** Release of the consumer's image to run; left out, its repository is made and nothing runs. */
  imageTag: matching(IMAGE_TAG, IMAGE_TAG_WANTED).optional(),
  /** Tasks, and the most that load may make of them; more than there are shards would have nothing to read. */
  tasks: wholeIn(1, 100).default(2),
  maxTasks: wholeIn(1, 100).default(2),
  database: database.prefault({}),
});

/** What no single key of `phiguard:streaming` can tell: the key, and the fault. */
export function streamingFaults(
  { shards, tasks, maxTasks, database: db }: z.infer<typeof streaming>,
  production: boolean,
): readonly (readonly [key: string, fault: string])[] {
  const least = leastMaxStorageGiB(db.storageGiB);
  const rows: readonly (readonly [holds: boolean, key: string, fault: string])[] = [
    [tasks <= maxTasks, "maxTasks", `must be streaming.tasks (${tasks}) or more; got ${maxTasks}`],
    [
      maxTasks <= shards,
      "maxTasks",
      `must be streaming.shards (${shards}) or less, as a shard is read by one task; got ${maxTasks}`,
    ],
    [
      db.maxStorageGiB >= least,
      "database.maxStorageGiB",
      `must be ${least} or more, a tenth above storageGiB; got ${db.maxStorageGiB}`,
    ],
    [!production || db.multiAz, "database.multiAz", "must be true in production"],
    [!production || db.backupDays === 35, "database.backupDays", `must be 35 in production; got ${db.backupDays}`],
  ];
  return rows.filter(([holds]) => !holds).map(([, key, fault]) => [`streaming.${key}`, fault]);
}
