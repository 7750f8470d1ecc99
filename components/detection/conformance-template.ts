import managed from "./conformance-rules.json";

/** A rule that AWS Config has ready. */
export interface ManagedRule {
  readonly name: string;
  /** AWS's own name of what the rule does. */
  readonly identifier: string;
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  /** Citations of the Security Rule that it supports. */
  readonly hipaa: readonly string[];
}

export const MANAGED_RULES: readonly ManagedRule[] = managed.rules;

/** AWS Config takes as many rules in one pack, and as many characters in one template (AWS Config, "Service limits"). */
export const MOST_RULES = 130;
export const LONGEST_TEMPLATE = 51_200;
/** Longest description of a rule (AWS Config API, ConfigRule). */
const LONGEST_DESCRIPTION = 256;

/** Parameter of the template: the VPCs that may have an internet gateway, separated by commas; empty for none. */
export const GATEWAY_VPCS = "AuthorizedVpcIds";
const GATEWAY_RULE = "internet-gateway-authorized-vpc-only";
/** AWS Config refuses an empty list of VPCs, so it is left out then, as in AWS's sample packs. */
const HAS_GATEWAY_VPCS = "hasAuthorizedVpcIds";

/** A conformance pack's template: YAML with one rule a resource, each with the citations that it supports. */
export function conformanceTemplate(rules: readonly ManagedRule[]): string {
  return [
    "Parameters:",
    `  ${GATEWAY_VPCS}:`,
    "    Type: String",
    "    Default: ''",
    "Conditions:",
    `  ${HAS_GATEWAY_VPCS}:`,
    "    Fn::Not:",
    `    - Fn::Equals: ['', {Ref: ${GATEWAY_VPCS}}]`,
    "Resources:",
    ...rules.flatMap(ruleLines),
    "",
  ].join("\n");
}

function ruleLines({ name, identifier, parameters = {}, hipaa }: ManagedRule): string[] {
  const inputs = Object.entries(parameters).map(([key, value]) => `        ${key}: ${JSON.stringify(value)}`);
  if (name === GATEWAY_RULE) {
    inputs.push(
      `        ${GATEWAY_VPCS}:`,
      `          Fn::If: [${HAS_GATEWAY_VPCS}, {Ref: ${GATEWAY_VPCS}}, {Ref: 'AWS::NoValue'}]`,
    );
  }
  return [
    `  ${logicalId(name)}:`,
    "    Type: AWS::Config::ConfigRule",
    "    Properties:",
    `      ConfigRuleName: ${name}`,
    `      Description: ${JSON.stringify(citing(hipaa))}`,
    ...(inputs.length === 0 ? [] : ["      InputParameters:", ...inputs]),
    "      Source:",
    "        Owner: AWS",
    `        SourceIdentifier: ${identifier}`,
  ];
}

/** `access-keys-rotated` is `AccessKeysRotated`: CloudFormation takes letters and digits alone. */
function logicalId(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The citations as a sentence; those that don't fit are counted. */
export function citing(hipaa: readonly string[]): string {
  const all = `Supports 45 CFR ${hipaa.join(", ")}`;
  if (all.length <= LONGEST_DESCRIPTION) return all;
  let count = hipaa.length - 1;
  while (shortened(hipaa, count).length > LONGEST_DESCRIPTION) count -= 1;
  return shortened(hipaa, count);
}

function shortened(hipaa: readonly string[], count: number): string {
  return `Supports 45 CFR ${hipaa.slice(0, count).join(", ")} and ${hipaa.length - count} more`;
}
