import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import {
  s3BucketPolicyGranteeCheck,
  s3BucketPolicyNoLockout,
  s3BucketPolicyNoStarPrincipal,
  s3BucketSslRequestsOnly,
} from "./bucket-policy";

const BUCKET = "aws:s3/bucket:Bucket";
const QUEUE = "aws:sqs/queue:Queue";

function document(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const openRead = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::clinic/*" };

testRule(s3BucketPolicyNoStarPrincipal, {
  valid: [
    {
      name: "a named role",
      props: { policy: document({ ...openRead, Principal: { AWS: "arn:aws:iam::111122223333:role/r" } }) },
    },
    {
      name: "a service",
      props: { policy: document({ ...openRead, Principal: { Service: "cloudtrail.amazonaws.com" } }) },
    },
    { name: "a Deny for everyone", props: { policy: document({ ...openRead, Effect: "Deny" }) } },
    {
      name: "bound to an organisation",
      props: {
        policy: document({ ...openRead, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
      },
    },
    {
      name: "bound to an endpoint, inline, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: { policy: document({ ...openRead, Condition: { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } } }) },
    },
    {
      name: "bound to a distribution not made yet",
      props: { policy: { Statement: [{ ...openRead, Condition: { ArnEquals: { "aws:SourceArn": from("d") } } }] } },
      others: [{ type: "aws:cloudfront/distribution:Distribution", name: "d" }],
    },
  ],
  invalid: [
    { name: "bare star", props: { policy: document(openRead) }, finds: "policy.Statement[0].Principal" },
    {
      name: "star in a list, inline",
      type: BUCKET,
      props: { policy: document({ ...openRead, Principal: { AWS: ["*"] } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "second statement, as an object",
      props: { policy: { Statement: [{ ...openRead, Principal: { AWS: unknownString }, Effect: "Deny" }, openRead] } },
      finds: "policy.Statement[1].Principal",
    },
    {
      name: "NotPrincipal",
      props: {
        policy: document({ Effect: "Allow", NotPrincipal: { AWS: "111122223333" }, Action: "s3:*", Resource: "*" }),
      },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "transport binds nobody",
      props: { policy: document({ ...openRead, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a negated condition",
      props: { policy: document({ ...openRead, Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a condition that lets the absent through",
      props: {
        policy: document({ ...openRead, Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } }),
      },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "any organisation",
      props: { policy: document({ ...openRead, Condition: { StringLike: { "aws:PrincipalOrgID": "*" } } }) },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "a bucket without a policy inline", type: BUCKET, props: {}, because: "exempt" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
    {
      name: "principal not known yet",
      props: { policy: { Statement: [{ ...openRead, Principal: { AWS: unknownString } }] } },
      because: "unknown",
      finds: "policy.Statement[0].Principal.AWS",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});

const lockout = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::clinic", "arn:aws:s3:::clinic/*"],
};

testRule(s3BucketPolicyNoLockout, {
  valid: [
    {
      name: "bound to transport",
      props: { policy: document({ ...lockout, Condition: { Bool: { "aws:SecureTransport": "false" } } }) },
    },
    { name: "one action", props: { policy: document({ ...lockout, Action: "s3:DeleteBucket" }) } },
    { name: "one account", props: { policy: document({ ...lockout, Principal: { AWS: "111122223333" } }) } },
    {
      name: "all actions but some",
      props: { policy: document({ Effect: "Deny", Principal: "*", NotAction: "s3:GetObject", Resource: "*" }) },
    },
    {
      name: "everyone but a few",
      props: {
        policy: document({
          Effect: "Deny",
          NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "s3:*",
          Resource: "*",
        }),
      },
    },
    {
      name: "a quarantine prefix",
      props: { policy: document({ ...lockout, Resource: "arn:aws:s3:::clinic/quarantine/*" }) },
    },
    { name: "an Allow", type: BUCKET, props: { policy: document({ ...lockout, Effect: "Allow" }) } },
  ],
  invalid: [
    { name: "everyone, everything", props: { policy: document(lockout) }, finds: "policy.Statement[0].Principal" },
    {
      name: "star in a list, inline, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: { policy: document({ ...lockout, Principal: { AWS: ["*"] }, Action: ["*"] }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "the policy itself",
      props: { policy: document({ ...lockout, Action: ["s3:GetObject", "s3:PutBucketPolicy"] }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "whatever is put",
      props: { policy: document({ ...lockout, Action: "s3:Put*" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "all of S3, by leaving another service out",
      props: { policy: document({ Effect: "Deny", Principal: "*", NotAction: "ec2:*", Resource: "*" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an ARN not made yet",
      props: { policy: { Statement: [{ ...lockout, Resource: from("clinic") }] } },
      others: [{ type: BUCKET, name: "clinic" }],
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a quarantine prefix and everything else",
      props: {
        policy: document({ ...lockout, Resource: ["arn:aws:s3:::clinic/quarantine/*", "arn:aws:s3:::clinic/*"] }),
      },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "a bucket without a policy inline", type: BUCKET, props: {}, because: "exempt" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
    {
      name: "condition not known yet",
      props: { policy: { Statement: [{ ...lockout, Condition: unknownString }] } },
      because: "unknown",
      finds: "policy.Statement[0].Condition",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});

function grant(principal: unknown): string {
  return document({ ...openRead, Principal: principal });
}

testRule(s3BucketPolicyGranteeCheck, {
  valid: [
    {
      name: "a trusted account",
      props: { policy: grant({ AWS: "arn:aws:iam::444455556666:root" }) },
      settings: { trustedAccounts: ["444455556666"] },
    },
    {
      name: "a trusted account by id",
      props: { policy: grant({ AWS: ["444455556666"] }) },
      settings: { trustedAccounts: ["444455556666"] },
    },
    { name: "a service", props: { policy: grant({ Service: "logging.s3.amazonaws.com" }) } },
    ...[
      "127311923021",
      "033677994240",
      "027434742980",
      "797873946194",
      "985666609251",
      "054676820928",
      "156460612806",
      "652711504416",
    ].map((account) => ({
      name: `load balancer logs of ${account}`,
      props: { policy: grant({ AWS: `arn:aws:iam::${account}:root` }) },
    })),
    { name: "the star in a record is another rule's, too", props: { policy: grant({ AWS: "*" }) } },
    {
      name: "the account in the resource",
      props: {
        policy: document({
          ...openRead,
          Principal: { AWS: "arn:aws:iam::444455556666:root" },
          Resource: ["arn:aws:s3:us-east-1:444455556666:accesspoint/claims"],
        }),
      },
    },
    {
      name: "origin access identity",
      props: { policy: grant({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" }) },
    },
    {
      name: "a foreign account denied",
      props: { policy: document({ ...openRead, Effect: "Deny", Principal: { AWS: "444455556666" } }) },
    },
    { name: "the star is another rule's", props: { policy: grant("*") } },
    {
      name: "a role of this program",
      props: { policy: { Statement: [{ ...openRead, Principal: { AWS: from("reader") } }] } },
      others: [{ type: "aws:iam/role:Role", name: "reader" }],
    },
    {
      name: "roles of this program in a list",
      props: { policy: { Statement: [{ ...openRead, Principal: { AWS: [from("reader")] } }] } },
      others: [{ type: "aws:iam/role:Role", name: "reader" }],
    },
  ],
  invalid: [
    {
      name: "an account nobody named",
      props: { policy: grant({ AWS: "arn:aws:iam::444455556666:root" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an account nobody named, inline",
      type: BUCKET,
      props: { policy: grant({ AWS: "444455556666" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "one of two",
      props: { policy: grant({ AWS: ["111122223333", "444455556666"] }) },
      settings: { trustedAccounts: ["111122223333"] },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a canonical user",
      props: { policy: grant({ CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" }) },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "a bucket without a policy inline", type: BUCKET, props: {}, because: "exempt" },
    {
      name: "a role of another stack",
      props: { policy: { Statement: [{ ...openRead, Principal: { AWS: from("iam") } }] } },
      others: [{ type: "pulumi:pulumi:StackReference", name: "iam" }],
      because: "unknown",
      finds: "policy.Statement[0].Principal.AWS",
    },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
    {
      name: "a principal that nobody can trace",
      props: { policy: { Statement: [{ ...openRead, Principal: { AWS: unknownString } }] } },
      because: "unknown",
      finds: "policy.Statement[0].Principal.AWS",
    },
    {
      name: "principals as a whole not known yet",
      props: { policy: { Statement: [{ ...openRead, Principal: from("reader") }] } },
      others: [{ type: "aws:iam/role:Role", name: "reader" }],
      because: "unknown",
      finds: "policy.Statement[0].Principal",
    },
  ],
  alike: ["aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"],
});

const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::clinic", "arn:aws:s3:::clinic/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function policyOf(policy: unknown, type = "bucketPolicy"): OtherResource[] {
  return [{ type: `aws:s3/${type}:BucketPolicy`, name: "policy", props: { bucket: from("subject"), policy } }];
}

testRule(s3BucketSslRequestsOnly, {
  valid: [
    { name: "beside it", props: {}, others: policyOf(document(openRead, tlsOnly)) },
    { name: "inline, older token", type: "aws:s3/bucketV2:BucketV2", props: { policy: document(tlsOnly) } },
    {
      name: "an object with a boolean and a list of principals",
      props: {},
      others: policyOf({
        Statement: [
          { ...tlsOnly, Principal: { AWS: ["*"] }, Condition: { BoolIfExists: { "aws:secureTransport": false } } },
        ],
      }),
    },
    { name: "all resources", props: {}, others: policyOf(document({ ...tlsOnly, Action: "*", Resource: "*" })) },
    {
      name: "bucket and objects in one pattern",
      props: {},
      others: policyOf(document({ ...tlsOnly, Resource: "arn:aws:s3:::clinic*" })),
    },
    {
      name: "the bucket's own name, as the program gives it",
      props: { bucket: "clinic" },
      others: policyOf(document({ ...tlsOnly, Resource: ["arn:aws:s3:::clinic", "arn:aws:s3:::clinic/*"] })),
    },
    {
      name: "a pattern in place of the name that the program gives",
      props: { bucket: "clinic" },
      others: policyOf(document({ ...tlsOnly, Resource: ["arn:aws:s3:::*ic", "arn:aws:s3:::cli*"] })),
    },
    {
      name: "bucket and objects in two statements",
      props: {},
      others: policyOf(
        document({ ...tlsOnly, Resource: "arn:aws:s3:::clinic" }, { ...tlsOnly, Resource: "arn:aws:s3:::clinic/*" }),
      ),
    },
    {
      name: "another partition",
      props: {},
      others: policyOf(
        document({ ...tlsOnly, Resource: ["arn:aws-us-gov:s3:::clinic", "arn:aws-us-gov:s3:::clinic/*"] }),
      ),
    },
  ],
  invalid: [
    { name: "no policy", props: {}, finds: "BucketPolicy" },
    { name: "no Deny", props: {}, others: policyOf(document(openRead)), finds: "BucketPolicy.policy" },
    {
      name: "objects only",
      props: {},
      others: policyOf(document({ ...tlsOnly, Resource: "arn:aws:s3:::clinic/*" })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "bucket only",
      props: {},
      others: policyOf(document({ ...tlsOnly, Resource: "arn:aws:s3:::clinic" })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "one prefix",
      props: {},
      others: policyOf(document({ ...tlsOnly, Resource: ["arn:aws:s3:::clinic", "arn:aws:s3:::clinic/a/*"] })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "objects of another bucket than the one the program names",
      props: { bucket: "clinic" },
      others: policyOf(document({ ...tlsOnly, Resource: ["arn:aws:s3:::clinic", "arn:aws:s3:::clinical/*"] })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "one action",
      props: {},
      others: policyOf(document({ ...tlsOnly, Action: "s3:GetObject" })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "one principal",
      props: {},
      others: policyOf(document({ ...tlsOnly, Principal: { AWS: "111122223333" } })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "denies TLS instead",
      props: {},
      others: policyOf(document({ ...tlsOnly, Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "a floor on the version only",
      props: {},
      others: policyOf(document({ ...tlsOnly, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } })),
      finds: "BucketPolicy.policy",
    },
    {
      name: "bound to the version as well",
      props: {},
      others: policyOf(
        document({
          ...tlsOnly,
          Condition: { Bool: { "aws:SecureTransport": "false" }, NumericLessThan: { "s3:TlsVersion": "1.2" } },
        }),
      ),
      finds: "BucketPolicy.policy",
    },
    { name: "inline without Deny", props: { policy: document(openRead) }, finds: "policy" },
    {
      name: "an Allow of TLS",
      props: {
        policy: document({ ...tlsOnly, Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      },
      finds: "policy",
    },
    {
      name: "of another bucket",
      props: {},
      others: [
        { type: BUCKET, name: "other" },
        {
          type: "aws:s3/bucketPolicy:BucketPolicy",
          name: "p",
          props: { bucket: from("other"), policy: document(tlsOnly) },
        },
      ],
      finds: "BucketPolicy",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    {
      name: "document not known yet",
      props: {},
      others: policyOf(unknownString),
      because: "unknown",
      finds: "BucketPolicy.policy.Statement",
    },
    {
      name: "resources not known yet",
      props: {},
      others: policyOf({ Statement: [{ ...tlsOnly, Resource: [from("subject"), from("subject")] }] }),
      because: "unknown",
      finds: ["BucketPolicy.policy.Statement[0].Resource[0]", "BucketPolicy.policy.Statement[0].Resource[1]"],
    },
    {
      name: "a policy whose bucket nobody knows",
      props: {},
      others: [
        {
          type: "aws:s3/bucketPolicy:BucketPolicy",
          name: "p",
          props: { bucket: unknownString, policy: document(tlsOnly) },
        },
      ],
      because: "unknown",
      finds: "BucketPolicy.bucket",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});
