import type { ParameterGroupArgs } from "@pulumi/aws/redshift";
import { all, any, fromBoolean, no, unknown, unnamed, type Answer } from "../../answer";
import { is, matches, present } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import { UNKNOWN } from "../../value";
import { CLUSTER, workgroup, type AnyClusterArgs } from "./kinds";

const GROUP = "aws:redshift/parameterGroup:ParameterGroup";

const parameterGroup: Kind<ParameterGroupArgs> = { types: [GROUP] };
const clusterOrGroup = on<Pick<AnyClusterArgs, "clusterParameterGroupName"> & Pick<ParameterGroupArgs, "parameters">>(
  CLUSTER,
  GROUP,
);

const TLS = "https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html";

/** AWS's own group that demands TLS; the older default.redshift-1.0 does not. */
const DEMANDING_GROUP = "default.redshift-2.0";

export const redshiftRequireTlsSsl = clusterOrGroup.relation({
  id: "redshift-require-tls-ssl",
  title: "Redshift clusters refuse connections without TLS",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-2"],
    soc2: ["CC6.1", "CC6.2", "CC6.7"],
  },
  source: TLS,
  says: "lets clients connect without TLS",
  fix: 'Set clusterParameterGroupName to an aws.redshift.ParameterGroup with parameters: [{ name: "require_ssl", value: "true" }].',
  why: "Only clusters made since 2025 get a group of AWS that demands TLS; older ones keep default.redshift-1.0, and a program that names no group does not show which is in force.",
  adviseIfOpen: "The parameter group may be made in another stack.",
  requires: (p, stack, { type }) => {
    if (type === GROUP) return demandsTls(p.parameters, OF_GROUP);
    const property = p.clusterParameterGroupName;
    const groups = stack.named(property, parameterGroup).certain;
    if (groups.length > 0) return all(...groups.map((group) => demandsTls(group.parameters, OF_GROUP)));
    const name = valueOf(property);
    if (present(property).truth === false) return no(pathOf(property));
    if (typeof name === "string" && name.startsWith("default."))
      return fromBoolean(name === DEMANDING_GROUP, pathOf(property));
    return unknown(pathOf(property));
  },
});

export const redshiftServerlessRequireSsl = workgroup.rule({
  id: "redshift-serverless-require-ssl",
  title: "Redshift Serverless refuses connections without TLS",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-security-other.html",
  says: "lets clients connect without TLS",
  fix: 'Add { parameterKey: "require_ssl", parameterValue: "true" } to configParameters.',
  why: "Only workgroups made since 2025 demand TLS where nothing is said, and a program does not show how old its workgroup is.",
  requires: (p) => demandsTls(p.configParameters, OF_WORKGROUP),
});

interface Naming {
  readonly name: string;
  readonly value: string;
}

/** Cluster groups and workgroups call the two halves of a parameter differently. */
const OF_GROUP: Naming = { name: "name", value: "value" };
const OF_WORKGROUP: Naming = { name: "parameterKey", value: "parameterValue" };

/** The list sets require_ssl to true; names the value where it says otherwise, the list where it says nothing. */
function demandsTls(parameters: Reading<unknown>, naming: Naming): Answer {
  const list = itemsOf(parameters);
  if (list === UNKNOWN) return unknown(pathOf(parameters));
  const entries = list as unknown as readonly Reading<Record<string, string>>[];
  const nameOf = (entry: Reading<Record<string, string>>): Reading<string> => entry[naming.name] as Reading<string>;
  const own = entries.find((entry) => String(valueOf(nameOf(entry))).toLowerCase() === "require_ssl");
  if (own === undefined) {
    const open = entries.map(nameOf).filter((name) => valueOf(name) === UNKNOWN);
    return open.length > 0 ? unknown(...open.map(pathOf)) : no(pathOf(parameters));
  }
  const value = own[naming.value] as Reading<string>;
  // A text by its type; a program that is not type-checked may write the boolean.
  return any(unnamed(is(value, true)), matches(value, /^true$/i));
}
