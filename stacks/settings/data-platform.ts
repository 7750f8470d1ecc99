import { z } from "zod";
import { isTimeZone, TIME_OF_DAY } from "../../components/lake/outreach";
import { parseCidr } from "../../components/network/cidr";
import { matching, oneOf, roleNames, section, wholeIn } from "./values";

const cidrBlock = z
  .string({ error: "must be an IPv4 block such as 198.51.100.0/28" })
  .refine((text) => (parseCidr(text)?.prefix ?? 0) >= 16, {
    error: "must be an IPv4 block with a prefix of 16 or more, such as 198.51.100.0/28",
  });

const partner = section({
  /** Name that it signs in with, folder of its files and part of its role's name. */
  id: matching(/^[a-z][a-z0-9-]{2,15}$/, "3 to 16 small letters, digits and hyphens that begin with a letter"),
  /** Its public SSH keys. */
  sshPublicKeys: z
    .array(
      matching(
        /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]{40,}={0,2}$/,
        "a public key in OpenSSH's format, without a comment",
      ),
      { error: "must be a list of public SSH keys" },
    )
    .min(1, { error: "must have one key at least" })
    .max(10, { error: "must have ten keys at most" }),
  /** Blocks of addresses that it comes from. */
  cidrBlocks: z
    .array(cidrBlock, { error: "must be a list of IPv4 blocks" })
    .min(1, { error: "must name one block at least" }),
  /** Whether its files are kept back until their checksum, `<name>.sha256` as sha256sum writes it, is beside them; where it comes it counts. */
  checksums: oneOf(["optional", "required"]).default("optional"),
});

const timeOfDay = matching(TIME_OF_DAY, "a time of day such as 21:00");

const group = matching(
  /^arn:aws[a-z-]*:quicksight:[a-z0-9-]+:\d{12}:group\/[\w.-]+\/[\w.@+-]+$/,
  "the ARN of a QuickSight group",
);

/** `phiguard:dataPlatform`. */
export const dataPlatform = section({
  /** Organisations that upload claims by SFTP; without any there is no server. */
  partners: z
    .array(partner, { error: "must be a list of partners" })
    .max(20, { error: "must name 20 partners at most" })
    .default([]),
  /** Where the server stands: `elastic` is reached over the internet at fixed addresses, `internal` by a network that is joined to the VPC. */
  sftpAddresses: oneOf(["internal", "elastic"]).default("internal"),
  /**
   * A ClamAV in the network that scans partners' files in GuardDuty's place. clamd speaks no TLS: something in front of it ends it, on port 443. It
   * has to have `AlertExceedsMax yes`: without it, clamd calls clean what it did not read to the end.
   */
  clamd: section({
    host: matching(/^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/, "a host's name such as clamd.example.org"),
    /** Certificate of the authority that signed the host's, in PEM; left out, public ones count. */
    ca: matching(
      /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]{100,3000}-----END CERTIFICATE-----\n?$/,
      "one certificate in PEM",
    ).optional(),
    /** Megabytes of the least of its StreamMaxLength, MaxFileSize and MaxScanSize, by clamd's own defaults; a larger file counts as not scanned. */
    longestMegabytes: wholeIn(1, 1024).default(100),
  }).optional(),
  /** Names of the roles of this account that may send care notes. */
  noteSenders: roleNames("care-note-sender"),
  /** Shards of the stream of notes; each takes 1 MB or 1,000 notes a second. */
  noteShards: wholeIn(2, 200).default(2),
  jobs: section({
    /** When the jobs begin, as Glue has it, in UTC. */
    schedule: matching(/^cron\([^()]{9,100}\)$/, "a schedule such as cron(0 3 * * ? *)").default("cron(0 3 * * ? *)"),
    /** Workers of each job, of 4 vCPU and 16 GB. */
    workers: wholeIn(2, 100).default(2),
    /** Minutes that a job may take. */
    timeoutMinutes: wholeIn(5, 1440).default(120),
    /** Days of arrivals that each run takes in anew: late files are found, and a run that failed is made good by the next. */
    arrivalDays: wholeIn(2, 90).default(7),
  }).prefault({}),
  /** GiB that one query may read. */
  scanLimitGiB: wholeIn(1, 10_000).default(100),
  /** Days until objects of the zones go to Glacier Deep Archive; the risk score looks two years back. */
  archiveAfterDays: wholeIn(760, 36_499).default(1095),
  /** Names of the roles of this account that may take each persona's role. */
  personas: section({
    dataEngineer: roleNames("data-engineer"),
    analyst: roleNames("analyst"),
    careCoordinator: roleNames("care-coordinator"),
    auditor: roleNames("auditor"),
    administrator: roleNames("lake-administrator"),
  }).prefault({}),
  /** Score from which somebody is told of a patient; the high-risk list begins at 80. */
  riskThreshold: wholeIn(1, 100).default(80),
  /** How people are told of patients. */
  outreach: section({
    /** Whose clock counts below. */
    timeZone: z
      .string({ error: "must be the name of a time zone" })
      .refine(isTimeZone, { error: "must be a name in the IANA time zone database, such as America/Chicago" })
      .default("UTC"),
    /** Alerts inside are sent at its end; it may go over midnight. Left out, there are no such hours. */
    quietHours: section({
      from: timeOfDay,
      to: timeOfDay,
      /** Score from which nobody waits; left out, all do. */
      overrideScore: wholeIn(1, 100).optional(),
    }).optional(),
    /** Hours after an alert until the topic of escalations is told, if no call has reached the patient. */
    escalateAfterHours: wholeIn(1, 168).default(24),
    /** Hour at which the day before is summed up. */
    digestHour: wholeIn(0, 23).default(7),
  }).prefault({}),
  /** Runs of each function at the same time. */
  concurrency: wholeIn(1, 100).default(10),
  /** Dashboards; left out where the account has no QuickSight. */
  quickSight: section({
    /** ARN of the QuickSight group that looks after data sets and dashboard. */
    ownerArn: group,
    /** Groups that look at the dashboard, each with the clinics whose rows it sees. */
    readers: z
      .array(
        section({
          groupArn: group,
          clinics: z
            .array(matching(/^[\w-]{1,32}$/, "a clinic's number of 1 to 32 letters, digits, hyphens or underscores"), {
              error: "must be a list of clinics",
            })
            .min(1, { error: "must name one clinic at least" }),
        }),
        { error: "must be a list of readers" },
      )
      .min(1, { error: "must name one reader at least" }),
    /** Blocks of addresses from which QuickSight may be used; a setting of the account. */
    cidrBlocks: z
      .array(cidrBlock, { error: "must be a list of IPv4 blocks" })
      .min(1, { error: "must name one block at least" }),
  }).optional(),
  /** Databricks; left out where it is not used. */
  databricks: section({
    /** Role of Databricks that takes ours (Databricks documentation, "Create a storage credential"). */
    principalArn: matching(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "the ARN of Databricks' role"),
    /** What Databricks says when it takes it: the external id of the storage credential. */
    externalId: matching(/^[A-Za-z0-9-]{16,64}$/, "16 to 64 letters, digits and hyphens"),
    /** Names of Databricks' VPC endpoint services in the region; left out, its network is reached without them. */
    privateLink: section({
      workspaceService: matching(
        /^com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-f]{17}$/,
        "an endpoint service's name",
      ),
      relayService: matching(/^com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-f]{17}$/, "an endpoint service's name"),
    }).optional(),
    /** Clusters in the account's own network, which need `privateLink`; left out, Databricks starts none. */
    clusters: section({
      /** Account id that Databricks gave the team: it says it when it takes the role. */
      accountId: matching(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        "Databricks' account id, a UUID in small letters",
      ),
    }).optional(),
  }).optional(),
});

/** Rules of a network ACL that are left for partners. */
const MOST_BLOCKS = 12;

/** What no single key of `phiguard:dataPlatform` can tell: the key, and the fault. */
export function dataPlatformFaults(
  { partners, archiveAfterDays, databricks, outreach: { quietHours }, riskThreshold }: z.infer<typeof dataPlatform>,
  { recordDays, recordColdAfterDays }: { readonly recordDays: number; readonly recordColdAfterDays: number },
): readonly (readonly [key: string, fault: string])[] {
  const ids = partners.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  const least = recordColdAfterDays + 90;
  const blocks = partners.flatMap(({ cidrBlocks }) => cidrBlocks).length;
  const rows: readonly (readonly [holds: boolean, key: string, fault: string])[] = [
    [twice === undefined, "partners", `must have different ids; ${twice} is there twice`],
    [
      blocks <= MOST_BLOCKS,
      "partners",
      `must have ${MOST_BLOCKS} blocks of addresses at most together, as a network ACL takes 20 rules; got ${blocks}`,
    ],
    [
      databricks?.clusters === undefined || databricks.privateLink !== undefined,
      "databricks.privateLink",
      "must be set where clusters is: patients' data goes to Databricks by its endpoints in the network alone",
    ],
    [
      quietHours === undefined || quietHours.from !== quietHours.to,
      "outreach.quietHours.to",
      `must be another time of day than from; got ${quietHours?.to}`,
    ],
    [
      (quietHours?.overrideScore ?? 101) > riskThreshold,
      "outreach.quietHours.overrideScore",
      `must be more than riskThreshold, which is ${riskThreshold}: no alert would be held; got ${quietHours?.overrideScore}`,
    ],
    [
      archiveAfterDays < recordDays && archiveAfterDays >= least,
      "archiveAfterDays",
      `must be in [${least}, ${recordDays - 1}]: after retention.recordColdAfterDays and 90 days more, before retention.recordDays; got ${archiveAfterDays}`,
    ],
  ];
  return rows.filter(([holds]) => !holds).map(([, key, fault]) => [`dataPlatform.${key}`, fault]);
}
