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

const RECEIVING: Readonly<Record<ReceiverKind, Receiving>> = {
  pagerduty: receiving(z.object({ routingKey: z.string().regex(/^[A-Za-z0-9]{32}$/) }), ({ routingKey }, notice) => ({
    url: PAGERDUTY,
    body: pagerDutyEvent(routingKey, notice),
  })),
  slack: receiving(z.object({ url: httpsUrl }), ({ url }, notice) => ({
    url,
    body: { text: slackText(notice) },
  })),
  datadog: receiving(
    z.object({ apiKey: z.string().regex(/^[0-9a-f]{32}$/), site: z.enum(DATADOG_SITES) }),
    ({ apiKey, site }, notice) => ({
      url: `https://api.${site}/api/v1/events`,
      headers: { "dd-api-key": apiKey },
      body: datadogEvent(notice),
    }),
  ),
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

/** The request that tells a receiver. Throws an error without the secret's text where the secret is not what its kind asks for. */
export function deliveryTo(kind: ReceiverKind, secret: string, notice: Notice): Delivery {
  const made = RECEIVING[kind](jsonIn(secret), notice);
  if (made instanceof z.ZodError) {
    const path = made.issues[0]?.path.join(".");
    throw new Error(`the secret of the ${kind} receiver is not as it must be: ${path || "no JSON object"}`);
  }
  const { url, headers, body } = made;
  return { url, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
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
