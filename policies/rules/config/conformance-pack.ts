import type { ConformancePackArgs, OrganizationConformancePackArgs } from "@pulumi/aws/cfg";
import { all, any, no, unnamed, type Answer } from "../../answer";
import { is, matches, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { bucket, objectLockConfiguration, type BucketShape } from "../s3/bucket";

type PackArgs = ConformancePackArgs & OrganizationConformancePackArgs;

const conformancePack = on<PackArgs>(
  "aws:cfg/conformancePack:ConformancePack",
  "aws:cfg/organizationConformancePack:OrganizationConformancePack",
);

export const configConformancePackHipaaDeployed = conformancePack.wholeStack({
  id: "config-conformance-pack-hipaa-deployed",
  title: "The account checks itself against the HIPAA conformance pack and locks the results",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)", "164.308(a)(8)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-hipaa_security.html",
  says: "has no HIPAA conformance pack that delivers to a locked bucket",
  fix: 'new aws.cfg.ConformancePack("<name>", { name: "hipaa-security", templateS3Uri: "s3://...", deliveryS3Bucket: bucket.bucket }), with objectLockEnabled: true on the bucket.',
  why: "A pack is told by hipaa in its name or template. The bucket needs object lock without a default retention: AWS Config can't deliver to one with it. A bucket of another stack is judged there.",
  baselineOnly: true,
  requires: (stack) => {
    const packs = stack.all(conformancePack);
    return packs.length === 0
      ? no("ConformancePack")
      : any(...packs.map((pack) => all(isHipaa(pack), deliversLocked(pack, stack))));
  },
});

function isHipaa(pack: Reading<PackArgs>): Answer {
  const mentions = (text: Reading<string>): Answer => matches(text, /hipaa/i);
  return any(mentions(pack.name), unnamed(mentions(pack.templateBody)), unnamed(mentions(pack.templateS3Uri)));
}

function deliversLocked(pack: Reading<PackArgs>, stack: StackView): Answer {
  const delivery = pack.deliveryS3Bucket;
  const [here] = stack.named(delivery, bucket).certain;
  return all(present(delivery), ...(here === undefined ? [] : [isLocked(here, stack)]));
}

function isLocked(p: Reading<BucketShape>, stack: StackView): Answer {
  return any(
    is(p.objectLockEnabled, true),
    unnamed(present(p.objectLockConfiguration)),
    unnamed(stack.partner(p, objectLockConfiguration, "bucket").exists()),
  );
}
