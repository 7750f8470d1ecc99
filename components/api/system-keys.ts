import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../lambdas/api-key-rotation/contract";
import type { Statement } from "../access/policy-document";
import type { ServiceRole } from "../access/service-role";
import { functionRole } from "../compute/function-role";
import { LambdaFunction } from "../compute/function";
import { secretRotation } from "../compute/secret-rotation";
import type { SecretCopy } from "../database/database-secret";
import { assertWhole } from "../errors";
import { arnOf, nameFor, partitionOf } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";

/** A system with a key of its own. */
export interface KeyedSystem {
  /** Small letters, digits and hyphens. */
  readonly id: string;
  readonly usagePlanId: pulumi.Input<string>;
  /** What else its secret says, such as its client's id and secret. */
  readonly credentials: Readonly<Record<string, pulumi.Input<string>>>;
}

export interface SystemKeysArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the names of secrets and keys, before the system's id. */
  readonly role: string;
  readonly systems: readonly KeyedSystem[];
  /** Made before by `keyRotationRole`. */
  readonly rotator: ServiceRole;
  /** Days that a key is good for, in [30, 90]: it is changed at half of them, and systems have the other half to take the new one. */
  readonly keyDays: number;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** The secrets' copy in a second region, under a key of that region which the rotator may use. */
  readonly copy?: SecretCopy;
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

const secretRole = (role: string, system: string): string => `${role}-${system}`;

/** The tags that the rotation puts on keys; it may remove keys with these alone. */
function keyTags(site: Pick<Site, "environment" | "tagKeys">, workload: string): Record<string, string> {
  return { [site.tagKeys.environment]: site.environment, [site.tagKeys.workload]: workload };
}

/** API Gateway's ARNs name no account (API Gateway Developer Guide, "Resource format of permissions for managing API Gateway"). */
const managed = ({ region }: Place, path: string): string => `arn:${partitionOf(region)}:apigateway:${region}::${path}`;

/** Makes and removes keys with the tags of the workload, and writes the secrets of its systems. */
export function keyRotationStatements(
  place: Place,
  role: string,
  site: Pick<Site, "environment" | "tagKeys">,
  workload: string,
): Statement[] {
  const tagged = (kind: "Request" | "Resource"): Record<string, string> =>
    Object.fromEntries(Object.entries(keyTags(site, workload)).map(([key, value]) => [`aws:${kind}Tag/${key}`, value]));
  return [
    {
      Sid: "MakeKeys",
      Effect: "Allow",
      Action: "apigateway:POST",
      Resource: managed(place, "/apikeys"),
      Condition: { StringEquals: tagged("Request") },
    },
    { Sid: "TagKeys", Effect: "Allow", Action: "apigateway:PUT", Resource: managed(place, "/tags/*apikeys*") },
    {
      Sid: "AddKeysToPlans",
      Effect: "Allow",
      Action: "apigateway:POST",
      Resource: managed(place, "/usageplans/*/keys"),
    },
    {
      Sid: "FindKeys",
      Effect: "Allow",
      Action: "apigateway:GET",
      Resource: [managed(place, "/apikeys"), managed(place, "/usageplans/*/keys/*")],
    },
    {
      Sid: "RemoveKeys",
      Effect: "Allow",
      Action: "apigateway:DELETE",
      Resource: managed(place, "/apikeys/*"),
      Condition: { StringEquals: tagged("Resource") },
    },
    {
      Sid: "WriteSecrets",
      Effect: "Allow",
      Action: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      Resource: arnOf(place, "secretsmanager", `secret:${nameFor(place, "secret", secretRole(role, "*"))}`),
    },
  ];
}

/** The rotation's role. It is made before the key, whose policy names it. */
export function keyRotationRole(
  name: string,
  { site, tags, role, workload }: { site: Site; tags: Tags; role: string; workload: string },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  const statements = (place: Place): Statement[] => keyRotationStatements(place, role, site, workload);
  return functionRole(name, { site, tags, contract, statements, inNetwork: false }, opts);
}

/**
 * A secret a system, with its API key and what else it needs to call; a function makes the keys and changes them, so that none is in the
 * stack's state.
 */
export class SystemKeys extends pulumi.ComponentResource {
  /** ARNs of the secrets by system. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: SystemKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:api:SystemKeys", name, {}, opts);
    assertWhole("SystemKeys", name, "keyDays", args.keyDays, 30, 90);
    const child = { parent: this };
    const { site, tags } = args;
    const workload = tags[site.tagKeys.workload] as string;
    const rotator = new LambdaFunction(
      `${name}-rotation`,
      {
        site,
        tags,
        contract,
        role: args.rotator,
        environment: { KEY_TAGS: JSON.stringify(keyTags(site, workload)) },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: 1,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    this.secretArns = Object.fromEntries(
      args.systems.map((system) => [system.id, this.keep(`${name}-${system.id}`, args, system, rotator).arn]),
    );
    this.registerOutputs({});
  }

  private keep(
    name: string,
    { site, tags, role, kmsKeyArn, copy, keyDays }: SystemKeysArgs,
    system: KeyedSystem,
    rotator: LambdaFunction,
  ): aws.secretsmanager.Secret {
    const child = { parent: this };
    const secret = new aws.secretsmanager.Secret(
      `${name}-secret`,
      {
        name: nameFor(site, "secret", secretRole(role, system.id)),
        description: "What a system calls the API with: its key, and its client where it has one.",
        kmsKeyId: kmsKeyArn,
        recoveryWindowInDays: site.deletionProtection ? 30 : 0,
        replicas: copy === undefined ? undefined : [{ region: copy.region, kmsKeyId: copy.kmsKeyArn }],
        tags,
      },
      { ...child, protect: site.deletionProtection },
    );
    const first = new aws.secretsmanager.SecretVersion(
      `${name}-first`,
      {
        secretId: secret.arn,
        secretString: pulumi.secret(
          pulumi.jsonStringify({
            keyPrefix: nameFor(site, "other", secretRole(role, system.id)),
            usagePlanId: system.usagePlanId,
            ...system.credentials,
          }),
        ),
      },
      // Later versions are the rotation's.
      { ...child, ignoreChanges: ["secretString", "versionStages"] },
    );
    secretRotation(name, { site, secretArn: secret.arn, rotator, everyDays: Math.floor(keyDays / 2), first }, this);
    return secret;
  }
}
