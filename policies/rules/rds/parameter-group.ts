import type { ClusterParameterGroupArgs, ParameterGroupArgs } from "@pulumi/aws/rds";
import { about, fromBoolean, unknown, type Answer } from "../../answer";
import { present } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { CLUSTER, databasesNamed, hasSourceElsewhere, instance, type Database } from "./database";

type GroupArgs = Pick<ParameterGroupArgs & ClusterParameterGroupArgs, "family" | "parameters">;

const parameterGroup: Kind<GroupArgs> = { types: ["aws:rds/parameterGroup:ParameterGroup"] };
const clusterParameterGroup: Kind<GroupArgs> = { types: ["aws:rds/clusterParameterGroup:ClusterParameterGroup"] };

/** Asks one parameter's value. `byDefault` is what AWS's own group has. */
export type Parameter = (name: string, holds: (value: string) => boolean, byDefault: Answer) => Answer;

/** The database whose engine and parameters go for this one: its source where a replica says nothing itself. */
export function described(p: Database, stack: StackView): Database | undefined {
  if (present(p.engine).truth === true) return p;
  return databasesNamed(stack, p.replicateSourceDb, instance)[0];
}

/** The database whose parameter group is in force: a replica of the same region without one of its own runs with its source's. */
export function configured(p: Database, stack: StackView): Database {
  const own = present(p.parameterGroupName).truth === true || hasSourceElsewhere(p, stack).truth === true;
  return own ? p : (described(p, stack) ?? p);
}

/** The parameters in force: of the group in the stack, of AWS's own group, or, for a group made elsewhere, unknown. */
export function parametersOf(p: Database, stack: StackView): Parameter {
  const ofCluster = resourceOf(p).type === CLUSTER;
  const property: Reading<string> = ofCluster ? p.dbClusterParameterGroupName : p.parameterGroupName;
  const name = valueOf(property);
  const groups = stack.named(property, ofCluster ? clusterParameterGroup : parameterGroup).certain;
  const [group] = groups;
  return (parameter, holds, byDefault) => {
    if (group !== undefined) return inGroup(group, parameter, holds, byDefault);
    if (present(property).truth === false || (typeof name === "string" && name.startsWith("default."))) {
      return about(byDefault, pathOf(property));
    }
    return unknown(pathOf(property));
  };
}

function inGroup(
  group: Reading<GroupArgs>,
  name: string,
  holds: (value: string) => boolean,
  byDefault: Answer,
): Answer {
  const list = itemsOf(group.parameters);
  if (list === UNKNOWN) return unknown(pathOf(group.parameters));
  const entries = list as readonly Reading<{ name: string; value: string }>[];
  const own = entries.find((entry) => String(valueOf(entry.name)).toLowerCase() === name);
  if (own === undefined) {
    const open = entries.filter((entry) => valueOf(entry.name) === UNKNOWN).map((entry) => pathOf(entry.name));
    if (open.length > 0) return unknown(...open);
    return about(byDefault, pathOf(group.parameters));
  }
  const value = valueOf(own.value);
  return value === UNKNOWN ? unknown(pathOf(own.value)) : fromBoolean(holds(String(value)), pathOf(own.value));
}
