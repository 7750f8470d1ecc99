import type { FunctionArgs } from "@pulumi/aws/lambda";
import { all, fromBoolean, not, unknown, type Answer } from "../../answer";
import { atLeast, given, is, matches, oneOf, present } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";

const FUNCTION = "aws:lambda/function:Function";

export const lambdaFunction = on<FunctionArgs>(FUNCTION);
/** Cloud Control's own provider spells the same where it is asked here. */
const withNative = on<FunctionArgs>(FUNCTION, "aws-native:lambda:Function");

const VPC = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html";

export const IMAGE_SENTENCE = "The function is a container image, which brings its own runtime.";

export const lambdaConcurrencyCheck = lambdaFunction.rule({
  id: "lambda-concurrency-check",
  title: "Functions reserve a share of the account's concurrency",
  severity: "low",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "PR.PT-5"],
    soc2: ["CC7.2"],
  },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  says: "shares its concurrency with every other function of the account, or can't run at all",
  fix: "Set reservedConcurrentExecutions to what the function may use, 1 or more.",
  why: "Advice: what all functions reserve together can use up the account's quota. 0 stops the function, -1 is the same as leaving it out.",
  requires: (p) => atLeast(p.reservedConcurrentExecutions, 1),
});

export const lambdaInsideVpc = lambdaFunction.rule({
  id: "lambda-inside-vpc",
  title: "Functions run in a VPC",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: VPC,
  says: "does not run in a VPC, so nothing bounds where it may send data",
  fix: "Set vpcConfig: { subnetIds: [...], securityGroupIds: [...] }.",
  // Without security groups Lambda refuses subnets, so the subnets tell.
  requires: (p) => given(p.vpcConfig.subnetIds),
});

export const lambdaVpcMultiAzCheck = lambdaFunction.rule({
  id: "lambda-vpc-multi-az-check",
  title: "Functions in a VPC have two subnets or more",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: VPC,
  says: "has fewer than two subnets of its own VPC, so the loss of one zone can stop it",
  fix: "Name subnets of two zones at least in vpcConfig.subnetIds.",
  why: "The zone of a subnet is not written on the function; two subnets are the least that two zones need. Outside a VPC Lambda runs a function in several zones by itself.",
  appliesWhen: (p) => present(p.vpcConfig),
  otherwise: "The function is in no VPC of the account; Lambda spreads it over zones by itself.",
  requires: (p) => atLeastTwo(p.vpcConfig.subnetIds),
});

/** Two different elements; those not known yet are taken as different. */
function atLeastTwo(list: Reading<unknown>): Answer {
  const items = itemsOf(list);
  if (items === UNKNOWN) return unknown(pathOf(list));
  const values = items.map(valueOf);
  const open = values.filter((value) => value === UNKNOWN).length;
  return fromBoolean(new Set(values.filter((value) => value !== UNKNOWN)).size + open >= 2, pathOf(list));
}

export const lambdaXrayTracingEnabled = withNative.rule({
  id: "lambda-xray-tracing-enabled",
  title: "Functions trace their requests",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
  says: "does not trace its requests of its own accord",
  fix: 'Set tracingConfig: { mode: "Active" }.',
  why: "With PassThrough a request is traced only where its caller decided so.",
  remedy: { "tracingConfig.mode": "Active" },
  requires: (p) => is(p.tracingConfig.mode, "Active"),
});

export const lambdaFunctionDescription = withNative.rule({
  id: "lambda-function-description",
  title: "Functions say what they are for",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  says: "has no description",
  fix: 'Set description, e.g. "Takes in claims from the clearing house".',
  requires: (p) => matches(p.description, /\S/),
});

/** What Lambda still patches: "Lambda runtimes", supported runtimes whose deprecation date lies after 15 November 2026. */
const supportedRuntimes = texts({
  name: "supportedRuntimes",
  description: "Runtimes that functions may use.",
  fallback: [
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
  ],
});

export const lambdaFunctionSettingsCheck = lambdaFunction.rule({
  id: "lambda-function-settings-check",
  title: "Functions use a runtime that AWS still patches",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  says: "uses a runtime that gets no more security updates",
  fix: "Set runtime to one that Lambda supports, or add it to this rule's supportedRuntimes.",
  config: [supportedRuntimes],
  appliesWhen: (p) => all(present(p.runtime), not(is(p.packageType, "Image"), pathOf(p.packageType))),
  otherwise: IMAGE_SENTENCE,
  requires: (p, settings) => oneOf(p.runtime, supportedRuntimes.of(settings)),
});
