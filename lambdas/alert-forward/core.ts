import { createHash } from "node:crypto";
import { z } from "zod";
import type { ReceiverKind, Urgency } from "./contract";

/**
 * All that ever leaves. Each field is of a fixed form or made by the stack's own program; reasons, dimensions and what else a message has
 * stay behind, as they may come from data.
 */
export interface Notice {
  readonly severity: Urgency;
  /** Name of the alarm, or `notice` where a message is not an alarm's. */
  readonly name: string;
  readonly state: "ALARM" | "OK" | "INSUFFICIENT_DATA";
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly region: string;
  /** The alarm's own description, from the program that made it. */
  readonly what: string;
  /** The same for every delivery of the same message. */
  readonly id: string;
}

/** One message as SNS gives it to a function (Lambda Developer Guide, "Invoking Lambda functions with Amazon SNS notifications"). */
export const RECORD = z.object({
  Sns: z.object({
    MessageId: z.string().min(1).max(100),
    TopicArn: z.string().startsWith("arn:"),
    Timestamp: z.iso.datetime(),
    Message: z.string(),
  }),
});
export const EVENT = z.object({ Records: z.array(RECORD).min(1) });
export type SnsRecord = z.infer<typeof RECORD>;

/** An alarm's message (CloudWatch User Guide, "Notifying users on alarm changes"). */
const ALARM = z.object({
  AlarmName: z.string().regex(/^[\w.-]{1,255}$/),
  AlarmDescription: z.string().nullish(),
  NewStateValue: z.enum(["ALARM", "OK", "INSUFFICIENT_DATA"]),
  StateChangeTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*([+-]\d{4}|Z)$/),
});

const NOTICE = "Something happened that is not an alarm; its text stays in AWS.";
const LONGEST_WORDS = 300;

/** What may be told of a message. One that is no alarm of this stack is told as a bare notice. Undefined for a topic that is not known. */
export function noticeOf(
  { Sns }: SnsRecord,
  topics: Readonly<Record<string, Urgency>>,
  namePrefix: string,
): Notice | undefined {
  const severity = topics[Sns.TopicArn];
  if (severity === undefined) return undefined;
  const region = Sns.TopicArn.split(":")[3] ?? "";
  const id = createHash("sha256").update(Sns.MessageId).digest("hex").slice(0, 32);
  const alarm = ALARM.safeParse(jsonIn(Sns.Message));
  if (!alarm.success || !alarm.data.AlarmName.startsWith(namePrefix)) {
    return { severity, name: "notice", state: "ALARM", at: Sns.Timestamp, region, what: NOTICE, id };
  }
  const { AlarmName, AlarmDescription, NewStateValue, StateChangeTime } = alarm.data;
  return {
    severity,
    name: AlarmName,
    state: NewStateValue,
    at: new Date(StateChangeTime.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")).toISOString(),
    region,
    what: (AlarmDescription ?? "").slice(0, LONGEST_WORDS),
    id,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What is sent to a receiver. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const httpsUrl = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && new URL(text).protocol === "https:", { error: "must be an https address" });

/** What stands in a receiver's secret. */
const SECRETS = {
  pagerduty: z.object({ routingKey: z.string().regex(/^[A-Za-z0-9]{32}$/) }),
  slack: z.object({ url: httpsUrl }),
  https: z.object({ url: httpsUrl, token: z.string().min(1).optional() }),
} as const;

const PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";
const PAGER_SEVERITY = { P1: "critical", P2: "error", P3: "warning", P4: "info" } as const;
const JSON_TYPE = { "content-type": "application/json" };

/** The request that tells a receiver. Throws an error without the secret's text where the secret is not what its kind asks for. */
export function deliveryTo(kind: ReceiverKind, secret: string, notice: Notice): Delivery {
  switch (kind) {
    case "pagerduty": {
      const { routingKey } = parsedSecret("pagerduty", secret);
      return { url: PAGERDUTY, headers: JSON_TYPE, body: JSON.stringify(pagerDutyEvent(routingKey, notice)) };
    }
    case "slack":
      return {
        url: parsedSecret("slack", secret).url,
        headers: JSON_TYPE,
        body: JSON.stringify({ text: slackText(notice) }),
      };
    case "https": {
      const { url, token } = parsedSecret("https", secret);
      const headers = { ...JSON_TYPE, "idempotency-key": notice.id };
      return {
        url,
        headers: token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` },
        body: JSON.stringify(notice),
      };
    }
  }
}

function parsedSecret<K extends ReceiverKind>(kind: K, secret: string): z.infer<(typeof SECRETS)[K]> {
  const parsed = SECRETS[kind].safeParse(jsonIn(secret));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `the secret of the ${kind} receiver is not as it must be: ${issue?.path.join(".") || "no JSON object"}`,
    );
  }
  return parsed.data as z.infer<(typeof SECRETS)[K]>;
}

/** PagerDuty, "Send an alert event": the same dedup key for all states of an alarm, so that one fault is one incident. */
function pagerDutyEvent(routingKey: string, notice: Notice): object {
  const { name, state, severity, at, region, what } = notice;
  const dedup = name === "notice" ? notice.id : name;
  if (state === "OK") return { routing_key: routingKey, event_action: "resolve", dedup_key: dedup };
  return {
    routing_key: routingKey,
    event_action: "trigger",
    dedup_key: dedup,
    payload: {
      summary: `${severity} ${name}: ${what}`.slice(0, 1024),
      source: `aws ${region}`,
      severity: PAGER_SEVERITY[severity],
      timestamp: at,
      component: name,
    },
  };
}

/** Slack reads `&`, `<` and `>` as marks of its own (Slack API, "Formatting text"). */
function slackText({ severity, state, name, at, region, what }: Notice): string {
  const plain = (text: string): string =>
    text
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/[*_~`]/g, "");
  return `*${severity} ${state}* \`${name}\` (${region}, ${at})\n${plain(what)}`;
}

/** Tries in all, and the longest pause before one. */
export const TRIES = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

/** Milliseconds before try `n` (2 and more): anywhere up to a bound that doubles, so that many senders don't come at once. */
export function pauseMs(n: number, random: number): number {
  return Math.floor(random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (n - 1)));
}

/** Whether another try may help: too many requests, a server's fault, or no answer at all. */
export const mayHelp = (status: number | undefined): boolean =>
  status === undefined || status === 408 || status === 429 || status >= 500;
