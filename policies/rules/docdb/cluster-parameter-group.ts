import type { ClusterArgs, ClusterParameterGroupArgs } from "@pulumi/aws/docdb";
import { all, no, not, unknown, type Answer } from "../../answer";
import { every, is, oneOf, present, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";

const CLUSTER = "aws:docdb/cluster:Cluster";
const PARAMETER_GROUP = "aws:docdb/clusterParameterGroup:ClusterParameterGroup";

const parameterGroup = on<ClusterParameterGroupArgs>(PARAMETER_GROUP);
const audited = on<ClusterArgs & Omit<ClusterParameterGroupArgs, keyof ClusterArgs>>(CLUSTER, PARAMETER_GROUP);

/** Values, defaults and meanings: "Amazon DocumentDB cluster parameters reference". */
const PARAMETERS =
  "https://docs.aws.amazon.com/documentdb/latest/developerguide/cluster_parameter_groups-list_of_parameters.html";

interface Parameter {
  readonly name: string;
  readonly value: string;
}
type Group = Reading<Pick<ClusterParameterGroupArgs, "parameters">>;

function everyParameter(group: Group, name: string, holds: (value: Reading<string>) => Answer): Answer {
  return every(group.parameters as unknown as Reading<Parameter[]>, (parameter) =>
    not(all(is(parameter.name, name), not(holds(parameter.value))), pathOf(parameter.value)),
  );
}

/** Off unless the group says otherwise. `ddl`, `dml_read` and `dml_write` record a part, which may be all that is wanted. */
function auditIsOn(group: Group): Answer {
  return all(
    everyParameter(group, "audit_logs", (value) => not(oneOf(value, ["disabled", "none"]))),
    some(group.parameters as unknown as Reading<Parameter[]>, ({ name }) => is(name, "audit_logs")),
  );
}

export const docdbClusterAuditLoggingEnabled = audited.relation({
  id: "docdb-cluster-audit-logging-enabled",
  title: "DocumentDB clusters write an audit log and send it to CloudWatch",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html",
  says: "writes no audit log, or sends none to CloudWatch",
  fix: 'Set enabledCloudwatchLogsExports: ["audit"] on the cluster and { name: "audit_logs", value: "enabled" } in the parameters of its ClusterParameterGroup.',
  why: "Both are needed: a cluster with AWS's own parameter group writes no audit log.",
  requires: (p, stack, { type }) =>
    type === PARAMETER_GROUP
      ? auditIsOn(p)
      : all(
          some(p.enabledCloudwatchLogsExports, (log) => is(log as Reading<string>, "audit")),
          groupAudits(p.dbClusterParameterGroupName, stack),
        ),
});

function groupAudits(name: Reading<string>, stack: StackView): Answer {
  const [group] = stack.named(name, parameterGroup).certain;
  if (group !== undefined) return auditIsOn(group);
  const value = valueOf(name);
  const isOfAws = typeof value === "string" && value.startsWith("default.");
  return isOfAws || present(name).truth === false ? no(pathOf(name)) : unknown(pathOf(name));
}

export const docdbClusterTlsNotDisabled = parameterGroup.rule({
  id: "docdb-cluster-tls-not-disabled",
  title: "DocumentDB clusters let clients in over TLS alone",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: PARAMETERS,
  says: "turns TLS off",
  fix: "Take the tls parameter out of parameters, or set its value to enabled, tls1.2+ or fips-140-3.",
  requires: (p) => everyParameter(p, "tls", (value) => not(is(value, "disabled"))),
});
