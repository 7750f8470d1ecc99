import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../lambdas/password-rotation/contract";
import type { Statement } from "../access/policy-document";
import type { ServiceRole } from "../access/service-role";
import type { FunctionNetwork } from "../compute/function-network";
import { functionRole } from "../compute/function-role";
import { LambdaFunction } from "../compute/function";
import { secretRotation } from "../compute/secret-rotation";
import { assertWhole } from "../errors";
import { arnOf } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { secretArnPattern } from "./database-secret";
import { databaseIdentifier, databaseSecretRole, type PostgresDatabase } from "./postgres-database";

/** Changes one database's owner's password and one secret, and nothing else. */
export function rotationStatements(place: Place, databaseRole: string): Statement[] {
  return [
    {
      Sid: "ChangePassword",
      Effect: "Allow",
      Action: ["rds:DescribeDBInstances", "rds:ModifyDBInstance"],
      Resource: arnOf(place, "rds", `db:${databaseIdentifier(place, databaseRole)}`),
    },
    {
      Sid: "WriteSecret",
      Effect: "Allow",
      Action: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      Resource: secretArnPattern(place, databaseSecretRole(databaseRole)),
    },
    // Takes no resource: it reads nothing.
    { Sid: "MakePassword", Effect: "Allow", Action: "secretsmanager:GetRandomPassword", Resource: "*" },
  ];
}

/** The rotation's role. It is made before the keys, whose policies name it. */
export function rotationRole(
  name: string,
  { site, tags, databaseRole }: { site: Site; tags: Tags; databaseRole: string },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  const statements = (place: Place): Statement[] => rotationStatements(place, databaseRole);
  return functionRole(name, { site, tags, contract, statements, inNetwork: true }, opts);
}

export interface PasswordRotationArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly database: PostgresDatabase;
  readonly role: ServiceRole;
  /** Days between two passwords, in [1, 90]. */
  readonly everyDays: number;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly network: FunctionNetwork;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** A new password for a database's owner, at once and then every few days. RDS sets it, so the function needs no way to the database's port. */
export class PasswordRotation extends pulumi.ComponentResource {
  constructor(name: string, args: PasswordRotationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:database:PasswordRotation", name, {}, opts);
    assertWhole("PasswordRotation", name, "everyDays", args.everyDays, 1, 90);
    const child = { parent: this };
    const { site, database } = args;
    const { secret } = database;
    const rotator = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags: args.tags,
        contract,
        role: args.role,
        environment: { DATABASE_IDENTIFIER: database.identifier },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: 1,
        network: args.network,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    secretRotation(
      name,
      {
        site,
        secretArn: secret.arn,
        rotator,
        everyDays: args.everyDays,
        statementId: "SecretsManagerRotates",
        first: database.described,
      },
      this,
    );
    this.registerOutputs({});
  }
}
