import type { ServiceRole } from "../components/access/service-role";
import { functionUses } from "../components/compute/function-role";
import { ROLLBACK_DEAD_LETTER_ROLE, versionRollbackRole } from "../components/compute/version-rollback";
import { CustomerKey } from "../components/keys/customer-key";
import { alertForwardRole, alertForwardUses } from "../components/observability/alert-forward";
import { SeverityTopics, severityTopicRole, severityTopicUses } from "../components/observability/severity-topics";
import { nameFor } from "../components/names";
import type { Site } from "../components/site";
import { tagsFor } from "../components/tags";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";

/** Where alarms of each severity go; made before everything that has alarms. */
export interface AlarmRoutes {
  /** The home region's site, whose roles have the observability's boundary. */
  readonly site: Site;
  /** Of alarms, the receivers' secrets and what tells them; no PHI. */
  readonly key: CustomerKey;
  readonly topics: SeverityTopics;
  /** Undefined where no alarm is forwarded. */
  readonly forwarder?: ServiceRole;
  /** Moves functions' aliases back. */
  readonly rollback: ServiceRole;
}

export const WORKLOAD = "observability";

/** The severities' topics with their key, and the roles that the key's policy names. */
export function buildAlarmRoutes(context: Context): AlarmRoutes {
  const { settings, home } = context;
  const { opts } = home;
  const { receivers, routes } = settings.observability;
  const site = boundedSite(context, WORKLOAD);
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const forwards = Object.values(routes).some(({ receivers: named }) => named.length > 0);
  const forwarder = forwards ? alertForwardRole(`${WORKLOAD}-forward`, { site, tags, receivers }, opts) : undefined;
  const rollback = versionRollbackRole(
    `${WORKLOAD}-rollback`,
    { site, tags, noticeTopicRole: severityTopicRole("P2") },
    opts,
  );
  const key = new CustomerKey(
    `${WORKLOAD}-key`,
    {
      site,
      tags,
      role: "alerts",
      description: "Alarms, whom they go to, and what forwards them; no PHI",
      uses: [
        { kind: "logs" },
        ...severityTopicUses(site),
        functionUses(rollback, "RollbackTells", ["sns"]),
        {
          kind: "send",
          sid: "RollbackRuleSendsDeadLetters",
          service: "events.amazonaws.com",
          queueName: nameFor(site, "queue", ROLLBACK_DEAD_LETTER_ROLE),
        },
        ...(forwarder === undefined
          ? []
          : [functionUses(forwarder, "ForwarderReads", ["secretsmanager"]), ...alertForwardUses(site, receivers)]),
      ],
    },
    opts,
  );
  const topics = new SeverityTopics(
    `${WORKLOAD}-topics`,
    {
      site,
      tags,
      kmsKeyArn: key.arn,
      emails: { P1: routes.p1.emails, P2: routes.p2.emails, P3: routes.p3.emails, P4: routes.p4.emails },
    },
    opts,
  );
  return { site, key, topics, forwarder, rollback };
}

/** The context in which alarms go by their severity. */
export function routed(context: Context, { topics }: AlarmRoutes): Context {
  const { home } = context;
  return { ...context, home: { ...home, site: { ...home.site, alarmTopics: topics.arns } } };
}
