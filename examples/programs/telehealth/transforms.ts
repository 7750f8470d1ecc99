import type * as pulumi from "@pulumi/pulumi";

/** Which property takes the key, by type. */
const keyProperties: Record<string, string> = {
  "aws:rds/cluster:Cluster": "kmsKeyId",
  "aws:rds/clusterInstance:ClusterInstance": "performanceInsightsKmsKeyId",
  "aws:elasticache/replicationGroup:ReplicationGroup": "kmsKeyId",
  "aws:cloudwatch/logGroup:LogGroup": "kmsKeyId",
};

const taggable = [
  "aws:rds/",
  "aws:elasticache/",
  "aws:ec2/securityGroup:",
  "aws:cloudwatch/logGroup:",
  "aws:s3/bucket:",
  "aws:iam/role:",
];

/** Puts the team's tags and its key on whatever takes them. */
export function ours(options: { keyArn: string; tags: Record<string, string> }): pulumi.ResourceTransform {
  return ({ type, props, opts }) => {
    const keyProperty = keyProperties[type];
    const mended = { ...props };
    if (keyProperty !== undefined) mended[keyProperty] ??= options.keyArn;
    if (type.endsWith(":BucketServerSideEncryptionConfiguration")) {
      for (const rule of mended["rules"]) rule.applyServerSideEncryptionByDefault.kmsMasterKeyId ??= options.keyArn;
    }
    if (taggable.some((prefix) => type.startsWith(prefix))) mended["tags"] = { ...options.tags, ...mended["tags"] };
    return { props: mended, opts };
  };
}
