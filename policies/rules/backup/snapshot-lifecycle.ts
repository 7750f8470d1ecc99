import type { LifecyclePolicyArgs } from "@pulumi/aws/dlm";
import { all, any, type Answer } from "../../answer";
import { customerKey, every, is, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

const lifecyclePolicy = on<LifecyclePolicyArgs>("aws:dlm/lifecyclePolicy:LifecyclePolicy");

interface Schedule {
  readonly crossRegionCopyRules: Encryption[];
}

interface Encryption {
  readonly encrypted: boolean;
  readonly cmkArn: string;
}

export const dlmCrossRegionCopyEncrypted = lifecyclePolicy.rule({
  id: "dlm-cross-region-copy-encrypted",
  title: "Copies of snapshots in another region are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-ami-policy.html",
  says: "copies snapshots to another region without a customer managed key of that region",
  fix: "Set encrypted: true and cmkArn to a key of the target region in each copy.",
  appliesWhen: ({ policyDetails }) =>
    any(
      some(policyDetails.schedules, (schedule) => present((schedule as Reading<Schedule>).crossRegionCopyRules)),
      present(policyDetails.action.crossRegionCopies),
    ),
  otherwise: "The policy copies nothing to another region.",
  requires: ({ policyDetails }) =>
    all(
      every(policyDetails.schedules, (schedule) =>
        every((schedule as Reading<Schedule>).crossRegionCopyRules, (copy) => isEncrypted(copy as Reading<Encryption>)),
      ),
      every(policyDetails.action.crossRegionCopies, (copy) =>
        isEncrypted((copy as Reading<{ encryptionConfiguration: Encryption }>).encryptionConfiguration),
      ),
    ),
});

function isEncrypted(copy: Reading<Encryption>): Answer {
  return all(is(copy.encrypted, true), customerKey(copy.cmkArn));
}
