import { testRule, unknownValue } from "../../testing/rule-tester";
import { s3AccountLevelPublicAccessBlocksPeriodic } from "./account-public-access";

const allOn = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const isBaseline = true;

testRule(s3AccountLevelPublicAccessBlocksPeriodic, {
  valid: [
    { name: "all four flags", isBaseline, props: allOn },
    {
      name: "another block beside it",
      isBaseline,
      props: allOn,
      others: [{ type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", name: "other" }],
    },
  ],
  invalid: [
    { name: "no block", isBaseline, type: "aws:s3/bucket:Bucket", props: {}, finds: "AccountPublicAccessBlock" },
    {
      name: "one flag off",
      isBaseline,
      props: { ...allOn, ignorePublicAcls: false },
      finds: "AccountPublicAccessBlock.ignorePublicAcls",
    },
    {
      name: "flags left out",
      isBaseline,
      props: { blockPublicAcls: true, blockPublicPolicy: true },
      finds: ["AccountPublicAccessBlock.ignorePublicAcls", "AccountPublicAccessBlock.restrictPublicBuckets"],
    },
  ],
  notJudged: [
    { name: "a workload stack", props: {}, because: "exempt" },
    {
      name: "a flag not known",
      isBaseline,
      props: { ...allOn, blockPublicAcls: unknownValue },
      because: "unknown",
      finds: "AccountPublicAccessBlock.blockPublicAcls",
    },
  ],
});
