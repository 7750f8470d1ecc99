import * as pulumi from "@pulumi/pulumi";
import { RestApi } from "../api/rest-api";
import { TrustedRole, trustRoles } from "../access/trusted-role";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { RecordTable, type TableReplica } from "../database/record-table";
import { HashKey } from "../keys/hash-key";
import { arnOf } from "../names";
import type { Site } from "../site";
import type { StoreBucket } from "../storage/store-bucket";
import { DeliveryStream } from "../streaming/delivery-stream";
import { RecordStream } from "../streaming/record-stream";
import type { Tags } from "../tags";
import { FIREHOSE_ROLE, NOTES_STREAM_ROLE, PREFIX, SENDINGS_ROLE } from "./lake-names";
import { DELIVERY_LOGS, LAKE_FUNCTIONS, type LakeRoles } from "./lake-roles";
import { noteApi } from "./note-api";

export interface NoteIntakeArgs {
  readonly site: Site;
  /** Tags of what carries no PHI, and of what does. */
  readonly tags: Tags;
  readonly phiTags: Tags;
  readonly roles: LakeRoles;
  readonly raw: StoreBucket;
  readonly rawKeyArn: pulumi.Input<string>;
  /** Key of stream, table, function and logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Shards of the stream, in [2, 200]. */
  readonly shards: number;
  /** Names of the roles of this account that may send notes. */
  readonly senders: readonly string[];
  /** The VPC's endpoint of `execute-api`: the API is reached through it alone. */
  readonly vpcEndpointId: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  readonly concurrency: number;
  readonly replica?: TableReplica;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** The account's role for API Gateway's logs, where the stack makes it. */
  readonly dependsOn: readonly pulumi.Resource[];
}

const SENDER_ROLE = "lake-note-sender";
const API_ROLE = "care-notes";

/** Hours that a note can be read again from the stream, and minutes until somebody hears of one that waits. */
const RETENTION_HOURS = 168;
const LAG_MINUTES = 15;

/** Care notes by a private API, a function that checks them and takes each once, a stream, and Firehose to the raw zone. */
export class NoteIntake extends pulumi.ComponentResource {
  readonly invokeUrl: pulumi.Output<string>;
  readonly senderRoleArn: pulumi.Output<string>;

  constructor(name: string, args: NoteIntakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:NoteIntake", name, {}, opts);
    const { site, tags, phiTags, kmsKeyArn, logRetentionDays, alarmTopicArn } = args;
    const child = { parent: this };
    const stream = new RecordStream(
      `${name}-stream`,
      {
        site,
        tags: phiTags,
        internalTags: tags,
        role: NOTES_STREAM_ROLE,
        kmsKeyArn,
        shards: args.shards,
        retentionHours: RETENTION_HOURS,
        lagMinutes: LAG_MINUTES,
        alarmTopicArn,
      },
      child,
    );
    new DeliveryStream(
      `${name}-delivery`,
      {
        site,
        tags: phiTags,
        internalTags: tags,
        role: NOTES_STREAM_ROLE,
        stream,
        deliversAs: args.roles.delivery,
        bucket: args.raw,
        bucketKeyArn: args.rawKeyArn,
        prefix: PREFIX.notes,
        errorPrefix: PREFIX.noteErrors,
        bufferMinutes: 5,
        lateMinutes: LAG_MINUTES,
        logKeyArn: kmsKeyArn,
        logPrefix: DELIVERY_LOGS,
        logRole: FIREHOSE_ROLE,
        logRetentionDays,
        alarmTopicArn,
      },
      child,
    );
    // Hashes, ids of requests and times alone; kept as everything under the key is.
    const sendings = new RecordTable(
      `${name}-sendings`,
      {
        site,
        tags: phiTags,
        internalTags: tags,
        role: SENDINGS_ROLE,
        kmsKeyArn,
        keys: { partition: { name: "id" } },
        expiresAt: "expires",
        replica: args.replica,
        alarmTopicArn,
      },
      child,
    );
    const hashKey = new HashKey(
      `${name}-hash`,
      { site, tags, role: SENDINGS_ROLE, description: "Hashes of care notes' sendings", roles: [args.roles.intake] },
      child,
    );
    const intake = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags: phiTags,
        contract: LAKE_FUNCTIONS.intake,
        role: args.roles.intake,
        environment: {
          HASH_KEY_ARN: hashKey.aliasArn,
          STREAM_NAME: stream.streamName,
          TABLE_NAME: sendings.tableName,
        },
        kmsKeyArn,
        logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn,
      },
      child,
    );
    const api = new RestApi(
      `${name}-api`,
      {
        site,
        tags: phiTags,
        role: API_ROLE,
        document: noteApi,
        functionOf: () => intake,
        authorization: { kind: "iam" },
        asksForKeys: false,
        vpcEndpointId: args.vpcEndpointId,
        requestsASecond: 200,
        burst: 100,
        timeoutMs: LAKE_FUNCTIONS.intake.timeoutSeconds * 1000,
        slowMs: 2000,
        kmsKeyArn,
        logRetentionDays,
        alarmTopicArn,
        dependsOn: args.dependsOn,
      },
      child,
    );
    const sender = new TrustedRole(
      `${name}-sender`,
      {
        site,
        tags,
        role: SENDER_ROLE,
        description: "Sends care notes to the lake.",
        policyDescription: "Care notes by the intake API.",
        trust: (place) => trustRoles(place, args.senders),
        // AWS makes the API's id; no other API of the platform has this path.
        statements: (place) => [
          {
            Sid: "SendNotes",
            Effect: "Allow",
            Action: "execute-api:Invoke",
            Resource: arnOf(place, "execute-api", "*/*/POST/notes"),
          },
        ],
      },
      child,
    );
    this.invokeUrl = api.invokeUrl;
    this.senderRoleArn = sender.namedArn;
    this.registerOutputs({ invokeUrl: this.invokeUrl });
  }
}
