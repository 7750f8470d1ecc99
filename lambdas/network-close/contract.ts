/** What the component that deploys the function shares with it. */
export const contract = {
  name: "network-close",
  description:
    "Closes what a security group, a subnet or an instance's metadata service leaves open, and puts it back.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:DescribeInstances",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:ModifyInstanceMetadataOptions",
    "ec2:ModifySubnetAttribute",
    "ec2:RevokeSecurityGroupIngress",
    "events:PutEvents",
  ],
} as const;
