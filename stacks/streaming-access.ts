import type * as pulumi from "@pulumi/pulumi";
import { contract as consumer } from "../lambdas/stream-consumer/contract";
import type { ServiceRole } from "../components/access/service-role";
import { clusterName } from "../components/compute/container-cluster";
import { containerRoles, type ContainerRoles } from "../components/compute/container-roles";
import { functionUses } from "../components/compute/function-role";
import { secretArnPattern } from "../components/database/database-secret";
import { rotationRole } from "../components/database/password-rotation";
import { databaseSecretRole } from "../components/database/postgres-database";
import { CustomerKey } from "../components/keys/customer-key";
import type { KeyUse } from "../components/keys/key-policy";
import type { Site } from "../components/site";
import { readerStatements } from "../components/streaming/reader-policy";
import { streamName } from "../components/streaming/record-stream";
import type { Tags } from "../components/tags";

export interface StreamingAccess {
  readonly roles: ContainerRoles;
  readonly rotator: ServiceRole;
  readonly key: CustomerKey;
}

export interface StreamingAccessArgs {
  readonly site: Site;
  readonly internalTags: Tags;
  readonly phiTags: Tags;
  /** Last part of the consumer's name, where it has throughput of its own. */
  readonly fanOutRole: string | undefined;
}

export const WORKLOAD = "streaming";
/** Last parts of the names of stream and database. */
export const STREAM_ROLE = "records";
export const DATABASE_ROLE = "records";

/** The roles of the consumer and of the password's rotation, and the workload's key, whose policy names them. */
export function streamingAccess(
  { site, internalTags, phiTags, fanOutRole }: StreamingAccessArgs,
  opts: pulumi.ComponentResourceOptions,
): StreamingAccess {
  const roles = containerRoles(
    `${WORKLOAD}-consumer`,
    {
      site,
      tags: internalTags,
      role: consumer.name,
      statements: (place) => [
        ...readerStatements(
          place,
          streamName(place, STREAM_ROLE),
          fanOutRole === undefined ? undefined : streamName(place, fanOutRole),
        ),
        {
          Sid: "ReadDatabaseSecret",
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: secretArnPattern(place, databaseSecretRole(DATABASE_ROLE)),
        },
      ],
    },
    opts,
  );
  const rotator = rotationRole(`${WORKLOAD}-rotation`, { site, tags: internalTags, databaseRole: DATABASE_ROLE }, opts);
  const uses: pulumi.Input<KeyUse>[] = [
    { kind: "logs" },
    { kind: "fargate", clusterName: clusterName(site, WORKLOAD) },
    roles.task.namedArn.apply((roleArn): KeyUse => {
      return {
        kind: "role",
        sid: "ConsumerReads",
        roleArn,
        actions: ["kms:Decrypt"],
        services: ["kinesis", "secretsmanager"],
      };
    }),
    functionUses(rotator, "RotationWrites", ["secretsmanager"]),
  ];
  const key = new CustomerKey(
    `${WORKLOAD}-key`,
    {
      site,
      tags: phiTags,
      role: WORKLOAD,
      description: "Records in stream and database, their secret and the logs about them",
      uses,
    },
    opts,
  );
  return { roles, rotator, key };
}
