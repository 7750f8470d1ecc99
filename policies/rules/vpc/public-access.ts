import type { VpcBlockPublicAccessOptionsArgs } from "@pulumi/aws/ec2";
import { all, no } from "../../answer";
import { oneOf } from "../../predicates";
import { on } from "../../rule";

const blockPublicAccess = on<VpcBlockPublicAccessOptionsArgs>(
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
);

export const vpcBlockPublicAccessOn = blockPublicAccess.wholeStack({
  id: "vpc-block-public-access-on",
  title: "The account lets no internet gateway bring traffic in",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
  says: "does not block public access to the account's VPCs",
  fix: 'new aws.ec2.VpcBlockPublicAccessOptions("block", { internetGatewayBlockMode: "block-ingress" })',
  why: "The setting holds for a region; a VPC that serves the public is let out of it by an aws.ec2.VpcBlockPublicAccessExclusion.",
  baselineOnly: true,
  requires: (stack) => {
    const options = stack.all(blockPublicAccess);
    return options.length === 0
      ? no("VpcBlockPublicAccessOptions")
      : all(
          ...options.map((option) => oneOf(option.internetGatewayBlockMode, ["block-bidirectional", "block-ingress"])),
        );
  },
});
