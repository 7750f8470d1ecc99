import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundedRole, SESSION_SECONDS } from "../access/bounded-role";
import type { Statement } from "../access/policy-document";
import { arnOf, bucketArn, iamArn, nameFor, partitionOf } from "../names";
import { alarm, AT_FIRST } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { EventRoute } from "../observability/event-route";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";

export interface BreakGlassRoleArgs {
  readonly site: Site;
  /** Tags of what watches the role. */
  readonly tags: Tags;
  /** Topic that hears of every use; its policy and key admit EventBridge and CloudWatch. */
  readonly topicArn: pulumi.Input<string>;
  /** Key of the dead-letter queue; its policy admits EventBridge for the queue's name. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Log group of the trail of all regions: STS can be asked in any of them. */
  readonly trailLogGroupName: pulumi.Input<string>;
}

const ROLE = "break-glass";
/** Last part of the queue's name; the platform key's policy names it. */
export const BREAK_GLASS_DEAD_LETTER_ROLE = "break-glass-dlq";
/** An hour at the most, and no more than an hour after the second factor was shown. */

/**
 * The way to patient data in an emergency (45 CFR 164.312(a)(2)(ii)): reads the stack's records and nothing else, for an hour,
 * with a second factor, and people are told of each use. Who of the account may take it is decided by IAM: a user needs
 * sts:AssumeRole on it besides.
 */
export class BreakGlassRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BreakGlassRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:identity:BreakGlassRole", name, {}, opts);
    const child = { parent: this };
    const { site, tags, topicArn } = args;
    const { role, namedArn } = boundedRole(
      name,
      {
        site,
        tags,
        roleTags: { ...tags, [site.tagKeys.purpose]: ROLE },
        role: ROLE,
        description: "Reads patients' records in an emergency. Every use is told and reviewed.",
        policyDescription: "Reads the records of this stack.",
        trust: emergencyTrust,
        statements: emergencyReads,
      },
      child,
    );
    const queue = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: BREAK_GLASS_DEAD_LETTER_ROLE,
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: [nameFor(site, "rule", ROLE)],
        alarmTopicArn: topicArn,
      },
      child,
    );
    new EventRoute(
      `${name}-use`,
      {
        site,
        tags,
        role: ROLE,
        description: "Someone has taken the role for emergencies.",
        pattern: namedArn.apply((arn) => ({
          source: ["aws.sts"],
          "detail-type": ["AWS API Call via CloudTrail"],
          detail: { eventName: ["AssumeRole"], requestParameters: { roleArn: [arn] } },
        })),
        readOnlyCalls: true,
        topicArn,
        deadLetterArn: queue.arn,
        says: { account: "$.account", time: "$.time", who: "$.detail.userIdentity.arn", id: "$.detail.eventID" },
      },
      child,
    );
    this.watchAllRegions(name, args, namedArn);
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }

  /** EventBridge hears the calls of its own region alone; the trail's log group has those of all. */
  private watchAllRegions(name: string, args: BreakGlassRoleArgs, roleArn: pulumi.Output<string>): void {
    const { site, tags, topicArn } = args;
    const namespace = `${site.project}/${site.environment}/audit`;
    const filter = new aws.cloudwatch.LogMetricFilter(
      `${name}-filter`,
      {
        name: nameFor(site, "other", ROLE),
        logGroupName: args.trailLogGroupName,
        pattern: roleArn.apply((arn) => `{ ($.eventName = AssumeRole) && ($.requestParameters.roleArn = "${arn}") }`),
        metricTransformation: { name: ROLE, namespace, value: "1", defaultValue: "0" },
      },
      { parent: this },
    );
    alarm(
      name,
      { site, tags, topicArn },
      {
        role: `${ROLE}-used`,
        description: "Someone has taken the role for emergencies, in whichever region.",
        namespace,
        metricName: ROLE,
        dimensions: {},
        ...AT_FIRST,
      },
      { parent: this, dependsOn: filter },
    );
  }
}

/** People of this account who have shown a second factor within the hour. */
function emergencyTrust(place: Place): Statement {
  return {
    Sid: "PeopleWithASecondFactor",
    Effect: "Allow",
    Principal: { AWS: iamArn(place, "root") },
    Action: "sts:AssumeRole",
    Resource: [],
    Condition: {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
      NumericLessThan: { "aws:MultiFactorAuthAge": String(SESSION_SECONDS) },
    },
  };
}

/** HealthLake's reads; searches read too. */
const FHIR_READS = ["healthlake:ReadResource", "healthlake:SearchWithGet", "healthlake:SearchWithPost"];

/** Reads of the stack's buckets and of the account's FHIR data stores, which have no name in their ARN. */
export function emergencyReads(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-`;
  const buckets = bucketArn(place.region, `${ours}*`);
  return [
    { Sid: "FindFiles", Effect: "Allow", Action: "s3:ListBucket", Resource: buckets },
    { Sid: "ReadFiles", Effect: "Allow", Action: "s3:GetObject", Resource: `${buckets}/*` },
    emergencyFhirReads(place),
    {
      Sid: "Decrypt",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: `arn:${partitionOf(place.region)}:kms:${place.region}:${place.accountId}:key/*`,
      Condition: {
        "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours}*` },
        StringEquals: {
          "kms:ViaService": ["s3", "healthlake"].map((service) => `${service}.${place.region}.amazonaws.com`),
        },
      },
    },
  ];
}

/** What the permissions boundary has to let the role do, beside moving objects. */
export function emergencyFhirReads(place: Place): Statement {
  return {
    Sid: "ReadFhirInEmergencies",
    Effect: "Allow",
    Action: FHIR_READS,
    Resource: arnOf(place, "healthlake", "datastore/fhir/*"),
  };
}
