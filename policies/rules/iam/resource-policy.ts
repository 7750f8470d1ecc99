import { all } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { on } from "../../rule";

/** Where the services keep the document. */
interface ResourcePolicyShape {
  readonly policy: string;
  readonly resourcePolicy: string;
  readonly accessPolicies: string;
  readonly accessPolicy: string;
}

/**
 * Policies of resources, in resources of their own or inline. Not here: what is meant for everyone or tells its callers apart otherwise
 * (public registries, REST APIs, VPC endpoints, file systems).
 */
const resourcePolicy = on<ResourcePolicyShape>(
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:glue/resourcePolicy:ResourcePolicy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy",
  "aws:kinesis/resourcePolicy:ResourcePolicy",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:opensearch/domainPolicy:DomainPolicy",
  "aws:elasticsearch/domainPolicy:DomainPolicy",
  "aws:msk/clusterPolicy:ClusterPolicy",
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy",
  "aws:lambda/resourcePolicy:ResourcePolicy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  "aws:s3control/accessPointPolicy:AccessPointPolicy",
  "aws:s3tables/tableBucketPolicy:TableBucketPolicy",
  "aws:acmpca/policy:Policy",
  "aws:codebuild/resourcePolicy:ResourcePolicy",
  "aws:sqs/queue:Queue",
  "aws:sns/topic:Topic",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:kms/key:Key",
  "aws:secretsmanager/secret:Secret",
  "aws:glacier/vault:Vault",
);

export const resourcePolicyNoStarPrincipal = resourcePolicy.rule({
  id: "resource-policy-no-star-principal",
  title: "No policy of a resource lets everyone in",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  says: "has a policy that lets everyone in",
  fix: 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-..." } } (or aws:SourceArn, aws:SourceAccount).',
  requires: (p) =>
    all(
      noOpenStatement(p.policy),
      noOpenStatement(p.resourcePolicy),
      noOpenStatement(p.accessPolicies),
      noOpenStatement(p.accessPolicy),
    ),
});
