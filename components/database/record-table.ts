import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, assertWhole } from "../errors";
import { arnOf } from "../names";
import { alarm } from "../observability/alarm";
import { sumAlarm } from "../observability/sum-alarm";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { tableName } from "./table-access";
import { tableAlarms, tableFaults } from "./table-alarms";

/** An attribute that is part of a key: text, number or bytes. Keys are named in logs and metrics: no identifiers of patients. */
export interface KeyAttribute {
  readonly name: string;
  /** Text by default. */
  readonly type?: "S" | "N" | "B";
}

/** Partition key, and sort key where there is one. */
export interface TableKeys {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute;
}

/** A global secondary index. */
export interface TableIndex extends TableKeys {
  /** 3 to 255 letters, digits, dots, hyphens and underscores. */
  readonly name: string;
  /** What it holds beside keys: everything by default, keys alone (`[]`), or the named attributes. */
  readonly attributes?: readonly string[];
}

/** A second region, which keeps a full copy that can be written to. */
export interface TableReplica {
  readonly site: Site;
  /** Customer key of that region, with the use `tables`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Provider of that region. */
  readonly provider: pulumi.ProviderResource;
}

export interface RecordTableArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of the alarms, which carry no PHI. */
  readonly internalTags: Tags;
  /** Last part of the table's name. */
  readonly role: string;
  /** Customer key with the use `tables`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly keys: TableKeys;
  /** At most 20; none by default. */
  readonly indexes?: readonly TableIndex[];
  /** Attribute with the second (Unix time) after which DynamoDB removes an item by itself. */
  readonly expiresAt?: string;
  /** A stream of changes, with items as they were and are; a replica has one anyway. */
  readonly changes?: boolean;
  /** Days that the table can be restored to any second of, in [1, 35]; 35 by default. */
  readonly restorableDays?: number;
  /** Makes it a global table. */
  readonly replica?: TableReplica;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** DynamoDB's limit, which AWS raises on request. */
const MOST_INDEXES = 20;

/**
 * A table of records: customer key, on-demand capacity, restorable to any second, protected against deletion where the site
 * is, alarms on refusals, faults and a replica that falls behind.
 */
export class RecordTable extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Known at preview; depends on the table. */
  readonly tableName: pulumi.Output<string>;
  /** The ARN made from the name: known at preview, and depends on the table. */
  readonly namedArn: pulumi.Output<string>;
  /** Of the changes, where they are asked for or a replica needs them; known once the table is made. */
  readonly streamArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: RecordTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:database:RecordTable", name, {}, opts);
    const { site, keys, replica, indexes = [], restorableDays = 35 } = args;
    assertWhole("RecordTable", name, "restorableDays", restorableDays, 1, 35);
    assertWhole("RecordTable", name, "indexes", indexes.length, 0, MOST_INDEXES);
    const streams = args.changes === true || replica !== undefined;
    const child = { parent: this };
    const table = new aws.dynamodb.Table(
      `${name}-table`,
      {
        name: tableName(site, args.role),
        billingMode: "PAY_PER_REQUEST",
        attributes: keyAttributes(name, [keys, ...indexes]),
        hashKey: keys.partition.name,
        rangeKey: keys.sort?.name,
        globalSecondaryIndexes: indexes.length === 0 ? undefined : indexes.map(indexOf),
        ttl: args.expiresAt === undefined ? undefined : { enabled: true, attributeName: args.expiresAt },
        // What a replica needs, too (DynamoDB Developer Guide, "Global tables").
        ...(streams && { streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES" }),
        serverSideEncryption: { enabled: true, kmsKeyArn: args.kmsKeyArn },
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: restorableDays },
        deletionProtectionEnabled: site.deletionProtection,
        tags: args.tags,
      },
      // The replica is a resource of its own, which the table would take away again: it lists its replicas, too.
      { ...child, protect: site.deletionProtection, ignoreChanges: replica === undefined ? [] : ["replicas"] },
    );
    if (replica !== undefined) {
      new aws.dynamodb.TableReplica(
        `${name}-replica`,
        {
          globalTableArn: table.arn,
          kmsKeyArn: replica.kmsKeyArn,
          pointInTimeRecovery: true,
          deletionProtectionEnabled: replica.site.deletionProtection,
          tags: args.tags,
        },
        { ...child, provider: replica.provider, protect: replica.site.deletionProtection },
      );
    }
    const scene = { site, tags: args.internalTags, topicArn: args.alarmTopicArn };
    const watched = { role: args.role, tableName: table.name, replicaRegion: replica?.site.region };
    for (const spec of tableAlarms(watched)) alarm(name, scene, spec, child);
    sumAlarm(name, scene, tableFaults(watched), child);
    this.arn = table.arn;
    this.tableName = table.name;
    this.namedArn = pulumi
      .all([site.accountId, table.name])
      .apply(([accountId, made]) => arnOf({ region: site.region, accountId }, "dynamodb", `table/${made}`));
    this.streamArn = streams ? table.streamArn : undefined;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Each attribute of a key once; DynamoDB refuses any other here. */
function keyAttributes(name: string, all: readonly TableKeys[]): { name: string; type: string }[] {
  const types = new Map<string, string>();
  for (const { name: attribute, type = "S" } of all.flatMap(({ partition, sort }) => [
    partition,
    ...(sort ? [sort] : []),
  ])) {
    if ((types.get(attribute) ?? type) !== type) {
      throw new ArgumentError("RecordTable", name, `type of ${attribute}`, "the same in each key", type);
    }
    types.set(attribute, type);
  }
  return [...types].map(([attribute, type]) => ({ name: attribute, type }));
}

function indexOf({
  name,
  partition,
  sort,
  attributes,
}: TableIndex): aws.types.input.dynamodb.TableGlobalSecondaryIndex {
  // Every version of the provider has these names; its list of keys (`keySchemas`) is for keys of several attributes.
  const keys = { name, hashKey: partition.name, ...(sort && { rangeKey: sort.name }) };
  if (attributes === undefined) return { ...keys, projectionType: "ALL" };
  return attributes.length === 0
    ? { ...keys, projectionType: "KEYS_ONLY" }
    : { ...keys, projectionType: "INCLUDE", nonKeyAttributes: [...attributes] };
}
