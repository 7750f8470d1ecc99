import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../lambdas/evidence-collect/contract";
import { dailySchedule } from "../compute/daily-schedule";
import { LambdaFunction } from "../compute/function";
import { HashKey } from "../keys/hash-key";
import type { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { COLLECTION_SCHEDULE_ROLE, SUBJECTS_ROLE } from "./ledger-names";

export interface DailyCollectionArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** The role of the function, and the one that starts it. */
  readonly runsAs: ServiceRole;
  readonly scheduleRole: ServiceRole;
  readonly ledgerBucket: pulumi.Input<string>;
  /** The ledger's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Hour of the day, UTC, in [0, 22]: an hour before the day's report. */
  readonly hour: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * Reads AWS Config, Security Hub and GuardDuty of the region into the evidence ledger once a day, by the collectors that the command has. It
 * is outside the network, which has no end points of these services; it sees results of checks and no PHI, and names of resources leave it
 * as hashes by a key that never leaves KMS.
 */
export class DailyCollection extends pulumi.ComponentResource {
  constructor(name: string, args: DailyCollectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:DailyCollection", name, {}, opts);
    assertWhole("DailyCollection", name, "hour", args.hour, 0, 22);
    const { site, tags } = args;
    const child = { parent: this };
    const subjects = new HashKey(
      `${name}-subjects`,
      { site, tags, role: SUBJECTS_ROLE, description: "Names resources in evidence", roles: [args.runsAs] },
      child,
    );
    const made = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: args.runsAs,
        environment: {
          LEDGER_BUCKET: args.ledgerBucket,
          SUBJECT_KEY: subjects.aliasArn,
          COLLECT_REGION: site.region,
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: 1,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    dailySchedule(
      name,
      {
        site,
        role: COLLECTION_SCHEDULE_ROLE,
        description: "Reads what services of AWS say of the account into the evidence ledger.",
        hour: args.hour,
        function: made,
        contract,
        calledAs: args.scheduleRole,
        input: {},
        kmsKeyArn: args.kmsKeyArn,
      },
      this,
    );
    this.registerOutputs({});
  }
}
