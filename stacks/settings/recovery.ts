import type { z } from "zod";
import { VAULT_DAYS } from "../../components/recovery/backup-days";
import { INSTANCE_CLASS, INSTANCE_CLASS_WANTED } from "../../components/database/instance-class";
import { isPrivate, overlap, parseCidr } from "../../components/network/cidr";
import { flag, matching, oneOf, section, wholeIn } from "./values";

const SCHEDULE = /^cron\((\S+ ){5}\S+\)$/;
const SCHEDULE_WANTED = "a cron of AWS in UTC such as cron(0 8 1 1,4,7,10 ? *)";
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const HOST_WANTED = "a host name in small letters such as api.example.org";

/** Names that answer for the stack, wherever it runs. */
const failover = section({
  /** The public hosted zone that the record is made in. */
  hostedZone: matching(/^Z[A-Z0-9]{1,31}$/, "the id of a Route 53 hosted zone such as Z0123456789ABCDEFGHIJ"),
  /** The name that clients call; it must be below the zone's own name. */
  name: matching(HOST, HOST_WANTED),
  /** What answers in the home region, and in the second one. */
  primary: matching(HOST, HOST_WANTED),
  secondary: matching(HOST, HOST_WANTED),
  /** Path that answers 2xx or 3xx without credentials where the service is well. */
  healthPath: matching(/^\/[\w./~-]{0,254}$/, "a path such as /health").default("/health"),
});

/** `phiguard:recovery`. */
export const recovery = section({
  /** Days that nightly backups of databases and tables stay. */
  backupDays: wholeIn(VAULT_DAYS.least, VAULT_DAYS.most).default(35),
  /** Days that their copies stay in the second region. */
  copyDays: wholeIn(VAULT_DAYS.least, VAULT_DAYS.most).default(90),
  /** `compliance` can never be taken off again; production must have it. */
  vaultLock: oneOf(["compliance", "governance"]).default("compliance"),
  /** Days in which a lock in compliance mode can still be taken back. */
  lockGraceDays: wholeIn(3, 36_500).default(7),
  /** When AWS Backup tries restores by itself. */
  restoreTestSchedule: matching(SCHEDULE, SCHEDULE_WANTED).default("cron(0 9 2 * ? *)"),
  /** When the drill runs. */
  drillSchedule: matching(SCHEDULE, SCHEDULE_WANTED).default("cron(0 8 1 1,4,7,10 ? *)"),
  /** `simulated` makes nothing and tells so; `restore` restores the newest copies under drill names and removes them again. */
  drillMode: oneOf(["simulated", "restore"]).default("simulated"),
  /** Minutes that each step of a drill may take. */
  drillStepMinutes: wholeIn(10, 480).default(120),
  /** A HealthLake data store of the second region, into which a drill or a failover replays the newest export. */
  replayDatastoreId: matching(/^[0-9a-f]{32}$/, "the id of a HealthLake data store: 32 hex digits").optional(),
  /** A read replica of the streaming database in the second region; production must have it. */
  databaseReplica: flag().default(true),
  replicaInstanceClass: matching(INSTANCE_CLASS, INSTANCE_CLASS_WANTED).default("db.m7g.large"),
  /** Block of the second region's VPC: private, prefix in [16, 22], apart from `network.cidrBlock`. */
  cidrBlock: matching(/^[\d./]+$/, "a private IPv4 block with a prefix in [16, 22], such as 10.60.0.0/16")
    .refine(
      (text) => {
        const block = parseCidr(text);
        return block !== undefined && isPrivate(block) && block.prefix >= 16 && block.prefix <= 22;
      },
      { error: "must be a private IPv4 block with a prefix in [16, 22], such as 10.60.0.0/16" },
    )
    .default("10.60.0.0/16"),
  failover: failover.optional(),
});

/** Whether two blocks that have been checked share an address. */
function share(one: string, other: string): boolean {
  const [a, b] = [parseCidr(one), parseCidr(other)];
  return a !== undefined && b !== undefined && overlap(a, b);
}

interface Around {
  readonly production: boolean;
  readonly workloads: readonly string[];
  readonly replicaRegion?: string | undefined;
  readonly network: { readonly cidrBlock: string };
}

/** What no single key of `phiguard:recovery` can tell: the key, and the fault. */
export function recoveryFaults(
  settings: z.infer<typeof recovery>,
  { production, workloads, replicaRegion, network }: Around,
): readonly (readonly [key: string, fault: string])[] {
  if (!workloads.includes("recovery")) return [];
  const { failover: names } = settings;
  const rows: readonly (readonly [holds: boolean, key: string, fault: string])[] = [
    [!production || settings.vaultLock === "compliance", "vaultLock", "must be compliance in production"],
    [!production || settings.databaseReplica, "databaseReplica", "must be true in production"],
    [
      names === undefined || replicaRegion !== undefined,
      "failover",
      "must be left out where phiguard:replicaRegion is: there is nothing to fail over to",
    ],
    [
      names === undefined || names.primary !== names.secondary,
      "failover.secondary",
      "must differ from recovery.failover.primary",
    ],
    [
      replicaRegion === undefined || !share(settings.cidrBlock, network.cidrBlock),
      "cidrBlock",
      `must not overlap phiguard:network.cidrBlock (${network.cidrBlock}), to which the two may be joined; got ${settings.cidrBlock}`,
    ],
  ];
  return rows.filter(([holds]) => !holds).map(([, key, fault]) => [`recovery.${key}`, fault]);
}
