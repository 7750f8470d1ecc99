/**
 * What a receiver is: PagerDuty's Events API v2, a Slack webhook, Datadog's events or its logs, Splunk's HTTP Event Collector, or any HTTPS
 * address that takes JSON.
 */
export const RECEIVER_KINDS = ["pagerduty", "slack", "datadog", "datadog-logs", "splunk", "https"] as const;
export type ReceiverKind = (typeof RECEIVER_KINDS)[number];

/** What a run gets at once: messages, and seconds that the queue waits for more of them. */
export interface Batch {
  readonly messages: number;
  readonly waitSeconds: number;
}

/** Kinds that take many notices in one request. The others take one each: a run has time for some, and a page waits for nobody. */
const MANY: Batch = { messages: 100, waitSeconds: 2 };
export const batchOf = (kind: ReceiverKind): Batch =>
  kind === "splunk" || kind === "datadog-logs" ? MANY : { messages: 10, waitSeconds: 0 };

export type Urgency = "P1" | "P2" | "P3" | "P4";

/** The kind, and the name of the secret with the address or key. */
export interface Receiver {
  readonly kind: ReceiverKind;
  readonly secret: string;
}

/** What the component that deploys the function shares with it. */
export const contract = {
  name: "alert-forward",
  description: "Forwards alarms to pagers, chat and ticket systems: names, states and times alone.",
  timeoutSeconds: 60,
  memoryMb: 256,
  /** TOPICS: topic ARN to severity; RECEIVERS: ARN of a queue to its receiver; both JSON. NAME_PREFIX: what the names of the stack's alarms begin with. */
  environment: ["NAME_PREFIX", "RECEIVERS", "TOPICS"],
  examples: { RECEIVERS: "{}", TOPICS: "{}" },
  actions: ["secretsmanager:GetSecretValue", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
} as const;
