import type { Statement } from "../access/policy-document";
import { lakeBucketArn } from "../lake/lake-names";
import { bucketArn, bucketName, iamArn, partitionOf } from "../names";
import type { Place } from "../site";

/** What the statements of the deploying roles are made from. */
export interface DeployPlace extends Place {
  /** Regions that the stack builds in: its own first. */
  readonly regions: readonly string[];
  /** Key of the environment's tag on every resource. */
  readonly environmentTag: string;
  /** Key of the classification's tag. */
  readonly classificationTag: string;
}

/** Last parts of the names of the two buckets of the delivery, whose objects deploying may read. */
export const RELEASES_ROLE = "releases";
export const STATE_ROLE = "state";

/** Buckets of the signed bundles, one a region: Lambda takes code from its own alone. */
export const releasesArns = (place: DeployPlace): string[] =>
  place.regions.map((region) => bucketArn(region, bucketName({ ...place, region }, RELEASES_ROLE)));

/** A service of each region, as KMS names it in `kms:ViaService`. */
export const viaService = (place: DeployPlace, service: string): string[] =>
  place.regions.map((region) => `${service}.${region}.amazonaws.com`);

/** Bucket of the lake's scripts: code, and no records. */
export const codeBucketArn = (place: DeployPlace): string => lakeBucketArn(place, "code");

/** Last part of the alias of the key that Pulumi's state and its secrets are encrypted with. */
export const STATE_KEY_ROLE = "state";

const ours = (place: Place): string => `${place.project}-${place.environment}-*`;

/** Resources of a service in this account, in the stack's regions and others alike: names bind them. */
const anywhere = (place: Place, service: string, resource: string): string =>
  `arn:${partitionOf(place.region)}:${service}:*:${place.accountId}:${resource}`;

const ownTag = (place: DeployPlace): Record<string, string> => ({
  [`aws:ResourceTag/${place.environmentTag}`]: place.environment,
});
const newTag = (place: DeployPlace): Record<string, string> => ({
  [`aws:RequestTag/${place.environmentTag}`]: place.environment,
});

/** Settings of a bucket, never its objects: what `s3:Get*` would take along. */
export const BUCKET_READS: readonly string[] = [
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketNotification",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPolicyStatus",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetIntelligentTieringConfiguration",
  "s3:GetInventoryConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetMetricsConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
];

export const BUCKET_WRITES: readonly string[] = [
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketLogging",
  "s3:PutBucketNotification",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketTagging",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
  "s3:PutInventoryConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutMetricsConfiguration",
  "s3:PutReplicationConfiguration",
];

/** Buckets and keys. A key is made with the environment's tag and changed by it, as it has no name. */
export function storageStatements(place: DeployPlace): Statement[] {
  const keys = anywhere(place, "kms", "key/*");
  return [
    {
      Sid: "ChangeBuckets",
      Effect: "Allow",
      Action: BUCKET_WRITES,
      Resource: bucketArn(place.region, ours(place)),
    },
    {
      Sid: "MakeKeys",
      Effect: "Allow",
      Action: "kms:CreateKey",
      Resource: "*",
      Condition: { StringEquals: newTag(place) },
    },
    {
      Sid: "ChangeKeys",
      Effect: "Allow",
      Action: [
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:DisableKeyRotation",
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:ReplicateKey",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ],
      Resource: keys,
      Condition: { StringEquals: ownTag(place) },
    },
    {
      Sid: "ChangeAliases",
      Effect: "Allow",
      Action: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
      Resource: anywhere(place, "kms", `alias/${ours(place)}`),
    },
    {
      Sid: "LetServicesUseKeys",
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource: keys,
      Condition: { StringEquals: ownTag(place), Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    {
      // What RDS, Secrets Manager, Lambda and others ask of whoever makes an encrypted resource. Decryption of PHI is denied elsewhere.
      Sid: "EncryptThroughServices",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
      Resource: keys,
      Condition: { StringEquals: ownTag(place), StringLike: { "kms:ViaService": viaService(place, "*") } },
    },
  ];
}

/** Services that take a role of the stack when a resource is made. */
const ROLE_TAKERS: readonly string[] = [
  "apigateway",
  "backup",
  "cognito-idp",
  "delivery.logs",
  "ecs-tasks",
  "events",
  "firehose",
  "fis",
  "glue",
  "healthlake",
  "lambda",
  "medical-imaging",
  "monitoring.rds",
  "s3",
  "scheduler",
  "states",
  "transfer",
  "vpc-flow-logs",
].map((service) => `${service}.amazonaws.com`);

/** Services whose own roles may have to be made, once an account. */
const LINKED: readonly string[] = [
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "ops.apigateway.amazonaws.com",
  "rds.amazonaws.com",
  "replication.dynamodb.amazonaws.com",
  "transitgateway.amazonaws.com",
];

/** Roles of the stack, each under a boundary that administrators made. */
export function identityStatements(place: DeployPlace): Statement[] {
  const roles = iamArn(place, `role/${ours(place)}`);
  const bounded = {
    StringLike: {
      "iam:PermissionsBoundary": iamArn(place, `policy/${place.project}-${place.environment}-*-role-boundary`),
    },
  };
  return [
    {
      Sid: "ChangeBoundedRoles",
      Effect: "Allow",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
      ],
      Resource: roles,
      Condition: bounded,
    },
    {
      Sid: "ChangeRoles",
      Effect: "Allow",
      Action: [
        "iam:DeleteRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      Resource: roles,
    },
    {
      Sid: "ChangePolicies",
      Effect: "Allow",
      Action: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      Resource: iamArn(place, `policy/${ours(place)}`),
    },
    {
      Sid: "GiveRolesToServices",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: roles,
      Condition: { StringEquals: { "iam:PassedToService": ROLE_TAKERS } },
    },
    {
      Sid: "LinkServices",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: iamArn(place, "role/aws-service-role/*"),
      Condition: { StringEquals: { "iam:AWSServiceName": LINKED } },
    },
  ];
}

/** Verbs on what EC2 makes with a tag. */
const EC2_MAKES = [
  "AllocateAddress",
  "AuthorizeSecurityGroupEgress",
  "AuthorizeSecurityGroupIngress",
  "CreateFlowLogs",
  "CreateInternetGateway",
  "CreateNatGateway",
  "CreateNetworkAcl",
  "CreateRouteTable",
  "CreateSecurityGroup",
  "CreateSubnet",
  "CreateTransitGatewayVpcAttachment",
  "CreateVpc",
  "CreateVpcEndpoint",
  "CreateVpcEndpointServiceConfiguration",
];

/** What is done to what has the tag, or is its parent. */
const EC2_CHANGES = [
  "AssociateRouteTable",
  "AttachInternetGateway",
  "CreateNetworkAclEntry",
  "CreateRoute",
  "DeleteFlowLogs",
  "DeleteInternetGateway",
  "DeleteNatGateway",
  "DeleteNetworkAcl",
  "DeleteNetworkAclEntry",
  "DeleteRoute",
  "DeleteRouteTable",
  "DeleteSecurityGroup",
  "DeleteSubnet",
  "DeleteTags",
  "DeleteTransitGatewayVpcAttachment",
  "DeleteVpc",
  "DeleteVpcEndpointServiceConfigurations",
  "DeleteVpcEndpoints",
  "DetachInternetGateway",
  "DisassociateAddress",
  "DisassociateRouteTable",
  "ModifySubnetAttribute",
  "ModifyTransitGatewayVpcAttachment",
  "ModifyVpcAttribute",
  "ModifyVpcEndpoint",
  "ModifyVpcEndpointServiceConfiguration",
  "ModifyVpcEndpointServicePermissions",
  "ReleaseAddress",
  "ReplaceNetworkAclAssociation",
  "ReplaceNetworkAclEntry",
  "ReplaceRoute",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
  "UpdateSecurityGroupRuleDescriptionsEgress",
  "UpdateSecurityGroupRuleDescriptionsIngress",
];

/**
 * EC2 names its resources itself, so tags bind them. The default security group and network ACL of a new VPC have no tag when the provider
 * empties them: what has another environment's tag is refused, what has none is not.
 */
export function networkStatements(place: DeployPlace): Statement[] {
  const all = anywhere(place, "ec2", "*/*");
  const action = (name: string): string => `ec2:${name}`;
  const [mine, wanted] = [ownTag(place), newTag(place)];
  return [
    {
      Sid: "MakeNetwork",
      Effect: "Allow",
      Action: EC2_MAKES.map(action),
      Resource: all,
      Condition: { StringEqualsIfExists: { ...mine, ...wanted } },
    },
    {
      Sid: "ChangeNetwork",
      Effect: "Allow",
      Action: EC2_CHANGES.map(action),
      Resource: all,
      Condition: { StringEqualsIfExists: mine },
    },
    {
      Sid: "TagNetwork",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: all,
      Condition: { StringEqualsIfExists: { ...mine, ...wanted } },
    },
  ];
}

/** Services whose ARNs have no account, or that make others' resources for the caller. */
export function globalStatements(place: DeployPlace): Statement[] {
  const partition = partitionOf(place.region);
  return [
    {
      Sid: "ChangeApis",
      Effect: "Allow",
      Action: ["apigateway:DELETE", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT", "apigateway:SetWebACL"],
      Resource: `arn:${partition}:apigateway:*::/*`,
      Condition: { StringEqualsIfExists: ownTag(place) },
    },
    {
      Sid: "ChangeDns",
      Effect: "Allow",
      Action: [
        "route53:AssociateVPCWithHostedZone",
        "route53:ChangeResourceRecordSets",
        "route53:ChangeTagsForResource",
        "route53:DeleteHealthCheck",
        "route53:UpdateHealthCheck",
      ],
      Resource: ["hostedzone/*", "healthcheck/*"].map((kind) => `arn:${partition}:route53:::${kind}`),
    },
    { Sid: "MakeHealthChecks", Effect: "Allow", Action: "route53:CreateHealthCheck", Resource: "*" },
    {
      Sid: "GuardApis",
      Effect: "Allow",
      Action: ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"],
      Resource: [
        anywhere(place, "wafv2", `regional/webacl/${ours(place)}`),
        `arn:${partition}:apigateway:*::/restapis/*/stages/*`,
        anywhere(place, "cognito-idp", "userpool/*"),
      ],
    },
    {
      // HealthLake's and HealthImaging's stores are made through Cloud Control, whose own actions take no resource.
      Sid: "CloudControl",
      Effect: "Allow",
      Action: ["cloudformation:CreateResource", "cloudformation:UpdateResource"],
      Resource: "*",
    },
  ];
}
