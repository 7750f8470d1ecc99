import type { Rule } from "../../rule";
import { from, testRule, unknownString, unknownValue, type Row, type RuleTable } from "../../testing/rule-tester";
import {
  guarddutyEksProtectionEnabled,
  guarddutyLambdaProtectionEnabled,
  guarddutyMalwareProtectionEnabled,
  guarddutyRdsProtectionEnabled,
  guarddutyS3ProtectionEnabled,
} from "./features";

const DETECTOR = "aws:guardduty/detector:Detector";
const FEATURE = "aws:guardduty/detectorFeature:DetectorFeature";
const CLUSTER = { type: "aws:eks/cluster:Cluster", name: "c" };
const feature = (name: string, status = "ENABLED", detectorId = from("subject")) => ({
  type: FEATURE,
  name: `${name}-feature`,
  props: { detectorId, name, status },
});
const another = {
  name: "another type",
  type: "aws:guardduty/filter:Filter",
  props: {},
  because: "other-type",
} as const;

function tableOf(name: string, onInline?: object, offInline?: object): RuleTable {
  const inline: Row[] = onInline === undefined ? [] : [{ name: "on inline", props: onInline }];
  const off = offInline === undefined ? [] : [{ name: "off inline", props: offInline, finds: "DetectorFeature" }];
  return {
    valid: [
      { name: "on", props: { enable: true }, others: [feature(name)] },
      { name: "on, detector made elsewhere", type: FEATURE, props: { detectorId: "d-1", name, status: "ENABLED" } },
      ...inline,
    ],
    invalid: [
      { name: "left out", props: { enable: true }, finds: "DetectorFeature" },
      { name: "off", props: {}, others: [feature(name, "DISABLED")], finds: "DetectorFeature.status" },
      { name: "another feature", props: {}, others: [feature("AI_PROTECTION")], finds: "DetectorFeature.name" },
      {
        name: "feature of another detector",
        props: {},
        others: [feature(name, "ENABLED", from("d2")), { type: DETECTOR, name: "d2" }],
        finds: "DetectorFeature",
      },
      {
        name: "off, detector made elsewhere",
        type: FEATURE,
        props: { detectorId: "d-1", name, status: "DISABLED" },
        finds: "status",
      },
      { name: "no status", type: FEATURE, props: { detectorId: "d-1", name }, finds: "status" },
      ...off,
    ],
    notJudged: [
      another,
      {
        name: "a feature whose detector is here",
        type: FEATURE,
        props: { detectorId: from("d"), name, status: "DISABLED" },
        others: [{ type: DETECTOR, name: "d" }],
        because: "exempt",
      },
      {
        name: "another feature, detector made elsewhere",
        type: FEATURE,
        props: { detectorId: "d-1", name: "AI_PROTECTION", status: "DISABLED" },
        because: "exempt",
      },
      {
        name: "detector of the feature not known yet",
        props: {},
        others: [feature(name, "ENABLED", unknownValue)],
        because: "unknown",
        finds: "DetectorFeature.detectorId",
      },
      {
        name: "status not known yet",
        type: FEATURE,
        props: { detectorId: "d-1", name, status: unknownString },
        because: "unknown",
        finds: "status",
      },
    ],
  };
}

const simple: readonly [Rule, RuleTable][] = [
  [
    guarddutyS3ProtectionEnabled,
    tableOf(
      "S3_DATA_EVENTS",
      { datasources: { s3Logs: { enable: true } } },
      { datasources: { s3Logs: { enable: false } } },
    ),
  ],
  [guarddutyRdsProtectionEnabled, tableOf("RDS_LOGIN_EVENTS")],
  [guarddutyLambdaProtectionEnabled, tableOf("LAMBDA_NETWORK_LOGS")],
  [
    guarddutyMalwareProtectionEnabled,
    tableOf("EBS_MALWARE_PROTECTION", {
      datasources: { malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: { enable: true } } } },
    }),
  ],
];
for (const [rule, table] of simple) testRule(rule, table);

const AUDIT = "EKS_AUDIT_LOGS";
const RUNTIME = "RUNTIME_MONITORING";
const inline = (enable: boolean): object => ({ datasources: { kubernetes: { auditLogs: { enable } } } });

testRule(guarddutyEksProtectionEnabled, {
  valid: [
    { name: "both on", props: { enable: true }, others: [CLUSTER, feature(AUDIT), feature(RUNTIME)] },
    { name: "older name", props: {}, others: [CLUSTER, feature(AUDIT), feature("EKS_RUNTIME_MONITORING")] },
    { name: "audit logs inline", props: inline(true), others: [CLUSTER, feature(RUNTIME)] },
    { name: "audit logs, no cluster", props: {}, others: [feature(AUDIT), feature("S3_DATA_EVENTS", "DISABLED")] },
    { name: "runtime, no cluster", props: {}, others: [feature(RUNTIME)] },
    { name: "inline, no cluster", props: inline(true) },
    { name: "detector made elsewhere", type: FEATURE, props: { detectorId: "d-1", name: AUDIT, status: "ENABLED" } },
  ],
  invalid: [
    { name: "neither", props: { enable: true }, others: [CLUSTER], finds: "DetectorFeature" },
    {
      name: "no runtime",
      props: {},
      others: [CLUSTER, feature(AUDIT)],
      finds: "DetectorFeature.name",
    },
    { name: "no audit logs", props: {}, others: [CLUSTER, feature(RUNTIME)], finds: "DetectorFeature.name" },
    { name: "off, no cluster", props: {}, others: [feature(AUDIT, "DISABLED")], finds: "DetectorFeature.status" },
    {
      name: "runtime off, no cluster",
      props: {},
      others: [feature(RUNTIME, "DISABLED")],
      finds: "DetectorFeature.status",
    },
    { name: "off inline, no cluster", props: inline(false), finds: "DetectorFeature" },
    ...[AUDIT, RUNTIME, "EKS_RUNTIME_MONITORING"].map((name) => ({
      name: `${name} off, detector made elsewhere`,
      type: FEATURE,
      props: { detectorId: "d-1", name, status: "DISABLED" },
      finds: "status",
    })),
    {
      name: "features of another detector",
      props: {},
      others: [CLUSTER, feature(AUDIT, "ENABLED", from("d2")), { type: DETECTOR, name: "d2" }],
      finds: "DetectorFeature",
    },
  ],
  notJudged: [
    another,
    { name: "no cluster", props: { enable: true }, because: "exempt" },
    { name: "no cluster, other features", props: {}, others: [feature("S3_DATA_EVENTS")], because: "exempt" },
    {
      name: "detector of the feature not known yet",
      props: {},
      others: [CLUSTER, feature(AUDIT, "ENABLED", unknownValue)],
      because: "unknown",
      finds: "DetectorFeature.detectorId",
    },
  ],
});
