import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  s3BucketAclProhibited,
  s3BucketLevelPublicAccessProhibited,
  s3BucketPublicReadProhibited,
  s3BucketPublicWriteProhibited,
  s3StaticWebsiteHostingDisabled,
} from "./bucket-public-access";

const allOn = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

function companion(type: string, props: object): OtherResource {
  return { type: `aws:s3/${type}:${type.charAt(0).toUpperCase()}${type.slice(1)}`, name: type, props };
}

const block = companion("bucketPublicAccessBlock", { bucket: from("subject"), ...allOn });

function policyOf(policy: unknown): OtherResource {
  return companion("bucketPolicy", { bucket: from("subject"), policy });
}

function allow(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "*", ...statement }] });
}

const openRead = { Principal: "*", Action: "s3:GetObject" };
const anyone = { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" };

testRule(s3BucketLevelPublicAccessProhibited, {
  valid: [
    { name: "all four flags beside it", props: {}, others: [block] },
    { name: "the older token", type: "aws:s3/bucketV2:BucketV2", props: {}, others: [block] },
    {
      name: "named by value",
      props: { bucket: "clinic-notes" },
      others: [companion("bucketPublicAccessBlock", { bucket: "clinic-notes", ...allOn })],
    },
    {
      name: "a component hands out the name of its only bucket",
      props: {},
      parent: "store",
      others: [
        { type: "clinic:storage:Store", name: "store" },
        companion("bucketPublicAccessBlock", { bucket: from("store"), ...allOn }),
      ],
    },
    {
      name: "aws-native keeps it inline",
      type: "aws-native:s3:Bucket",
      props: { publicAccessBlockConfiguration: allOn },
    },
  ],
  invalid: [
    { name: "no block", props: {}, finds: "BucketPublicAccessBlock" },
    {
      name: "a block of another bucket",
      props: {},
      others: [
        { type: "aws:s3/bucket:Bucket", name: "other" },
        companion("bucketPublicAccessBlock", { bucket: from("other"), ...allOn }),
      ],
      finds: "BucketPublicAccessBlock",
    },
    {
      name: "one flag off, one left out",
      props: {},
      others: [
        companion("bucketPublicAccessBlock", {
          bucket: from("subject"),
          blockPublicAcls: true,
          blockPublicPolicy: false,
          ignorePublicAcls: true,
        }),
      ],
      finds: ["BucketPublicAccessBlock.blockPublicPolicy", "BucketPublicAccessBlock.restrictPublicBuckets"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "a block whose bucket nobody knows",
      props: {},
      others: [companion("bucketPublicAccessBlock", { bucket: unknownString, ...allOn })],
      because: "unknown",
      finds: "BucketPublicAccessBlock.bucket",
    },
    {
      name: "a flag from elsewhere",
      props: {},
      others: [
        companion("bucketPublicAccessBlock", { bucket: from("subject"), ...allOn, blockPublicAcls: unknownValue }),
      ],
      because: "unknown",
      finds: "BucketPublicAccessBlock.blockPublicAcls",
    },
  ],
});

testRule(s3BucketPublicReadProhibited, {
  valid: [
    { name: "nothing said", props: {} },
    { name: "private", props: { acl: "private" } },
    {
      name: "a named role",
      props: {},
      others: [
        policyOf(allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/reader" }, Action: "s3:GetObject" })),
      ],
    },
    {
      name: "star bound to an organisation",
      props: {},
      others: [policyOf(allow({ ...openRead, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }))],
    },
    {
      name: "open for writing only (another rule)",
      props: { policy: allow({ Principal: "*", Action: "s3:PutObject" }) },
    },
    { name: "policy not known, but fully blocked", props: {}, others: [block, policyOf(unknownString)] },
    {
      name: "log delivery group",
      props: {
        grants: [
          { type: "Group", permissions: ["WRITE", "READ_ACP"], uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" },
        ],
      },
    },
    {
      name: "a policy for a bucket elsewhere, closed",
      type: "aws:s3/bucketPolicy:BucketPolicy",
      props: { bucket: "elsewhere", policy: allow({ Principal: { AWS: "111122223333" }, Action: "s3:*" }) },
    },
    {
      name: "an ACL of another bucket",
      props: {},
      others: [
        { type: "aws:s3/bucket:Bucket", name: "other" },
        companion("bucketAcl", { bucket: from("other"), acl: "public-read-write" }),
      ],
    },
  ],
  invalid: [
    { name: "public-read inline", props: { acl: "public-read" }, finds: "acl" },
    { name: "public-read inline, though blocked", props: { acl: "public-read" }, others: [block], finds: "acl" },
    {
      name: "authenticated-read, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: { acl: "authenticated-read" },
      finds: "acl",
    },
    {
      name: "aws-native",
      type: "aws-native:s3:Bucket",
      props: { accessControl: "PublicReadWrite" },
      finds: "accessControl",
    },
    {
      name: "public-read beside it",
      props: {},
      others: [companion("bucketAcl", { bucket: from("subject"), acl: "public-read" })],
      finds: "BucketAcl.acl",
    },
    {
      name: "the older companion",
      props: {},
      others: [companion("bucketAclV2", { bucket: from("subject"), acl: "public-read-write" })],
      finds: "BucketAclV2.acl",
    },
    {
      name: "a grant to everyone inline",
      props: { grants: [{ type: "Group", permissions: ["READ"], uri: anyone.uri }] },
      finds: ["grants[0].uri", "grants[0].permissions[0]"],
    },
    {
      name: "a grant to everyone beside it",
      props: {},
      others: [
        companion("bucketAcl", {
          bucket: from("subject"),
          accessControlPolicy: {
            owner: { id: "o" },
            grants: [{ permission: "FULL_CONTROL", grantee: anyone }],
          },
        }),
      ],
      finds: [
        "BucketAcl.accessControlPolicy.grants[0].grantee.uri",
        "BucketAcl.accessControlPolicy.grants[0].permission",
      ],
    },
    {
      name: "star principal in the inline policy",
      props: { policy: allow(openRead) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "star in a list, listing only",
      props: {},
      others: [policyOf(allow({ Principal: { AWS: ["*"] }, Action: ["s3:ListBucket"] }))],
      finds: "BucketPolicy.policy.Statement[0].Principal",
    },
    {
      name: "a policy object with an unknown resource",
      props: {},
      others: [
        policyOf({ Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: from("subject") }] }),
      ],
      finds: "BucketPolicy.policy.Statement[0].Principal",
    },
    {
      name: "a condition that shuts nobody out",
      props: { policy: allow({ ...openRead, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "transport is no identity",
      props: { policy: allow({ ...openRead, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a policy for a bucket elsewhere",
      type: "aws:s3/bucketPolicy:BucketPolicy",
      props: { bucket: "elsewhere", policy: allow(openRead) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an ACL for a bucket elsewhere",
      type: "aws:s3/bucketAcl:BucketAcl",
      props: { bucket: "elsewhere", acl: "public-read" },
      finds: "acl",
    },
    {
      name: "an ACL for a bucket elsewhere, older token",
      type: "aws:s3/bucketAclV2:BucketAclV2",
      props: { bucket: "elsewhere", acl: "public-read-write" },
      finds: "acl",
    },
    ...["public-read-write", "PublicRead", "AuthenticatedRead"].map((acl) => ({
      name: `${acl} inline`,
      props: { acl },
      finds: "acl",
    })),
    ...["READ_ACP", "WRITE_ACP", "FULL_CONTROL"].map((permission) => ({
      name: `a grant of ${permission} beside one of WRITE, to everyone with an account`,
      props: {
        grants: [
          {
            type: "Group",
            permissions: ["WRITE", permission],
            uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
          },
        ],
      },
      finds: ["grants[0].uri", "grants[0].permissions[1]"],
    })),
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "a policy that belongs to a bucket of this program",
      type: "aws:s3/bucketPolicy:BucketPolicy",
      props: { bucket: from("notes"), policy: allow(openRead) },
      others: [{ type: "aws:s3/bucket:Bucket", name: "notes" }],
      because: "exempt",
    },
    {
      name: "policy not known, no block",
      props: {},
      others: [policyOf(unknownString)],
      because: "unknown",
      finds: "BucketPolicy.policy.Statement",
    },
    {
      name: "an ACL whose bucket nobody knows",
      props: {},
      others: [companion("bucketAcl", { bucket: unknownString, acl: "public-read-write" })],
      because: "unknown",
      finds: "BucketAcl.bucket",
    },
  ],
});

testRule(s3BucketPublicWriteProhibited, {
  valid: [
    { name: "nothing said", props: {} },
    { name: "public-read (another rule)", props: { acl: "public-read" } },
    { name: "open for reading only (another rule)", props: { policy: allow(openRead) } },
    { name: "policy not known, but fully blocked", props: {}, others: [block, policyOf(unknownString)] },
    {
      name: "put from one network endpoint",
      props: {
        policy: allow({
          Principal: "*",
          Action: "s3:PutObject",
          Condition: { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } },
        }),
      },
    },
    {
      name: "an ACL of another bucket",
      props: {},
      others: [
        { type: "aws:s3/bucket:Bucket", name: "other" },
        companion("bucketAcl", { bucket: from("other"), acl: "public-read-write" }),
      ],
    },
  ],
  invalid: [
    { name: "public-read-write", props: { acl: "public-read-write" }, finds: "acl" },
    {
      name: "beside it",
      props: {},
      others: [companion("bucketAcl", { bucket: from("subject"), acl: "public-read-write" })],
      finds: "BucketAcl.acl",
    },
    {
      name: "older token, a grant to everyone",
      type: "aws:s3/bucketV2:BucketV2",
      props: { grants: [{ type: "Group", permissions: ["WRITE"], uri: anyone.uri }] },
      finds: ["grants[0].uri", "grants[0].permissions[0]"],
    },
    {
      name: "anyone deletes",
      props: {},
      others: [policyOf(allow({ Principal: { AWS: "*" }, Action: "s3:DeleteObject" }))],
      finds: "BucketPolicy.policy.Statement[0].Principal",
    },
    {
      name: "NotAction leaves writing in",
      props: { policy: allow({ Principal: "*", NotAction: "s3:GetObject" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "NotPrincipal lets in all but one",
      props: { policy: allow({ NotPrincipal: { AWS: "111122223333" }, Action: "s3:*" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a policy for a bucket elsewhere",
      type: "aws:s3/bucketPolicy:BucketPolicy",
      props: { bucket: "elsewhere", policy: allow({ Principal: "*", Action: "*" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an ACL for a bucket elsewhere, older token",
      type: "aws:s3/bucketAclV2:BucketAclV2",
      props: { bucket: "elsewhere", acl: "public-read-write" },
      finds: "acl",
    },
    {
      name: "aws-native",
      type: "aws-native:s3:Bucket",
      props: { accessControl: "PublicReadWrite" },
      finds: "accessControl",
    },
    {
      name: "an ACL for a bucket elsewhere",
      type: "aws:s3/bucketAcl:BucketAcl",
      props: { bucket: "elsewhere", acl: "public-read-write" },
      finds: "acl",
    },
    ...["WRITE_ACP", "FULL_CONTROL"].map((permission) => ({
      name: `a grant of ${permission} to everyone`,
      props: { grants: [{ type: "Group", permissions: [permission], uri: anyone.uri }] },
      finds: ["grants[0].uri", "grants[0].permissions[0]"],
    })),
    ...["s3:PutObject", "s3:CreateJob", "s3:ReplicateObject", "s3:RestoreObject", "s3:AbortMultipartUpload"].map(
      (Action) => ({
        name: `anyone may ${Action}`,
        props: { policy: allow({ Principal: "*", Action }) },
        finds: "policy.Statement[0].Principal",
      }),
    ),
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "ACL of a bucket of this program",
      type: "aws:s3/bucketAcl:BucketAcl",
      props: { bucket: from("notes"), acl: "public-read-write" },
      others: [{ type: "aws:s3/bucketV2:BucketV2", name: "notes" }],
      because: "exempt",
    },
    { name: "acl not known", props: { acl: unknownString }, because: "unknown", finds: "acl" },
    {
      name: "an ACL whose bucket nobody knows",
      props: {},
      others: [companion("bucketAcl", { bucket: unknownString, acl: "public-read-write" })],
      because: "unknown",
      finds: "BucketAcl.bucket",
    },
  ],
});

testRule(s3BucketAclProhibited, {
  valid: [
    { name: "nothing said: S3 enforces the owner", props: {} },
    {
      name: "enforced",
      props: {},
      others: [
        companion("bucketOwnershipControls", {
          bucket: from("subject"),
          rule: { objectOwnership: "BucketOwnerEnforced" },
        }),
      ],
    },
    { name: "private is no list", props: { acl: "private" } },
    {
      name: "aws-native",
      type: "aws-native:s3:Bucket",
      props: { ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" }] } },
    },
    {
      name: "an ACL of another bucket",
      props: {},
      others: [
        { type: "aws:s3/bucket:Bucket", name: "other" },
        companion("bucketAcl", { bucket: from("other"), acl: "private" }),
      ],
    },
    { name: "aws-native, private", type: "aws-native:s3:Bucket", props: { accessControl: "Private" } },
  ],
  invalid: [
    { name: "inline ACL", props: { acl: "log-delivery-write" }, finds: "acl" },
    {
      name: "owner preferred",
      props: {},
      others: [
        companion("bucketOwnershipControls", {
          bucket: from("subject"),
          rule: { objectOwnership: "BucketOwnerPreferred" },
        }),
      ],
      finds: "BucketOwnershipControls.rule.objectOwnership",
    },
    {
      name: "an ACL beside it, older tokens",
      type: "aws:s3/bucketV2:BucketV2",
      props: {},
      others: [companion("bucketAclV2", { bucket: from("subject"), acl: "private" })],
      finds: "BucketAcl",
    },
    { name: "grants", props: { grants: [{ type: "CanonicalUser", permissions: ["READ"] }] }, finds: "grants" },
    {
      name: "aws-native, a list",
      type: "aws-native:s3:Bucket",
      props: { accessControl: "LogDeliveryWrite" },
      finds: "accessControl",
    },
    {
      name: "aws-native, owner preferred",
      type: "aws-native:s3:Bucket",
      props: { ownershipControls: { rules: [{ objectOwnership: "BucketOwnerPreferred" }] } },
      finds: "ownershipControls.rules[0].objectOwnership",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "CloudFront logs here",
      props: { acl: "log-delivery-write" },
      others: [
        {
          type: "aws:cloudfront/distribution:Distribution",
          name: "site",
          props: { loggingConfig: { bucket: from("subject") } },
        },
      ],
      because: "exempt",
    },
    {
      name: "an ACL whose bucket nobody knows",
      props: {},
      others: [companion("bucketAcl", { bucket: unknownString, acl: "private" })],
      because: "unknown",
      finds: "BucketAcl.bucket",
    },
    {
      name: "ownership not known",
      props: {},
      others: [
        companion("bucketOwnershipControls", { bucket: from("subject"), rule: { objectOwnership: unknownString } }),
      ],
      because: "unknown",
      finds: "BucketOwnershipControls.rule.objectOwnership",
    },
  ],
});

testRule(s3StaticWebsiteHostingDisabled, {
  valid: [
    { name: "no website", props: { tags: { "phiguard:classification": "phi" } } },
    {
      name: "a website of another bucket",
      props: {},
      others: [
        { type: "aws:s3/bucket:Bucket", name: "pages" },
        companion("bucketWebsiteConfiguration", { bucket: from("pages") }),
      ],
    },
  ],
  invalid: [
    {
      name: "inline",
      props: { tags: { "phiguard:classification": "phi" }, website: { indexDocument: "index.html" } },
      finds: "website",
    },
    {
      name: "inline, older token, no classification",
      type: "aws:s3/bucketV2:BucketV2",
      props: { websites: [{ indexDocument: "index.html" }] },
      finds: "websites",
    },
    {
      name: "beside it",
      props: {},
      others: [
        companion("bucketWebsiteConfiguration", { bucket: from("subject"), indexDocument: { suffix: "index.html" } }),
      ],
      finds: "BucketWebsiteConfiguration",
    },
    {
      name: "beside it, older token",
      props: {},
      defaultTags: { DataClassification: "PHI" },
      others: [companion("bucketWebsiteConfigurationV2", { bucket: from("subject") })],
      finds: "BucketWebsiteConfiguration",
    },
    {
      name: "aws-native",
      type: "aws-native:s3:Bucket",
      props: { websiteConfiguration: { indexDocument: "index.html" } },
      finds: "websiteConfiguration",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "a public site",
      props: { tags: { "phiguard:classification": "public" }, website: { indexDocument: "index.html" } },
      because: "exempt",
    },
    {
      name: "tags not known",
      props: { tags: unknownValue, website: { indexDocument: "index.html" } },
      because: "unknown",
      finds: "tags",
    },
    {
      name: "a website whose bucket nobody knows",
      props: {},
      others: [companion("bucketWebsiteConfiguration", { bucket: unknownString })],
      because: "unknown",
      finds: "BucketWebsiteConfiguration.bucket",
    },
  ],
});
