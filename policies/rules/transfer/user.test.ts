import {
  from,
  testRule,
  unknownString,
  unknownValue,
  type InvalidRow,
  type OtherResource,
} from "../../testing/rule-tester";
import { transferUserHomeRestricted, transferUserRoleScoped } from "./user";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const ACCESS = "aws:transfer/access:Access";
const clinic = { serverId: "s-0a1b", userName: "clinic" };
const logical = {
  homeDirectoryType: "LOGICAL",
  homeDirectoryMappings: [{ entry: "/", target: "/claims/clinic" }],
};

type Grant = Readonly<Record<string, unknown>>;

const READ: Grant = {
  Effect: "Allow",
  Action: ["s3:GetObject", "s3:PutObject"],
  Resource: "arn:aws:s3:::claims/clinic/*",
};
const LIST: Grant = { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::claims" };
const DECRYPT: Grant = {
  Effect: "Allow",
  Action: "kms:Decrypt",
  Resource: "arn:aws:kms:us-east-1:111122223333:key/7c1a",
};

function policy(...statements: readonly Grant[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const onHome = policy({ ...READ, Resource: "arn:aws:s3:::${transfer:HomeDirectory}/*" }, LIST);

testRule(transferUserHomeRestricted, {
  valid: [
    { name: "a folder of its own", props: { ...clinic, ...logical } },
    { name: "a session policy for its home", props: { ...clinic, homeDirectory: "/claims/clinic", policy: onHome } },
    {
      name: "a session policy for its home, in other letters",
      props: { ...clinic, policy: policy({ ...READ, Resource: "arn:aws:s3:::${Transfer:HomeDirectory}/*" }) },
    },
    { name: "a session policy for a prefix", props: { ...clinic, policy: policy(READ) } },
  ],
  invalid: [
    {
      name: "left out",
      props: { ...clinic, homeDirectory: "/claims/clinic" },
      finds: ["homeDirectoryType", "homeDirectoryMappings"],
    },
    {
      name: "a path",
      props: { ...clinic, ...logical, homeDirectoryType: "PATH" },
      finds: "homeDirectoryType",
    },
    { name: "no mappings", props: { ...clinic, homeDirectoryType: "LOGICAL" }, finds: "homeDirectoryMappings" },
    {
      name: "a session policy for the whole bucket",
      props: { ...clinic, policy: policy({ ...READ, Resource: "arn:aws:s3:::claims/*" }) },
      finds: ["homeDirectoryType", "homeDirectoryMappings"],
    },
  ],
  alike: [ACCESS],
  notJudged: [
    another,
    {
      name: "a session policy not known yet",
      props: { ...clinic, policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
  ],
});

function role(props: object = {}): OtherResource {
  return {
    type: "aws:iam/role:Role",
    name: "transfer",
    props,
    outputs: { arn: "arn:aws:iam::111122223333:role/transfer" },
  };
}

function inline(...statements: readonly Grant[]): OtherResource {
  return role({ inlinePolicies: [{ name: "files", policy: policy(...statements) }] });
}

function own(document: unknown, of: unknown = from("transfer")): OtherResource {
  return { type: "aws:iam/rolePolicy:RolePolicy", name: "files", props: { role: of, policy: document } };
}

function attached(policyArn: unknown): OtherResource {
  const props = { role: from("transfer"), policyArn };
  return { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", name: "attachment", props };
}

function managed(...statements: readonly Grant[]): OtherResource {
  return { type: "aws:iam/policy:Policy", name: "managed", props: { policy: policy(...statements) } };
}

const user = { ...clinic, role: from("transfer") };
const IN_ROLE = "Role.inlinePolicies[0].policy.Statement[0].Resource";
const NOT_IN_ROLE = "Role.inlinePolicies[0].policy.Statement[0].NotResource";
const S3_FULL = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
const LOGGING = "arn:aws:iam::aws:policy/service-role/AWSTransferLoggingAccess";

function wide(name: string, grant: Grant, finds = IN_ROLE): InvalidRow {
  return { name, props: user, others: [inline(grant)], finds };
}

testRule(transferUserRoleScoped, {
  valid: [
    {
      name: "a prefix, its bucket's list and its key",
      props: user,
      others: [role(), own(policy(READ, LIST, DECRYPT))],
    },
    {
      name: "the role by its ARN, its policy inside",
      props: { ...clinic, role: "arn:aws:iam::111122223333:role/transfer" },
      others: [inline(READ)],
    },
    { name: "a policy of its own, attached", props: user, others: [role(), attached(from("managed")), managed(READ)] },
    {
      name: "a policy of its own, listed in the role",
      props: user,
      others: [role({ managedPolicyArns: [from("managed")] }), managed(READ)],
    },
    { name: "writes logs, too", props: user, others: [inline(READ), attached(LOGGING)] },
    {
      name: "writes logs anywhere",
      props: user,
      others: [inline(READ, { Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" })],
    },
    {
      name: "a file system",
      props: user,
      others: [
        inline({
          Effect: "Allow",
          Action: "elasticfilesystem:ClientMount",
          Resource: "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0a1b",
        }),
      ],
    },
    {
      name: "names of buckets",
      props: user,
      others: [
        inline(READ, { Effect: "Allow", Action: ["s3:ListAllMyBuckets", "s3:GetBucketLocation"], Resource: "*" }),
      ],
    },
    {
      name: "names of buckets, in other letters",
      props: user,
      others: [inline(READ, { Effect: "Allow", Action: "S3:listallmybuckets", Resource: "*" })],
    },
    {
      name: "a refusal of everything else",
      props: user,
      others: [inline(READ, { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::claims/clinic/*" })],
    },
    {
      name: "a refusal for another bucket",
      props: user,
      others: [inline(READ, { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::intake/*" })],
    },
    {
      name: "a wide role that the session policy narrows",
      props: { ...user, policy: onHome },
      others: [inline({ ...READ, Resource: "*" })],
    },
    {
      name: "the wide policy of another role",
      props: user,
      others: [inline(READ), own(policy({ ...READ, Resource: "*" }), "someone-else")],
    },
  ],
  invalid: [
    {
      name: "a whole bucket",
      props: user,
      others: [role(), own(policy({ ...READ, Resource: "arn:aws:s3:::claims/*" }))],
      finds: "RolePolicy.policy.Statement[0].Resource",
    },
    wide("everything", { ...READ, Resource: "*" }),
    wide("names of buckets, and every object", {
      ...READ,
      Action: ["s3:ListAllMyBuckets", "s3:GetObject"],
      Resource: "*",
    }),
    wide("more than the place of every bucket", { ...READ, Action: "s3:GetBucketLocation*", Resource: "*" }),
    wide("all actions but those of a service", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    wide("every bucket", { ...READ, Resource: "arn:aws:s3:::*" }),
    wide("every bucket of a kind", { ...READ, Resource: "arn:aws:s3:::claims-*/clinic/*" }),
    wide("a bucket of any first letter", { ...READ, Resource: "arn:aws:s3:::?laims/clinic/*" }),
    wide("any prefix of one letter", { ...READ, Resource: "arn:aws:s3:::claims/?/files" }),
    wide("every key", { ...DECRYPT, Resource: "arn:aws:kms:us-east-1:111122223333:key/*" }),
    wide("every service", { ...READ, Action: "*", Resource: "arn:aws:*:us-east-1:111122223333:claims" }),
    wide("every file system", { ...READ, Action: "elasticfilesystem:*", Resource: "*" }),
    wide("everything but one", { Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::intake/*" }, NOT_IN_ROLE),
    {
      name: "two buckets",
      props: user,
      others: [inline({ ...READ, Resource: ["arn:aws:s3:::claims/clinic/*", "arn:aws:s3:::intake/clinic/*"] })],
      finds: `${IN_ROLE}[1]`,
    },
    {
      name: "two buckets in two policies",
      props: user,
      others: [inline(READ), own(policy({ ...READ, Resource: "arn:aws:s3:::intake/clinic/*" }))],
      finds: "RolePolicy.policy.Statement[0].Resource",
    },
    {
      name: "AWS's policy for all of S3",
      props: user,
      others: [role(), attached(S3_FULL)],
      finds: "RolePolicyAttachment.policyArn",
    },
    ...["AmazonElasticFileSystemFullAccess", "PowerUserAccess", "ReadOnlyAccess"].map((name) => ({
      name: `AWS's ${name}`,
      props: user,
      others: [role(), attached(`arn:aws:iam::aws:policy/${name}`)],
      finds: "RolePolicyAttachment.policyArn",
    })),
    {
      name: "one of two roles is wide",
      props: { ...clinic, role: from("transfer", "other") },
      others: [inline(READ), { ...inline({ ...READ, Resource: "*" }), name: "other" }],
      finds: IN_ROLE,
    },
    {
      name: "one of two policies that an attachment may name is wide",
      props: user,
      others: [
        role(),
        attached(from("managed", "other")),
        managed(READ),
        { ...managed({ ...READ, Resource: "*" }), name: "other" },
      ],
      finds: "Policy.policy.Statement[0].Resource",
    },
    {
      name: "AWS's policy for all of S3, listed in the role",
      props: user,
      others: [role({ managedPolicyArns: [S3_FULL] })],
      finds: "Role.managedPolicyArns[0]",
    },
    {
      name: "AWS's policy for everything, beside one that is made here",
      props: user,
      others: [
        role({ managedPolicyArns: [from("managed"), "arn:aws:iam::aws:policy/AdministratorAccess"] }),
        managed(READ),
      ],
      finds: "Role.managedPolicyArns[1]",
    },
    {
      name: "a wide policy of its own, attached",
      props: user,
      others: [role(), attached(from("managed")), managed({ ...READ, Resource: "*" })],
      finds: "Policy.policy.Statement[0].Resource",
    },
    {
      name: "a wide policy of its own, listed in the role",
      props: user,
      others: [role({ managedPolicyArns: [from("managed")] }), managed({ ...READ, Resource: "*" })],
      finds: "Policy.policy.Statement[0].Resource",
    },
    {
      name: "of a group",
      type: ACCESS,
      props: { serverId: "s-0a1b", externalId: "S-1-1-12", role: from("transfer") },
      others: [inline({ ...READ, Resource: "*" })],
      finds: IN_ROLE,
    },
  ],
  notJudged: [
    another,
    { name: "no role", type: ACCESS, props: { serverId: "s-0a1b", externalId: "S-1-1-12" }, because: "exempt" },
    {
      name: "a role of another stack",
      props: { ...clinic, role: "arn:aws:iam::111122223333:role/other" },
      because: "unknown",
      finds: "role",
    },
    {
      name: "a role of another stack, with one here",
      props: { ...clinic, role: unknownString },
      others: [inline(READ)],
      because: "unknown",
      finds: "role",
    },
    {
      name: "a policy not known yet",
      props: user,
      others: [role(), own(unknownString)],
      because: "unknown",
      finds: "RolePolicy.policy.Statement",
    },
    {
      name: "a bucket not known yet",
      props: user,
      others: [role(), own({ Statement: [{ ...READ, Resource: [unknownString] }] })],
      because: "unknown",
      finds: "RolePolicy.policy.Statement[0].Resource[0]",
    },
    {
      name: "a policy of another stack",
      props: user,
      others: [role({ managedPolicyArns: [unknownString] }), attached("arn:aws:iam::111122223333:policy/files")],
      because: "unknown",
      finds: ["Role.managedPolicyArns[0]", "RolePolicyAttachment.policyArn"],
    },
    {
      name: "policies inside the role not known yet",
      props: user,
      others: [role({ inlinePolicies: unknownValue })],
      because: "unknown",
      finds: "Role.inlinePolicies",
    },
    {
      name: "whose policy it is is not known yet",
      props: user,
      others: [role(), own(policy({ ...READ, Resource: "*" }), unknownString)],
      because: "unknown",
      finds: "RolePolicy.role",
    },
  ],
});
