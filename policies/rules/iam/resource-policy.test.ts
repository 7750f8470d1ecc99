import { testRule, unknownString } from "../../testing/rule-tester";
import { resourcePolicyNoStarPrincipal } from "./resource-policy";

const TOPIC_ARN = "arn:aws:sns:us-east-1:111122223333:claims";
const open = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sns:Publish", Resource: TOPIC_ARN };
const named = { ...open, Principal: { AWS: "arn:aws:iam::111122223333:role/intake" } };
const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const when = (operator: string, key: string, value: unknown): object => ({
  ...open,
  Condition: { [operator]: { [key]: value } },
});
const PRINCIPAL = "policy.Statement[0].Principal";

testRule(resourcePolicyNoStarPrincipal, {
  valid: [
    { name: "a role", props: { policy: document(named) } },
    { name: "as an object", props: { policy: { Statement: named } } },
    {
      name: "one role",
      props: { policy: document(when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/intake")) },
    },
    {
      name: "the organisation",
      props: { policy: document(when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")) },
    },
    { name: "nobody, for all", props: { policy: document({ ...open, Effect: "Deny" }) } },
    { name: "a service", props: { policy: document({ ...open, Principal: { Service: "events.amazonaws.com" } }) } },
    { name: "a resource without a policy", type: "aws:sqs/queue:Queue", props: { name: "claims" } },
    {
      name: "a model's policy",
      type: "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy",
      props: { resourcePolicy: document(named) },
    },
    {
      name: "a domain's policy",
      type: "aws:opensearch/domainPolicy:DomainPolicy",
      props: { accessPolicies: document(named) },
    },
    { name: "a vault's policy", type: "aws:glacier/vault:Vault", props: { accessPolicy: document(named) } },
  ],
  invalid: [
    { name: "everyone", props: { policy: document(open) }, finds: PRINCIPAL },
    { name: "everyone, by the bare star", props: { policy: document({ ...open, Principal: "*" }) }, finds: PRINCIPAL },
    {
      name: "everyone in the second statement",
      props: { policy: document(when("StringEquals", "aws:SourceAccount", "111122223333"), open) },
      finds: "policy.Statement[1].Principal",
    },
    {
      name: "a condition that binds nobody",
      props: { policy: document(when("Bool", "aws:SecureTransport", "true")) },
      finds: PRINCIPAL,
    },
    {
      name: "any account",
      props: { policy: document(when("StringLike", "aws:SourceAccount", "*")) },
      finds: PRINCIPAL,
    },
    {
      name: "a model's policy",
      type: "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy",
      props: { resourcePolicy: document(open) },
      finds: "resourcePolicy.Statement[0].Principal",
    },
    {
      name: "a table bucket's policy",
      type: "aws:s3tables/tableBucketPolicy:TableBucketPolicy",
      props: { resourcePolicy: document(open) },
      finds: "resourcePolicy.Statement[0].Principal",
    },
    ...["aws:opensearch/domainPolicy:DomainPolicy", "aws:elasticsearch/domainPolicy:DomainPolicy"].map((type) => ({
      name: `a domain's policy, ${type}`,
      type,
      props: { accessPolicies: document(open) },
      finds: "accessPolicies.Statement[0].Principal",
    })),
    {
      name: "a vault's policy",
      type: "aws:glacier/vault:Vault",
      props: { accessPolicy: document(open) },
      finds: "accessPolicy.Statement[0].Principal",
    },
  ],
  alike: [
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    "aws:glue/resourcePolicy:ResourcePolicy",
    "aws:dynamodb/resourcePolicy:ResourcePolicy",
    "aws:kinesis/resourcePolicy:ResourcePolicy",
    "aws:backup/vaultPolicy:VaultPolicy",
    "aws:msk/clusterPolicy:ClusterPolicy",
    "aws:lambda/resourcePolicy:ResourcePolicy",
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    "aws:s3control/accessPointPolicy:AccessPointPolicy",
    "aws:acmpca/policy:Policy",
    "aws:codebuild/resourcePolicy:ResourcePolicy",
    "aws:sqs/queue:Queue",
    "aws:sns/topic:Topic",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:kms/key:Key",
    "aws:secretsmanager/secret:Secret",
  ],
  notJudged: [
    { name: "another type", type: "aws:iam/policy:Policy", props: {}, because: "other-type" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});
