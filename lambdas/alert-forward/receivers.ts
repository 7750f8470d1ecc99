import { z } from "zod";
import type { ReceiverKind } from "./contract";
import type { Notice } from "./core";
import { jsonIn } from "./json";

/** What is sent to a receiver. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Request {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/** The request made of what stands in a receiver's secret and of a notice, or what is wrong with the secret. */
type Receiving = (secret: unknown, notice: Notice) => Request | z.ZodError;

const receiving =
  <S extends z.ZodType>(schema: S, request: (secret: z.infer<S>, notice: Notice) => Request): Receiving =>
  (secret, notice) => {
    const parsed = schema.safeParse(secret);
    return parsed.success ? request(parsed.data, notice) : parsed.error;
  };

const httpsUrl = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && new URL(text).protocol === "https:", { error: "must be an https address" });

const PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";
/** Datadog, "Getting started with sites": a site is the part of the address after `api.`. */
const DATADOG_SITES = [
  "datadoghq.com",
  "us3.datadoghq.com",
  "us5.datadoghq.com",
  "datadoghq.eu",
  "ap1.datadoghq.com",
  "ap2.datadoghq.com",
  "ddog-gov.com",
] as const;
const HEC_EVENT = "/services/collector/event";

/** How a receiver takes many notices in one request: at most so many, in at most so many bytes. */
interface Joining {
  readonly most: number;
  readonly bytes: number;
  readonly join: (events: readonly string[]) => string;
}

const JOINING: Readonly<Partial<Record<ReceiverKind, Joining>>> = {
  // Datadog API reference, "Send logs": 1,000 entries and 5 MB.
  "datadog-logs": { most: 1000, bytes: 5_000_000, join: (events) => `[${events.join(",")}]` },
  // Splunk, "Format events for HTTP Event Collector": one after the other, no list; Splunk Cloud asks for 1 MB at the most.
  splunk: { most: 1000, bytes: 1_000_000, join: (events) => events.join("\n") },
};

const datadogSecret = z.object({ apiKey: z.string().regex(/^[0-9a-f]{32}$/), site: z.enum(DATADOG_SITES) });

const RECEIVING: Readonly<Record<ReceiverKind, Receiving>> = {
  pagerduty: receiving(z.object({ routingKey: z.string().regex(/^[A-Za-z0-9]{32}$/) }), ({ routingKey }, notice) => ({
    url: PAGERDUTY,
    body: pagerDutyEvent(routingKey, notice),
  })),
  slack: receiving(z.object({ url: httpsUrl }), ({ url }, notice) => ({
    url,
    body: { text: slackText(notice) },
  })),
  // Takes one event a request.
  datadog: receiving(datadogSecret, ({ apiKey, site }, notice) => ({
    url: `https://api.${site}/api/v1/events`,
    headers: { "dd-api-key": apiKey },
    body: datadogEvent(notice),
  })),
  "datadog-logs": receiving(datadogSecret, ({ apiKey, site }, notice) => ({
    url: `https://http-intake.logs.${site}/api/v2/logs`,
    headers: { "dd-api-key": apiKey },
    body: datadogLog(notice),
  })),
  splunk: receiving(
    z.object({ url: httpsUrl, token: z.guid(), index: z.string().min(1).max(80).optional() }),
    ({ url, token, index }, notice) => ({
      url: new URL(HEC_EVENT, url).href,
      headers: { authorization: `Splunk ${token}` },
      body: splunkEvent(notice, index),
    }),
  ),
  https: receiving(z.object({ url: httpsUrl, token: z.string().min(1).optional() }), ({ url, token }, notice) => ({
    url,
    headers: {
      "idempotency-key": notice.id,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: notice,
  })),
};

function requestTo(kind: ReceiverKind, secret: string, notice: Notice): Request {
  const made = RECEIVING[kind](jsonIn(secret), notice);
  if (!(made instanceof z.ZodError)) return made;
  const path = made.issues[0]?.path.join(".");
  throw new Error(`the secret of the ${kind} receiver is not as it must be: ${path || "no JSON object"}`);
}

/**
 * The request that tells a receiver of notices, which are one of `batchesFor`. Throws an error without the secret's text where the secret is not what
 * its kind asks for.
 */
export function deliveryTo(kind: ReceiverKind, secret: string, notices: readonly [Notice, ...Notice[]]): Delivery {
  const { url, headers } = requestTo(kind, secret, notices[0]);
  const events = notices.map((notice) => JSON.stringify(requestTo(kind, secret, notice).body));
  return {
    url,
    headers: { "content-type": "application/json", ...headers },
    body: JOINING[kind]?.join(events) ?? events.join(""),
  };
}

/** Splits notices, in their order, into what a receiver takes in one request. */
export function batchesFor<T extends { readonly notice: Notice }>(
  kind: ReceiverKind,
  secret: string,
  told: readonly T[],
): [T, ...T[]][] {
  const { most, bytes } = JOINING[kind] ?? { most: 1, bytes: Infinity };
  const batches: [T, ...T[]][] = [];
  let size = 0;
  for (const one of told) {
    // With what stands between two events.
    const length = Buffer.byteLength(JSON.stringify(requestTo(kind, secret, one.notice).body)) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length === most || size + length >= bytes) {
      batches.push([one]);
      size = length;
    } else {
      last.push(one);
      size += length;
    }
  }
  return batches;
}

const HEC_ANSWER = z.object({ code: z.int(), "invalid-event-number": z.int() });
/** Splunk, "Troubleshoot HTTP Event Collector": the code of "invalid data format". */
const HEC_INVALID = 6;

/**
 * How many of the notices of a request a receiver took, though it did not take the request; fewer than were sent. Splunk reads events one after the
 * other, keeps those before the first that it does not take, and says which that was: from 0 where its format is wrong, elsewhere from 1.
 */
export function takenBefore(kind: ReceiverKind, text: string, sent: number): number {
  const answer = HEC_ANSWER.safeParse(jsonIn(text));
  if (kind !== "splunk" || !answer.success) return 0;
  const { code, "invalid-event-number": number } = answer.data;
  return Math.min(Math.max(0, code === HEC_INVALID ? number : number - 1), sent - 1);
}

/** One incident for all states of an alarm; a message that is no alarm is one by itself. */
const incidentOf = ({ name, id }: Notice): string => (name === "notice" ? id : name);

const PAGER_SEVERITY = { P1: "critical", P2: "error", P3: "warning", P4: "info" } as const;

/** PagerDuty, "Send an alert event". */
function pagerDutyEvent(routingKey: string, notice: Notice): object {
  const { name, state, severity, at, region, what } = notice;
  const dedup = incidentOf(notice);
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

const DATADOG_TYPE = { P1: "error", P2: "error", P3: "warning", P4: "info" } as const;
/** Datadog, "Post an event": the longest aggregation key and text. */
const DATADOG_KEY = 100;
const DATADOG_TEXT = 4000;

function datadogEvent(notice: Notice): object {
  const { severity, state, name, at, region, what } = notice;
  return {
    title: `${severity} ${state} ${name}`,
    text: what.slice(0, DATADOG_TEXT),
    date_happened: Math.floor(Date.parse(at) / 1000),
    alert_type: state === "OK" ? "success" : DATADOG_TYPE[severity],
    priority: severity === "P4" ? "low" : "normal",
    aggregation_key: incidentOf(notice).slice(0, DATADOG_KEY),
    source_type_name: "phiguard",
    tags: [`severity:${severity.toLowerCase()}`, `region:${region}`],
  };
}

/** Datadog API reference, "Send logs"; `status` by which Datadog colours a log. */
function datadogLog(notice: Notice): object {
  const { severity, state, name, at, region, what, id } = notice;
  return {
    ddsource: "phiguard",
    service: "phiguard",
    ddtags: `severity:${severity.toLowerCase()},region:${region}`,
    message: `${severity} ${state} ${name}: ${what}`,
    status: state === "OK" ? "ok" : PAGER_SEVERITY[severity],
    timestamp: at,
    alarm: { name, state, severity, region, id },
  };
}

/** Splunk, "Format events for HTTP Event Collector": the time in seconds since 1970. */
function splunkEvent(notice: Notice, index: string | undefined): object {
  return {
    time: Date.parse(notice.at) / 1000,
    source: "phiguard",
    sourcetype: "phiguard:alarm",
    ...(index === undefined ? {} : { index }),
    event: notice,
  };
}
