import { setTimeout } from "node:timers/promises";
import { REVOCATION } from "../../lambdas/session-revoke/adapters";
import { alert, CALLER, compliance, failed, hub, threat } from "../../lambdas/remediation/testing/findings";
import { passed, type RemedyRow } from "./remedy-row";
import { SETTING_ROWS } from "./setting-rows";

export const ACCESS_TABLE = "access";

const OPEN = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const EVERYBODY = { Effect: "Allow", Principal: "*", Resource: "*" };
const document = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
interface Instances {
  readonly Reservations: readonly [{ readonly Instances: readonly [Instance] }];
}
interface Instance {
  readonly InstanceId: string;
  readonly NetworkInterfaces: readonly { readonly Groups: readonly { readonly GroupId: string }[] }[];
}

export const REMEDY_ROWS: readonly RemedyRow[] = [
  {
    action: "close-bucket",
    breach: async (call) => {
      const Bucket = "phiguard-test-web";
      await call("s3", "create_bucket", { Bucket });
      await call("s3", "put_public_access_block", { Bucket, PublicAccessBlockConfiguration: OPEN });
      const Policy = document({ ...EVERYBODY, Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` });
      await call("s3", "put_bucket_policy", { Bucket, Policy });
      return Bucket;
    },
    finding: (name) =>
      threat("Policy:S3/BucketAnonymousAccessGranted", { resourceType: "S3Bucket", s3BucketDetails: [{ name }] }),
    state: async (call, Bucket) =>
      (await call("s3", "get_public_access_block", { Bucket }))["PublicAccessBlockConfiguration"],
    isMended: (state) => Object.keys(OPEN).every((flag) => (state as Record<string, boolean>)[flag] === true),
    aftermath: (name) => [
      compliance(
        "s3-bucket-public-read-prohibited",
        { resourceType: "AWS::S3::Bucket", resourceId: name },
        "COMPLIANT",
      ),
      passed("S3.8", "AwsS3Bucket", `arn:aws:s3:::${name}`),
    ],
  },
  {
    action: "isolate-instance",
    breach: async (call, isolationGroup) => {
      const { SecurityGroups } = (await call("ec2", "describe_security_groups", { GroupIds: [isolationGroup] })) as {
        SecurityGroups: [{ VpcId: string }];
      };
      const { Subnets } = (await call("ec2", "describe_subnets", {
        Filters: [{ Name: "vpc-id", Values: [SecurityGroups[0].VpcId] }],
      })) as { Subnets: [{ SubnetId: string }] };
      const { GroupId } = await call("ec2", "create_security_group", {
        GroupName: "web",
        Description: "Everything is let in.",
        VpcId: SecurityGroups[0].VpcId,
      });
      const { Images } = (await call("ec2", "describe_images", {})) as { Images: [{ ImageId: string }] };
      const { Instances } = (await call("ec2", "run_instances", {
        ImageId: Images[0].ImageId,
        MinCount: 1,
        MaxCount: 1,
        SubnetId: Subnets[0].SubnetId,
        SecurityGroupIds: [GroupId],
      })) as { Instances: [Instance] };
      return Instances[0].InstanceId;
    },
    finding: (instanceId) =>
      threat("CryptoCurrency:EC2/BitcoinTool.B", { resourceType: "Instance", instanceDetails: { instanceId } }),
    state: async (call, target) => {
      const { Reservations } = (await call("ec2", "describe_instances", {
        InstanceIds: [target],
      })) as unknown as Instances;
      return Reservations[0].Instances[0].NetworkInterfaces.map(({ Groups }) => Groups.map(({ GroupId }) => GroupId));
    },
    isMended: (state, _, isolationGroup) => JSON.stringify(state) === JSON.stringify([[isolationGroup]]),
    // The group that the instance was taken out of has nobody left.
    aftermath: () => [
      compliance("ec2-security-group-attached-to-eni-periodic", {
        resourceType: "AWS::EC2::SecurityGroup",
        resourceId: "sg-0123456789abcdef0",
      }),
    ],
  },
  {
    action: "revoke-session",
    breach: async (call) => {
      const RoleName = "phiguard-test-reader";
      await call("iam", "create_role", {
        RoleName,
        AssumeRolePolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      });
      return RoleName;
    },
    finding: (userName) =>
      threat("Exfiltration:S3/AnomalousBehavior", {
        resourceType: "AccessKey",
        accessKeyDetails: { userName, userType: "AssumedRole" },
      }),
    state: async (call, RoleName) => {
      const { PolicyNames } = (await call("iam", "list_role_policies", { RoleName })) as { PolicyNames: string[] };
      return Promise.all(
        PolicyNames.map(async (PolicyName) => call("iam", "get_role_policy", { RoleName, PolicyName })),
      );
    },
    isMended: (state, from) => {
      const [policy] = state as readonly [{ PolicyName: string; PolicyDocument: { Statement: readonly [Revocation] } }];
      if (policy === undefined) return false;
      const { Effect, Action, Resource, Condition } = policy.PolicyDocument.Statement[0];
      const before = Date.parse(Condition.DateLessThan["aws:TokenIssueTime"]);
      return [policy.PolicyName, Effect, Action, Resource].join() === `${REVOCATION},Deny,*,*` && before >= +from;
    },
    aftermath: (role) => [
      compliance("iam-no-inline-policy-check", { resourceType: "AWS::IAM::Role", resourceId: role }),
    ],
  },
  {
    action: "disable-key",
    breach: async (call) => {
      const { KeyMetadata } = (await call("kms", "create_key", {
        Policy: document({ ...EVERYBODY, Action: "kms:*" }),
      })) as { KeyMetadata: { Arn: string } };
      return KeyMetadata.Arn;
    },
    finding: (Id) => hub({ ProductName: "IAM Access Analyzer", Resources: [{ Type: "AwsKmsKey", Id }] }),
    state: async (call, KeyId) => {
      const { KeyMetadata } = (await call("kms", "describe_key", { KeyId })) as { KeyMetadata: { KeyState: string } };
      return KeyMetadata.KeyState;
    },
    isMended: (state) => state === "Disabled",
    aftermath: (key) => [
      compliance("cmk-backing-key-rotation-enabled", { resourceType: "AWS::KMS::Key", resourceId: key }),
    ],
  },
  {
    action: "rotate-secret",
    breach: async (call) => {
      const { ARN } = await call("secretsmanager", "create_secret", { Name: "phiguard-test-db", SecretString: "{}" });
      const RotationRules = { AutomaticallyAfterDays: 30 };
      await call("secretsmanager", "rotate_secret", { SecretId: ARN, RotationRules });
      // The emulator notes a rotation by whole seconds, and the finding is told a second before it comes.
      await setTimeout(2100);
      return ARN as string;
    },
    finding: (id) => failed("SecretsManager.4", "AwsSecretsManagerSecret", id),
    state: async (call, SecretId) => {
      const { LastRotatedDate, VersionIdsToStages } = (await call("secretsmanager", "describe_secret", {
        SecretId,
      })) as { LastRotatedDate: string; VersionIdsToStages: Record<string, string[]> };
      return { rotatedAt: Date.parse(LastRotatedDate), versions: VersionIdsToStages };
    },
    isMended: (state, from) => (state as { rotatedAt: number }).rotatedAt >= 1000 * Math.floor(+from / 1000),
    aftermath: (id) => [
      passed("SecretsManager.4", "AwsSecretsManagerSecret", id),
      compliance("secretsmanager-secret-unused", { resourceType: "AWS::SecretsManager::Secret", resourceId: id }),
    ],
    stays: "the old value is of no use any more",
  },
  {
    action: "suspend-access",
    breach: async () => CALLER,
    finding: alert,
    state: async (call, caller) => {
      const Key = { caller: { S: caller }, item: { S: "suspension" } };
      const { Item } = (await call("dynamodb", "get_item", { TableName: ACCESS_TABLE, Key })) as {
        Item?: { until: { S: string } };
      };
      return Item?.until.S ?? "not suspended";
    },
    isMended: (state, from) => Date.parse(state as string) >= +from + 24 * 3_600_000,
    aftermath: () => [],
  },
  ...SETTING_ROWS,
];

interface Revocation {
  readonly Effect: string;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition: { readonly DateLessThan: { readonly "aws:TokenIssueTime": string } };
}
