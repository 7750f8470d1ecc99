import type { AmiArgs, AmiCopyArgs, AmiLaunchPermissionArgs, ImageBlockPublicAccessArgs } from "@pulumi/aws/ec2";
import { all, any, unnamed } from "../../answer";
import { absent, customerKey, every, is, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { isTrusted } from "../../trusted-accounts";
import type { Disk } from "./volume-encryption";

const AMI_COPY = "aws:ec2/amiCopy:AmiCopy";
const BLOCK = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess";

const image = on<AmiArgs & Omit<AmiCopyArgs, keyof AmiArgs>>("aws:ec2/ami:Ami", AMI_COPY);
const shared = on<AmiLaunchPermissionArgs & ImageBlockPublicAccessArgs>(
  "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
  BLOCK,
);

export const amiEncrypted = image.rule({
  id: "ami-encrypted",
  title: "Machine images keep their disks encrypted",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIEncryption.html",
  says: "has a disk that is not encrypted, or, being a copy, not with a customer managed key",
  fix: "Set encrypted: true on each of ebsBlockDevices; on a copy encrypted: true and kmsKeyId: key.arn.",
  why: "A disk made from a snapshot is as encrypted as the snapshot, and takes no setting of its own.",
  requires: (p, _settings, { type }) =>
    type === AMI_COPY
      ? all(is(p.encrypted, true), customerKey(p.kmsKeyId))
      : every(p.ebsBlockDevices, (item) => {
          const disk = item as unknown as Reading<Disk>;
          return any(is(disk.encrypted, true), unnamed(all(present(disk.snapshotId), absent(disk.encrypted))));
        }),
});

export const amiNotShared = shared.rule({
  id: "ami-not-shared",
  title: "Machine images are shared with trusted accounts alone",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    soc2: ["CC6.6"],
  },
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html",
  says: "lets an account that nobody trusts, or everyone, start instances from an image",
  fix: 'Take the permission out, or add its account (of an organisation the management account) to the pack\'s trustedAccounts; set state: "block-new-sharing".',
  why: "The ARN of an organisation or unit carries the organisation's management account.",
  remedy: { state: "block-new-sharing" },
  requires: (p, settings, resource) => {
    if (resource.type === BLOCK) return is(p.state, "block-new-sharing");
    const receivers = [p.accountId, p.organizationArn, p.organizationalUnitArn];
    return all(
      absent(p.group),
      ...receivers.map((receiver) => any(unnamed(absent(receiver)), isTrusted(receiver, settings, resource))),
    );
  },
});
