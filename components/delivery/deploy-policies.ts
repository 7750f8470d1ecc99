import type { Statement } from "../access/policy-document";
import { bucketArn, bucketName, iamArn, partitionOf } from "../names";
import { DEPLOY_RIGHTS, GUARD_LISTS, GUARD_READS, OURS, type Area, type ServiceRights } from "./deploy-rights";
import {
  BUCKET_READS,
  codeBucketArn,
  globalStatements,
  identityStatements,
  networkStatements,
  releasesArns,
  STATE_KEY_ROLE,
  STATE_ROLE,
  storageStatements,
  type DeployPlace,
} from "./special-rights";

const withPrefix = (service: string, actions: readonly string[]): string[] =>
  actions.map((name) => `${service}:${name}`);

/** Every resource of the account whose ARN names it. */
export const ofAccount = (place: DeployPlace): string => `arn:${partitionOf(place.region)}:*:*:${place.accountId}:*`;

const allow = (Sid: string, Action: string | readonly string[], Resource: string | readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});

/** Everything that a preview or a refresh reads: settings of resources, never what is in them. */
export function readStatements(place: DeployPlace): Record<"services" | "rest", Statement[]> {
  const partition = partitionOf(place.region);
  const own = ofAccount(place);
  return {
    services: [
      allow(
        "ReadServices",
        DEPLOY_RIGHTS.flatMap(({ service, reads }) => withPrefix(service, reads)),
        own,
      ),
      allow(
        "ListServices",
        DEPLOY_RIGHTS.flatMap(({ service, lists = [] }) => withPrefix(service, lists)),
        "*",
      ),
    ],
    rest: [
      allow("ReadGuards", [...GUARD_READS, ...KEY_READS], own),
      allow("ListGuards", [...GUARD_LISTS, ...REST_LISTS], "*"),
      allow("ReadApis", "apigateway:GET", `arn:${partition}:apigateway:*::/*`),
      allow("ReadDns", DNS_READS, `arn:${partition}:route53:::*`),
      allow(
        "ReadIdentity",
        IDENTITY_READS,
        ["role/*", "policy/*", "oidc-provider/*"].map((kind) => iamArn(place, kind)),
      ),
      allow("ReadBuckets", BUCKET_READS, bucketArn(place.region, `${place.project}-${place.environment}-*`)),
      ...stateStatements(place, false),
    ],
  };
}

const IDENTITY_READS = [
  "iam:GetOpenIDConnectProvider",
  "iam:GetPolicy",
  "iam:GetPolicyVersion",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListEntitiesForPolicy",
  "iam:ListInstanceProfilesForRole",
  "iam:ListOpenIDConnectProviderTags",
  "iam:ListPolicyTags",
  "iam:ListPolicyVersions",
  "iam:ListRolePolicies",
  "iam:ListRoleTags",
];

const DNS_READS = [
  "route53:GetChange",
  "route53:GetHealthCheck",
  "route53:GetHostedZone",
  "route53:ListResourceRecordSets",
  "route53:ListTagsForResource",
];

const KEY_READS = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"];

/** Reads of the account and the region, and those of services that take no resource. */
const REST_LISTS = [
  "cloudformation:GetResource",
  "cloudformation:GetResourceRequestStatus",
  "ec2:DescribeAccountAttributes",
  "ec2:DescribeAddresses",
  "ec2:DescribeAddressesAttribute",
  "ec2:DescribeAvailabilityZones",
  "ec2:DescribeFlowLogs",
  "ec2:DescribeInternetGateways",
  "ec2:DescribeNatGateways",
  "ec2:DescribeNetworkAcls",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribePrefixLists",
  "ec2:DescribeRouteTables",
  "ec2:DescribeSecurityGroupRules",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeTags",
  "ec2:DescribeTransitGatewayAttachments",
  "ec2:DescribeTransitGatewayVpcAttachments",
  "ec2:DescribeTransitGateways",
  "ec2:DescribeVpcAttribute",
  "ec2:DescribeVpcBlockPublicAccessOptions",
  "ec2:DescribeVpcEndpointServiceConfigurations",
  "ec2:DescribeVpcEndpointServicePermissions",
  "ec2:DescribeVpcEndpointServices",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
  "ec2:GetEbsDefaultKmsKeyId",
  "ec2:GetEbsEncryptionByDefault",
  "ec2:GetImageBlockPublicAccessState",
  "ec2:GetInstanceMetadataDefaults",
  "ec2:GetSerialConsoleAccessStatus",
  "ec2:GetSnapshotBlockPublicAccessState",
  "iam:GetAccountPasswordPolicy",
  "iam:ListOpenIDConnectProviders",
  "kms:ListAliases",
  "route53:ListHostedZonesByName",
  "s3:GetAccountPublicAccessBlock",
  "sts:GetCallerIdentity",
];

/** The state of Pulumi: a preview reads it, an update writes it and its locks, which are objects beside it. */
export function stateStatements(place: DeployPlace, writes: boolean): Statement[] {
  const state = bucketArn(place.region, bucketName(place, STATE_ROLE));
  return [
    {
      Sid: writes ? "WriteState" : "ReadState",
      Effect: "Allow",
      Action: writes ? ["s3:DeleteObject", "s3:PutObject"] : "s3:GetObject",
      Resource: `${state}/*`,
    },
    {
      Sid: writes ? "EncryptState" : "DecryptState",
      Effect: "Allow",
      Action: writes ? ["kms:Encrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
      Resource: `arn:${partitionOf(place.region)}:kms:${place.region}:${place.accountId}:key/*`,
      Condition: {
        "ForAnyValue:StringEquals": {
          "kms:ResourceAliases": `alias/${place.project}-${place.environment}-${STATE_KEY_ROLE}`,
        },
      },
    },
  ];
}

/** What the role of updates may change, a policy each. */
export function writePolicies(place: DeployPlace): Record<Area | "identity" | "storage", Statement[]> {
  const area = (name: Area): Statement[] =>
    DEPLOY_RIGHTS.filter((rights) => rights.area === name).flatMap((rights) => serviceWrites(place, rights));
  return {
    identity: identityStatements(place),
    storage: [
      ...storageStatements(place),
      ...stateStatements(place, true),
      {
        // Lambda reads a function's bundle with the rights of whoever deploys it.
        Sid: "ReadReleases",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: releasesArns(place).map((bucket) => `${bucket}/*`),
      },
      {
        // The jobs' scripts are uploaded by the program that deploys the jobs, and looked at again by the next.
        Sid: "KeepCode",
        Effect: "Allow",
        Action: [
          "s3:DeleteObjectVersion",
          "s3:GetObject",
          "s3:GetObjectTagging",
          "s3:PutObject",
          "s3:PutObjectTagging",
        ],
        Resource: `${codeBucketArn(place)}/*`,
      },
    ],
    compute: area("compute"),
    messages: area("messages"),
    data: area("data"),
    lake: area("lake"),
    network: [...area("network"), ...networkStatements(place), ...globalStatements(place)],
  };
}

function serviceWrites(place: DeployPlace, { service, writes, makes = [], resources }: ServiceRights): Statement[] {
  const sid = service.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
  return [
    {
      Sid: `Change${sid}`,
      Effect: "Allow",
      Action: withPrefix(service, writes),
      Resource: resources.map((resource) => resourceArn(place, service, resource)),
    },
    ...(makes.length === 0
      ? []
      : [
          {
            Sid: `Make${sid}`,
            Effect: "Allow" as const,
            Action: withPrefix(service, makes),
            Resource: "*",
          },
        ]),
  ];
}

function resourceArn(place: DeployPlace, service: string, resource: string): string {
  const { project, environment } = place;
  const named = resource
    .replaceAll(OURS, `${project}-${environment}-*`)
    .replaceAll("{path}", `${project}/${environment}`)
    .replaceAll("{snake}", `${project}_${environment}_*`);
  return `arn:${partitionOf(place.region)}:${service}:*:${place.accountId}:${named}`;
}
