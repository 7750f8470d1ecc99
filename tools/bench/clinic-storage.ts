import { UNKNOWN } from "../../policies/value";
import { bucketPolicy, dashboard, keyPolicy, rolePolicy, tags, trust } from "./clinic-documents";
import type { Unit } from "./clinic-unit";

/** What the rest of a unit is made from, by URN. */
export interface Store {
  readonly key: string;
  readonly log: string;
  readonly role: string;
  readonly queue: string;
  readonly topic: string;
}

/** A bucket with its companions, its key, its role, and the queue and the topic that tell of its objects. */
export function addStore(unit: Unit): Store {
  const { number } = unit;
  const key = unit.add("aws:kms/key:Key", "key", {
    description: `Key of store ${number}`,
    enableKeyRotation: number % 9 !== 0,
    deletionWindowInDays: 30,
    policy: keyPolicy(),
    tags: tags(),
  });
  unit.add(
    "aws:kms/alias:Alias",
    "alias",
    { name: `alias/store-${number}`, targetKeyId: UNKNOWN },
    { targetKeyId: [key] },
  );
  const bucket = unit.add("aws:s3/bucket:Bucket", "bucket", {
    bucketPrefix: `store-${number}-`,
    forceDestroy: false,
    tags: tags(),
  });
  unit.add(
    "aws:s3/bucketVersioning:BucketVersioning",
    "versions",
    {
      bucket: UNKNOWN,
      versioningConfiguration: { status: number % 7 === 0 ? "Suspended" : "Enabled" },
    },
    { bucket: [bucket] },
  );
  unit.add(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "encryption",
    {
      bucket: UNKNOWN,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: UNKNOWN },
          bucketKeyEnabled: true,
        },
      ],
    },
    { bucket: [bucket], rules: [key] },
  );
  unit.add(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "access",
    {
      bucket: UNKNOWN,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: number % 11 !== 0,
    },
    { bucket: [bucket] },
  );
  unit.add(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "ownership",
    {
      bucket: UNKNOWN,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    },
    { bucket: [bucket] },
  );
  unit.add(
    "aws:s3/bucketPolicy:BucketPolicy",
    "policy",
    { bucket: UNKNOWN, policy: bucketPolicy(number) },
    { bucket: [bucket] },
  );
  unit.add(
    "aws:s3/bucketLogging:BucketLogging",
    "logging",
    {
      bucket: UNKNOWN,
      targetBucket: `access-logs-${number % 5}`,
      targetPrefix: `store-${number}/`,
    },
    { bucket: [bucket] },
  );
  unit.add(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "lifecycle",
    {
      bucket: UNKNOWN,
      rules: [
        {
          id: "cold",
          status: "Enabled",
          transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
          expiration: { days: 2557 },
        },
        { id: "parts", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
      ],
    },
    { bucket: [bucket] },
  );
  const log = unit.add(
    "aws:cloudwatch/logGroup:LogGroup",
    "log",
    { name: `/clinic/store-${number}`, retentionInDays: 400, kmsKeyId: UNKNOWN },
    { kmsKeyId: [key] },
  );
  const role = unit.add("aws:iam/role:Role", "role", {
    name: `store-${number}`,
    assumeRolePolicy: trust("lambda.amazonaws.com"),
    tags: tags(),
  });
  unit.add("aws:iam/rolePolicy:RolePolicy", "reads", { role: UNKNOWN, policy: rolePolicy(number) }, { role: [role] });
  const queue = unit.add(
    "aws:sqs/queue:Queue",
    "queue",
    { messageRetentionSeconds: 86400, kmsMasterKeyId: UNKNOWN, tags: tags() },
    { kmsMasterKeyId: [key] },
  );
  const topic = unit.add(
    "aws:sns/topic:Topic",
    "topic",
    { displayName: `Store ${number}`, kmsMasterKeyId: number % 6 === 0 ? "alias/aws/sns" : UNKNOWN },
    { kmsMasterKeyId: [key] },
  );
  return { key, log, role, queue, topic };
}

/** What surrounds a store: events, and types that no rule is about. */
export function addSurroundings(unit: Unit, { queue }: Store): void {
  const { number } = unit;
  const rule = unit.add("aws:cloudwatch/eventRule:EventRule", "rule", {
    eventPattern: JSON.stringify({ source: ["aws.s3"], detail: { bucket: { name: [`store-${number}`] } } }),
  });
  unit.add(
    "aws:cloudwatch/eventTarget:EventTarget",
    "target",
    { rule: UNKNOWN, arn: UNKNOWN, deadLetterConfig: { arn: UNKNOWN } },
    { rule: [rule], arn: [queue], deadLetterConfig: [queue] },
  );
  unit.add(
    "aws:lambda/permission:Permission",
    "permission",
    {
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      function: `intake-${number}`,
      sourceArn: UNKNOWN,
    },
    { sourceArn: [rule] },
  );
  unit.add("aws:route53/record:Record", "record", {
    name: `store-${number}.clinic.test`,
    type: "CNAME",
    ttl: 300,
    zoneId: "Z1",
    records: [`store-${number}.internal`],
  });
  unit.add("aws:glue/catalogDatabase:CatalogDatabase", "catalog", {
    name: `store_${number}`,
    parameters: { classification: "parquet", owner: "analytics" },
  });
  unit.add("aws:appautoscaling/policy:Policy", "scaling", {
    policyType: "TargetTrackingScaling",
    resourceId: `service/clinic/${number}`,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 60,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
  });
  unit.add("aws:ssm/parameter:Parameter", "parameter", {
    name: `/clinic/${number}/endpoint`,
    type: "String",
    value: `https://store-${number}.clinic.test`,
    tags: tags(),
  });
  unit.add("aws:cloudwatch/dashboard:Dashboard", "dashboard", {
    dashboardName: `store-${number}`,
    dashboardBody: dashboard(number),
  });
  unit.add("random:index/randomPet:RandomPet", "pet", { length: 2, keepers: { unit: String(number) } });
}
