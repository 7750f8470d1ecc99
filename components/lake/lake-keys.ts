import type * as pulumi from "@pulumi/pulumi";
import { functionUses } from "../compute/function-role";
import { scheduleUses } from "../compute/function-schedule";
import { CustomerKey } from "../keys/customer-key";
import type { KeyUse } from "../keys/key-policy";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import { zoneOf } from "./lake-access";
import { DATABASES, STAGES, workgroupArn, ZONES, type Workgroup, type Zone } from "./lake-names";
import { TABLES_IN } from "./lake-access";
import type { LakeRoles } from "./lake-roles";
import { macieRoleArn } from "./zone-policy";

export interface LakeKeysArgs {
  readonly site: Site;
  /** Tags of what carries PHI, and of what does not. */
  readonly tags: Tags;
  readonly internalTags: Tags;
  readonly roles: LakeRoles;
  /** Uses of all three zones' keys beside: the replication. */
  readonly zoneUses: readonly pulumi.Input<KeyUse>[];
  /** Uses of the analytics key beside: what reads it from outside of the lake. */
  readonly analyticsUses: readonly pulumi.Input<KeyUse>[];
}

export interface LakeKeys {
  readonly zones: Readonly<Record<Zone, CustomerKey>>;
  /** What the functions, streams, and jobs' logs are encrypted with. */
  readonly work: CustomerKey;
  /** What carries no PHI: the jobs' code, and alerts. */
  readonly code: CustomerKey;
}

/** Whose results of queries lie under which zone's key. */
export const RESULTS_UNDER: Readonly<Record<Workgroup, Zone>> = {
  engineering: "curated",
  analysis: "analytics",
  outreach: "analytics",
};

type Actions = (KeyUse & { kind: "role" })["actions"];
const READ: Actions = ["kms:Decrypt"];
const READ_WRITE: Actions = ["kms:Decrypt", "kms:GenerateDataKey"];

export function roleUse(
  role: { readonly namedArn: pulumi.Output<string> },
  sid: string,
  actions: Actions,
  services: readonly string[] | "direct",
): pulumi.Output<KeyUse> {
  return role.namedArn.apply((roleArn): KeyUse => ({ kind: "role", sid, roleArn, actions, services }));
}

/** Letters and digits, as Sids have it. */
const sid = (...parts: string[]): string =>
  parts.map((part) => part.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())).join("");

/** A key for each zone, which those may use who have a part in the zone, and one for what works on them. */
export function lakeKeys(name: string, args: LakeKeysArgs, opts: pulumi.ComponentResourceOptions): LakeKeys {
  const { site, tags, roles } = args;
  const zones = Object.fromEntries(
    ZONES.map((zone) => [
      zone,
      new CustomerKey(
        `${name}-${zone}-key`,
        {
          site,
          tags,
          role: `lake-${zone}`,
          description: `The lake's ${zone} zone`,
          uses: [
            ...zoneKeyUses(site, roles, zone),
            ...args.zoneUses,
            ...(zone === "analytics" ? args.analyticsUses : []),
          ],
        },
        opts,
      ),
    ]),
  ) as Record<Zone, CustomerKey>;
  const work = new CustomerKey(
    `${name}-key`,
    {
      site,
      tags,
      role: "lake-work",
      description: "Care notes on their way, and logs of the lake's functions and jobs",
      uses: workKeyUses(roles),
    },
    opts,
  );
  const code = new CustomerKey(
    `${name}-code-key`,
    {
      site,
      tags: args.internalTags,
      role: "lake-code",
      description: "The jobs' code, and notices without PHI",
      uses: [
        ...STAGES.map((stage) => roleUse(roles.stages[stage], sid(stage, "loads"), READ, ["s3"])),
        roleUse(roles.alert, "AlertPublishes", READ_WRITE, ["sns"]),
      ],
    },
    opts,
  );
  return { zones, work, code };
}

function zoneKeyUses(site: Site, roles: LakeRoles, zone: Zone): pulumi.Input<KeyUse>[] {
  const { personas } = roles;
  const stages = STAGES.flatMap((stage) => {
    const role = roles.stages[stage];
    if (zoneOf(stage) === zone) return [roleUse(role, sid(stage, "writes"), READ_WRITE, ["s3"])];
    const reads = { raw: "curate", curated: "score", analytics: undefined }[zone] === stage;
    return reads ? [roleUse(role, sid(stage, "reads"), READ, ["s3"])] : [];
  });
  const crawlers = DATABASES.filter((database) => TABLES_IN[database].zone === zone).map((database) =>
    roleUse(roles.crawlers[database], sid("crawler", database, "reads"), READ, ["s3"]),
  );
  const macie = atPlace(site, (place): KeyUse => {
    return { kind: "service-linked", sid: "MacieReads", roleArn: macieRoleArn(place), service: "s3" };
  });
  const results = atPlace(site, (place): KeyUse => {
    const own = (Object.keys(RESULTS_UNDER) as Workgroup[]).filter((workgroup) => RESULTS_UNDER[workgroup] === zone);
    return { kind: "query-results", workgroupArns: own.map((workgroup) => workgroupArn(place, workgroup)) };
  });
  const asks = (persona: keyof LakeRoles["personas"]): pulumi.Output<KeyUse> =>
    roleUse(personas[persona], sid(persona, "asks"), [...READ_WRITE, "kms:DescribeKey"], ["athena", "s3"]);
  switch (zone) {
    case "raw":
      return [
        ...roles.partners.map((role, index) => roleUse(role, `Partner${index + 1}Uploads`, READ_WRITE, ["s3"])),
        roleUse(roles.check, "CheckCopies", READ_WRITE, ["s3"]),
        roleUse(roles.malware, "MalwareScanReads", READ_WRITE, ["s3"]),
        roleUse(roles.delivery, "NotesAreDelivered", READ_WRITE, ["s3"]),
        ...stages,
        ...crawlers,
        roleUse(personas["data-engineer"], "EngineerReads", READ, ["s3"]),
        macie,
      ];
    case "curated":
      return [...stages, ...crawlers, asks("data-engineer"), results, macie];
    case "analytics":
      return [...stages, ...crawlers, asks("analyst"), asks("care-coordinator"), results, macie];
  }
}

function workKeyUses(roles: LakeRoles): pulumi.Input<KeyUse>[] {
  return [
    { kind: "logs" },
    { kind: "tables" },
    functionUses(roles.check, "CheckRuns"),
    functionUses(roles.intake, "IntakeRuns", ["dynamodb", "kinesis"]),
    functionUses(roles.alert, "AlertRuns", ["dynamodb"]),
    scheduleUses(roles.alertSchedule, "AlertScheduleRuns"),
    roleUse(roles.delivery, "NotesAreRead", READ, ["kinesis"]),
    // Jobs and crawlers ask KMS themselves for their logs and for what they keep between runs.
    ...STAGES.map((stage) =>
      roleUse(roles.stages[stage], sid(stage, "runs"), [...READ_WRITE, "kms:Encrypt"], "direct"),
    ),
    ...DATABASES.map((database) =>
      roleUse(roles.crawlers[database], sid("crawler", database, "runs"), READ_WRITE, "direct"),
    ),
  ];
}
