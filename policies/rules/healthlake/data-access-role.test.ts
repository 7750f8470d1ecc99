import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { healthlakeDataAccessRoleScoped, healthlakeIoBucketControls } from "./data-access-role";

const BUCKET = "aws:s3/bucket:Bucket";

function document(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const bound = {
  StringEquals: { "aws:SourceAccount": "111122223333" },
  ArnLike: { "aws:SourceArn": "arn:aws:healthlake:us-east-1:111122223333:datastore/fhir/*" },
};

function trust(Condition?: object, Service = "healthlake.amazonaws.com"): string {
  return document({
    Effect: "Allow",
    Principal: { Service },
    Action: "sts:AssumeRole",
    ...(Condition === undefined ? {} : { Condition }),
  });
}

function grant(Action: unknown, Resource: unknown, more: object = {}): string {
  return document({ Effect: "Allow", Action, Resource, ...more });
}

function policy(text: unknown): OtherResource {
  return { type: "aws:iam/rolePolicy:RolePolicy", name: "policy", props: { role: from("subject"), policy: text } };
}

function attached(text: unknown): OtherResource[] {
  return [
    { type: "aws:iam/policy:Policy", name: "managed", props: { policy: text } },
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "attachment",
      props: { role: from("subject"), policyArn: from("managed") },
    },
  ];
}

const scoped = { assumeRolePolicy: trust(bound) };
const datastore: OtherResource = {
  type: "aws:cloudcontrol/resource:Resource",
  name: "fhir",
  props: { typeName: "AWS::HealthLake::FHIRDatastore" },
};

testRule(healthlakeDataAccessRoleScoped, {
  valid: [
    {
      name: "bound, buckets and key named",
      props: scoped,
      others: [
        policy(
          grant(
            ["s3:GetObject", "kms:Decrypt"],
            ["arn:aws:s3:::fhir-in/*", "arn:aws:kms:us-east-1:111122223333:key/7c1a"],
          ),
        ),
      ],
    },
    { name: "attached policy", props: scoped, others: attached(grant("s3:*", "arn:aws:s3:::fhir-in/*")) },
    {
      name: "a policy object with ARNs made here",
      props: scoped,
      others: [
        { type: BUCKET, name: "in" },
        policy({ Statement: [{ Effect: "Allow", Action: "s3:PutObject", Resource: [from("in")] }] }),
      ],
    },
    {
      name: "keys by alias",
      props: scoped,
      others: [
        policy(
          grant("kms:Decrypt", "*", {
            Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/clinic-fhir" } },
          }),
        ),
      ],
    },
    { name: "no policy", props: scoped },
    {
      name: "beside other statements and other principals",
      props: {
        assumeRolePolicy: document(
          {
            Effect: "Allow",
            Principal: { Service: "healthlake.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: bound,
          },
          { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          { Effect: "Deny", Principal: { Service: "healthlake.amazonaws.com" }, Action: "sts:AssumeRole" },
        ),
      },
    },
    {
      name: "what is refused may be anything",
      props: scoped,
      others: [policy(document({ Effect: "Deny", Action: "s3:*", Resource: "*" }))],
    },
    {
      name: "a policy of a role that nobody knows",
      props: scoped,
      others: [
        {
          type: "aws:iam/rolePolicy:RolePolicy",
          name: "policy",
          props: { role: unknownString, policy: grant("s3:GetObject", "*") },
        },
      ],
    },
    { name: "other services on star", props: scoped, others: [policy(grant("cloudwatch:PutMetricData", "*"))] },
    {
      name: "a source made here",
      props: {
        assumeRolePolicy: {
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: ["healthlake.amazonaws.com"] },
              Action: "sts:AssumeRole",
              Condition: {
                StringEquals: { "aws:SourceAccount": "111122223333" },
                ArnEquals: { "aws:SourceArn": unknownString },
              },
            },
          ],
        },
      },
    },
  ],
  invalid: [
    { name: "no conditions", props: { assumeRolePolicy: trust() }, finds: "assumeRolePolicy.Statement[0].Condition" },
    {
      name: "a source without its account",
      props: { assumeRolePolicy: trust({ ArnLike: bound.ArnLike }) },
      finds: "assumeRolePolicy.Statement[0].Condition",
    },
    ...["1111222233334", "x111122223333", "*"].map((account) => ({
      name: `an account ${account}`,
      props: { assumeRolePolicy: trust({ ...bound, StringEquals: { "aws:SourceAccount": account } }) },
      finds: "assumeRolePolicy.Statement[0].Condition.StringEquals.aws:SourceAccount",
    })),
    {
      name: "a source that only holds an ARN",
      props: {
        assumeRolePolicy: trust({
          ...bound,
          ArnLike: { "aws:SourceArn": "x-arn:aws:healthlake:us-east-1:111122223333:datastore" },
        }),
      },
      finds: "assumeRolePolicy.Statement[0].Condition.ArnLike.aws:SourceArn",
    },
    {
      name: "keys by any alias",
      props: scoped,
      others: [
        policy(
          grant("kms:Decrypt", "*", {
            Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*" } },
          }),
        ),
      ],
      finds: [
        "RolePolicy.policy.Statement[0].Condition.ForAnyValue:StringLike.kms:ResourceAliases",
        "RolePolicy.policy.Statement[0].Resource",
      ],
    },
    ...["arn:aws:kms:us-east-1:111122223333:*", "arn:aws:kms:us-east-1:111122223333:alias/*", "arn:*"].map(
      (resource) => ({
        name: `any key as ${resource}`,
        props: scoped,
        others: [policy(grant("kms:Decrypt", resource))],
        finds: ["RolePolicy.policy.Statement[0].Condition", "RolePolicy.policy.Statement[0].Resource"],
      }),
    ),
    {
      name: "no resource at all",
      props: scoped,
      others: [policy(grant("s3:GetObject", []))],
      finds: ["RolePolicy.policy.Statement[0].Condition", "RolePolicy.policy.Statement[0].Resource"],
    },
    {
      name: "account only",
      props: { assumeRolePolicy: trust({ StringEquals: bound.StringEquals }) },
      finds: "assumeRolePolicy.Statement[0].Condition",
    },
    {
      name: "any source",
      props: { assumeRolePolicy: trust({ ...bound, ArnLike: { "aws:SourceArn": "*" } }) },
      finds: "assumeRolePolicy.Statement[0].Condition.ArnLike.aws:SourceArn",
    },
    {
      name: "any bucket",
      props: scoped,
      others: [policy(grant("s3:GetObject", "*"))],
      finds: ["RolePolicy.policy.Statement[0].Condition", "RolePolicy.policy.Statement[0].Resource"],
    },
    {
      name: "any key, inline",
      props: {
        ...scoped,
        inlinePolicies: [{ name: "k", policy: grant("kms:*", "arn:aws:kms:us-east-1:111122223333:key/*") }],
      },
      finds: ["inlinePolicies[0].policy.Statement[0].Condition", "inlinePolicies[0].policy.Statement[0].Resource"],
    },
    {
      name: "any bucket, attached",
      props: scoped,
      others: attached(grant("*", ["arn:aws:s3:::in/*", "arn:aws:s3:::*"])),
      finds: ["Policy.policy.Statement[0].Condition", "Policy.policy.Statement[0].Resource[1]"],
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    {
      name: "a role of another service",
      props: { assumeRolePolicy: trust(undefined, "lambda.amazonaws.com") },
      because: "exempt",
    },
    { name: "trust not known, no data store", props: { assumeRolePolicy: unknownString }, because: "exempt" },
    {
      name: "HealthLake is refused",
      props: {
        assumeRolePolicy: document({
          Effect: "Deny",
          Principal: { Service: "healthlake.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      },
      because: "exempt",
    },
    {
      name: "somebody else of that name",
      props: {
        assumeRolePolicy: document({
          Effect: "Allow",
          Principal: { Federated: "healthlake.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      },
      because: "exempt",
    },
    {
      name: "resources not known",
      props: scoped,
      others: [policy({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: unknownString }] })],
      because: "unknown",
      finds: "RolePolicy.policy.Statement[0].Resource",
    },
    {
      name: "trust not known",
      props: { assumeRolePolicy: unknownString },
      others: [datastore],
      because: "unknown",
      finds: "assumeRolePolicy.Statement",
    },
    {
      name: "policy not known",
      props: scoped,
      others: [policy(unknownString)],
      because: "unknown",
      finds: "RolePolicy.policy.Statement",
    },
  ],
});

const role: OtherResource = {
  type: "aws:iam/role:Role",
  name: "role",
  props: { name: "fhir", assumeRolePolicy: trust(bound) },
};

function writes(text: unknown): OtherResource[] {
  return [role, { type: "aws:iam/rolePolicy:RolePolicy", name: "policy", props: { role: from("role"), policy: text } }];
}

const sse: OtherResource = {
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  name: "sse",
  props: { bucket: from("subject"), rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
};
const block: OtherResource = {
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  name: "block",
  props: {
    bucket: from("subject"),
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
};
const put = grant("s3:PutObject", "arn:aws:s3:::fhir-out/*");
const out = { bucket: "fhir-out" };

testRule(healthlakeIoBucketControls, {
  valid: [
    { name: "by name", props: out, others: [...writes(put), sse, block] },
    {
      name: "by reference, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: {},
      others: [...writes(from("subject")), sse, block],
    },
    {
      name: "by reference, aws-native",
      type: "aws-native:s3:Bucket",
      props: {
        bucketEncryption: {
          serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
        },
        publicAccessBlockConfiguration: {
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
      },
      others: writes(from("subject")),
    },
  ],
  invalid: [
    { name: "no KMS", props: out, others: [...writes(put), block], finds: "BucketServerSideEncryptionConfiguration" },
    { name: "no block", props: out, others: [...writes(put), sse], finds: "BucketPublicAccessBlock" },
    {
      name: "the policy was made from it",
      props: {},
      others: [...writes(from("subject")), sse],
      finds: "BucketPublicAccessBlock",
    },
    {
      name: "a resource made from it",
      props: {},
      others: [...writes({ Statement: [{ Effect: "Allow", Action: "s3:Put*", Resource: [from("subject")] }] }), sse],
      finds: "BucketPublicAccessBlock",
    },
    {
      name: "the block of another bucket",
      props: out,
      others: [
        ...writes(put),
        sse,
        { type: BUCKET, name: "other" },
        { ...block, props: { ...block.props, bucket: from("other") } },
      ],
      finds: "BucketPublicAccessBlock",
    },
    {
      name: "any bucket",
      props: {},
      others: [...writes(grant("s3:*", "*")), block],
      finds: "BucketServerSideEncryptionConfiguration",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "no role of HealthLake", props: out, because: "exempt" },
    { name: "a role without policies", props: out, others: [role], because: "exempt" },
    {
      name: "access logs are delivered here",
      props: out,
      others: [
        ...writes(put),
        {
          type: "aws:s3/bucketLogging:BucketLogging",
          name: "logging",
          props: { bucket: "scans", targetBucket: from("subject"), targetPrefix: "s3/" },
        },
      ],
      because: "exempt",
    },
    {
      name: "writing is refused",
      props: out,
      others: writes(document({ Effect: "Deny", Action: "s3:PutObject", Resource: "*" })),
      because: "exempt",
    },
    {
      name: "a policy that nobody knows and that was made from something else",
      props: {},
      others: [{ type: BUCKET, name: "scans" }, ...writes(from("scans"))],
      because: "exempt",
    },
    { name: "another bucket", props: { bucket: "scans" }, others: writes(put), because: "exempt" },
    {
      name: "read only",
      props: out,
      others: writes(grant("s3:GetObject", "arn:aws:s3:::fhir-out/*")),
      because: "exempt",
    },
    {
      name: "a role of another service",
      props: out,
      others: writes(put).map((item) =>
        item.name === "role" ? { ...item, props: { assumeRolePolicy: trust(bound, "lambda.amazonaws.com") } } : item,
      ),
      because: "exempt",
    },
    {
      name: "a block whose bucket nobody knows",
      props: out,
      others: [...writes(put), sse, { ...block, props: { ...block.props, bucket: unknownString } }],
      because: "unknown",
      finds: "BucketPublicAccessBlock.bucket",
    },
  ],
});
