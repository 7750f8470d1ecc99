import { no, not, unknown, yes, type Answer } from "../../answer";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { CLUSTER, instanceOrCluster, isCustom, isOneOf, type Database } from "./database";

interface EngineLogs {
  readonly engines: readonly string[];
  readonly logs: readonly string[];
  /** Where a cluster has other ones. */
  readonly ofCluster?: readonly string[];
}

/**
 * The logs an engine can send: AWS Config, "rds-logging-enabled", and Amazon RDS API, CreateDBInstance and CreateDBCluster,
 * `EnableCloudwatchLogsExports`. Oracle's oemagent belongs to an option, a Multi-AZ MySQL cluster has no audit log.
 */
const LOGS: readonly EngineLogs[] = [
  { engines: ["postgres"], logs: ["postgresql", "upgrade"] },
  { engines: ["aurora-postgresql"], logs: ["postgresql"] },
  {
    engines: ["mysql"],
    logs: ["audit", "error", "general", "slowquery"],
    ofCluster: ["error", "general", "slowquery"],
  },
  { engines: ["mariadb", "aurora", "aurora-mysql"], logs: ["audit", "error", "general", "slowquery"] },
  { engines: ["oracle-"], logs: ["alert", "audit", "listener", "trace"] },
  { engines: ["sqlserver-"], logs: ["agent", "error"] },
  { engines: ["db2-"], logs: ["diag.log", "notify.log"] },
];

const spared = texts({
  name: "sparedLogs",
  description: "Logs that need not be sent although the engine has them, e.g. general, which holds every statement",
  fallback: [],
});

export const rdsLoggingEnabled = instanceOrCluster.rule({
  id: "rds-logging-enabled",
  title: "Databases send every log of their engine to CloudWatch",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(5)(ii)(C)",
      "164.312(b)",
    ],
    nistCsf: ["DE.AE-1", "DE.AE-3", "PR.PT-1"],
    soc2: ["A1.1", "A1.2", "CC7.2", "CC7.3", "PI1.3"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/rds-logging-enabled.html",
  says: "does not send all its logs to CloudWatch",
  fix: 'Set enabledCloudwatchLogsExports to the logs of the engine, e.g. ["postgresql", "upgrade"].',
  why: "Where the program names no engine, as for a replica, one log is enough: the source's engine says which there are.",
  config: [spared],
  appliesWhen: (p) => not(isCustom(p)),
  otherwise: "RDS Custom sends no logs to CloudWatch.",
  requires: (p, settings) => {
    const wanted = logsOf(p).filter((log) => !spared.of(settings).includes(log));
    const sent = sends(p.enabledCloudwatchLogsExports, wanted);
    return sent.truth === true && valueOf(p.engine) === UNKNOWN ? unknown(pathOf(p.engine)) : sent;
  },
});

/** One log at least, and all that are wanted. */
function sends(exports: Reading<string[]>, wanted: readonly string[]): Answer {
  const path = pathOf(exports);
  const items = itemsOf(exports);
  if (items === UNKNOWN) return unknown(path);
  const sent = items.map((item) => valueOf(item));
  if (sent.length > 0 && wanted.every((log) => sent.includes(log))) return yes;
  return sent.includes(UNKNOWN) ? unknown(path) : no(path);
}

function logsOf(p: Database): readonly string[] {
  const found = LOGS.find(({ engines }) => isOneOf(valueOf(p.engine), engines));
  const ofCluster = resourceOf(p).type === CLUSTER ? found?.ofCluster : undefined;
  return ofCluster ?? found?.logs ?? [];
}
