import type { SubnetGroupArgs } from "@pulumi/aws/rds";
import { all, no, not, unknown, type Answer } from "../../answer";
import { absent, atLeast, atMost, is, notTrue, present } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { givesNoAddress, subnetOfAnyKind } from "../vpc/private-subnet";
import {
  CLUSTER_INSTANCE,
  hasSourceElsewhere,
  INSTANCE,
  instanceOrCluster,
  isOneOf,
  isReplica,
  NATIVE_CLUSTER,
  NATIVE_INSTANCE,
  type Database,
  type DatabaseArgs,
} from "./database";

const reachable = on<DatabaseArgs>(INSTANCE, CLUSTER_INSTANCE, NATIVE_INSTANCE, NATIVE_CLUSTER);

const subnetGroup: Kind<SubnetGroupArgs> = { types: ["aws:rds/subnetGroup:SubnetGroup"] };

const IN_A_VPC = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html";

export const rdsInstancePublicAccessCheck = reachable.rule({
  id: "rds-instance-public-access-check",
  title: "Databases have no public address",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: IN_A_VPC,
  says: "can be reached from the internet",
  fix: "Set publiclyAccessible: false.",
  why: "The classic provider sends false where it is left out. Cloud Control sends nothing, and AWS then gives a public address in a VPC that has an internet gateway.",
  remedy: { publiclyAccessible: false },
  requires: (p) => (choosesForItself(p) ? is(p.publiclyAccessible, false) : notTrue(p.publiclyAccessible)),
});

/** Left to AWS, which looks at the VPC. An Aurora cluster has no address of its own. */
function choosesForItself(p: Database): boolean {
  const { type } = resourceOf(p);
  return type === NATIVE_INSTANCE || (type === NATIVE_CLUSTER && present(p.dbClusterInstanceClass).truth === true);
}

export const rdsInVpcPrivateSubnets = instanceOrCluster.relation({
  id: "rds-in-vpc-private-subnets",
  title: "Databases stand in subnets of their own that give out no public addresses",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: IN_A_VPC,
  says: "does not stand in private subnets",
  fix: "Make an aws.rds.SubnetGroup of private subnets and set dbSubnetGroupName to its name.",
  why: "Left out, AWS puts the database into the default VPC, whose subnets are public.",
  adviseIfOpen: "Networks are mostly made in a stack of their own, where the subnets are judged by themselves.",
  appliesWhen: (p, stack) =>
    not(all(present(p.replicateSourceDb), absent(p.dbSubnetGroupName), not(hasSourceElsewhere(p, stack)))),
  otherwise: "A replica in the same region stands in the subnets of its source.",
  requires: (p, stack) => {
    const name = valueOf(p.dbSubnetGroupName);
    if (present(p.dbSubnetGroupName).truth === false || name === "default") return no(pathOf(p.dbSubnetGroupName));
    const [group] = stack.named(p.dbSubnetGroupName, subnetGroup).certain;
    return group === undefined ? unknown(pathOf(p.dbSubnetGroupName)) : privateSubnets(group, stack);
  },
});

function privateSubnets(group: Reading<SubnetGroupArgs>, stack: StackView): Answer {
  const path = pathOf(group.subnetIds);
  const subnets = stack.named(group.subnetIds, subnetOfAnyKind).certain;
  if (subnets.length === 0) return unknown(path);
  const answers = subnets.map(givesNoAddress);
  const breaches = answers.filter(({ truth }) => truth === false);
  const items = itemsOf(group.subnetIds);
  // What a list was made from may be more than what it holds: a public one may have been filtered out.
  const isFiltered = items === UNKNOWN || subnets.length > items.length;
  if (isFiltered && breaches.length > 0 && breaches.length < answers.length) return unknown(path);
  const isWhole = items === UNKNOWN || subnets.length >= items.length;
  return isWhole ? all(...answers) : all(...answers, unknown(path));
}

/** Amazon RDS User Guide, "Settings for DB instances", `Port`. */
const DEFAULT_PORTS: readonly (readonly [engines: readonly string[], port: number])[] = [
  [["mysql", "mariadb", "aurora", "aurora-mysql"], 3306],
  [["postgres", "aurora-postgresql"], 5432],
  [["oracle-", "custom-oracle-"], 1521],
  [["sqlserver-", "custom-sqlserver-"], 1433],
  [["db2-"], 50000],
];

export const rdsNoDefaultPorts = instanceOrCluster.rule({
  id: "rds-no-default-ports",
  title: "Databases listen on another port than their engine's own",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CreateDBInstance.Settings.html",
  says: "listens on the port that every scanner tries first",
  fix: "Set port to another one, e.g. port: 6543.",
  appliesWhen: (p) => not(all(isReplica(p), absent(p.port))),
  otherwise: "A replica listens on the port of its source.",
  requires: (p) => {
    const engine = valueOf(p.engine);
    const own = DEFAULT_PORTS.filter(([engines]) => typeof engine !== "string" || isOneOf(engine, engines));
    const differs = all(...own.map(([, port]) => not(isNumber(p.port, port), pathOf(p.port))));
    const open = engine === UNKNOWN && differs.truth === false ? unknown(pathOf(p.engine)) : differs;
    return all(present(p.port), open);
  },
});

function isNumber(r: Reading<number>, figure: number): Answer {
  return all(atLeast(r, figure), atMost(r, figure));
}
