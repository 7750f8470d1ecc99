import { z } from "zod";
import { RECEIVER_KINDS } from "../../lambdas/alert-forward/contract";
import { flag, matching, oneOf, section, wholeIn } from "./values";

const RECEIVER = /^[a-z][a-z0-9-]{1,23}$/;
const RECEIVER_WANTED = "a receiver's name of 2 to 24 small letters, digits and hyphens that begins with a letter";

/** Whom a severity goes to. */
const route = section({
  /** Addresses, each to be confirmed by its owner. */
  emails: z
    .array(z.email({ error: "must be an e-mail address" }), { error: "must be a list of e-mail addresses" })
    .default([]),
  /** Names in `observability.receivers`. */
  receivers: z
    .array(matching(RECEIVER, RECEIVER_WANTED), { error: "must be a list of names in observability.receivers" })
    .default([]),
});

/** `phiguard:observability`. */
export const observability = section({
  /** Pagers, chats and ticket systems by name; address or key of each is put into its secret once that is made. */
  receivers: z
    .record(matching(RECEIVER, RECEIVER_WANTED), oneOf(RECEIVER_KINDS), { error: "must be a map of names to kinds" })
    .default({}),
  routes: section({
    /** A page, and the SOC. */
    p1: route.prefault({}),
    /** Chat, and e-mail within 15 minutes. */
    p2: route.prefault({}),
    /** E-mail, and a ticket. */
    p3: route.prefault({}),
    /** A ticket. */
    p4: route.prefault({}),
  }).prefault({}),
  /** US dollars that the account may cost in a month; production must have a budget. */
  budgetUsd: wholeIn(1, 100_000_000).optional(),
  /** Per cent above what AWS expects that makes a cost an anomaly. */
  costAnomalyPercent: wholeIn(1, 1000).default(20),
  /**
   * The account's monitor of costs by service, where there is one already: AWS allows one, and has made it itself in accounts that turned Cost
   * Explorer on since March 2023. Without it a stack with the baseline makes it.
   */
  costMonitorArn: matching(
    /^arn:aws[a-z-]*:ce::\d{12}:anomalymonitor\/[\w-]+$/,
    "the ARN of a cost anomaly monitor",
  ).optional(),
  /** Dashboards in CloudWatch. */
  dashboards: flag().default(true),
  experiments: section({
    /** Templates of fault-injection experiments; nothing starts one but a person. */
    enabled: flag().default(false),
    /** Also one that fails the database over, which breaks its connections for a minute or two. */
    databaseFailover: flag().default(false),
  }).prefault({}),
});

type Observability = z.infer<typeof observability>;

/** What no single key of `phiguard:observability` can tell: the key, and the fault. */
export function observabilityFaults(
  { receivers, routes, budgetUsd, experiments }: Observability,
  production: boolean,
): readonly (readonly [key: string, fault: string])[] {
  const known = Object.keys(receivers);
  const faults: [string, string][] = [];
  for (const [severity, { receivers: named }] of Object.entries(routes)) {
    const unknown = named.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      faults.push([
        `routes.${severity}.receivers`,
        `must name receivers of observability.receivers (${known.join(", ") || "none are there"}); got ${unknown.join(", ")}`,
      ]);
    }
  }
  if (experiments.databaseFailover && !experiments.enabled) {
    faults.push(["experiments.databaseFailover", "must be false where observability.experiments.enabled is"]);
  }
  if (production) faults.push(...unheard(receivers, routes));
  if (production && budgetUsd === undefined) {
    faults.push(["budgetUsd", "must be set in production: nobody hears of costs otherwise; it is not set"]);
  }
  return faults.map(([key, fault]) => [`observability.${key}`, fault]);
}

/** Production's severities each reach those whom they are for. */
function unheard(receivers: Observability["receivers"], routes: Observability["routes"]): [string, string][] {
  const { p1, p2, p3, p4 } = routes;
  const pages = p1.receivers.some((name) => receivers[name] === "pagerduty" || receivers[name] === "https");
  const rows: [holds: boolean, key: string, fault: string][] = [
    [pages, "p1.receivers", "must name a receiver of the kind pagerduty or https in production: P1 pages somebody"],
    [p1.emails.length > 0, "p1.emails", "must have the SOC's address in production: P1 goes to it"],
    [p2.receivers.length > 0, "p2.receivers", "must name a receiver in production: P2 goes to a chat"],
    [p2.emails.length > 0, "p2.emails", "must have an address in production: P2 goes by e-mail"],
    [p3.emails.length > 0, "p3.emails", "must have an address in production: P3 goes by e-mail"],
    [p3.receivers.length > 0, "p3.receivers", "must name a receiver in production: P3 opens a ticket"],
    [p4.receivers.length > 0, "p4.receivers", "must name a receiver in production: P4 opens a ticket"],
  ];
  return rows.filter(([holds]) => !holds).map(([, key, fault]) => [`routes.${key}`, fault]);
}
