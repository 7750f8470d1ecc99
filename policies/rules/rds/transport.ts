import type { ProxyArgs } from "@pulumi/aws/rds";
import { fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { is } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";
import { CLUSTER, INSTANCE, isOneOf, type Database, type DatabaseArgs } from "./database";
import { isVersionAtLeast, versionOf } from "./engine-version";
import { configured, described, parametersOf } from "./parameter-group";

const PROXY = "aws:rds/proxy:Proxy";

const reached = on<DatabaseArgs & Pick<ProxyArgs, "requireTls">>(INSTANCE, CLUSTER, PROXY);

interface Demand {
  readonly engines: readonly string[];
  readonly parameter: string;
  readonly values: readonly string[];
  /** First version whose own parameter group demands TLS. */
  readonly since?: readonly number[];
}

const ON = ["1", "on", "true"] as const;

/** Amazon RDS and Aurora User Guides, "Requiring an SSL connection" of each engine. */
const DEMANDS: readonly Demand[] = [
  { engines: ["postgres"], parameter: "rds.force_ssl", values: ON, since: [15] },
  { engines: ["aurora-postgresql"], parameter: "rds.force_ssl", values: ON, since: [17] },
  { engines: ["sqlserver-"], parameter: "rds.force_ssl", values: ON },
  { engines: ["mariadb"], parameter: "require_secure_transport", values: ON, since: [11, 8] },
  { engines: ["mysql", "aurora", "aurora-mysql"], parameter: "require_secure_transport", values: ON },
  { engines: ["db2-"], parameter: "db2comm", values: ["ssl"] },
];

export const rdsInstanceTransportEncrypted = reached.relation({
  id: "rds-instance-transport-encrypted",
  title: "Databases and their proxies refuse connections without TLS",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
  says: "lets clients connect without TLS",
  fix: 'Give it a parameter group with rds.force_ssl = "1" (PostgreSQL, SQL Server) or require_secure_transport = "1" (MySQL, MariaDB); on a proxy set requireTls: true.',
  why: "AWS's own parameter groups demand TLS from PostgreSQL 15, Aurora PostgreSQL 17 and MariaDB 11.8 on.",
  adviseIfOpen: "The parameter group or the source may be made in another stack.",
  appliesWhen: (p, stack, { type }) => (type === PROXY ? yes : isJudged(described(p, stack), p)),
  otherwise: "Oracle takes TLS from its option group and RDS Custom from the customer; neither shows here.",
  requires: (p, stack, { type }) => {
    if (type === PROXY) return is(p.requireTls, true);
    const like = described(p, stack) ?? p;
    const demand = demandOf(like);
    if (demand === undefined) return unknown(pathOf(p.engine));
    const parameter = parametersOf(configured(p, stack), stack);
    return parameter(demand.parameter, (value) => demand.values.includes(value.toLowerCase()), byDefault(like, demand));
  },
});

function isJudged(like: Database | undefined, p: Database): Answer {
  const engine = like === undefined ? UNKNOWN : valueOf(like.engine);
  if (like === undefined || engine === UNKNOWN) return unknown(pathOf(p.engine));
  return fromBoolean(demandOf(like) !== undefined);
}

function demandOf(like: Database): Demand | undefined {
  return DEMANDS.find(({ engines }) => isOneOf(valueOf(like.engine), engines));
}

/** AWS picks its newest version where the program names none. */
function byDefault(like: Reading<DatabaseArgs>, { since }: Demand): Answer {
  if (since === undefined) return no();
  const version = valueOf(like.engineVersion);
  if (version === UNKNOWN) return unknown(pathOf(like.engineVersion));
  return fromBoolean(version === undefined || isVersionAtLeast(versionOf(String(version)), since));
}
