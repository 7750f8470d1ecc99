import { testRule, unknownValue } from "../../testing/rule-tester";
import { dlmCrossRegionCopyEncrypted } from "./snapshot-lifecycle";

const cmkArn = "arn:aws:kms:us-west-2:111122223333:key/k";
const rules = (copy: object): object => ({
  policyDetails: { schedules: [{ name: "daily", crossRegionCopyRules: [{ target: "us-west-2", ...copy }] }] },
});
const events = (encryptionConfiguration: object): object => ({
  policyDetails: { action: { name: "copy", crossRegionCopies: [{ target: "us-west-2", encryptionConfiguration }] } },
});
const RULE = "policyDetails.schedules[0].crossRegionCopyRules[0]";
const EVENT = "policyDetails.action.crossRegionCopies[0].encryptionConfiguration";

testRule(dlmCrossRegionCopyEncrypted, {
  valid: [
    { name: "encrypted", props: rules({ encrypted: true, cmkArn }) },
    { name: "encrypted by event", props: events({ encrypted: true, cmkArn }) },
  ],
  invalid: [
    { name: "not encrypted", props: rules({ encrypted: false, cmkArn }), finds: `${RULE}.encrypted` },
    { name: "no key", props: rules({ encrypted: true }), finds: `${RULE}.cmkArn` },
    { name: "nothing", props: rules({}), finds: [`${RULE}.encrypted`, `${RULE}.cmkArn`] },
    { name: "AWS managed key", props: rules({ encrypted: true, cmkArn: "alias/aws/ebs" }), finds: `${RULE}.cmkArn` },
    {
      name: "one of two copies",
      props: { policyDetails: { schedules: [{ crossRegionCopyRules: [{ encrypted: true, cmkArn }, { cmkArn }] }] } },
      finds: "policyDetails.schedules[0].crossRegionCopyRules[1].encrypted",
    },
    { name: "not encrypted by event", props: events({ cmkArn }), finds: `${EVENT}.encrypted` },
    { name: "no key by event", props: events({ encrypted: true }), finds: `${EVENT}.cmkArn` },
  ],
  notJudged: [
    { name: "another type", type: "aws:ebs/snapshot:Snapshot", props: {}, because: "other-type" },
    { name: "copies nothing", props: { policyDetails: { schedules: [{ name: "daily" }] } }, because: "exempt" },
    { name: "no details", props: {}, because: "exempt" },
    {
      name: "not known yet",
      props: rules({ encrypted: unknownValue, cmkArn }),
      because: "unknown",
      finds: `${RULE}.encrypted`,
    },
  ],
});
