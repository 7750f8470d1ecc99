/** What the component that deploys the function shares with it. */
export const contract = {
  name: "instance-isolate",
  description: "Moves an instance into a security group that lets nothing through, and back.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["ISOLATION_GROUP", "TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "ec2:DescribeInstances",
    "ec2:ModifyNetworkInterfaceAttribute",
    "events:PutEvents",
  ],
} as const;
