import type { RealtimeLogConfigArgs } from "@pulumi/aws/cloudfront";
import type { LogDeliveryArgs, LogDeliverySourceArgs } from "@pulumi/aws/cloudwatch";
import { all, any, unknown, unnamed, type Answer } from "../../answer";
import { first, given, is, matches, oneOf, present } from "../../predicates";
import { pathOf, valueOf } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { usesGroup } from "../wafv2/acl-rules";
import { KNOWN_BAD_INPUTS } from "../wafv2/log4j";
import { webAcl } from "../wafv2/web-acl";
import { configOf, distribution, distributionOrNative, type Distribution } from "./kinds";

const logDeliverySource = on<LogDeliverySourceArgs>(
  "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  "aws-native:logs:DeliverySource",
);
const logDelivery = on<LogDeliveryArgs>("aws:cloudwatch/logDelivery:LogDelivery", "aws-native:logs:Delivery");
const realtimeLogConfig = on<RealtimeLogConfigArgs>(
  "aws:cloudfront/realtimeLogConfig:RealtimeLogConfig",
  "aws-native:cloudfront:RealtimeLogConfig",
);

const WAF = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html";

export const cloudfrontAccesslogsEnabled = distributionOrNative.relation({
  id: "cloudfront-accesslogs-enabled",
  title: "Distributions write access logs",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.AE-3", "PR.PT-1"],
    soc2: ["A1.1", "PI1.2"],
  },
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html",
  says: "writes no access log",
  fix: "Set loggingConfig: { bucket: logBucket.bucketDomainName }, or add an aws.cloudwatch.LogDeliverySource of type ACCESS_LOGS with its LogDelivery.",
  why: "A delivery source alone sends nothing: a delivery has to join it to a destination. Real-time logs count where they record every request.",
  requires: (p, stack) => any(logsToBucket(p), unnamed(logsByDelivery(p, stack)), unnamed(logsInRealTime(p, stack))),
});

function logsToBucket(p: Distribution): Answer {
  const config = configOf(p);
  return present(first<{ bucket: string }>(config.loggingConfig, config.logging).bucket);
}

function logsByDelivery(p: Distribution, stack: StackView): Answer {
  return stack
    .partner(p, logDeliverySource, "resourceArn")
    .some((source) =>
      all(is(source.logType, "ACCESS_LOGS"), stack.partner(source, logDelivery, "deliverySourceName").exists()),
    );
}

function logsInRealTime(p: Distribution, stack: StackView): Answer {
  const { realtimeLogConfigArn } = configOf(p).defaultCacheBehavior;
  return all(
    present(realtimeLogConfigArn),
    stack.named(realtimeLogConfigArn, realtimeLogConfig).every(({ samplingRate }) => is(samplingRate, 100)),
  );
}

/** Web ACLs for CloudFront are global and stand in us-east-1 (WAF API, `CLOUDFRONT` scope). WAF Classic goes by an id, not an ARN. */
const GLOBAL_WEB_ACL = /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/./;

export const cloudfrontAssociatedWithWaf = distributionOrNative.rule({
  id: "cloudfront-associated-with-waf",
  title: "Distributions stand behind a web ACL",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: WAF,
  says: "stands behind no web ACL of CloudFront's scope",
  fix: 'Set webAclId to the ARN of an aws.wafv2.WebAcl with scope: "CLOUDFRONT".',
  requires: (p) => {
    const acl = first<string>(configOf(p).webAclId, configOf(p).webACLId);
    return valueOf(acl) === UNKNOWN ? given(acl) : matches(acl, GLOBAL_WEB_ACL);
  },
});

const ANONYMOUS_IP_LIST = "AWSManagedRulesAnonymousIpList";

export const cloudfrontWafLog4jManagedRule = distribution.relation({
  id: "cloudfront-waf-log4j-managed-rule",
  title: "Web ACLs of distributions block known bad inputs and anonymous sources",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  says: "stands behind no web ACL that blocks known bad inputs, such as Log4j lookups, and anonymous sources",
  fix: `Add the managed rule groups ${KNOWN_BAD_INPUTS} and ${ANONYMOUS_IP_LIST} to the web ACL in webAclId, with overrideAction: { none: {} }.`,
  why: "Checkov's CKV2_AWS_47 asks for both groups: what looks for a hole such as Log4j's hides behind proxies and hosting networks. A web ACL of another stack can't be looked into from here, so the rule can't tell.",
  requires: (p, stack) => {
    const acls = stack.named(p.webAclId, webAcl);
    if (acls.count() === 0 && present(p.webAclId).truth === true) return unknown(pathOf(p.webAclId));
    return acls.satisfies((acl) =>
      all(usesGroup(acl, stack, KNOWN_BAD_INPUTS), usesGroup(acl, stack, ANONYMOUS_IP_LIST)),
    );
  },
});

export const cloudfrontGeoRestrictionEnabled = distribution.rule({
  id: "cloudfront-geo-restriction-enabled",
  title: "Distributions say which countries they serve",
  severity: "low",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html",
  says: "serves every country",
  fix: 'Set restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["US"] } }.',
  requires: ({ restrictions: { geoRestriction } }) =>
    all(oneOf(geoRestriction.restrictionType, ["whitelist", "blacklist"]), present(geoRestriction.locations)),
});

export const cloudfrontDistributionEnabled = distribution.rule({
  id: "cloudfront-distribution-enabled",
  title: "Distributions are in use",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowToDeleteDistribution.html",
  says: "is disabled, so nobody watches what it is still set up to do",
  fix: "Set enabled: true, or delete the distribution.",
  appliesWhen: (p) => present(p.enabled),
  otherwise: "The program does not say whether it is enabled.",
  requires: (p) => is(p.enabled, true),
});
