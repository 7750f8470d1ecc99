import type { ReplicationConfigArgs, ReplicationInstanceArgs, ReplicationTaskArgs } from "@pulumi/aws/dms";
import { all, any, no, unnamed, type Answer } from "../../answer";
import { absent, customerKey, is, oneOf, some } from "../../predicates";
import { jsonOf, pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

const INSTANCE = "aws:dms/replicationInstance:ReplicationInstance";
const SERVERLESS = "aws:dms/replicationConfig:ReplicationConfig";
const TASK = "aws:dms/replicationTask:ReplicationTask";

const instance = on<ReplicationInstanceArgs>(INSTANCE);
const instanceOrServerless = on<ReplicationInstanceArgs & ReplicationConfigArgs>(INSTANCE, SERVERLESS);
const taskOrServerless = on<ReplicationTaskArgs & ReplicationConfigArgs>(TASK, SERVERLESS);

const INSTANCES = "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.html";
const LOGGING =
  "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html";

export const dmsReplicationNotPublic = instance.rule({
  id: "dms-replication-not-public",
  title: "DMS replication instances are not reachable from the internet",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: INSTANCES,
  says: "has a public address, or does not say that it has none",
  fix: "Set publiclyAccessible: false.",
  why: "The DMS API makes an instance public where nothing is said, so only false in so many words is sure.",
  remedy: { publiclyAccessible: false },
  requires: (p) => is(p.publiclyAccessible, false),
});

export const dmsReplicationInstanceCmk = instanceOrServerless.rule({
  id: "dms-replication-instance-cmk",
  title: "DMS replications are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html",
  says: "is not encrypted with a key of its own",
  fix: "Set kmsKeyArn (computeConfig.kmsKeyId on a serverless replication) to the ARN of a customer managed key.",
  requires: (p, _settings, { type }) => customerKey(type === SERVERLESS ? p.computeConfig.kmsKeyId : p.kmsKeyArn),
});

export const dmsAutoMinorVersionUpgradeCheck = instance.rule({
  id: "dms-auto-minor-version-upgrade-check",
  title: "DMS replication instances take minor upgrades by themselves",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html",
  says: "takes no minor upgrades by itself",
  fix: "Set autoMinorVersionUpgrade: true.",
  remedy: { autoMinorVersionUpgrade: true },
  requires: (p) => is(p.autoMinorVersionUpgrade, true),
});

export const dmsReplicationInstanceMultiAz = instanceOrServerless.rule({
  id: "dms-replication-instance-multi-az",
  title: "DMS replications run in two availability zones",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: INSTANCES,
  says: "stands in one availability zone and goes down with it",
  fix: "Set multiAz: true (computeConfig.multiAz on a serverless replication) and leave availabilityZone out.",
  requires: (p, _settings, { type }) => is(type === SERVERLESS ? p.computeConfig.multiAz : p.multiAz, true),
});

interface TaskSettings {
  readonly Logging: { readonly EnableLogging: boolean; readonly LogComponents: LogComponent[] };
}

interface LogComponent {
  readonly Id: string;
  readonly Severity: string;
}

/** What reads the source and what writes the target. */
const COMPONENTS = ["SOURCE_UNLOAD", "SOURCE_CAPTURE", "TARGET_LOAD", "TARGET_APPLY"] as const;

/** The default and what tells more; DMS has quieter levels for warnings and errors alone. */
const SEVERITIES = ["LOGGER_SEVERITY_DEFAULT", "LOGGER_SEVERITY_DEBUG", "LOGGER_SEVERITY_DETAILED_DEBUG"] as const;

export const dmsReplicationTaskLogging = taskOrServerless.rule({
  id: "dms-replication-task-logging",
  title: "DMS tasks log what they read and what they write",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: LOGGING,
  says: "does not log what it reads from the source and writes to the target",
  fix: "Set Logging.EnableLogging to true in the task settings, and give SOURCE_UNLOAD, SOURCE_CAPTURE, TARGET_LOAD and TARGET_APPLY the severity LOGGER_SEVERITY_DEFAULT in Logging.LogComponents, or leave that list out.",
  why: "Where the list of components is left out, DMS logs all of them at the default severity.",
  requires: (p, _settings, { type }) => {
    const settings = type === SERVERLESS ? p.replicationSettings : p.replicationTaskSettings;
    const { Logging: logging } = jsonOf<TaskSettings>(settings);
    const components = logging.LogComponents;
    return all(
      is(logging.EnableLogging, true),
      any(unnamed(absent(components)), all(...COMPONENTS.map((id) => isLogged(components, id)))),
    );
  },
});

/** The list gives the component a severity that tells enough; names the list where it leaves the component out. */
function isLogged(components: Reading<LogComponent[]>, id: string): Answer {
  return any(
    unnamed(
      some(components, (item) => {
        const component = item as Reading<LogComponent>;
        return all(is(component.Id, id), oneOf(component.Severity, SEVERITIES));
      }),
    ),
    no(pathOf(components)),
  );
}
