import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import { EventRoute } from "../observability/event-route";
import type { Site } from "../site";
import type { Tags } from "../tags";
import type { LakeKeys } from "./lake-keys";
import { zoneOf } from "./lake-access";
import { LakeCatalog } from "./lake-catalog";
import { CODE_PREFIX, jobArguments, JOBS, LAST_JOB, SHARED_FILES, WINDOW_DAYS, type JobPlan } from "./lake-jobs-plan";
import { DATABASES, LAKE_BUCKETS, STAGES, stageRole, type LakeBucket, type Stage } from "./lake-names";
import type { LakeRoles } from "./lake-roles";
import type { LakeZones } from "./lake-zones";

export interface LakeJobsArgs {
  readonly site: Site;
  /** Tags of what carries no PHI, and of what does. */
  readonly tags: Tags;
  readonly phiTags: Tags;
  readonly roles: LakeRoles;
  readonly keys: LakeKeys;
  readonly zones: LakeZones;
  /** Glue's own cron, in UTC. */
  readonly schedule: string;
  /** Workers of each job, of 4 vCPU and 16 GB, in [2, 100]. */
  readonly workers: number;
  /** Minutes that a job may take, in [5, 1440]. */
  readonly timeoutMinutes: number;
  /** Days of arrivals that each run takes in anew, in [2, 90]. */
  readonly arrivalDays: number;
  /** Score from which the bus is told of a patient, in [1, 100]. */
  readonly riskThreshold: number;
  readonly logRetentionDays: number;
  readonly deadLetterArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Spark 3.5 on Python 3.11 (Glue Developer Guide, "AWS Glue versions"). */
const GLUE_VERSION = "5.0";
const WORKER = "G.1X";
const SCRIPTS = path.join(__dirname, "jobs");
export const JOBS_RULE = "lake-jobs-failed";

/** The jobs from raw to analytics in one workflow: scripts, encryption by stage, triggers, the catalog after them, and a notice when one fails. */
export class LakeJobs extends pulumi.ComponentResource {
  readonly catalog: LakeCatalog;

  constructor(name: string, args: LakeJobsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:LakeJobs", name, {}, opts);
    assertWhole("LakeJobs", name, "workers", args.workers, 2, 100);
    assertWhole("LakeJobs", name, "timeoutMinutes", args.timeoutMinutes, 5, 1440);
    assertWhole("LakeJobs", name, "arrivalDays", args.arrivalDays, 2, 90);
    const { site, tags } = args;
    const child = { parent: this };
    const names = pulumi.all(
      Object.fromEntries(LAKE_BUCKETS.map((bucket) => [bucket, args.zones.buckets[bucket].bucketName])),
    ) as pulumi.Output<Record<LakeBucket, string>>;
    const scripts = this.upload(name, args);
    const configurations = Object.fromEntries(
      STAGES.map((stage) => [stage, this.encrypt(name, args, stage)]),
    ) as Record<Stage, aws.glue.SecurityConfiguration>;
    const workflow = new aws.glue.Workflow(
      `${name}-workflow`,
      {
        name: nameFor(site, "other", "lake"),
        description: "Raw data to curated data to analytics, then the catalog.",
        maxConcurrentRuns: 1,
        tags,
      },
      child,
    );
    const jobs = new Map(
      JOBS.map((plan) => [plan.role, this.job(name, args, plan, names, configurations[plan.stage], scripts)]),
    );
    this.catalog = new LakeCatalog(
      `${name}-catalog`,
      { ...args, bucketNames: names, securityConfiguration: configurations.curate.name },
      child,
    );
    this.triggers(name, args, workflow, jobs);
    this.tell(name, args);
    this.registerOutputs({});
  }

  /** The scripts as they are in the repository; a change of one is a new version of its object. */
  private upload(name: string, { tags, zones, keys }: LakeJobsArgs): pulumi.Resource[] {
    return [...JOBS.map(({ script }) => script), ...SHARED_FILES].map((file) => {
      const source = path.relative(process.cwd(), path.join(SCRIPTS, file));
      return new aws.s3.BucketObjectv2(
        `${name}-${file.replace(/[._]/g, "-")}`,
        {
          bucket: zones.buckets.code.bucketName,
          key: CODE_PREFIX + file,
          source: new pulumi.asset.FileAsset(source),
          kmsKeyId: keys.code.arn,
          serverSideEncryption: "aws:kms",
          contentType: file.endsWith(".py") ? "text/x-python" : "text/csv",
          tags,
        },
        { parent: this, dependsOn: zones.buckets.code.ready },
      );
    });
  }

  /** What a stage writes is under its zone's key, and its logs and bookmarks under the work's. */
  private encrypt(name: string, args: LakeJobsArgs, stage: Stage): aws.glue.SecurityConfiguration {
    const { site, keys } = args;
    const child = { parent: this };
    const configuration = new aws.glue.SecurityConfiguration(
      `${name}-${stage}-encryption`,
      {
        name: nameFor(site, "other", stageRole(stage)),
        encryptionConfiguration: {
          s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: keys.zones[zoneOf(stage)].arn },
          cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: keys.work.arn },
          jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: keys.work.arn },
        },
      },
      child,
    );
    new LogGroup(
      `${name}-${stage}-log`,
      {
        site,
        tags: args.phiTags,
        role: stageRole(stage),
        // Glue names the group of a job's continuous log after its security configuration (Glue Developer Guide, "Logging behavior").
        groupName: `/aws-glue/jobs/logs-v2-${nameFor(site, "other", stageRole(stage))}`,
        kmsKeyArn: keys.work.arn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    return configuration;
  }

  private job(
    name: string,
    args: LakeJobsArgs,
    plan: JobPlan,
    names: pulumi.Output<Record<LakeBucket, string>>,
    configuration: aws.glue.SecurityConfiguration,
    scripts: pulumi.Resource[],
  ): aws.glue.Job {
    const { site, roles } = args;
    const values = { arrivalDays: args.arrivalDays, windowDays: WINDOW_DAYS, riskThreshold: args.riskThreshold };
    return new aws.glue.Job(
      `${name}-${plan.role}`,
      {
        name: nameFor(site, "other", plan.role),
        description: plan.description,
        roleArn: roles.stages[plan.stage].arn,
        glueVersion: GLUE_VERSION,
        workerType: WORKER,
        numberOfWorkers: args.workers,
        executionClass: "STANDARD",
        timeout: args.timeoutMinutes,
        // A run that failed is made good by the next one, and two of one job would write the same days.
        maxRetries: 0,
        executionProperty: { maxConcurrentRuns: 1 },
        command: {
          name: "glueetl",
          pythonVersion: "3",
          scriptLocation: names.apply(({ code }) => `s3://${code}/${CODE_PREFIX}${plan.script}`),
        },
        defaultArguments: names.apply((made) => jobArguments(plan, made, values)),
        securityConfiguration: configuration.name,
        tags: args.phiTags,
      },
      { parent: this, dependsOn: scripts },
    );
  }

  private triggers(
    name: string,
    args: LakeJobsArgs,
    workflow: aws.glue.Workflow,
    jobs: ReadonlyMap<string, aws.glue.Job>,
  ): void {
    const { site, tags } = args;
    const trigger = (role: string, rest: Omit<aws.glue.TriggerArgs, "name">): void => {
      new aws.glue.Trigger(
        `${name}-${role}-trigger`,
        { name: nameFor(site, "other", role), workflowName: workflow.name, tags, ...rest },
        { parent: this },
      );
    };
    const named = (role: string): pulumi.Output<string> => (jobs.get(role) as aws.glue.Job).name;
    const succeeded = (roles: readonly string[]): aws.types.input.glue.TriggerPredicate => ({
      logical: "AND",
      conditions: roles.map((role) => ({ jobName: named(role), logicalOperator: "EQUALS", state: "SUCCEEDED" })),
    });
    for (const { role, after } of JOBS) {
      trigger(role, {
        ...(after.length === 0
          ? { type: "SCHEDULED", schedule: args.schedule, startOnCreation: true }
          : { type: "CONDITIONAL", predicate: succeeded(after), startOnCreation: true }),
        actions: [{ jobName: named(role) }],
      });
    }
    trigger("lake-catalog", {
      type: "CONDITIONAL",
      predicate: succeeded([LAST_JOB]),
      startOnCreation: true,
      actions: DATABASES.map((database) => ({ crawlerName: this.catalog.crawlers[database].name })),
    });
  }

  private tell(name: string, { site, tags, alarmTopicArn, deadLetterArn }: LakeJobsArgs): void {
    new EventRoute(
      `${name}-failures`,
      {
        site,
        tags,
        role: JOBS_RULE,
        description: "A job of the lake failed or took too long.",
        pattern: {
          source: ["aws.glue"],
          "detail-type": ["Glue Job State Change"],
          detail: {
            jobName: [{ prefix: nameFor(site, "other", "lake-") }],
            state: ["FAILED", "TIMEOUT", "ERROR"],
          },
        },
        topicArn: alarmTopicArn,
        deadLetterArn,
        says: { job: "$.detail.jobName", run: "$.detail.jobRunId", state: "$.detail.state" },
      },
      { parent: this },
    );
  }
}
