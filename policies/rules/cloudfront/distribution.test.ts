import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  cloudfrontAccesslogsEnabled,
  cloudfrontAssociatedWithWaf,
  cloudfrontDistributionEnabled,
  cloudfrontGeoRestrictionEnabled,
  cloudfrontWafLog4jManagedRule,
} from "./distribution";
import { DISTRIBUTION, NATIVE } from "./kinds";

const another = {
  name: "another type",
  type: "aws:cloudfront/function:Function",
  props: {},
  because: "other-type",
} as const;

const SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
const DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery";
const REALTIME = "aws:cloudfront/realtimeLogConfig:RealtimeLogConfig";
const arn = "arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE";

const source = (resourceArn: unknown, logType = "ACCESS_LOGS", type = SOURCE): OtherResource => ({
  type,
  name: "source",
  props: { name: "claims", logType, resourceArn },
});
const delivery = (deliverySourceName: unknown = from("source"), type = DELIVERY): OtherResource => ({
  type,
  name: "delivery",
  props: { deliverySourceName, deliveryDestinationArn: "arn:destination" },
});
const bucket = "claims-logs.s3.amazonaws.com";
const inRealTime = { defaultCacheBehavior: { realtimeLogConfigArn: from("realtime") } };
const realtime = (samplingRate: unknown): OtherResource => ({
  type: REALTIME,
  name: "realtime",
  props: { samplingRate },
});

testRule(cloudfrontAccesslogsEnabled, {
  valid: [
    { name: "to a bucket", props: { enabled: true, loggingConfig: { bucket, includeCookies: false } } },
    { name: "to a bucket of this program", props: { loggingConfig: { bucket: from("logs") } } },
    { name: "by a delivery", props: {}, outputs: { arn }, others: [source(arn), delivery("claims")] },
    { name: "by a delivery, by reference", props: {}, others: [source(from("subject")), delivery()] },
    {
      name: "in real time, every request",
      props: inRealTime,
      others: [realtime(100)],
    },
    {
      name: "in real time, by a configuration of another stack",
      props: { defaultCacheBehavior: { realtimeLogConfigArn: "arn:realtime" } },
    },
    { name: "Cloud Control", type: NATIVE, props: { distributionConfig: { logging: { bucket } } } },
    {
      name: "Cloud Control, by a delivery",
      type: NATIVE,
      props: { distributionConfig: {} },
      others: [
        source(from("subject"), "ACCESS_LOGS", "aws-native:logs:DeliverySource"),
        delivery(from("source"), "aws-native:logs:Delivery"),
      ],
    },
  ],
  invalid: [
    { name: "none", props: { enabled: true }, finds: "loggingConfig.bucket" },
    { name: "empty", props: { loggingConfig: { bucket: "" } }, finds: "loggingConfig.bucket" },
    {
      name: "v2 settings without a delivery",
      props: { loggingConfig: { includeCookies: true } },
      finds: "loggingConfig.bucket",
    },
    {
      name: "a source that nothing delivers",
      props: {},
      others: [source(from("subject"))],
      finds: "loggingConfig.bucket",
    },
    {
      name: "a delivery of another source",
      props: {},
      others: [source(from("subject")), delivery("images")],
      finds: "loggingConfig.bucket",
    },
    {
      name: "a source of other logs",
      props: {},
      others: [source(from("subject"), "CONNECTION_LOGS"), delivery()],
      finds: "loggingConfig.bucket",
    },
    {
      name: "the source of another distribution",
      props: {},
      others: [{ type: DISTRIBUTION, name: "other" }, source(from("other")), delivery()],
      finds: "loggingConfig.bucket",
    },
    { name: "a sample in real time", props: inRealTime, others: [realtime(99)], finds: "loggingConfig.bucket" },
    {
      name: "Cloud Control",
      type: NATIVE,
      props: { distributionConfig: { logging: { bucket: "" } } },
      finds: "distributionConfig.logging.bucket",
    },
  ],
  notJudged: [
    another,
    {
      name: "a source of an unknown distribution",
      props: {},
      others: [source(unknownString), delivery()],
      because: "unknown",
      finds: "LogDeliverySource.resourceArn",
    },
    {
      name: "a delivery of an unknown source",
      props: {},
      others: [source(from("subject")), delivery(unknownString)],
      because: "unknown",
      finds: "LogDelivery.deliverySourceName",
    },
  ],
});

const webAclId = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/claims/1234abcd-12ab-34cd-56ef-1234567890ab";

testRule(cloudfrontAssociatedWithWaf, {
  valid: [
    { name: "by ARN", props: { enabled: true, webAclId } },
    {
      name: "of this program",
      props: { webAclId: from("acl") },
      others: [{ type: "aws:wafv2/webAcl:WebAcl", name: "acl" }],
    },
    { name: "Cloud Control", type: NATIVE, props: { distributionConfig: { webAclId } } },
    {
      name: "Cloud Control in its first spelling",
      type: NATIVE,
      props: { distributionConfig: { webACLId: webAclId } },
    },
  ],
  invalid: [
    { name: "left out", props: { enabled: true }, finds: "webAclId" },
    { name: "empty", props: { webAclId: "" }, finds: "webAclId" },
    { name: "of WAF Classic", props: { webAclId: "473e64fd-f30b-4765-81a0-62ad96dd167a" }, finds: "webAclId" },
    { name: "a text around an ARN", props: { webAclId: `x${webAclId}` }, finds: "webAclId" },
    { name: "of a region", props: { webAclId: webAclId.replace("global", "regional") }, finds: "webAclId" },
    { name: "Cloud Control", type: NATIVE, props: { distributionConfig: {} }, finds: "distributionConfig.webAclId" },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { webAclId: unknownString },
      because: "unknown",
      finds: "webAclId",
    },
  ],
});

const managed = (name: string, more: object = { overrideAction: { none: {} } }) => ({
  name,
  priority: 1,
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true },
  ...more,
});
const KNOWN = "AWSManagedRulesKnownBadInputsRuleSet";
const ANONYMOUS = "AWSManagedRulesAnonymousIpList";
const acl = (...rules: readonly object[]): OtherResource => ({
  type: "aws:wafv2/webAcl:WebAcl",
  name: "acl",
  props: { scope: "CLOUDFRONT", rules },
  outputs: { arn: webAclId },
});

testRule(cloudfrontWafLog4jManagedRule, {
  valid: [
    { name: "both groups", props: { webAclId }, others: [acl(managed(KNOWN), managed(ANONYMOUS))] },
    { name: "by reference", props: { webAclId: from("acl") }, others: [acl(managed(KNOWN), managed(ANONYMOUS))] },
  ],
  invalid: [
    { name: "one group", props: { webAclId }, others: [acl(managed(KNOWN))], finds: "WebAcl.rules" },
    { name: "the other group", props: { webAclId }, others: [acl(managed(ANONYMOUS))], finds: "WebAcl.rules" },
    {
      name: "one group only counts",
      props: { webAclId },
      others: [acl(managed(KNOWN), managed(ANONYMOUS, { overrideAction: { count: {} } }))],
      finds: "WebAcl.rules",
    },
    { name: "no web ACL", props: {}, finds: "webAclId" },
    {
      name: "no web ACL, though there is one",
      props: {},
      others: [acl(managed(KNOWN), managed(ANONYMOUS))],
      finds: "webAclId",
    },
  ],
  notJudged: [
    another,
    { name: "web ACL of another stack", props: { webAclId }, because: "unknown", finds: "webAclId" },
    { name: "web ACL not known yet", props: { webAclId: unknownString }, because: "unknown", finds: "webAclId" },
    {
      name: "one of two web ACLs of a component",
      props: { webAclId: from("walls") },
      others: [
        { type: "clinic:waf:Walls", name: "walls" },
        { ...acl(), parent: "walls" },
        { ...acl(), name: "acl2", parent: "walls" },
      ],
      because: "unknown",
      finds: "webAclId",
    },
  ],
});

const serves = (restrictionType: unknown, locations?: unknown) => ({
  restrictions: { geoRestriction: { restrictionType, ...(locations === undefined ? {} : { locations }) } },
});
const GEO = "restrictions.geoRestriction";

testRule(cloudfrontGeoRestrictionEnabled, {
  valid: [
    { name: "some countries", props: serves("whitelist", ["US"]) },
    { name: "all but some", props: serves("blacklist", ["RU", "KP"]) },
  ],
  invalid: [
    { name: "every country", props: serves("none"), finds: [`${GEO}.restrictionType`, `${GEO}.locations`] },
    { name: "a list that does nothing", props: serves("none", ["US"]), finds: `${GEO}.restrictionType` },
    { name: "an empty list", props: serves("blacklist", []), finds: `${GEO}.locations` },
    { name: "left out", props: {}, finds: [`${GEO}.restrictionType`, `${GEO}.locations`] },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: serves(unknownString, ["US"]),
      because: "unknown",
      finds: `${GEO}.restrictionType`,
    },
  ],
});

testRule(cloudfrontDistributionEnabled, {
  valid: [{ name: "enabled", props: { enabled: true } }],
  invalid: [{ name: "disabled", props: { enabled: false }, finds: "enabled" }],
  notJudged: [
    another,
    { name: "left out", props: {}, because: "exempt" },
    { name: "not known yet", props: { enabled: unknownValue }, because: "unknown", finds: "enabled" },
  ],
});
