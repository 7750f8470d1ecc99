import { testRule, unknownValue } from "../../testing/rule-tester";
import { securityhubEnabled } from "./account";

const SUBSCRIPTION = "aws:securityhub/standardsSubscription:StandardsSubscription";
const isBaseline = true;
const off = { enableDefaultStandards: false };
const DEFAULTS = "Account.enableDefaultStandards";
const policy = (configurationPolicy: object) => [
  { type: "aws:securityhub/configurationPolicy:ConfigurationPolicy", name: "p", props: { configurationPolicy } },
];
const standard = "arn:aws:securityhub:us-east-1::standards/nist-800-53/v/5.0.0";

testRule(securityhubEnabled, {
  valid: [
    { name: "AWS's own standards", props: {}, isBaseline },
    {
      name: "a standard",
      props: off,
      others: [{ type: SUBSCRIPTION, name: "s", props: { standardsArn: standard } }],
      isBaseline,
    },
    {
      name: "by a policy",
      props: off,
      others: policy({ serviceEnabled: true, enabledStandardArns: [standard] }),
      isBaseline,
    },
  ],
  invalid: [
    { name: "none", type: "aws:guardduty/detector:Detector", props: {}, isBaseline, finds: "Account" },
    { name: "no account", type: SUBSCRIPTION, props: { standardsArn: standard }, isBaseline, finds: "Account" },
    { name: "no standard", props: off, isBaseline, finds: DEFAULTS },
    {
      name: "policy without standards",
      props: off,
      others: policy({ serviceEnabled: true }),
      isBaseline,
      finds: DEFAULTS,
    },
    {
      name: "policy switches it off",
      props: off,
      others: policy({ serviceEnabled: false, enabledStandardArns: [standard] }),
      isBaseline,
      finds: DEFAULTS,
    },
  ],
  notJudged: [
    { name: "not the baseline", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" },
    {
      name: "not known yet",
      props: { enableDefaultStandards: unknownValue },
      isBaseline,
      because: "unknown",
      finds: DEFAULTS,
    },
  ],
});
