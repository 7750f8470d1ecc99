import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { classificationOf } from "../../classification";
import { CLOUD_FORMATION, templateResources, type Wrapper } from "../../made-resources";
import { absent, oneOf } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { CLOUD_CONTROL, type Resource } from "../../resource";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { IMAGE_STORE, OMICS_STORES } from "./store";

const wrapper = on<Wrapper>(CLOUD_CONTROL, CLOUD_FORMATION, "aws:cloudformation/stackSet:StackSet");

/**
 * Types that rules read inside Cloud Control's JSON and CloudFormation's templates. What holds no data but shows it stays off the list:
 * a dashboard's links and permissions are read by no rule, so its maker says by a tag what it holds.
 */
const JUDGED_TYPES: readonly string[] = ["AWS::HealthLake::FHIRDatastore", IMAGE_STORE, ...OMICS_STORES];

const moreTypes = texts({
  name: "moreTypes",
  description: "CloudFormation types that the team has reviewed and makes by Cloud Control or a template.",
  fallback: [],
});

export const cloudcontrolPhiTypeAllowlist = wrapper.relation({
  id: "cloudcontrol-phi-type-allowlist",
  title: "Cloud Control and CloudFormation make nothing beside patient data that no rule can read",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(8)"] },
  source: "https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/supported-resources.html",
  says: "makes a type of resource that no rule reads inside a wrapper, in a stack with patient data",
  fix: 'Make it with the resource of the AWS provider, tag what holds no patient data ("phiguard:classification": "internal"), or name a type that you have reviewed in this rule\'s moreTypes.',
  why: "A bucket in a template passes every rule for buckets unread. A stack is one with patient data where the wrapper, its provider's default tags or any resource of the stack is classified so.",
  adviseIfOpen: "Templates are often written with ARNs and ids that do not exist before the first update.",
  config: [moreTypes],
  appliesWhen: (_p, stack, resource) => standsBesidePhi(resource, stack),
  otherwise: "It is classified as holding no patient data, or nothing in the stack is classified as patient data.",
  requires: (p, stack, { type }) => {
    const judged = [...JUDGED_TYPES, ...moreTypes.of(stack.settings)];
    return type === CLOUD_CONTROL
      ? any(absent(p.typeName), oneOf(p.typeName, judged))
      : all(absent(p.templateUrl), templateIsJudged(p, judged));
  },
});

function standsBesidePhi(resource: Resource, stack: StackView): Answer {
  const { settings, index } = stack;
  const own = classificationOf(resource, settings);
  if (own === "internal" || own === "de-identified" || own === "public") return no();
  // Cloud Control hands the provider's default tags to nothing, but they say what the stack is.
  const ofProvider = classificationOf({ ...resource, type: "", inputs: {} }, settings);
  if (ofProvider === "phi" || index.resources.some((each) => classificationOf(each, settings) === "phi")) return yes;
  return own === "unknown" ? unknown("tags") : no();
}

/** `Type: AWS::S3::Bucket` in YAML, block or flow. Types of parameters have a fourth part (`AWS::EC2::VPC::Id`) and do not count. */
const YAML_TYPE = /\bType["']?\s*:\s*["']?(\w+::\w+(?:::\w+)?)(?![\w:<])/g;

function templateIsJudged(p: Reading<Wrapper>, judged: readonly string[]): Answer {
  const items = templateResources(p);
  if (items !== UNKNOWN) return all(...items.map((item) => oneOf(item.Type, judged)));
  const body = valueOf(p.templateBody);
  if (typeof body !== "string") return unknown(pathOf(p.templateBody));
  return fromBoolean(
    [...body.matchAll(YAML_TYPE)].every((match) => judged.includes(String(match[1]))),
    pathOf(p.templateBody),
  );
}
