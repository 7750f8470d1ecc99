import type { BucketAclArgs, BucketPolicyArgs } from "@pulumi/aws/s3";
import { all, any, no, not, yes } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { first, every, oneOf, present } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";
import { bucket, bucketAcl, bucketPolicy, ownershipControls, websiteConfiguration, type BucketShape } from "./bucket";
import { closed, companionAclCloses, policyCloses, READ, WRITE } from "./bucket-exposure";
import { publicAccessBlocked } from "./bucket-settings";

const BLOCK_PUBLIC_ACCESS =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";

export const s3BucketLevelPublicAccessProhibited = bucket.relation({
  id: "s3-bucket-level-public-access-prohibited",
  title: "Every bucket blocks public access with all four settings of its own",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.IP-8", "PR.PT-3"],
  },
  source: BLOCK_PUBLIC_ACCESS,
  says: "has no public access block with all four settings on",
  fix: 'new aws.s3.BucketPublicAccessBlock("<name>", { bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true })',
  why: "S3 turns the block on for new buckets, but not for older or imported ones, and what is not declared is not put back when somebody turns it off.",
  requires: publicAccessBlocked,
});

/** A bucket with all that opens it, and an ACL or a policy for a bucket that stands elsewhere. */
const exposed = on<BucketShape & BucketAclArgs & BucketPolicyArgs>(
  ...bucket.types,
  ...bucketAcl.types,
  ...bucketPolicy.types,
);

function isBucket(type: string): boolean {
  return bucket.types.includes(type);
}

const JUDGED_WITH_BUCKET = "It is judged together with its bucket, which is in this program.";

export const s3BucketPublicReadProhibited = exposed.relation({
  id: "s3-bucket-public-read-prohibited",
  title: "No bucket can be read or listed by the public",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(a)(2)(i)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.3", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-read-prohibited.html",
  says: "can be read or listed by anyone",
  fix: "Drop the public ACL or grant, and name principals in the policy or bind the star with aws:PrincipalOrgID, aws:SourceVpce or aws:SourceArn.",
  why: "An open ACL or policy counts although a public access block overrides it: it waits there for the day the block is lifted. Where a policy is not known yet, a full block decides.",
  appliesWhen: (p, stack, { type }) =>
    isBucket(type) || stack.named(p.bucket, bucket).certain.length === 0 ? yes : no(),
  otherwise: JUDGED_WITH_BUCKET,
  requires: (p, stack, { type }) =>
    isBucket(type) ? closed(p, stack, READ) : all(companionAclCloses(p, READ), policyCloses(p.policy, READ)),
});

export const s3BucketPublicWriteProhibited = exposed.relation({
  id: "s3-bucket-public-write-prohibited",
  title: "No bucket can be written or emptied by the public",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-write-prohibited.html",
  says: "can be written or emptied by anyone",
  fix: "Drop the public ACL or grant, and name principals in the policy or bind the star with aws:PrincipalOrgID, aws:SourceVpce or aws:SourceArn.",
  appliesWhen: (p, stack, { type }) =>
    isBucket(type) || stack.named(p.bucket, bucket).certain.length === 0 ? yes : no(),
  otherwise: JUDGED_WITH_BUCKET,
  requires: (p, stack, { type }) =>
    isBucket(type) ? closed(p, stack, WRITE) : all(companionAclCloses(p, WRITE), policyCloses(p.policy, WRITE)),
});

const DISTRIBUTION = { types: ["aws:cloudfront/distribution:Distribution"] } as const;

export const s3BucketAclProhibited = bucket.relation({
  id: "s3-bucket-acl-prohibited",
  title: "Buckets take no access control lists; policies alone say who gets in",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
  says: "still works with access control lists",
  fix: 'Drop the BucketAcl and set BucketOwnershipControls rule: { objectOwnership: "BucketOwnerEnforced" }.',
  why: "Left out, object ownership is BucketOwnerEnforced on every new bucket since April 2023, so a missing BucketOwnershipControls passes.",
  appliesWhen: (p, stack) =>
    stack.partner<{ loggingConfig: unknown }>(p, DISTRIBUTION, "loggingConfig").certain.length > 0 ? no() : yes,
  otherwise: "CloudFront delivers its standard logs here and needs an access control list for it.",
  requires: (p, stack) =>
    all(
      // "private" is what a bucket has without an ACL.
      any(not(present(p.acl), pathOf(p.acl)), oneOf(p.acl, ["private"])),
      any(not(present(p.accessControl), pathOf(p.accessControl)), oneOf(p.accessControl, ["Private"])),
      not(present(p.grants), pathOf(p.grants)),
      every(p.ownershipControls.rules, (rule) => oneOf(rule.objectOwnership, ["BucketOwnerEnforced"])),
      stack
        .partner(p, ownershipControls, "bucket")
        .every((controls) => oneOf(controls.rule.objectOwnership, ["BucketOwnerEnforced"])),
      stack.partner(p, bucketAcl, "bucket").absent(),
    ),
});

export const s3StaticWebsiteHostingDisabled = bucket.relation({
  id: "s3-static-website-hosting-disabled",
  title: "Buckets with patient data serve no website",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html",
  says: "serves a website, over plain HTTP, from a bucket that may hold patient data",
  fix: "Remove the website configuration; serve public pages from a bucket of their own behind CloudFront with origin access control.",
  why: "A bucket without a classification counts as one with patient data.",
  appliesWhen: (_, stack, resource) => mayHoldPhi(resource, stack.settings),
  otherwise: "The bucket is classified as holding no patient data.",
  requires: (p, stack) => {
    const inline = first(p.website, p.websites, p.websiteConfiguration);
    return all(not(present(inline), pathOf(inline)), stack.partner(p, websiteConfiguration, "bucket").absent());
  },
});
