import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { redshiftRequireTlsSsl, redshiftServerlessRequireSsl } from "./parameter-group";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const GROUP = "aws:redshift/parameterGroup:ParameterGroup";
const claims = { clusterIdentifier: "claims", nodeType: "ra3.large" };
const tls = { family: "redshift-1.0", parameters: [{ name: "require_ssl", value: "true" }] };
const plain = { family: "redshift-1.0", parameters: [{ name: "require_ssl", value: "false" }] };

function group(props: object, name = "claims"): OtherResource {
  return { type: GROUP, name, props: { name, ...props } };
}

testRule(redshiftRequireTlsSsl, {
  valid: [
    {
      name: "its group demands TLS",
      props: { ...claims, clusterParameterGroupName: "claims" },
      others: [group(tls)],
    },
    {
      name: "its group by reference",
      props: { ...claims, clusterParameterGroupName: from("claims") },
      others: [group(tls), group(plain, "intake")],
    },
    { name: "AWS's group that demands TLS", props: { ...claims, clusterParameterGroupName: "default.redshift-2.0" } },
    { name: "the group itself", type: GROUP, props: tls },
    { name: "as a boolean", type: GROUP, props: { parameters: [{ name: "require_ssl", value: true }] } },
    {
      name: "among other parameters, in capitals",
      type: GROUP,
      props: {
        parameters: [
          { name: "enable_user_activity_logging", value: "false" },
          { name: "REQUIRE_SSL", value: "TRUE" },
        ],
      },
    },
  ],
  invalid: [
    { name: "no group", props: claims, finds: "clusterParameterGroupName" },
    {
      name: "AWS's group that does not demand TLS",
      props: { ...claims, clusterParameterGroupName: "default.redshift-1.0" },
      finds: "clusterParameterGroupName",
    },
    {
      name: "its group turns TLS off",
      props: { ...claims, clusterParameterGroupName: from("claims") },
      others: [group(plain)],
      finds: "ParameterGroup.parameters[0].value",
    },
    {
      name: "its group says nothing of TLS",
      props: { ...claims, clusterParameterGroupName: "claims" },
      others: [group({ parameters: [{ name: "enable_user_activity_logging", value: "true" }] })],
      finds: "ParameterGroup.parameters",
    },
    {
      name: "one of two groups turns TLS off",
      props: { ...claims, clusterParameterGroupName: from("claims", "intake") },
      others: [group(tls), group(plain, "intake")],
      finds: "ParameterGroup.parameters[0].value",
    },
    { name: "the group itself", type: GROUP, props: plain, finds: "parameters[0].value" },
    { name: "a group without parameters", type: GROUP, props: { family: "redshift-1.0" }, finds: "parameters" },
    {
      name: "a group that wishes, but does not demand",
      type: GROUP,
      props: { parameters: [{ name: "require_ssl", value: "true-ish" }] },
      finds: "parameters[0].value",
    },
    {
      name: "not quite true",
      type: GROUP,
      props: { parameters: [{ name: "require_ssl", value: "untrue" }] },
      finds: "parameters[0].value",
    },
  ],
  notJudged: [
    another,
    {
      name: "a group of another stack",
      props: { ...claims, clusterParameterGroupName: unknownString },
      others: [group(tls)],
      because: "unknown",
      finds: "clusterParameterGroupName",
    },
    {
      name: "a group that is made elsewhere",
      props: { ...claims, clusterParameterGroupName: "warehouse" },
      because: "unknown",
      finds: "clusterParameterGroupName",
    },
    {
      name: "a group made elsewhere, with others here",
      props: { ...claims, clusterParameterGroupName: "warehouse" },
      others: [group(tls)],
      because: "unknown",
      finds: "clusterParameterGroupName",
    },
    {
      name: "a parameter's name not known yet",
      type: GROUP,
      props: { parameters: [{ name: unknownString, value: "true" }] },
      because: "unknown",
      finds: "parameters[0].name",
    },
    {
      name: "parameters not known yet",
      type: GROUP,
      props: { parameters: unknownValue },
      because: "unknown",
      finds: "parameters",
    },
  ],
});

const workgroup = { workgroupName: "claims", namespaceName: "claims" };

testRule(redshiftServerlessRequireSsl, {
  valid: [
    {
      name: "demands TLS",
      props: { ...workgroup, configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }] },
    },
  ],
  invalid: [
    { name: "left out", props: workgroup, finds: "configParameters" },
    {
      name: "off",
      props: { ...workgroup, configParameters: [{ parameterKey: "require_ssl", parameterValue: "false" }] },
      finds: "configParameters[0].parameterValue",
    },
    {
      name: "other parameters alone",
      props: { ...workgroup, configParameters: [{ parameterKey: "use_fips_ssl", parameterValue: "true" }] },
      finds: "configParameters",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...workgroup, configParameters: [{ parameterKey: "require_ssl", parameterValue: unknownString }] },
      because: "unknown",
      finds: "configParameters[0].parameterValue",
    },
  ],
});
