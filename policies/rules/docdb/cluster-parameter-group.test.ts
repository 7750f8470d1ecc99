import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { docdbClusterAuditLoggingEnabled, docdbClusterTlsNotDisabled } from "./cluster-parameter-group";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const GROUP = "aws:docdb/clusterParameterGroup:ClusterParameterGroup";
const family = "docdb5.0";
const audit = (value: string) => ({ name: "audit_logs", value });
const tls = (value: string) => ({ name: "tls", value });
const group = (...parameters: readonly object[]) => ({
  type: GROUP,
  name: "group",
  props: { name: "claims", family, parameters },
});
const exported = { clusterIdentifier: "claims", enabledCloudwatchLogsExports: ["audit"] };
const inGroup = { ...exported, dbClusterParameterGroupName: from("group") };

testRule(docdbClusterAuditLoggingEnabled, {
  valid: [
    {
      name: "written and sent",
      props: { ...exported, dbClusterParameterGroupName: "claims" },
      others: [group(audit("enabled"))],
    },
    { name: "group made in the same preview", props: inGroup, others: [group(audit("enabled"))] },
    {
      name: "with the profiler, all events",
      props: { ...inGroup, enabledCloudwatchLogsExports: ["profiler", "audit"] },
      others: [group(tls("enabled"), audit("all"))],
    },
    { name: "some kinds of events", props: inGroup, others: [group(audit("ddl"))] },
    { name: "group alone", type: GROUP, props: { family, parameters: [audit("enabled")] } },
  ],
  invalid: [
    {
      name: "nothing set",
      props: { clusterIdentifier: "claims" },
      finds: ["enabledCloudwatchLogsExports", "dbClusterParameterGroupName"],
    },
    { name: "sent, but AWS's own group writes none", props: exported, finds: "dbClusterParameterGroupName" },
    {
      name: "AWS's own group by name",
      props: { ...exported, dbClusterParameterGroupName: "default.docdb5.0" },
      others: [group(audit("enabled"))],
      finds: "dbClusterParameterGroupName",
    },
    {
      name: "written, but the profiler alone is sent",
      props: { ...inGroup, enabledCloudwatchLogsExports: ["profiler"] },
      others: [group(audit("enabled"))],
      finds: "enabledCloudwatchLogsExports[0]",
    },
    {
      name: "off in the group",
      props: inGroup,
      others: [group(tls("enabled"), audit("disabled"))],
      finds: "ClusterParameterGroup.parameters[1].value",
    },
    {
      name: "not in the group",
      props: inGroup,
      others: [group(tls("enabled"))],
      finds: "ClusterParameterGroup.parameters[0].name",
    },
    {
      name: "none, in the group alone",
      type: GROUP,
      props: { family, parameters: [audit("none")] },
      finds: "parameters[0].value",
    },
    { name: "group without parameters", type: GROUP, props: { family }, finds: "parameters" },
  ],
  notJudged: [
    another,
    {
      name: "group of another stack",
      props: { ...exported, dbClusterParameterGroupName: unknownString },
      because: "unknown",
      finds: "dbClusterParameterGroupName",
    },
    {
      name: "group made elsewhere, by name",
      props: { ...exported, dbClusterParameterGroupName: "clinic" },
      others: [group(audit("enabled"))],
      because: "unknown",
      finds: "dbClusterParameterGroupName",
    },
    {
      name: "value not known yet",
      type: GROUP,
      props: { family, parameters: [audit(unknownString)] },
      because: "unknown",
      finds: "parameters[0].value",
    },
    {
      name: "logs not known yet",
      props: { ...inGroup, enabledCloudwatchLogsExports: unknownValue },
      others: [group(audit("enabled"))],
      because: "unknown",
      finds: "enabledCloudwatchLogsExports",
    },
  ],
});

testRule(docdbClusterTlsNotDisabled, {
  valid: [
    { name: "required", props: { family, parameters: [tls("enabled")] } },
    { name: "TLS 1.2 at least", props: { family, parameters: [tls("tls1.2+")] } },
    { name: "no parameters (TLS is on)", props: { family } },
    { name: "another parameter that is off", props: { family, parameters: [audit("disabled")] } },
  ],
  invalid: [
    { name: "off", props: { family, parameters: [tls("disabled")] }, finds: "parameters[0].value" },
    {
      name: "off, in the second parameter",
      props: { family, parameters: [audit(unknownString), tls("disabled")] },
      finds: "parameters[1].value",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { family, parameters: [tls(unknownString)] },
      because: "unknown",
      finds: "parameters[0].value",
    },
    {
      name: "list not known yet",
      props: { family, parameters: unknownValue },
      because: "unknown",
      finds: "parameters",
    },
  ],
});
