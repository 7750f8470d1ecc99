import { type Member } from "./declaration-reader";
import { namingOf } from "./names";
import { type ResourceTypings } from "./typings";

/**
 * Arguments whose change makes a new resource. Source: the provider's schemas (attributes marked as forcing a new
 * resource). "*" means that the type has no update at all, its tags excepted.
 */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  "accessanalyzer/analyzer": ["type"],
  "acm/certificate": [
    "domainName",
    "subjectAlternativeNames",
    "validationMethod",
    "keyAlgorithm",
    "certificateAuthorityArn",
  ],
  "apigateway/stage": ["restApi", "stageName"],
  "apigatewayv2/api": ["protocolType"],
  "apigatewayv2/stage": ["apiId"],
  "appautoscaling/policy": ["resourceId", "scalableDimension", "serviceNamespace"],
  "appautoscaling/target": ["resourceId", "scalableDimension", "serviceNamespace"],
  "backup/selection": ["*"],
  "backup/vault": ["kmsKeyArn"],
  "backup/vaultPolicy": ["backupVaultName"],
  "backup/vaultLockConfiguration": ["backupVaultName", "changeableForDays", "maxRetentionDays", "minRetentionDays"],
  "cloudwatch/eventTarget": ["eventBusName", "rule", "targetId"],
  "cloudwatch/logGroup": ["logGroupClass"],
  "cloudwatch/logMetricFilter": ["logGroupName"],
  "cloudwatch/logSubscriptionFilter": ["logGroup"],
  "cognito/userPoolClient": ["userPoolId", "generateSecret"],
  "docdb/cluster": ["kmsKeyId", "storageEncrypted", "masterUsername", "dbSubnetGroupName", "snapshotIdentifier"],
  "dynamodb/table": ["hashKey", "rangeKey", "localSecondaryIndexes"],
  "ebs/volume": ["availabilityZone", "encrypted", "kmsKeyId", "snapshotId", "outpostArn"],
  "ec2/eip": ["domain", "publicIpv4Pool", "networkBorderGroup"],
  "ec2/flowLog": ["*"],
  "ec2/instance": ["ami", "availabilityZone", "subnetId", "keyName", "privateIp", "ebsOptimized", "placementGroup"],
  "ec2/keyPair": ["publicKey"],
  "ec2/mainRouteTableAssociation": ["vpcId"],
  "ec2/natGateway": ["subnetId", "allocationId", "connectivityType", "privateIp"],
  "ec2/networkAcl": ["vpcId"],
  "ec2/networkAclRule": ["*"],
  "ec2/networkInterface": ["subnetId", "interfaceType"],
  "ec2/route": ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
  "ec2/routeTable": ["vpcId"],
  "ec2/routeTableAssociation": ["subnetId", "gatewayId"],
  "ec2/securityGroup": ["description", "vpcId"],
  "ec2/securityGroupRule": [
    "cidrBlocks",
    "fromPort",
    "ipv6CidrBlocks",
    "prefixListIds",
    "protocol",
    "securityGroupId",
    "self",
    "sourceSecurityGroupId",
    "toPort",
    "type",
  ],
  "ec2/subnet": ["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv6Native", "outpostArn", "vpcId"],
  "ec2/vpc": ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  "ec2/vpcEndpoint": ["serviceName", "serviceRegion", "vpcEndpointType", "vpcId"],
  "ec2/vpcEndpointRouteTableAssociation": ["*"],
  "ec2/vpcPeeringConnection": ["peerOwnerId", "peerRegion", "peerVpcId", "vpcId"],
  "ecr/lifecyclePolicy": ["*"],
  "ecr/repository": ["encryptionConfigurations"],
  "ecs/service": ["cluster", "launchType", "schedulingStrategy", "deploymentController"],
  "ecs/taskDefinition": ["*"],
  "efs/fileSystem": ["availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode"],
  "efs/mountTarget": ["fileSystemId", "ipAddress", "subnetId"],
  "elasticache/replicationGroup": [
    "atRestEncryptionEnabled",
    "kmsKeyId",
    "port",
    "subnetGroupName",
    "transitEncryptionEnabled",
  ],
  "eks/cluster": ["encryptionConfig", "roleArn"],
  "glue/catalogTable": ["catalogId", "databaseName"],
  "iam/groupPolicyAttachment": ["*"],
  "iam/instanceProfile": ["path"],
  "iam/policy": ["description", "path"],
  "iam/role": ["path"],
  "iam/rolePolicy": ["role"],
  "iam/rolePolicyAttachment": ["*"],
  "iam/userPolicyAttachment": ["*"],
  "kinesis/firehoseDeliveryStream": ["destination", "kinesisSourceConfiguration"],
  "kinesis/streamConsumer": ["streamArn"],
  "kms/alias": [],
  "kms/grant": ["*"],
  "kms/key": [
    "bypassPolicyLockoutSafetyCheck",
    "customKeyStoreId",
    "customerMasterKeySpec",
    "keyUsage",
    "multiRegion",
    "xksKeyId",
  ],
  "kms/replicaKey": ["primaryKeyArn"],
  "lambda/eventSourceMapping": ["eventSourceArn", "startingPosition", "startingPositionTimestamp"],
  "lambda/function": ["packageType"],
  "lambda/layerVersion": ["*"],
  "lambda/permission": ["*"],
  "lb/listener": ["loadBalancerArn"],
  "lb/loadBalancer": ["customerOwnedIpv4Pool", "internal", "loadBalancerType"],
  "lb/targetGroup": [
    "ipAddressType",
    "lambdaMultiValueHeadersEnabled",
    "port",
    "protocol",
    "protocolVersion",
    "targetType",
    "vpcId",
  ],
  "opensearch/domain": [],
  "rds/cluster": [
    "availabilityZones",
    "databaseName",
    "dbSubnetGroupName",
    "engine",
    "kmsKeyId",
    "masterUsername",
    "snapshotIdentifier",
    "storageEncrypted",
  ],
  "rds/clusterInstance": ["availabilityZone", "clusterIdentifier", "dbSubnetGroupName", "engine"],
  "rds/instance": [
    "availabilityZone",
    "characterSetName",
    "dbName",
    "engine",
    "kmsKeyId",
    "snapshotIdentifier",
    "storageEncrypted",
    "timezone",
    "username",
  ],
  "rds/instanceAutomatedBackupsReplication": ["*"],
  "rds/parameterGroup": ["description", "family"],
  "rds/subnetGroup": [],
  "redshift/cluster": ["clusterIdentifier", "clusterSubnetGroupName", "databaseName", "kmsKeyId", "masterUsername"],
  "s3/bucket": ["objectLockEnabled"],
  "s3/bucketObject": ["bucket", "key"],
  "secretsmanager/secretRotation": ["secretId"],
  "secretsmanager/secretVersion": ["*"],
  "secretsmanager/secretPolicy": ["secretArn"],
  "sfn/stateMachine": ["type"],
  "sns/topic": ["fifoTopic"],
  "sns/topicPolicy": ["arn"],
  "sns/topicSubscription": ["endpoint", "protocol", "topic"],
  "sqs/queue": ["fifoQueue"],
  "sqs/queuePolicy": ["queueUrl"],
  "vpc/securityGroupEgressRule": ["securityGroupId"],
  "vpc/securityGroupIngressRule": ["securityGroupId"],
  "wafv2/webAcl": ["scope"],
};

/** Types whose physical name can be changed in place. */
const RENAMABLE: ReadonlySet<string> = new Set([
  "apigateway/restApi",
  "apigatewayv2/api",
  "apigatewayv2/vpcLink",
  "appconfig/application",
  "backup/plan",
  "cognito/userPoolClient",
  "iam/group",
  "iam/user",
  "rds/cluster",
  "rds/clusterInstance",
  "rds/instance",
  "route53/record",
]);

/** Arguments that even a type without an update takes: they do not reach AWS, or have a call of their own. */
const IN_PLACE: ReadonlySet<string> = new Set(["tags", "tagsAll", "skipDestroy", "trackLatest"]);

/** Settings of a parent, keyed by it: a new parent is a new resource. */
const PARENTS = /^(bucket|expectedBucketOwner)$/;

const DOCUMENTED =
  /(?:^|[.(]\s*)(?:changing this(?: value)? (?:forces|creates|requires creating|will force)|forces (?:a )?(?:new resource|replacement))/i;

/** Whether changing this argument makes a new resource. */
export function forcesReplacement(typings: ResourceTypings, property: string): boolean {
  const middle = typings.token.split(":")[1] ?? "";
  const known = middle.replace(/^(alb|elasticloadbalancingv2|applicationloadbalancing)\//, "lb/");
  const listed = IMMUTABLE[known] ?? IMMUTABLE[known.replace(/[vV]\d$/, "")];
  if (property === "region" || listed?.includes(property)) {
    return true;
  }
  if (listed?.includes("*") && !IN_PLACE.has(property)) {
    return true;
  }
  const naming = namingOf(typings);
  if (naming?.property === property || property === `${naming?.property ?? "name"}Prefix`) {
    return !RENAMABLE.has(middle);
  }
  if (middle.startsWith("s3/bucket") && PARENTS.test(property)) {
    return true;
  }
  const member = typings.inputs.get(property);
  return member !== undefined && (isRequiredName(member) || documentedAsImmutable(member));
}

/** A required `name` names the thing itself, e.g. a log stream or a hosted zone. */
function isRequiredName(member: Member): boolean {
  return member.name === "name" && !member.optional;
}

function documentedAsImmutable(member: Member): boolean {
  return DOCUMENTED.test(member.doc.replace(/\n\s*\*\s?/g, " ").replace(/^\/\*\*\s*/, ""));
}
