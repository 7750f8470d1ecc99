import { testRule, unknownString } from "../../testing/rule-tester";
import { vpcBlockPublicAccessOn } from "./public-access";

const isBaseline = true;
const mode = (internetGatewayBlockMode: unknown): object => ({ internetGatewayBlockMode });
const finds = "VpcBlockPublicAccessOptions.internetGatewayBlockMode";

testRule(vpcBlockPublicAccessOn, {
  valid: [
    { name: "both ways", isBaseline, props: mode("block-bidirectional") },
    { name: "inward", isBaseline, props: mode("block-ingress") },
  ],
  invalid: [
    { name: "off", isBaseline, props: mode("off"), finds },
    { name: "no mode", isBaseline, props: {}, finds },
    {
      name: "not set",
      isBaseline,
      type: "aws:guardduty/detector:Detector",
      props: {},
      finds: "VpcBlockPublicAccessOptions",
    },
    {
      name: "off in one of two regions",
      isBaseline,
      props: mode("block-ingress"),
      others: [
        {
          type: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
          name: "west",
          props: { region: "us-west-2", ...mode("off") },
        },
      ],
      finds,
    },
  ],
  notJudged: [
    { name: "a workload stack", props: mode("off"), because: "exempt" },
    { name: "not known yet", isBaseline, props: mode(unknownString), because: "unknown", finds },
  ],
});
