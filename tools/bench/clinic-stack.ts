import type { ProviderView, Resource } from "../../policies/resource";
import { UNKNOWN, type PropertyObject } from "../../policies/value";

/** Resources of one unit, about a third of which are of types that no rule is about. */
const UNIT = 25;

const PROVIDER: ProviderView = {
  urn: "urn:pulumi:bench::clinic::pulumi:providers:aws::aws",
  type: "pulumi:providers:aws",
  name: "aws",
  properties: {
    region: "us-east-1",
    defaultTags: JSON.stringify({ tags: { "phiguard:owner": "platform", "phiguard:environment": "bench" } }),
  },
};

/**
 * A stack as a preview of a clinic's platform shows it: stores with their companions, keys, topics, queues, roles and network parts, joined
 * by reference because names and ARNs are not known yet. A few settings are missing here and there, so that findings are made too.
 * @param count number of resources without the stack itself, at least 1.
 */
export function clinicStack(count: number): Resource[] {
  const resources: Resource[] = [];
  for (let unit = 0; resources.length < count; unit += 1) resources.push(...new Unit(unit).build());
  return resources.slice(0, count);
}

const STACK = "urn:pulumi:bench::clinic::pulumi:pulumi:Stack::clinic-bench";
const COMPONENT = "phiguard:storage:StoreBucket";

class Unit {
  private readonly made: Resource[] = [];

  constructor(private readonly number: number) {}

  build(): Resource[] {
    const { number } = this;
    const component = this.add(COMPONENT, "store", {}, {}, STACK);
    const key = this.add("aws:kms/key:Key", "key", {
      description: `Key of store ${number}`,
      enableKeyRotation: number % 9 !== 0,
      deletionWindowInDays: 30,
      policy: keyPolicy(),
      tags: tags(),
    });
    this.add(
      "aws:kms/alias:Alias",
      "alias",
      { name: `alias/store-${number}`, targetKeyId: UNKNOWN },
      { targetKeyId: [key] },
    );
    const bucket = this.add("aws:s3/bucket:Bucket", "bucket", {
      bucketPrefix: `store-${number}-`,
      forceDestroy: false,
      tags: tags(),
    });
    this.add(
      "aws:s3/bucketVersioning:BucketVersioning",
      "versions",
      {
        bucket: UNKNOWN,
        versioningConfiguration: { status: number % 7 === 0 ? "Suspended" : "Enabled" },
      },
      { bucket: [bucket] },
    );
    this.add(
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
    this.add(
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
    this.add(
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "ownership",
      {
        bucket: UNKNOWN,
        rule: { objectOwnership: "BucketOwnerEnforced" },
      },
      { bucket: [bucket] },
    );
    this.add(
      "aws:s3/bucketPolicy:BucketPolicy",
      "policy",
      { bucket: UNKNOWN, policy: bucketPolicy(number) },
      { bucket: [bucket] },
    );
    this.add(
      "aws:s3/bucketLogging:BucketLogging",
      "logging",
      {
        bucket: UNKNOWN,
        targetBucket: `access-logs-${number % 5}`,
        targetPrefix: `store-${number}/`,
      },
      { bucket: [bucket] },
    );
    this.add(
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
    this.add(
      "aws:cloudwatch/logGroup:LogGroup",
      "log",
      { name: `/clinic/store-${number}`, retentionInDays: 400, kmsKeyId: UNKNOWN },
      { kmsKeyId: [key] },
    );
    const role = this.add("aws:iam/role:Role", "role", {
      name: `store-${number}`,
      assumeRolePolicy: trust("lambda.amazonaws.com"),
      tags: tags(),
    });
    this.add("aws:iam/rolePolicy:RolePolicy", "reads", { role: UNKNOWN, policy: rolePolicy(number) }, { role: [role] });
    const queue = this.add(
      "aws:sqs/queue:Queue",
      "queue",
      { messageRetentionSeconds: 86400, kmsMasterKeyId: UNKNOWN, tags: tags() },
      { kmsMasterKeyId: [key] },
    );
    this.add(
      "aws:sns/topic:Topic",
      "topic",
      { displayName: `Store ${number}`, kmsMasterKeyId: number % 6 === 0 ? "alias/aws/sns" : UNKNOWN },
      { kmsMasterKeyId: [key] },
    );
    // From here on types that few or no rules are about.
    const rule = this.add("aws:cloudwatch/eventRule:EventRule", "rule", {
      eventPattern: JSON.stringify({ source: ["aws.s3"], detail: { bucket: { name: [`store-${number}`] } } }),
    });
    this.add(
      "aws:cloudwatch/eventTarget:EventTarget",
      "target",
      { rule: UNKNOWN, arn: UNKNOWN, deadLetterConfig: { arn: UNKNOWN } },
      { rule: [rule], arn: [queue], deadLetterConfig: [queue] },
    );
    this.add(
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
    this.add("aws:route53/record:Record", "record", {
      name: `store-${number}.clinic.test`,
      type: "CNAME",
      ttl: 300,
      zoneId: "Z1",
      records: [`store-${number}.internal`],
    });
    this.add("aws:glue/catalogDatabase:CatalogDatabase", "catalog", {
      name: `store_${number}`,
      parameters: { classification: "parquet", owner: "analytics" },
    });
    this.add("aws:appautoscaling/policy:Policy", "scaling", {
      policyType: "TargetTrackingScaling",
      resourceId: `service/clinic/${number}`,
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 60,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      },
    });
    this.add("aws:ssm/parameter:Parameter", "parameter", {
      name: `/clinic/${number}/endpoint`,
      type: "String",
      value: `https://store-${number}.clinic.test`,
      tags: tags(),
    });
    this.add("aws:cloudwatch/dashboard:Dashboard", "dashboard", {
      dashboardName: `store-${number}`,
      dashboardBody: dashboard(number),
    });
    this.add("random:index/randomPet:RandomPet", "pet", { length: 2, keepers: { unit: String(number) } });
    if (this.made.length !== UNIT) throw new Error(`a unit has ${this.made.length} resources, not ${UNIT}`);
    return this.made.map((resource) => ({ ...resource, parent: resource.urn === component ? STACK : component }));
  }

  private add(
    type: string,
    role: string,
    inputs: PropertyObject,
    from: Record<string, string[]> = {},
    parent = COMPONENT,
  ): string {
    const name = `store-${this.number}-${role}`;
    const chain = parent === COMPONENT ? `${COMPONENT}$${type}` : type;
    const urn = `urn:pulumi:bench::clinic::${chain}::${name}`;
    const isComponent = type === COMPONENT;
    this.made.push({
      urn,
      type,
      name,
      inputs,
      outputs: isComponent ? {} : { ...inputs, id: UNKNOWN, arn: UNKNOWN, tagsAll: UNKNOWN },
      propertyDependencies: from,
      ...(isComponent || type.startsWith("random:") ? {} : { provider: PROVIDER }),
    });
    return urn;
  }
}

function tags(): PropertyObject {
  return { "phiguard:classification": "phi", "phiguard:owner": "platform", "phiguard:workload": "records" };
}

function keyPolicy(): string {
  return document([
    {
      Sid: "Owner",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:*" } },
    },
  ]);
}

function bucketPolicy(number: number): string {
  const both = [`arn:aws:s3:::store-${number}`, `arn:aws:s3:::store-${number}/*`];
  return document([
    {
      Sid: "Tls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: both,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "Tls12",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: both,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
    {
      Sid: "Read",
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::111122223333:role/store-${number}`] },
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: both,
    },
  ]);
}

function rolePolicy(number: number): string {
  return document(
    ["s3:GetObject", "s3:PutObject", "kms:Decrypt", "sqs:SendMessage", "logs:PutLogEvents"].map((action) => ({
      Effect: "Allow",
      Action: action,
      Resource: `arn:aws:${action.split(":")[0]}:us-east-1:111122223333:store-${number}/*`,
    })),
  );
}

function trust(service: string): string {
  return document([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);
}

function document(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function dashboard(number: number): string {
  const widget = (metric: string): object => ({
    type: "metric",
    width: 12,
    properties: { metrics: [["AWS/S3", metric, "BucketName", `store-${number}`]], region: "us-east-1" },
  });
  return JSON.stringify({ widgets: ["BucketSizeBytes", "NumberOfObjects", "4xxErrors", "5xxErrors"].map(widget) });
}
