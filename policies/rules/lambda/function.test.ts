import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  lambdaConcurrencyCheck,
  lambdaFunctionDescription,
  lambdaFunctionSettingsCheck,
  lambdaInsideVpc,
  lambdaVpcMultiAzCheck,
  lambdaXrayTracingEnabled,
} from "./function";

const another = { name: "another type", type: "aws:lambda/alias:Alias", props: {}, because: "other-type" } as const;
const NATIVE = "aws-native:lambda:Function";
const code = { handler: "index.handler", runtime: "nodejs22.x", role: "arn:aws:iam::111122223333:role/claims-intake" };
const subnets = [
  { type: "aws:ec2/subnet:Subnet", name: "a" },
  { type: "aws:ec2/subnet:Subnet", name: "b" },
];

testRule(lambdaConcurrencyCheck, {
  valid: [
    { name: "a share of its own", props: { ...code, reservedConcurrentExecutions: 20 } },
    { name: "one at a time", props: { reservedConcurrentExecutions: 1 } },
  ],
  invalid: [
    { name: "left out", props: code, finds: "reservedConcurrentExecutions" },
    { name: "stopped", props: { reservedConcurrentExecutions: 0 }, finds: "reservedConcurrentExecutions" },
    { name: "unlimited", props: { reservedConcurrentExecutions: -1 }, finds: "reservedConcurrentExecutions" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { reservedConcurrentExecutions: unknownValue },
      because: "unknown",
      finds: "reservedConcurrentExecutions",
    },
  ],
});

const inVpc = { subnetIds: ["subnet-0a", "subnet-0b"], securityGroupIds: ["sg-0a"] };

testRule(lambdaInsideVpc, {
  valid: [
    { name: "in a VPC", props: { ...code, vpcConfig: inVpc } },
    { name: "subnets alone", props: { vpcConfig: { subnetIds: ["subnet-0a"] } } },
    {
      name: "in subnets of the same preview",
      props: { vpcConfig: { subnetIds: [from("a"), from("b")], securityGroupIds: [unknownString] } },
      others: subnets,
    },
  ],
  invalid: [
    { name: "left out", props: code, finds: "vpcConfig.subnetIds" },
    { name: "no subnets", props: { vpcConfig: { ...inVpc, subnetIds: [] } }, finds: "vpcConfig.subnetIds" },
  ],
  notJudged: [
    another,
    {
      name: "subnets from another stack",
      props: { vpcConfig: { ...inVpc, subnetIds: unknownValue } },
      because: "unknown",
      finds: "vpcConfig.subnetIds",
    },
  ],
});

testRule(lambdaVpcMultiAzCheck, {
  valid: [
    { name: "two subnets", props: { ...code, vpcConfig: inVpc } },
    { name: "two of the same preview", props: { vpcConfig: { subnetIds: [from("a"), from("b")] } }, others: subnets },
    {
      name: "one known, one not",
      props: { vpcConfig: { subnetIds: ["subnet-0a", from("b")] } },
      others: subnets,
    },
  ],
  invalid: [
    { name: "no subnet", props: { vpcConfig: { securityGroupIds: ["sg-0a"] } }, finds: "vpcConfig.subnetIds" },
    { name: "one subnet", props: { vpcConfig: { subnetIds: ["subnet-0a"] } }, finds: "vpcConfig.subnetIds" },
    {
      name: "one of the same preview",
      props: { vpcConfig: { subnetIds: [from("a")] } },
      others: subnets,
      finds: "vpcConfig.subnetIds",
    },
    {
      name: "the same subnet twice",
      props: { vpcConfig: { subnetIds: ["subnet-0a", "subnet-0a"] } },
      finds: "vpcConfig.subnetIds",
    },
  ],
  notJudged: [
    another,
    { name: "in no VPC", props: code, because: "exempt" },
    {
      name: "subnets not known yet",
      props: { vpcConfig: { subnetIds: unknownValue } },
      because: "unknown",
      finds: "vpcConfig.subnetIds",
    },
  ],
});

testRule(lambdaXrayTracingEnabled, {
  valid: [{ name: "traces", props: { ...code, tracingConfig: { mode: "Active" } } }],
  invalid: [
    { name: "left out", props: code, finds: "tracingConfig.mode" },
    { name: "as the caller decides", props: { tracingConfig: { mode: "PassThrough" } }, finds: "tracingConfig.mode" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { tracingConfig: { mode: unknownString } },
      because: "unknown",
      finds: "tracingConfig.mode",
    },
  ],
  alike: [NATIVE],
});

testRule(lambdaFunctionDescription, {
  valid: [{ name: "says it", props: { ...code, description: "Takes in claims from the clearing house" } }],
  invalid: [
    { name: "left out", props: code, finds: "description" },
    { name: "empty", props: { description: "" }, finds: "description" },
    { name: "blank", props: { description: "  " }, finds: "description" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { description: unknownString }, because: "unknown", finds: "description" },
  ],
  alike: [NATIVE],
});

const supported = [
  "nodejs24.x",
  "nodejs22.x",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "java25",
  "java21",
  "java17",
  "java11",
  "java8.al2",
  "dotnet10",
  "ruby3.4",
  "ruby3.3",
  "provided.al2023",
];
const past = ["nodejs20.x", "nodejs16.x", "python3.8", "python2.7", "java8", "dotnet6", "ruby2.7", "go1.x", "provided"];

testRule(lambdaFunctionSettingsCheck, {
  valid: [
    ...supported.map((runtime) => ({ name: runtime, props: { ...code, runtime } })),
    { name: "a zip by name", props: { runtime: "python3.13", packageType: "Zip" } },
    {
      name: "one that the team allows",
      props: { runtime: "nodejs26.x" },
      config: { supportedRuntimes: ["nodejs26.x"] },
    },
  ],
  invalid: [
    ...past.map((runtime) => ({ name: runtime, props: { ...code, runtime }, finds: "runtime" })),
    {
      name: "one that the team has dropped",
      props: { runtime: "python3.13" },
      config: { supportedRuntimes: ["nodejs24.x"] },
      finds: "runtime",
    },
  ],
  notJudged: [
    another,
    { name: "no runtime", props: {}, because: "exempt" },
    { name: "an image", props: { packageType: "Image", runtime: "nodejs16.x" }, because: "exempt" },
    { name: "not known yet", props: { runtime: unknownString }, because: "unknown", finds: "runtime" },
  ],
});
