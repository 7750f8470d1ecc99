import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { healthimagingImportRoleScoped } from "./import-role";

function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const account = { StringEquals: { "aws:SourceAccount": "111122223333" } };
const store = { ArnLike: { "aws:SourceArn": "arn:aws:medical-imaging:us-east-1:111122223333:datastore/*" } };

function trust(Condition?: object, more: object = {}): { assumeRolePolicy: string } {
  const Principal = { Service: "medical-imaging.amazonaws.com" };
  const statement = { Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more };
  return { assumeRolePolicy: document(Condition === undefined ? statement : { ...statement, Condition }) };
}

function policy(text: unknown): OtherResource {
  return { type: "aws:iam/rolePolicy:RolePolicy", name: "policy", props: { role: from("subject"), policy: text } };
}

function grant(Action: unknown, Resource: unknown, more: object = {}): OtherResource {
  return policy(document({ Effect: "Allow", Action, Resource, ...more }));
}

function attached(policyArn: unknown): OtherResource {
  return {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "attachment",
    props: { role: from("subject"), policyArn },
  };
}

const bound = trust({ ...account, ...store });
const imageStore: OtherResource = {
  type: "aws:cloudcontrol/resource:Resource",
  name: "images",
  props: { typeName: "AWS::HealthImaging::Datastore" },
};
const condition = "assumeRolePolicy.Statement[0].Condition";
const resource = "RolePolicy.policy.Statement[0].Resource";

testRule(healthimagingImportRoleScoped, {
  valid: [
    {
      name: "bound, buckets named",
      props: bound,
      others: [grant(["s3:GetObject", "s3:ListBucket"], ["arn:aws:s3:::dicom-in", "arn:aws:s3:::dicom-in/*"])],
    },
    { name: "account alone", props: trust(account) },
    { name: "data store alone", props: trust(store) },
    {
      name: "a source made here",
      props: {
        assumeRolePolicy: {
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: ["medical-imaging.amazonaws.com"] },
              Action: "sts:AssumeRole",
              Condition: { ArnEquals: { "aws:SourceArn": unknownString } },
            },
          ],
        },
      },
    },
    {
      name: "buckets made here",
      props: bound,
      others: [
        { type: "aws:s3/bucket:Bucket", name: "in" },
        policy({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: [from("in")] }] }),
      ],
    },
    {
      name: "for Lambda as well",
      props: {
        assumeRolePolicy: document(
          {
            Effect: "Allow",
            Principal: { Service: "medical-imaging.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: account,
          },
          { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
        ),
      },
    },
    {
      name: "an administrator of something else",
      props: bound,
      others: [attached("arn:aws:iam::aws:policy/AdministratorAccess-Amplify")],
    },
    { name: "buckets by prefix", props: bound, others: [grant("s3:*", "arn:aws:s3:::dicom-*")] },
    { name: "a list of the buckets", props: bound, others: [grant("s3:ListAllMyBuckets", "*")] },
    { name: "another service", props: bound, others: [grant("kms:Decrypt", "*")] },
    { name: "all buckets denied", props: bound, others: [grant("s3:PutObject", "*", { Effect: "Deny" })] },
    {
      name: "a policy of AWS for something else",
      props: bound,
      others: [attached("arn:aws:iam::aws:policy/CloudWatchFullAccess")],
    },
    {
      name: "a policy of its own of a like name",
      props: bound,
      others: [attached("arn:aws:iam::111122223333:policy/AmazonS3FullAccess")],
    },
    { name: "attached policy not known", props: bound, others: [attached(unknownString)] },
  ],
  invalid: [
    { name: "no conditions", props: trust(), finds: condition },
    {
      name: "any account",
      props: trust({ StringLike: { "aws:SourceAccount": "*" } }),
      finds: `${condition}.StringLike.aws:SourceAccount`,
    },
    {
      name: "any store",
      props: trust({ ArnLike: { "aws:SourceArn": "arn:aws:medical-imaging:us-east-1:*:datastore/*" } }),
      finds: `${condition}.ArnLike.aws:SourceArn`,
    },
    {
      name: "an account and more",
      props: trust({ StringLike: { "aws:SourceAccount": "111122223333*" } }),
      finds: `${condition}.StringLike.aws:SourceAccount`,
    },
    {
      name: "an account with something before it",
      props: trust({ StringLike: { "aws:SourceAccount": "*111122223333" } }),
      finds: `${condition}.StringLike.aws:SourceAccount`,
    },
    {
      name: "a condition on something else",
      props: trust({ StringEquals: { "sts:ExternalId": "dicom" } }),
      finds: condition,
    },
    ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:*"].map((action) => ({
      name: `${action} on any bucket`,
      props: bound,
      others: [grant(action, "*")],
      finds: resource,
    })),
    ...["arn:aws:s3:::*", "arn:aws:s3:::*-in/*", "arn:*", "arn:aws:*"].map((pattern) => ({
      name: pattern,
      props: bound,
      others: [grant("s3:GetObject", ["arn:aws:s3:::dicom-in/*", pattern])],
      finds: `${resource}[1]`,
    })),
    {
      name: "all but one bucket",
      props: bound,
      others: [policy(document({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::claims" }))],
      finds: resource,
    },
    {
      name: "inline in the role",
      props: {
        ...bound,
        inlinePolicies: [{ name: "in", policy: document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }) }],
      },
      finds: "inlinePolicies[0].policy.Statement[0].Resource",
    },
    ...["AmazonS3FullAccess", "AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess"].map((name) => ({
      name,
      props: bound,
      others: [attached(`arn:aws:iam::aws:policy/${name}`)],
      finds: "RolePolicyAttachment.policyArn",
    })),
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "a role of another service",
      props: trust(undefined, { Principal: { Service: "lambda.amazonaws.com" } }),
      because: "exempt",
    },
    {
      name: "a role of a user called so",
      props: trust(undefined, { Principal: { AWS: "medical-imaging.amazonaws.com" } }),
      because: "exempt",
    },
    { name: "HealthImaging denied", props: trust(undefined, { Effect: "Deny" }), because: "exempt" },
    {
      name: "trust not known, no store here",
      props: { assumeRolePolicy: unknownString },
      others: [grant("s3:GetObject", "*")],
      because: "exempt",
    },
    {
      name: "trust not known, beside another Cloud Control resource",
      props: { assumeRolePolicy: unknownString },
      others: [{ ...imageStore, props: { typeName: "AWS::ECS::Cluster" } }],
      because: "exempt",
    },
    {
      name: "trust not known, any bucket",
      props: { assumeRolePolicy: unknownString },
      others: [imageStore, grant("s3:GetObject", "*")],
      because: "unknown",
      finds: "assumeRolePolicy.Statement",
    },
    {
      name: "trust not known",
      props: { assumeRolePolicy: unknownString },
      others: [imageStore],
      because: "unknown",
      finds: "assumeRolePolicy.Statement",
    },
    {
      name: "policy not known",
      props: bound,
      others: [policy(unknownString)],
      because: "unknown",
      finds: "RolePolicy.policy.Statement",
    },
    {
      name: "bucket that nobody can trace",
      props: bound,
      others: [policy({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: [unknownString] }] })],
      because: "unknown",
      finds: "RolePolicy.policy.Statement[0].Resource[0]",
    },
    {
      name: "buckets not known",
      props: bound,
      others: [policy({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: unknownString }] })],
      because: "unknown",
      finds: "RolePolicy.policy.Statement[0].Resource",
    },
  ],
});
