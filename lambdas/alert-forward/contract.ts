/**
 * What a receiver is: PagerDuty's Events API v2, a Slack webhook, Datadog's events, Splunk's HTTP Event Collector, or any HTTPS address
 * that takes JSON.
 */
export const RECEIVER_KINDS = ["pagerduty", "slack", "datadog", "splunk", "https"] as const;
export type ReceiverKind = (typeof RECEIVER_KINDS)[number];

export type Urgency = "P1" | "P2" | "P3" | "P4";

/** Whom a severity goes to: the kind, and the name of the secret with its address or key. */
export interface Receiver {
  readonly kind: ReceiverKind;
  readonly secret: string;
}

/** What the component that deploys the function shares with it. */
export const contract = {
  name: "alert-forward",
  description: "Forwards alarms to pagers, chat and ticket systems: names, states and times alone.",
  // Four tries at 5 s with pauses of 8 s at the most, for each receiver at the same time.
  timeoutSeconds: 60,
  memoryMb: 256,
  /** TOPICS: topic ARN to severity; RECEIVERS: severity to receivers; both JSON. NAME_PREFIX: what the names of the stack's alarms begin with. */
  environment: ["NAME_PREFIX", "RECEIVERS", "TOPICS"],
  examples: { RECEIVERS: "{}", TOPICS: "{}" },
  actions: ["secretsmanager:GetSecretValue"],
} as const;
