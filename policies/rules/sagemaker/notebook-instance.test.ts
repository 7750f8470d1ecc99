import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  sagemakerNotebookImdsv2,
  sagemakerNotebookInstanceInsideVpc,
  sagemakerNotebookInstanceKmsKeyConfigured,
  sagemakerNotebookInstanceRootAccessCheck,
  sagemakerNotebookNoDirectInternetAccess,
  sagemakerNotebookRoleLeastPrivilege,
} from "./notebook-instance";

const another = { name: "another type", type: "aws:sagemaker/model:Model", props: {}, because: "other-type" } as const;
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

testRule(sagemakerNotebookInstanceKmsKeyConfigured, {
  valid: [
    { name: "key by ARN", props: { kmsKeyId } },
    { name: "key made here", props: { kmsKeyId: from("key") }, others: [{ type: "aws:kms/key:Key", name: "key" }] },
  ],
  invalid: [
    { name: "left out", props: { instanceType: "ml.t3.medium" }, finds: "kmsKeyId" },
    { name: "AWS's key", props: { kmsKeyId: "alias/aws/sagemaker" }, finds: "kmsKeyId" },
  ],
  alike: ["aws:sagemaker/domain:Domain"],
  notJudged: [
    another,
    { name: "not known", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});

testRule(sagemakerNotebookNoDirectInternetAccess, {
  valid: [
    { name: "disabled", props: { directInternetAccess: "Disabled", subnetId: "subnet-1", securityGroups: ["sg-1"] } },
  ],
  invalid: [
    { name: "left out", props: { subnetId: "subnet-1" }, finds: "directInternetAccess" },
    { name: "enabled", props: { directInternetAccess: "Enabled" }, finds: "directInternetAccess" },
  ],
  notJudged: [
    another,
    {
      name: "not known",
      props: { directInternetAccess: unknownString },
      because: "unknown",
      finds: "directInternetAccess",
    },
  ],
});

testRule(sagemakerNotebookInstanceInsideVpc, {
  valid: [
    { name: "subnet and group", props: { subnetId: "subnet-1", securityGroups: ["sg-1"] } },
    {
      name: "made here",
      props: { subnetId: from("subnet"), securityGroups: [from("group")] },
      others: [
        { type: "aws:ec2/subnet:Subnet", name: "subnet" },
        { type: "aws:ec2/securityGroup:SecurityGroup", name: "group" },
      ],
    },
  ],
  invalid: [
    { name: "neither", props: { instanceType: "ml.t3.medium" }, finds: ["securityGroups", "subnetId"] },
    { name: "no group", props: { subnetId: "subnet-1" }, finds: "securityGroups" },
    { name: "no subnet", props: { securityGroups: ["sg-1"] }, finds: "subnetId" },
    { name: "empty list", props: { subnetId: "subnet-1", securityGroups: [] }, finds: "securityGroups" },
  ],
  notJudged: [
    another,
    {
      name: "subnet that nobody can trace",
      props: { subnetId: unknownString, securityGroups: ["sg-1"] },
      because: "unknown",
      finds: "subnetId",
    },
  ],
});

testRule(sagemakerNotebookInstanceRootAccessCheck, {
  valid: [{ name: "disabled", props: { rootAccess: "Disabled" } }],
  invalid: [
    { name: "left out", props: {}, finds: "rootAccess" },
    { name: "enabled", props: { rootAccess: "Enabled" }, finds: "rootAccess" },
  ],
  notJudged: [
    another,
    { name: "not known", props: { rootAccess: unknownString }, because: "unknown", finds: "rootAccess" },
  ],
});

const version = "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion";

function imds(minimumInstanceMetadataServiceVersion: unknown): object {
  return { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion } };
}

testRule(sagemakerNotebookImdsv2, {
  valid: [
    { name: "version 2", props: imds("2") },
    { name: "as a number", props: imds(2) },
  ],
  invalid: [
    { name: "version 1", props: imds("1"), finds: version },
    { name: "left out", props: {}, finds: version },
    { name: "empty block", props: imds(undefined), finds: version },
  ],
  notJudged: [another, { name: "not known", props: imds(unknownString), because: "unknown", finds: version }],
});

function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function grant(Action: unknown, Resource: unknown = "*", more: object = {}): string {
  return document({ Effect: "Allow", Action, Resource, ...more });
}

function role(more: object = {}): OtherResource {
  return { type: "aws:iam/role:Role", name: "role", props: { name: "notebook", ...more } };
}

function rolePolicy(policy: unknown, of: unknown = from("role")): OtherResource {
  return { type: "aws:iam/rolePolicy:RolePolicy", name: "policy", props: { role: of, policy } };
}

function attachment(policyArn: unknown, of: unknown = from("role")): OtherResource {
  return {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "attachment",
    props: { role: of, policyArn },
  };
}

const FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess";
const byReference = { roleArn: from("role") };
const some = grant(["s3:GetObject", "s3:ListBucket"], ["arn:aws:s3:::claims", "arn:aws:s3:::claims/*"]);
const action = "RolePolicy.policy.Statement[0].Action";

testRule(sagemakerNotebookRoleLeastPrivilege, {
  valid: [
    { name: "actions listed", props: byReference, others: [role(), rolePolicy(some)] },
    {
      name: "role by its ARN",
      props: { roleArn: "arn:aws:iam::111122223333:role/notebook" },
      others: [{ ...role(), outputs: { arn: "arn:aws:iam::111122223333:role/notebook" } }],
    },
    {
      name: "a service on one bucket",
      props: byReference,
      others: [role(), rolePolicy(grant("s3:*", "arn:aws:s3:::claims/*"))],
    },
    { name: "part of a service", props: byReference, others: [role(), rolePolicy(grant("sagemaker:Describe*"))] },
    { name: "one kind of action", props: byReference, others: [role(), rolePolicy(grant("s3:*Tagging"))] },
    { name: "a star denied", props: byReference, others: [role(), rolePolicy(grant("*", "*", { Effect: "Deny" }))] },
    {
      name: "another of AWS's policies",
      props: byReference,
      others: [role(), attachment("arn:aws:iam::aws:policy/AmazonSageMakerReadOnly")],
    },
    {
      name: "a policy made here of the same name",
      props: byReference,
      others: [role(), attachment("arn:aws:iam::111122223333:policy/AdministratorAccess")],
    },
    {
      name: "a policy made here",
      props: byReference,
      others: [
        role(),
        attachment(from("managed")),
        { type: "aws:iam/policy:Policy", name: "managed", props: { policy: some } },
      ],
    },
    { name: "full access of another role", props: byReference, others: [role(), attachment(FULL_ACCESS, "someone")] },
    {
      name: "what the team allows",
      props: byReference,
      others: [role(), attachment(FULL_ACCESS)],
      config: { refusedPolicies: ["AdministratorAccess"] },
    },
  ],
  invalid: [
    {
      name: "SageMaker full access",
      props: byReference,
      others: [role(), attachment(FULL_ACCESS)],
      finds: "RolePolicyAttachment.policyArn",
    },
    {
      name: "administrator, role by name",
      props: { roleArn: "arn:aws:iam::111122223333:role/notebook" },
      others: [
        { ...role(), outputs: { arn: "arn:aws:iam::111122223333:role/notebook" } },
        attachment("arn:aws:iam::aws:policy/AdministratorAccess", "notebook"),
      ],
      finds: "RolePolicyAttachment.policyArn",
    },
    {
      name: "power user, with a path, in the role",
      props: byReference,
      others: [role({ managedPolicyArns: ["arn:aws-us-gov:iam::aws:policy/job-function/PowerUserAccess"] })],
      finds: "Role.managedPolicyArns[0]",
    },
    {
      name: "attached to many roles",
      props: byReference,
      others: [
        role(),
        {
          type: "aws:iam/policyAttachment:PolicyAttachment",
          name: "attachment",
          props: { roles: [from("role")], policyArn: FULL_ACCESS },
        },
      ],
      finds: "PolicyAttachment.policyArn",
    },
    { name: "star", props: byReference, others: [role(), rolePolicy(grant("*"))], finds: action },
    {
      name: "star on one bucket",
      props: byReference,
      others: [role(), rolePolicy(grant("*:*", "arn:aws:s3:::claims"))],
      finds: action,
    },
    {
      name: "a whole service on everything",
      props: byReference,
      others: [role(), rolePolicy(grant(["s3:GetObject", "sagemaker:*"]))],
      finds: `${action}[1]`,
    },
    {
      name: "all but a few actions",
      props: byReference,
      others: [role(), rolePolicy(document({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }))],
      finds: "RolePolicy.policy.Statement[0].NotAction",
    },
    {
      name: "inline in the role",
      props: byReference,
      others: [role({ inlinePolicies: [{ name: "all", policy: grant("*") }] })],
      finds: "Role.inlinePolicies[0].policy.Statement[0].Action",
    },
    {
      name: "an attached policy made here",
      props: byReference,
      others: [
        role(),
        attachment(from("managed")),
        { type: "aws:iam/policy:Policy", name: "managed", props: { policy: grant("*") } },
      ],
      finds: "Policy.policy.Statement[0].Action",
    },
    {
      name: "a policy made here, named in the role",
      props: byReference,
      others: [
        role({ managedPolicyArns: [from("managed")] }),
        { type: "aws:iam/policy:Policy", name: "managed", props: { policy: grant("*") } },
      ],
      finds: "Policy.policy.Statement[0].Action",
    },
  ],
  notJudged: [
    another,
    { name: "role made elsewhere", props: { roleArn: "arn:aws:iam::111122223333:role/shared" }, because: "exempt" },
    {
      name: "role made elsewhere, beside one made here",
      props: { roleArn: "arn:aws:iam::111122223333:role/shared" },
      others: [role(), rolePolicy(grant("*"))],
      because: "exempt",
    },
    {
      name: "role from another stack",
      props: { roleArn: unknownString },
      others: [role()],
      because: "unknown",
      finds: "roleArn",
    },
    {
      name: "policy not known",
      props: byReference,
      others: [role(), rolePolicy(unknownString)],
      because: "unknown",
      finds: "RolePolicy.policy.Statement",
    },
    {
      name: "attached policy from another stack",
      props: byReference,
      others: [role(), attachment(unknownString)],
      because: "unknown",
      finds: "RolePolicyAttachment.policyArn",
    },
    {
      name: "inline policies not known",
      props: byReference,
      others: [role({ inlinePolicies: unknownValue })],
      because: "unknown",
      finds: "Role.inlinePolicies.policy.Statement",
    },
  ],
});
