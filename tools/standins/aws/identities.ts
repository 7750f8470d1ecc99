/**
 * How AWS and the Terraform AWS provider name what they make: the resource's id, its ARN and the identifiers that come
 * with it. Sources: the ARN formats of the AWS Service Authorization Reference, and the "Attribute Reference" and
 * "Import" sections of the provider's documentation.
 *
 * Placeholders: {p} partition, {r} region, {a} account, {s} DNS suffix, {id} the id, {arn} the ARN, {hex17} and the like
 * (digits made from the URN), {uuid}, {upper16}, {lower12}, {mac}; any other name is a property of the resource.
 * `{name|x}` is the property or, without one, the text x.
 */
export interface Identity {
  id: string;
  arn?: string;
  also?: Readonly<Record<string, string | number | boolean>>;
}

const EC2 = (kind: string): string => `arn:{p}:ec2:{r}:{a}:${kind}/{id}`;
const ec2 = (prefix: string, kind: string, also?: Identity["also"]): Identity => ({
  id: `${prefix}-{hex17}`,
  arn: EC2(kind),
  also: { ownerId: "{a}", ...also },
});
const named = (arn: string, also?: Identity["also"]): Identity => ({ id: "{name}", arn, ...(also && { also }) });
const byArn = (arn: string, also?: Identity["also"]): Identity => ({ id: "{arn}", arn, ...(also && { also }) });
const ofBucket: Identity = { id: "{bucket}" };

/** Keyed by the token's middle, `module/type`; versions of a type (`bucketV2`) share the entry. */
export const IDENTITIES: Readonly<Record<string, Identity>> = {
  "accessanalyzer/analyzer": { id: "{analyzerName}", arn: "arn:{p}:access-analyzer:{r}:{a}:analyzer/{analyzerName}" },
  "acm/certificate": byArn("arn:{p}:acm:{r}:{a}:certificate/{uuid}", { status: "PENDING_VALIDATION" }),
  "apigateway/restApi": {
    id: "{lower10}",
    arn: "arn:{p}:apigateway:{r}::/restapis/{id}",
    also: { executionArn: "arn:{p}:execute-api:{r}:{a}:{id}", rootResourceId: "{lower10}" },
  },
  "apigateway/stage": {
    id: "ags-{restApi}-{stageName}",
    arn: "arn:{p}:apigateway:{r}::/restapis/{restApi}/stages/{stageName}",
    also: {
      invokeUrl: "https://{restApi}.execute-api.{r}.{s}/{stageName}",
      executionArn: "arn:{p}:execute-api:{r}:{a}:{restApi}/{stageName}",
    },
  },
  "apigatewayv2/api": {
    id: "{lower10}",
    arn: "arn:{p}:apigateway:{r}::/apis/{id}",
    also: { apiEndpoint: "https://{id}.execute-api.{r}.{s}", executionArn: "arn:{p}:execute-api:{r}:{a}:{id}" },
  },
  "apigatewayv2/stage": {
    id: "{name}",
    arn: "arn:{p}:apigateway:{r}::/apis/{apiId}/stages/{name}",
    also: {
      invokeUrl: "https://{apiId}.execute-api.{r}.{s}/{name}",
      executionArn: "arn:{p}:execute-api:{r}:{a}:{apiId}/{name}",
    },
  },
  "athena/workgroup": named("arn:{p}:athena:{r}:{a}:workgroup/{name}"),
  "autoscaling/group": named("arn:{p}:autoscaling:{r}:{a}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}"),
  "backup/plan": { id: "{uuid}", arn: "arn:{p}:backup:{r}:{a}:backup-plan:{id}", also: { version: "{upper24}" } },
  "backup/selection": { id: "{uuid}" },
  "backup/vault": named("arn:{p}:backup:{r}:{a}:backup-vault:{name}"),
  "cfg/recorder": { id: "{name}" },
  "cfg/rule": named("arn:{p}:config:{r}:{a}:config-rule/config-rule-{lower6}", { ruleId: "config-rule-{lower6}" }),
  "cloudfront/distribution": {
    id: "E{upper13}",
    arn: "arn:{p}:cloudfront::{a}:distribution/{id}",
    also: {
      domainName: "d{lower13}.cloudfront.net",
      hostedZoneId: "Z2FDTNDATAQYW2",
      etag: "E{upper13}",
      status: "Deployed",
    },
  },
  "cloudtrail/eventDataStore": byArn("arn:{p}:cloudtrail:{r}:{a}:eventdatastore/{uuid}"),
  "cloudtrail/trail": byArn("arn:{p}:cloudtrail:{r}:{a}:trail/{name}", { homeRegion: "{r}" }),
  "cloudwatch/dashboard": { id: "{dashboardName}", arn: "arn:{p}:cloudwatch::{a}:dashboard/{dashboardName}" },
  "cloudwatch/eventBus": named("arn:{p}:events:{r}:{a}:event-bus/{name}"),
  "cloudwatch/eventRule": named("arn:{p}:events:{r}:{a}:rule/{name}"),
  "cloudwatch/logDestination": named("arn:{p}:logs:{r}:{a}:destination:{name}"),
  "cloudwatch/logGroup": named("arn:{p}:logs:{r}:{a}:log-group:{name}"),
  "cloudwatch/logMetricFilter": { id: "{name}" },
  "cloudwatch/logResourcePolicy": { id: "{policyName}" },
  "cloudwatch/logStream": named("arn:{p}:logs:{r}:{a}:log-group:{logGroupName}:log-stream:{name}"),
  "cloudwatch/metricAlarm": named("arn:{p}:cloudwatch:{r}:{a}:alarm:{name}"),
  "codebuild/project": byArn("arn:{p}:codebuild:{r}:{a}:project/{name}"),
  "codepipeline/pipeline": named("arn:{p}:codepipeline:{r}:{a}:{name}"),
  "cognito/userPool": {
    id: "{r}_{lower9}",
    arn: "arn:{p}:cognito-idp:{r}:{a}:userpool/{id}",
    also: { endpoint: "cognito-idp.{r}.{s}/{id}" },
  },
  "cognito/userPoolClient": { id: "{lower26}" },
  "docdb/cluster": {
    id: "{clusterIdentifier}",
    arn: "arn:{p}:rds:{r}:{a}:cluster:{id}",
    also: {
      endpoint: "{id}.cluster-{lower12}.{r}.docdb.{s}",
      readerEndpoint: "{id}.cluster-ro-{lower12}.{r}.docdb.{s}",
      clusterResourceId: "cluster-{upper26}",
    },
  },
  "dynamodb/table": named("arn:{p}:dynamodb:{r}:{a}:table/{name}"),
  "ebs/snapshot": { id: "snap-{hex17}", arn: "arn:{p}:ec2:{r}::snapshot/{id}", also: { ownerId: "{a}" } },
  "ebs/volume": ec2("vol", "volume"),
  "ec2/defaultNetworkAcl": ec2("acl", "network-acl"),
  "ec2/defaultSecurityGroup": ec2("sg", "security-group", {
    name: "default",
    description: "default VPC security group",
  }),
  "ec2/eip": {
    id: "eipalloc-{hex17}",
    arn: EC2("elastic-ip"),
    also: { allocationId: "{id}", associationId: "", publicIp: "{ip}", domain: "vpc", networkBorderGroup: "{r}" },
  },
  "ec2/flowLog": ec2("fl", "vpc-flow-log"),
  "ec2/instance": ec2("i", "instance", {
    instanceState: "running",
    primaryNetworkInterfaceId: "eni-{hex17}",
    privateIp: "{privateIp}",
    privateDns: "ip-{privateIpDashes}.ec2.internal",
  }),
  "ec2/internetGateway": ec2("igw", "internet-gateway"),
  "ec2/keyPair": { id: "{keyName}", arn: "arn:{p}:ec2:{r}:{a}:key-pair/{keyName}", also: { keyPairId: "key-{hex17}" } },
  "ec2/launchTemplate": { ...ec2("lt", "launch-template"), also: { latestVersion: 1, defaultVersion: 1 } },
  "ec2/natGateway": {
    id: "nat-{hex17}",
    arn: EC2("natgateway"),
    also: {
      associationId: "eipassoc-{hex17}",
      networkInterfaceId: "eni-{hex17}",
      privateIp: "{privateIp}",
      publicIp: "{ip}",
    },
  },
  "ec2/networkAcl": ec2("acl", "network-acl"),
  "ec2/networkInterface": ec2("eni", "network-interface"),
  "ec2/route": { id: "r-{routeTableId}{digits10}", also: { origin: "CreateRoute", state: "active" } },
  "ec2/routeTable": ec2("rtb", "route-table"),
  "ec2/routeTableAssociation": { id: "rtbassoc-{hex17}" },
  "ec2/securityGroup": ec2("sg", "security-group"),
  "ec2/securityGroupRule": { id: "sgrule-{digits10}", also: { securityGroupRuleId: "sgr-{hex17}" } },
  "ec2/subnet": ec2("subnet", "subnet"),
  "ec2/vpc": ec2("vpc", "vpc", {
    mainRouteTableId: "rtb-{hex17}",
    defaultRouteTableId: "rtb-{hex17}",
    defaultNetworkAclId: "acl-{hex17}",
    defaultSecurityGroupId: "sg-{hex17}",
    dhcpOptionsId: "dopt-{hex17}",
  }),
  "ec2/vpcDhcpOptions": ec2("dopt", "dhcp-options"),
  "ec2/vpcEndpoint": ec2("vpce", "vpc-endpoint", { state: "available" }),
  "ec2/vpcPeeringConnection": { id: "pcx-{hex17}", also: { acceptStatus: "active" } },
  "ec2transitgateway/transitGateway": ec2("tgw", "transit-gateway"),
  "ecr/repository": named("arn:{p}:ecr:{r}:{a}:repository/{name}", {
    registryId: "{a}",
    repositoryUrl: "{a}.dkr.ecr.{r}.{s}/{name}",
  }),
  "ecs/cluster": byArn("arn:{p}:ecs:{r}:{a}:cluster/{name}"),
  "ecs/service": byArn("arn:{p}:ecs:{r}:{a}:service/{clusterName}/{name}"),
  "ecs/taskDefinition": {
    id: "{family}",
    arn: "arn:{p}:ecs:{r}:{a}:task-definition/{family}:1",
    also: { revision: 1, arnWithoutRevision: "arn:{p}:ecs:{r}:{a}:task-definition/{family}" },
  },
  "efs/accessPoint": {
    id: "fsap-{hex17}",
    arn: "arn:{p}:elasticfilesystem:{r}:{a}:access-point/{id}",
    also: { ownerId: "{a}" },
  },
  "efs/fileSystem": {
    id: "fs-{hex17}",
    arn: "arn:{p}:elasticfilesystem:{r}:{a}:file-system/{id}",
    also: { dnsName: "{id}.efs.{r}.{s}", ownerId: "{a}" },
  },
  "efs/mountTarget": {
    id: "fsmt-{hex17}",
    also: {
      networkInterfaceId: "eni-{hex17}",
      ipAddress: "{privateIp}",
      ownerId: "{a}",
      dnsName: "{fileSystemId}.efs.{r}.{s}",
    },
  },
  "eks/cluster": named("arn:{p}:eks:{r}:{a}:cluster/{name}", {
    endpoint: "https://{upper32}.gr7.{r}.eks.{s}",
    status: "ACTIVE",
    platformVersion: "eks.1",
  }),
  "elasticache/cluster": { id: "{clusterId}", arn: "arn:{p}:elasticache:{r}:{a}:cluster:{clusterId}" },
  "elasticache/replicationGroup": {
    id: "{replicationGroupId}",
    arn: "arn:{p}:elasticache:{r}:{a}:replicationgroup:{id}",
    also: {
      primaryEndpointAddress: "master.{id}.{lower6}.{region}.cache.{s}",
      configurationEndpointAddress: "clustercfg.{id}.{lower6}.{region}.cache.{s}",
    },
  },
  "elasticsearch/domain": {
    id: "{arn}",
    arn: "arn:{p}:es:{r}:{a}:domain/{domainName}",
    also: { endpoint: "search-{domainName}-{lower26}.{r}.es.{s}" },
  },
  "glue/catalogDatabase": { id: "{a}:{name}", arn: "arn:{p}:glue:{r}:{a}:database/{name}", also: { catalogId: "{a}" } },
  "glue/catalogTable": {
    id: "{a}:{databaseName}:{name}",
    arn: "arn:{p}:glue:{r}:{a}:table/{databaseName}/{name}",
    also: { catalogId: "{a}" },
  },
  "glue/job": named("arn:{p}:glue:{r}:{a}:job/{name}"),
  "guardduty/detector": { id: "{hex32}", arn: "arn:{p}:guardduty:{r}:{a}:detector/{id}", also: { accountId: "{a}" } },
  "iam/accessKey": { id: "AKIA{upper16}" },
  "iam/group": named("arn:{p}:iam::{a}:group{path|/}{name}", { uniqueId: "AGPA{upper17}" }),
  "iam/instanceProfile": named("arn:{p}:iam::{a}:instance-profile{path|/}{name}", { uniqueId: "AIPA{upper17}" }),
  "iam/openIdConnectProvider": byArn("arn:{p}:iam::{a}:oidc-provider/{urlHost}"),
  "iam/policy": byArn("arn:{p}:iam::{a}:policy{path|/}{name}", { policyId: "ANPA{upper17}", attachmentCount: 0 }),
  "iam/role": named("arn:{p}:iam::{a}:role{path|/}{name}", { uniqueId: "AROA{upper17}" }),
  "iam/rolePolicy": { id: "{role}:{name}" },
  "iam/rolePolicyAttachment": { id: "{role}/{policyArn}" },
  "iam/serviceLinkedRole": byArn("arn:{p}:iam::{a}:role/aws-service-role/{awsServiceName}/{serviceLinkedName}", {
    name: "{serviceLinkedName}",
    uniqueId: "AROA{upper17}",
  }),
  "iam/user": named("arn:{p}:iam::{a}:user{path|/}{name}", { uniqueId: "AIDA{upper17}" }),
  "kinesis/analyticsApplication": byArn("arn:{p}:kinesisanalytics:{r}:{a}:application/{name}"),
  "kinesis/firehoseDeliveryStream": byArn("arn:{p}:firehose:{r}:{a}:deliverystream/{name}", {
    destinationId: "destinationId-000000000001",
    versionId: "1",
  }),
  "kinesis/stream": byArn("arn:{p}:kinesis:{r}:{a}:stream/{name}"),
  "kms/alias": named("arn:{p}:kms:{r}:{a}:{name}"),
  "kms/key": { id: "{keyId}", arn: "arn:{p}:kms:{r}:{a}:key/{id}", also: { keyId: "{id}" } },
  "kms/replicaKey": { id: "{primaryKeyId}", arn: "arn:{p}:kms:{r}:{a}:key/{id}", also: { keyId: "{id}" } },
  "lambda/alias": byArn("arn:{p}:lambda:{r}:{a}:function:{functionName}:{name}"),
  "lambda/eventSourceMapping": {
    id: "{uuid}",
    arn: "arn:{p}:lambda:{r}:{a}:event-source-mapping:{id}",
    also: { uuid: "{id}", state: "Enabled" },
  },
  "lambda/function": named("arn:{p}:lambda:{r}:{a}:function:{name}", {
    invokeArn: "arn:{p}:apigateway:{r}:lambda:path/2015-03-31/functions/{arn}/invocations",
    qualifiedArn: "{arn}:$LATEST",
    qualifiedInvokeArn: "arn:{p}:apigateway:{r}:lambda:path/2015-03-31/functions/{arn}:$LATEST/invocations",
    version: "$LATEST",
  }),
  "lambda/layerVersion": byArn("arn:{p}:lambda:{r}:{a}:layer:{layerName}:1", {
    layerArn: "arn:{p}:lambda:{r}:{a}:layer:{layerName}",
    version: "1",
  }),
  "lambda/permission": { id: "{statementId|terraform-{digits18}}", also: { statementId: "{id}" } },
  "lb/listener": byArn("arn:{p}:elasticloadbalancing:{r}:{a}:listener/{loadBalancerPath}/{hex16}"),
  "lb/loadBalancer": byArn("arn:{p}:elasticloadbalancing:{r}:{a}:loadbalancer/{lbKind}/{name}/{hex16}", {
    arnSuffix: "{lbKind}/{name}/{hex16}",
    dnsName: "{lbPrefix}{name}-{digits10}.{r}.elb.{s}",
    zoneId: "{lbZone}",
  }),
  "lb/targetGroup": byArn("arn:{p}:elasticloadbalancing:{r}:{a}:targetgroup/{name}/{hex16}", {
    arnSuffix: "targetgroup/{name}/{hex16}",
  }),
  "macie2/account": { id: "{a}" },
  "neptune/cluster": {
    id: "{clusterIdentifier}",
    arn: "arn:{p}:rds:{r}:{a}:cluster:{id}",
    also: {
      endpoint: "{id}.cluster-{lower12}.{r}.neptune.{s}",
      readerEndpoint: "{id}.cluster-ro-{lower12}.{r}.neptune.{s}",
    },
  },
  "opensearch/domain": {
    id: "{arn}",
    arn: "arn:{p}:es:{r}:{a}:domain/{domainName}",
    also: { domainId: "{a}/{domainName}", endpoint: "search-{domainName}-{lower26}.{r}.es.{s}" },
  },
  "rds/cluster": {
    id: "{clusterIdentifier}",
    arn: "arn:{p}:rds:{r}:{a}:cluster:{id}",
    also: {
      endpoint: "{id}.cluster-{lower12}.{r}.rds.{s}",
      readerEndpoint: "{id}.cluster-ro-{lower12}.{r}.rds.{s}",
      clusterResourceId: "cluster-{upper26}",
    },
  },
  "rds/clusterInstance": {
    id: "{identifier}",
    arn: "arn:{p}:rds:{r}:{a}:db:{id}",
    also: { endpoint: "{id}.{lower12}.{r}.rds.{s}", dbiResourceId: "db-{upper26}" },
  },
  "rds/instance": {
    id: "db-{upper26}",
    arn: "arn:{p}:rds:{r}:{a}:db:{identifier}",
    also: { address: "{identifier}.{lower12}.{r}.rds.{s}", resourceId: "{id}", status: "available" },
  },
  "rds/parameterGroup": named("arn:{p}:rds:{r}:{a}:pg:{name}"),
  "rds/clusterParameterGroup": named("arn:{p}:rds:{r}:{a}:cluster-pg:{name}"),
  "rds/subnetGroup": named("arn:{p}:rds:{r}:{a}:subgrp:{name}"),
  "route53/record": { id: "{zoneId}_{name}_{type}", also: { fqdn: "{name}" } },
  "route53/zone": { id: "Z{upper20}", arn: "arn:{p}:route53:::hostedzone/{id}", also: { zoneId: "{id}" } },
  "s3/bucket": {
    id: "{bucket}",
    arn: "arn:{p}:s3:::{bucket}",
    also: {
      bucketDomainName: "{bucket}.s3.{s}",
      bucketRegion: "{r}",
      bucketRegionalDomainName: "{bucket}.s3.{r}.{s}",
      hostedZoneId: "{s3Zone}",
      requestPayer: "BucketOwner",
      bucketNamespace: "global",
      websiteDomain: "",
      websiteEndpoint: "",
    },
  },
  "s3/bucketAclV2": { id: "{bucket},{acl}" },
  "s3/bucketNotification": ofBucket,
  "s3/bucketObject": { id: "{bucket}/{key}", arn: "arn:{p}:s3:::{bucket}/{key}", also: { etag: "{hex32}" } },
  "s3/bucketObjectv2": { id: "{bucket}/{key}", arn: "arn:{p}:s3:::{bucket}/{key}", also: { etag: "{hex32}" } },
  "secretsmanager/secret": byArn("arn:{p}:secretsmanager:{r}:{a}:secret:{name}-{lower6}"),
  "secretsmanager/secretVersion": { id: "{secretId}|{uuid}", arn: "{secretId}", also: { versionId: "{uuid}" } },
  "securityhub/account": { id: "{a}", arn: "arn:{p}:securityhub:{r}:{a}:hub/default" },
  "sfn/stateMachine": byArn("arn:{p}:states:{r}:{a}:stateMachine:{name}", { status: "ACTIVE" }),
  "sns/topic": byArn("arn:{p}:sns:{r}:{a}:{name}", { owner: "{a}" }),
  "sns/topicPolicy": { id: "{arn}", also: { owner: "{a}" } },
  "sns/topicSubscription": byArn("{topic}:{uuid}", { ownerId: "{a}" }),
  "sqs/queue": { id: "https://sqs.{r}.{s}/{a}/{name}", arn: "arn:{p}:sqs:{r}:{a}:{name}", also: { url: "{id}" } },
  "sqs/queuePolicy": { id: "{queueUrl}" },
  "ssm/document": named("arn:{p}:ssm:{r}:{a}:document/{name}"),
  "ssm/parameter": named("arn:{p}:ssm:{r}:{a}:parameter/{nameWithoutSlash}", {
    version: 1,
    dataType: "text",
    tier: "Standard",
  }),
  "synthetics/canary": named("arn:{p}:synthetics:{r}:{a}:canary:{name}"),
  "vpc/securityGroupEgressRule": {
    id: "sgr-{hex17}",
    arn: EC2("security-group-rule"),
    also: { securityGroupRuleId: "{id}" },
  },
  "vpc/securityGroupIngressRule": {
    id: "sgr-{hex17}",
    arn: EC2("security-group-rule"),
    also: { securityGroupRuleId: "{id}" },
  },
  "wafv2/ipSet": {
    id: "{uuid}",
    arn: "arn:{p}:wafv2:{r}:{a}:{wafScope}/ipset/{name}/{id}",
    also: { lockToken: "{uuid}" },
  },
  "wafv2/webAcl": {
    id: "{uuid}",
    arn: "arn:{p}:wafv2:{r}:{a}:{wafScope}/webacl/{name}/{id}",
    also: { lockToken: "{uuid}" },
  },
};

/** The entry of a token, e.g. `aws:s3/bucketV2:BucketV2`; undefined where the general rule is to be used. */
export function identityOf(token: string): Identity | undefined {
  const middle = token.split(":")[1] ?? "";
  const known = middle.replace(/^(alb|elasticloadbalancingv2|applicationloadbalancing)\//, "lb/");
  const entry = IDENTITIES[known] ?? IDENTITIES[known.replace(/[vV]\d$/, "")];
  if (entry === undefined && /^s3\/bucket[A-Z]/.test(known)) {
    return ofBucket; // a bucket's settings carry the bucket's name
  }
  return entry;
}
