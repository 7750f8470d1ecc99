import type { AccessPointArgs } from "@pulumi/aws/s3";
import type {
  AccessPointPolicyArgs,
  MultiRegionAccessPointArgs,
  ObjectLambdaAccessPointPolicyArgs,
} from "@pulumi/aws/s3control";
import { all, type Answer } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { notFalse, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { FLAGS } from "./bucket-settings";

const ACCESS_POINT = "aws:s3/accessPoint:AccessPoint";

const accessPoint = on<AccessPointArgs>(ACCESS_POINT);
const multiRegionAccessPoint = on<MultiRegionAccessPointArgs>(
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
);
const policyHolder = on<ObjectLambdaAccessPointPolicyArgs & AccessPointPolicyArgs & AccessPointArgs>(
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
  "aws:s3control/accessPointPolicy:AccessPointPolicy",
  ACCESS_POINT,
);

/** Access points block public access unless a flag is turned off when they are made. */
function noFlagOff(block: Reading<Record<(typeof FLAGS)[number], boolean>>): Answer {
  return all(...FLAGS.map((flag) => notFalse(block[flag])));
}

export const s3AccessPointPublicAccessBlocks = accessPoint.rule({
  id: "s3-access-point-public-access-blocks",
  title: "Access points block public access with all four settings",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-access-point-public-access-blocks.html",
  says: "turns off a part of its public access block, for good",
  fix: "Leave publicAccessBlockConfiguration out, or set all four settings to true.",
  why: "The block of an access point can't be changed once it is made.",
  remedy: {
    "publicAccessBlockConfiguration.blockPublicAcls": true,
    "publicAccessBlockConfiguration.blockPublicPolicy": true,
    "publicAccessBlockConfiguration.ignorePublicAcls": true,
    "publicAccessBlockConfiguration.restrictPublicBuckets": true,
  },
  requires: (p) => noFlagOff(p.publicAccessBlockConfiguration as never),
});

export const s3MrapPublicAccessBlocked = multiRegionAccessPoint.rule({
  id: "s3-mrap-public-access-blocked",
  title: "Multi-Region Access Points block public access with all four settings",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html",
  says: "turns off a part of its public access block, for good",
  fix: "Leave details.publicAccessBlock out, or set all four settings to true.",
  remedy: {
    "details.publicAccessBlock.blockPublicAcls": true,
    "details.publicAccessBlock.blockPublicPolicy": true,
    "details.publicAccessBlock.ignorePublicAcls": true,
    "details.publicAccessBlock.restrictPublicBuckets": true,
  },
  requires: (p) => noFlagOff(p.details.publicAccessBlock as never),
});

export const s3ObjectLambdaNoPublic = policyHolder.rule({
  id: "s3-object-lambda-no-public",
  title: "No access point policy allows everyone in without binding them",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
  says: "allows every principal there is",
  fix: 'Name the roles in Principal, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-..." } }.',
  appliesWhen: (p) => present(p.policy),
  otherwise: "The access point has no policy inline; an AccessPointPolicy is judged on its own.",
  requires: (p) => noOpenStatement(p.policy),
});
