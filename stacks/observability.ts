import type * as pulumi from "@pulumi/pulumi";
import { AlertForward } from "../components/observability/alert-forward";
import { tagsFor } from "../components/tags";
import { WORKLOAD, type AlarmRoutes } from "./alarm-routes";
import type { Context } from "./context";
import type { Foundation } from "./foundation";

export interface Observability {
  /** Secrets that somebody has to fill, by receiver. */
  readonly receiverSecretNames: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Who is told of what: pagers, chats and tickets by severity. Made last, of what the stack has. */
export function buildObservability(context: Context, foundation: Foundation, routes: AlarmRoutes): Observability {
  const { settings, home } = context;
  const { opts } = home;
  const { key, topics, forwarder } = routes;
  // Made before it was known whose code functions run.
  const site = { ...routes.site, signedCode: home.site.signedCode };
  const { receivers, routes: to } = settings.observability;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const forward =
    forwarder &&
    new AlertForward(
      `${WORKLOAD}-forward`,
      {
        site,
        tags,
        receivers,
        routes: { P1: to.p1.receivers, P2: to.p2.receivers, P3: to.p3.receivers, P4: to.p4.receivers },
        topicArns: topics.arns,
        role: forwarder,
        kmsKeyArn: key.arn,
        logRetentionDays: settings.retention.logDays,
        alarmTopicArn: foundation.alarms.arn,
      },
      opts,
    );
  return { receiverSecretNames: forward?.secretNames ?? {} };
}
