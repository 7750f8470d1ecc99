import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn, iamArn, nameFor, partitionOf } from "../names";
import { atPlace, type Place, type Site } from "../site";
import type { Tags } from "../tags";
import { policyDocument, type Statement } from "./policy-document";

export interface RoleBoundaryArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Part of the policy's name: the workload whose roles it bounds. */
  readonly role: string;
  /** Buckets of the workload whose names a team chose itself; those that begin with project and environment are within anyway. */
  readonly bucketNames?: readonly string[];
  /** What the workload's roles do beside moving objects, writing logs and using keys. */
  readonly statements?: (place: Place) => readonly Statement[];
}

/**
 * The most that a role of a workload can ever do, whatever policy somebody attaches to it later: move objects of the stack's
 * buckets, write its logs, and use its keys. It grants nothing by itself. Key and bucket policies that name a role are
 * within it, too (IAM User Guide, "Permissions boundaries for IAM entities").
 */
export class RoleBoundary extends pulumi.ComponentResource {
  /** Made from the policy's name: known at preview, and depends on the policy. */
  readonly namedArn: pulumi.Output<string>;

  constructor(name: string, args: RoleBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:access:RoleBoundary", name, {}, opts);
    const { site } = args;
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      {
        name: nameFor(site, "policy", `${args.role}-role-boundary`),
        description: "The most that a role of this workload can do, whatever else is attached to it.",
        policy: atPlace(site, (place) =>
          policyDocument(
            joined(
              onceEach([...boundaryStatements(place, args.bucketNames ?? []), ...(args.statements?.(place) ?? [])]),
            ),
          ),
        ),
        tags: args.tags,
      },
      { parent: this },
    );
    this.namedArn = pulumi
      .all([site.accountId, policy.name])
      .apply(([accountId, policyName]) => iamArn({ region: site.region, accountId }, `policy/${policyName}`));
    this.registerOutputs({ arn: this.namedArn });
  }
}

/** Parts of a workload may ask for the same statement; IAM takes each Sid once. */
function onceEach(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((statement) => [statement.Sid, statement])).values()];
}

/** Statements that differ in their actions alone as one, by the first one's Sid: a boundary is long, and IAM takes 6,144 characters. */
function joined(statements: readonly Statement[]): Statement[] {
  const found = new Map<string, Statement>();
  for (const { Sid, Action, ...rest } of statements) {
    const key = JSON.stringify({ ...rest, Resource: [rest.Resource].flat() });
    const earlier = found.get(key);
    const actions = new Set([...[earlier?.Action ?? []].flat(), ...[Action].flat()]);
    found.set(key, earlier === undefined ? { Sid, Action, ...rest } : { ...earlier, Action: [...actions].sort() });
  }
  return [...found.values()];
}

/** What the roles of every workload may do, in its replicas' region too. */
export function boundaryStatements(place: Place, bucketNames: readonly string[]): Statement[] {
  const ours = `${place.project}-${place.environment}-`;
  const buckets = [`${ours}*`, ...bucketNames].map((bucket) => bucketArn(place.region, bucket));
  const anywhere = (service: string, resource: string): string =>
    `arn:${partitionOf(place.region)}:${service}:*:${place.accountId}:${resource}`;
  const groups = `/${place.project}/${place.environment}/*`;
  return [
    {
      Sid: "Buckets",
      Effect: "Allow",
      Action: [
        "s3:GetBucketPublicAccessBlock",
        "s3:GetEncryptionConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
      ],
      Resource: buckets,
    },
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:GetObjectLegalHold",
        "s3:GetObjectRetention",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging",
        "s3:PutObject",
        "s3:ReplicateDelete",
        "s3:ReplicateObject",
        "s3:ReplicateTags",
      ],
      Resource: buckets.map((arn) => `${arn}/*`),
    },
    {
      Sid: "Logs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [groups, `/aws/*${groups}`].map((names) => anywhere("logs", `log-group:${names}`)),
    },
    {
      Sid: "FindLogGroups",
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: anywhere("logs", "log-group:*"),
    },
    {
      Sid: "Keys",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
      Resource: anywhere("kms", "key/*"),
      // A key has no name of its own; its alias is bound to the stack's names.
      Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours}*` } },
    },
  ];
}
