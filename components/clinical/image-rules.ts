import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { eventRule, ruleTarget } from "../observability/event-rule";
import { EventRoute } from "../observability/event-route";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { PREFIX } from "./image-access";
import { DEIDENTIFY_RULE } from "./image-deidentify-access";
import type { ImageDatastore } from "./image-datastore";
import { IMAGE_DEAD_LETTER_ROLE, IMAGE_SETS_RULE, ruleRole } from "./image-names";
import type { ImageRoles, TenantRoles } from "./image-roles";

export interface ImageRulesArgs {
  readonly site: Site;
  /** Tags of what carries no PHI. */
  readonly tags: Tags;
  readonly roles: ImageRoles;
  readonly inputBucket: pulumi.Input<string>;
  readonly machineArn: pulumi.Input<string>;
  /** What belongs to a tenant, in the order of `roles.tenants`. */
  readonly tenants: readonly { readonly datastore: ImageDatastore; readonly kmsKeyArn: pulumi.Output<string> }[];
  /** Key of the dead-letter queue; its policy admits EventBridge for the queue's name. */
  readonly platformKeyArn: pulumi.Input<string>;
  /** Topic that hears of failed jobs; its policy and key admit EventBridge. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

const FAILURE_ROLE = "image-failures";

/** HealthImaging's event types for what went wrong (HealthImaging Developer Guide, "Using EventBridge"). */
const FAILURE_TYPES = [
  "Import Job Failed",
  "Data Store Creation Failed",
  "Image Set Copy Failed",
  "Image Set Update Failed",
];

/** The last object of a batch; lambdas/dicom/batch.ts has it too, and a test compares them. */
export const READY_MARKER = "_READY";

/** Which uploads start the intake: a tenant's marker and nothing else. */
export function readyPattern(bucketName: string, tenant: string): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: {
      bucket: { name: [bucketName] },
      object: { key: [{ wildcard: `${tenant}/${PREFIX.incoming}*/${READY_MARKER}` }] },
    },
  };
}

/**
 * What the machine gets of such an event; a variable stands without quotes, as EventBridge adds them. `upload` is the marker's version: the same
 * however often EventBridge delivers its event.
 */
export function intakeInput(tenant: string, kmsKeyArn: string, datastoreId: string, roleArn: string): string {
  const fixed = { tenant, kmsKeyArn, datastoreId, dataAccessRoleArn: roleArn };
  return JSON.stringify(fixed).replace(/}$/, ',"key":<key>,"upload":<upload>}');
}

/** One rule a tenant that starts the intake with that tenant's key, store and role, and one that tells of failed jobs. */
export class ImageRules extends pulumi.ComponentResource {
  /** Keeps what was not delivered by the rules of the workload. */
  readonly deadLetterArn: pulumi.Output<string>;

  constructor(name: string, args: ImageRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageRules", name, {}, opts);
    const { site, tags, roles } = args;
    const child = { parent: this };
    const tenantRules = roles.tenants.map(({ tenant }) => nameFor(site, "rule", ruleRole(tenant.id)));
    const deadLetters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: IMAGE_DEAD_LETTER_ROLE,
        kmsKeyArn: args.platformKeyArn,
        ruleNames: [
          ...tenantRules,
          ...[FAILURE_ROLE, IMAGE_SETS_RULE, DEIDENTIFY_RULE].map((role) => nameFor(site, "rule", role)),
        ],
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    roles.tenants.forEach((of, index) => this.startFor(name, args, of, index, deadLetters.arn));
    new EventRoute(
      `${name}-failures`,
      {
        site,
        tags,
        role: FAILURE_ROLE,
        description: "HealthImaging jobs, data stores and image sets that failed.",
        pattern: { source: ["aws.medical-imaging"], "detail-type": FAILURE_TYPES },
        topicArn: args.alarmTopicArn,
        deadLetterArn: deadLetters.arn,
        says: { event: "$.detail-type", datastore: "$.detail.datastoreId", job: "$.detail.jobId" },
      },
      child,
    );
    this.deadLetterArn = deadLetters.arn;
    this.registerOutputs({});
  }

  private startFor(
    name: string,
    args: ImageRulesArgs,
    { tenant, access }: TenantRoles,
    index: number,
    deadLetterArn: pulumi.Input<string>,
  ): void {
    const child = { parent: this };
    const own = args.tenants[index];
    if (own === undefined) throw new Error(`there is no data store for ${tenant.id}`);
    watch(args.site, args.tags, { kind: "rule", role: ruleRole(tenant.id) });
    const role = ruleRole(tenant.id);
    const rule = eventRule(
      `${name}-${tenant.id}`,
      {
        site: args.site,
        tags: args.tags,
        role,
        description: `A batch of images of the tenant ${tenant.id} is complete.`,
        pattern: pulumi.output(args.inputBucket).apply((bucketName) => readyPattern(bucketName, tenant.id)),
      },
      child,
    );
    ruleTarget(
      `${name}-${tenant.id}-target`,
      {
        rule,
        role,
        arn: args.machineArn,
        roleArn: args.roles.rules.arn,
        deadLetterArn,
        inputTransformer: {
          inputPaths: { key: "$.detail.object.key", upload: "$.detail.object.version-id" },
          inputTemplate: pulumi
            .all([own.kmsKeyArn, own.datastore.datastoreId, access.arn])
            .apply(([kmsKeyArn, datastoreId, roleArn]) => intakeInput(tenant.id, kmsKeyArn, datastoreId, roleArn)),
        },
      },
      child,
    );
  }
}
