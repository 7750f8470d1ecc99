import type * as aws from "@pulumi/aws";

export type WebAclRule = aws.types.input.wafv2.WebAclRule;

/** A group of rules that AWS keeps up to date, and those of its rules that only count here, each for the reason beside it. */
interface ManagedGroup {
  readonly name: string;
  readonly counted?: readonly string[];
}

/** In the order in which they are asked: cheap lists of addresses first (WAF Developer Guide, "AWS Managed Rules rule groups list"). */
const GROUPS: readonly ManagedGroup[] = [
  { name: "AWSManagedRulesAmazonIpReputationList" },
  // Partners' systems run in clouds too, whose addresses the hosting list blocks; TOR and proxies stay blocked.
  { name: "AWSManagedRulesAnonymousIpList", counted: ["HostingProviderIPList"] },
  // A FHIR bundle is larger than the 8 KB that this rule lets through; the API has a limit of its own.
  { name: "AWSManagedRulesCommonRuleSet", counted: ["SizeRestrictions_BODY"] },
  { name: "AWSManagedRulesKnownBadInputsRuleSet" },
  { name: "AWSManagedRulesSQLiRuleSet" },
];

/** Seconds over which requests of an address are counted. */
const WINDOW_SECONDS = 60;

/** Rate rule first, so that what is over the limit costs no more work; then AWS's groups. */
export function webAclRules(metricPrefix: string, requestsAMinute: number): WebAclRule[] {
  const measured = (role: string): WebAclRule["visibilityConfig"] => ({
    cloudwatchMetricsEnabled: true,
    metricName: `${metricPrefix}-${role}`,
    // Samples hold whole requests for three hours, and with them what patients were asked for.
    sampledRequestsEnabled: false,
  });
  return [
    {
      name: "rate",
      priority: 0,
      // 429 tells a client to slow down; the block page's 403 would look like a refused login.
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: {
        rateBasedStatement: { limit: requestsAMinute, aggregateKeyType: "IP", evaluationWindowSec: WINDOW_SECONDS },
      },
      visibilityConfig: measured("rate"),
    },
    ...GROUPS.map(({ name, counted = [] }, index) => ({
      name,
      priority: index + 1,
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: "AWS",
          name,
          ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      visibilityConfig: measured(name),
    })),
  ];
}

/** What the logs leave out: credentials, and the parts of a FHIR request that name a patient. */
export const REDACTED: aws.types.input.wafv2.WebAclLoggingConfigurationRedactedField[] = [
  { singleHeader: { name: "authorization" } },
  { singleHeader: { name: "cookie" } },
  { singleHeader: { name: "x-api-key" } },
  { queryString: {} },
  { uriPath: {} },
];
