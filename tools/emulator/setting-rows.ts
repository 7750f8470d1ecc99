import { compliance, failed, sharing, unsharing } from "../../lambdas/remediation/testing/findings";
import type { Call } from "./objects";
import { passed, type RemedyRow } from "./remedy-row";

const ACCOUNT = "us-east-1:123456789012";
const MASTER = { MasterUsername: "records_owner", MasterUserPassword: "made-up-password" };

async function makeDatabase(call: Call, DBInstanceIdentifier: string, settings: object): Promise<string> {
  await call("rds", "create_db_instance", {
    DBInstanceIdentifier,
    DBInstanceClass: "db.t4g.medium",
    Engine: "postgres",
    AllocatedStorage: 20,
    ...MASTER,
    ...settings,
  });
  return DBInstanceIdentifier;
}

async function databaseState(call: Call, DBInstanceIdentifier: string): Promise<Database> {
  const { DBInstances } = (await call("rds", "describe_db_instances", { DBInstanceIdentifier })) as {
    DBInstances: [Database];
  };
  const [{ PubliclyAccessible, DeletionProtection }] = DBInstances;
  return { PubliclyAccessible, DeletionProtection };
}

async function subnetIn(call: Call, isolationGroup: string): Promise<{ SubnetId: string; VpcId: string }> {
  const { SecurityGroups } = (await call("ec2", "describe_security_groups", { GroupIds: [isolationGroup] })) as {
    SecurityGroups: [{ VpcId: string }];
  };
  const [{ VpcId }] = SecurityGroups;
  const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
  const { Subnets } = (await call("ec2", "describe_subnets", { Filters })) as { Subnets: [{ SubnetId: string }] };
  return { SubnetId: Subnets[0].SubnetId, VpcId };
}

async function makeKey(call: Call): Promise<{ Arn: string; KeyId: string }> {
  return ((await call("kms", "create_key", {})) as { KeyMetadata: { Arn: string; KeyId: string } }).KeyMetadata;
}

async function makeTable(call: Call, TableName: string, settings: object): Promise<string> {
  await call("dynamodb", "create_table", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    ...settings,
  });
  return TableName;
}

/** Settings that are not as they should be, each with what puts it right. */
export const SETTING_ROWS: readonly RemedyRow[] = [
  {
    action: "close-security-group",
    breach: async (call, isolationGroup) => {
      const { VpcId } = await subnetIn(call, isolationGroup);
      const { GroupId } = await call("ec2", "create_security_group", {
        GroupName: "administration",
        Description: "Everybody gets in.",
        VpcId,
      });
      const everybody = [{ CidrIp: "0.0.0.0/0" }];
      const IpPermissions = [
        { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [...everybody, { CidrIp: "10.0.0.0/16" }] },
        { IpProtocol: "tcp", FromPort: 22, ToPort: 22, Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
        { IpProtocol: "tcp", FromPort: 5000, ToPort: 6000, IpRanges: everybody },
        { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: everybody },
      ];
      await call("ec2", "authorize_security_group_ingress", { GroupId, IpPermissions });
      return GroupId as string;
    },
    finding: (resourceId) => compliance("restricted-ssh", { resourceType: "AWS::EC2::SecurityGroup", resourceId }),
    state: async (call, target) => {
      const { SecurityGroups } = (await call("ec2", "describe_security_groups", { GroupIds: [target] })) as {
        SecurityGroups: [{ IpPermissions: Permission[] }];
      };
      return SecurityGroups[0].IpPermissions.flatMap(({ FromPort, ToPort, IpRanges, Ipv6Ranges }) =>
        [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)].map(
          (range) => `${FromPort}-${ToPort} ${range}`,
        ),
      ).sort();
    },
    isMended: (state) => (state as string[]).join() === "22-22 10.0.0.0/16,443-443 0.0.0.0/0",
    aftermath: (resourceId) => [
      compliance("restricted-ssh", { resourceType: "AWS::EC2::SecurityGroup", resourceId }, "COMPLIANT"),
      passed("EC2.13", "AwsEc2SecurityGroup", `arn:aws:ec2:${ACCOUNT}:security-group/${resourceId}`),
    ],
  },
  {
    action: "require-imdsv2",
    breach: async (call, isolationGroup) => {
      const { SubnetId } = await subnetIn(call, isolationGroup);
      const { Images } = (await call("ec2", "describe_images", {})) as { Images: [{ ImageId: string }] };
      const { Instances } = (await call("ec2", "run_instances", {
        ImageId: Images[0].ImageId,
        MinCount: 1,
        MaxCount: 1,
        SubnetId,
        MetadataOptions: { HttpTokens: "optional", HttpEndpoint: "enabled" },
      })) as { Instances: [{ InstanceId: string }] };
      return Instances[0].InstanceId;
    },
    finding: (id) => failed("EC2.8", "AwsEc2Instance", `arn:aws:ec2:${ACCOUNT}:instance/${id}`),
    state: async (call, target) => {
      const { Reservations } = (await call("ec2", "describe_instances", { InstanceIds: [target] })) as {
        Reservations: [{ Instances: [{ MetadataOptions: { HttpTokens: string } }] }];
      };
      return Reservations[0].Instances[0].MetadataOptions.HttpTokens;
    },
    isMended: (state) => state === "required",
    aftermath: (id) => [passed("EC2.8", "AwsEc2Instance", `arn:aws:ec2:${ACCOUNT}:instance/${id}`)],
  },
  {
    action: "close-subnet",
    breach: async (call, isolationGroup) => {
      const { VpcId } = await subnetIn(call, isolationGroup);
      const { Subnet } = (await call("ec2", "create_subnet", { VpcId, CidrBlock: "10.0.1.0/24" })) as {
        Subnet: { SubnetId: string };
      };
      const MapPublicIpOnLaunch = { Value: true };
      await call("ec2", "modify_subnet_attribute", { SubnetId: Subnet.SubnetId, MapPublicIpOnLaunch });
      return Subnet.SubnetId;
    },
    finding: (resourceId) =>
      compliance("subnet-auto-assign-public-ip-disabled", { resourceType: "AWS::EC2::Subnet", resourceId }),
    state: async (call, target) => {
      const { Subnets } = (await call("ec2", "describe_subnets", { SubnetIds: [target] })) as {
        Subnets: [{ MapPublicIpOnLaunch: boolean }];
      };
      return Subnets[0].MapPublicIpOnLaunch;
    },
    isMended: (state) => state === false,
    aftermath: (id) => [passed("EC2.15", "AwsEc2Subnet", `arn:aws:ec2:${ACCOUNT}:subnet/${id}`)],
  },
  {
    action: "make-database-private",
    breach: (call) => makeDatabase(call, "phiguard-test-open", { PubliclyAccessible: true, DeletionProtection: true }),
    finding: (id) => failed("RDS.2", "AwsRdsDbInstance", `arn:aws:rds:${ACCOUNT}:db:${id}`),
    state: databaseState,
    isMended: (state) => (state as Database).PubliclyAccessible === false && (state as Database).DeletionProtection,
    aftermath: (id) => [passed("RDS.2", "AwsRdsDbInstance", `arn:aws:rds:${ACCOUNT}:db:${id}`)],
  },
  {
    action: "protect-database",
    breach: (call) =>
      makeDatabase(call, "phiguard-test-unguarded", { PubliclyAccessible: false, DeletionProtection: false }),
    finding: (id) => failed("RDS.8", "AwsRdsDbInstance", `arn:aws:rds:${ACCOUNT}:db:${id}`),
    state: databaseState,
    isMended: (state) => (state as Database).DeletionProtection && !(state as Database).PubliclyAccessible,
    aftermath: (id) => [passed("RDS.8", "AwsRdsDbInstance", `arn:aws:rds:${ACCOUNT}:db:${id}`)],
  },
  {
    action: "unshare-db-snapshot",
    breach: async (call) => {
      const DBInstanceIdentifier = await makeDatabase(call, "phiguard-test-shared", {});
      const DBSnapshotIdentifier = "phiguard-test-snapshot";
      await call("rds", "create_db_snapshot", { DBInstanceIdentifier, DBSnapshotIdentifier });
      await call("rds", "modify_db_snapshot_attribute", {
        DBSnapshotIdentifier,
        AttributeName: "restore",
        ValuesToAdd: ["all", "210987654321"],
      });
      return DBSnapshotIdentifier;
    },
    finding: (id) => failed("RDS.1", "AwsRdsDbSnapshot", `arn:aws:rds:${ACCOUNT}:snapshot:${id}`),
    state: async (call, DBSnapshotIdentifier) => {
      const { DBSnapshotAttributesResult: found } = (await call("rds", "describe_db_snapshot_attributes", {
        DBSnapshotIdentifier,
      })) as { DBSnapshotAttributesResult: { DBSnapshotAttributes: [{ AttributeValues: string[] }] } };
      return [...found.DBSnapshotAttributes[0].AttributeValues].sort();
    },
    isMended: (state) => (state as string[]).join() === "210987654321",
    aftermath: (id) => [passed("RDS.1", "AwsRdsDbSnapshot", `arn:aws:rds:${ACCOUNT}:snapshot:${id}`)],
  },
  {
    action: "enable-key-rotation",
    breach: async (call) => (await makeKey(call)).Arn,
    finding: (key) => failed("KMS.4", "AwsKmsKey", key),
    state: async (call, KeyId) => (await call("kms", "get_key_rotation_status", { KeyId }))["KeyRotationEnabled"],
    isMended: (state) => state === true,
    aftermath: (key) => [passed("KMS.4", "AwsKmsKey", key)],
  },
  {
    action: "cancel-key-deletion",
    breach: async (call) => {
      const { KeyId } = await makeKey(call);
      await call("kms", "schedule_key_deletion", { KeyId, PendingWindowInDays: 7 });
      return KeyId;
    },
    finding: (resourceId) =>
      compliance("kms-cmk-not-scheduled-for-deletion", { resourceType: "AWS::KMS::Key", resourceId }),
    state: async (call, KeyId) => {
      const { KeyMetadata } = (await call("kms", "describe_key", { KeyId })) as { KeyMetadata: { KeyState: string } };
      return KeyMetadata.KeyState;
    },
    isMended: (state) => state === "Disabled",
    // A key that is off is not rotated.
    aftermath: (key) => [failed("KMS.4", "AwsKmsKey", `arn:aws:kms:${ACCOUNT}:key/${key}`)],
    stays: "no function may schedule that a key is deleted",
  },
  {
    action: "version-bucket",
    breach: async (call) => {
      const Bucket = "phiguard-test-files";
      await call("s3", "create_bucket", { Bucket });
      await call("s3", "put_bucket_versioning", { Bucket, VersioningConfiguration: { Status: "Suspended" } });
      return Bucket;
    },
    finding: (name) => failed("S3.14", "AwsS3Bucket", `arn:aws:s3:::${name}`),
    state: async (call, Bucket) => (await call("s3", "get_bucket_versioning", { Bucket }))["Status"],
    isMended: (state) => state === "Enabled",
    aftermath: (name) => [passed("S3.14", "AwsS3Bucket", `arn:aws:s3:::${name}`)],
  },
  {
    action: "enable-table-recovery",
    breach: (call) => makeTable(call, "phiguard-test-records", {}),
    finding: (name) => failed("DynamoDB.2", "AwsDynamoDbTable", `arn:aws:dynamodb:${ACCOUNT}:table/${name}`),
    state: async (call, TableName) => {
      const { ContinuousBackupsDescription: found } = (await call("dynamodb", "describe_continuous_backups", {
        TableName,
      })) as { ContinuousBackupsDescription: Recovery };
      return found.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus;
    },
    isMended: (state) => state === "ENABLED",
    aftermath: (name) => [passed("DynamoDB.2", "AwsDynamoDbTable", `arn:aws:dynamodb:${ACCOUNT}:table/${name}`)],
  },
  {
    action: "protect-table",
    breach: (call) => makeTable(call, "phiguard-test-unguarded", { DeletionProtectionEnabled: false }),
    finding: (resourceId) =>
      compliance("dynamodb-table-deletion-protection-enabled", { resourceType: "AWS::DynamoDB::Table", resourceId }),
    state: async (call, TableName) => {
      const { Table } = (await call("dynamodb", "describe_table", { TableName })) as {
        Table: { DeletionProtectionEnabled: boolean };
      };
      return Table.DeletionProtectionEnabled;
    },
    isMended: (state) => state === true,
    aftermath: (name) => [passed("DynamoDB.6", "AwsDynamoDbTable", `arn:aws:dynamodb:${ACCOUNT}:table/${name}`)],
  },
  {
    action: "unshare-snapshots",
    breach: async (call) => {
      for (const GroupNames of [["all"], ["all"], undefined]) {
        const { VolumeId } = await call("ec2", "create_volume", { AvailabilityZone: "us-east-1a", Size: 1 });
        const { SnapshotId } = await call("ec2", "create_snapshot", { VolumeId });
        const given = { SnapshotId, Attribute: "createVolumePermission", OperationType: "add" };
        await call("ec2", "modify_snapshot_attribute", { ...given, UserIds: ["210987654321"] });
        if (GroupNames !== undefined) await call("ec2", "modify_snapshot_attribute", { ...given, GroupNames });
      }
      return "123456789012";
    },
    finding: (account) => failed("EC2.1", "AwsAccount", `AWS::::Account:${account}`),
    state: async (call) => {
      // Three of ours; the emulator has some of others.
      const { Snapshots } = (await call("ec2", "describe_snapshots", {})) as { Snapshots: { SnapshotId: string }[] };
      const shared: string[] = [];
      for (const { SnapshotId } of Snapshots) {
        const asked = { SnapshotId, Attribute: "createVolumePermission" };
        const { CreateVolumePermissions: found } = await call("ec2", "describe_snapshot_attribute", asked);
        for (const { Group, UserId } of found as Permitted[]) shared.push(`${SnapshotId} ${Group ?? UserId}`);
      }
      return shared.sort();
    },
    isMended: (state) =>
      (state as string[]).every((one) => one.endsWith(" 210987654321")) && (state as string[]).length === 3,
    aftermath: (account) => [passed("EC2.1", "AwsAccount", `AWS::::Account:${account}`)],
  },
  {
    action: "unshare-image",
    breach: async (call) => {
      const { Images } = (await call("ec2", "describe_images", {})) as { Images: [{ ImageId: string }] };
      const Name = "phiguard-test-image";
      const { ImageId } = await call("ec2", "copy_image", {
        SourceImageId: Images[0].ImageId,
        SourceRegion: "us-east-1",
        Name,
      });
      const LaunchPermission = { Add: [{ Group: "all" }, { UserId: "210987654321" }] };
      await call("ec2", "modify_image_attribute", { ImageId, LaunchPermission });
      return ImageId as string;
    },
    finding: sharing,
    state: async (call, ImageId) => {
      const asked = { ImageId, Attribute: "launchPermission" };
      const { LaunchPermissions: found } = await call("ec2", "describe_image_attribute", asked);
      return (found as Permitted[]).map(({ Group, UserId }) => Group ?? UserId).sort();
    },
    isMended: (state) => (state as string[]).join() === "210987654321",
    // The remedy's own call takes everybody off, and adds nobody.
    aftermath: (id) => [unsharing(id)],
  },
];

interface Permitted {
  readonly Group?: string;
  readonly UserId?: string;
}
interface Recovery {
  readonly PointInTimeRecoveryDescription: { readonly PointInTimeRecoveryStatus: string };
}
interface Database {
  readonly PubliclyAccessible: boolean;
  readonly DeletionProtection: boolean;
}
interface Permission {
  readonly FromPort: number;
  readonly ToPort: number;
  readonly IpRanges: readonly { readonly CidrIp: string }[];
  readonly Ipv6Ranges: readonly { readonly CidrIpv6: string }[];
}
