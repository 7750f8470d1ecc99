import type { AccountPublicAccessBlockArgs } from "@pulumi/aws/s3";
import { any, no } from "../../answer";
import { on } from "../../rule";
import { allFourFlags } from "./bucket-settings";

const accountBlock = on<AccountPublicAccessBlockArgs>("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock");

export const s3AccountLevelPublicAccessBlocksPeriodic = accountBlock.wholeStack({
  id: "s3-account-level-public-access-blocks-periodic",
  title: "The account blocks public access to all of its buckets",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html",
  says: "does not block public access for the whole account",
  fix: 'new aws.s3.AccountPublicAccessBlock("account", { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true })',
  baselineOnly: true,
  requires: (stack) => {
    const blocks = stack.all(accountBlock);
    return blocks.length === 0
      ? no("AccountPublicAccessBlock")
      : any(...blocks.map((block) => allFourFlags(block as never)));
  },
});
