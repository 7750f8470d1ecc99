import { testRule, unknownString } from "../../testing/rule-tester";
import { transitGatewayAutoVpcAttachDisabled } from "./transit-gateway";

const property = "autoAcceptSharedAttachments";

testRule(transitGatewayAutoVpcAttachDisabled, {
  valid: [
    { name: "off", props: { description: "Hub of the clinics", [property]: "disable" } },
    { name: "left out", props: { description: "Hub of the clinics" } },
  ],
  invalid: [{ name: "on", props: { description: "Hub of the clinics", [property]: "enable" }, finds: property }],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    { name: "not known yet", props: { [property]: unknownString }, because: "unknown", finds: property },
  ],
});
