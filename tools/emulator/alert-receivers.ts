import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { ReceiverKind } from "../../lambdas/alert-forward/contract";

/** What a receiver was sent and how it answered. */
export interface Delivered {
  readonly kind: ReceiverKind;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

const KEY = { pagerduty: "R".repeat(32), datadog: "d".repeat(32), splunk: "12345678-1234-4234-8234-123456789012" };
const HOURS_MS = 3_600_000;

/** Secrets of the receivers, as people put them in. */
export const RECEIVER_SECRETS: Readonly<Record<ReceiverKind, object>> = {
  pagerduty: { routingKey: KEY.pagerduty },
  slack: { url: "https://hooks.slack.example.org/services/T0/B0/secret-path" },
  datadog: { apiKey: KEY.datadog, site: "datadoghq.eu" },
  splunk: { url: "https://siem.example.org:8088", token: KEY.splunk, index: "security" },
  https: { url: "https://tickets.example.org/in", token: "secret-token" },
};

interface Rules {
  readonly host: string;
  readonly path: string;
  /** Status of what is taken. */
  readonly takes: number;
  /** Headers and body of what is taken, by the vendor's documentation. */
  readonly headers: z.ZodType;
  readonly body: z.ZodType;
}

const time = z.iso.datetime();
const RULES: Readonly<Record<ReceiverKind, Rules>> = {
  // PagerDuty, "Events API v2: send an alert event".
  pagerduty: {
    host: "events.pagerduty.com",
    path: "/v2/enqueue",
    takes: 202,
    headers: z.looseObject({ "content-type": z.literal("application/json") }),
    body: z.discriminatedUnion("event_action", [
      z.strictObject({
        event_action: z.literal("trigger"),
        routing_key: z.literal(KEY.pagerduty),
        dedup_key: z.string().min(1).max(255),
        payload: z.strictObject({
          summary: z.string().min(1).max(1024),
          source: z.string().min(1),
          severity: z.enum(["critical", "error", "warning", "info"]),
          timestamp: time,
          component: z.string(),
        }),
      }),
      z.strictObject({
        event_action: z.literal("resolve"),
        routing_key: z.literal(KEY.pagerduty),
        dedup_key: z.string().min(1).max(255),
      }),
    ]),
  },
  // Slack API, "Sending messages using incoming webhooks" and "Formatting text for app surfaces".
  slack: {
    host: "hooks.slack.example.org",
    path: "/services/T0/B0/secret-path",
    takes: 200,
    headers: z.looseObject({ "content-type": z.literal("application/json") }),
    body: z.strictObject({
      text: z
        .string()
        .min(1)
        .max(40_000)
        .regex(/^([^<>&]|&amp;|&lt;|&gt;)*$/),
    }),
  },
  // Datadog API reference, "Post an event": events of the last 18 hours.
  datadog: {
    host: "api.datadoghq.eu",
    path: "/api/v1/events",
    takes: 202,
    headers: z.looseObject({ "content-type": z.literal("application/json"), "dd-api-key": z.literal(KEY.datadog) }),
    body: z.strictObject({
      title: z.string().min(1).max(500),
      text: z.string().max(4000),
      date_happened: z
        .number()
        .int()
        .refine((seconds) => Math.abs(Date.now() - seconds * 1000) < 18 * HOURS_MS),
      alert_type: z.enum(["error", "warning", "info", "success", "user_update", "recommendation", "snapshot"]),
      priority: z.enum(["normal", "low"]),
      aggregation_key: z.string().max(100),
      source_type_name: z.string(),
      tags: z.array(z.string()),
    }),
  },
  // Splunk Enterprise, "Format events for HTTP Event Collector".
  splunk: {
    host: "siem.example.org:8088",
    path: "/services/collector/event",
    takes: 200,
    headers: z.looseObject({ authorization: z.literal(`Splunk ${KEY.splunk}`) }),
    body: z.strictObject({
      time: z.number(),
      source: z.string(),
      sourcetype: z.string(),
      index: z.literal("security"),
      event: z.looseObject({ name: z.string() }),
    }),
  },
  // Any ticket system: what it has heard already it knows by the key.
  https: {
    host: "tickets.example.org",
    path: "/in",
    takes: 201,
    headers: z.looseObject({
      authorization: z.literal("Bearer secret-token"),
      "idempotency-key": z.string().regex(/^[0-9a-f]{32}$/),
    }),
    body: z.strictObject({
      severity: z.enum(["P1", "P2", "P3", "P4"]),
      name: z.string(),
      state: z.enum(["ALARM", "OK", "INSUFFICIENT_DATA"]),
      at: time,
      region: z.string(),
      what: z.string(),
      id: z.string(),
    }),
  },
};

const KINDS = Object.keys(RULES) as ReceiverKind[];

export interface Receivers {
  readonly delivered: readonly Delivered[];
  /** Answers so next, whatever comes; once each. */
  fail(kind: ReceiverKind, ...statuses: readonly number[]): void;
}

/** Runs `work` with servers on the loopback address in place of the vendors: they take what the vendors' documentation allows and nothing else. */
export async function withReceivers<T>(work: (receivers: Receivers) => Promise<T>): Promise<T> {
  const delivered: Delivered[] = [];
  const failing = new Map<ReceiverKind, number[]>();
  const answer = async (request: IncomingMessage): Promise<number> => {
    const { headers } = request;
    const kind = KINDS.find((one) => RULES[one].host === headers["x-forwarded-host"]);
    if (kind === undefined) throw new Error(`somebody sent to ${String(headers["x-forwarded-host"])}`);
    const body = JSON.parse(await text(request)) as Delivered["body"];
    const rules = RULES[kind];
    const fits = rules.headers.safeParse(headers).success && rules.body.safeParse(body).success;
    const taken = request.method === "POST" && request.url === rules.path && fits ? rules.takes : 400;
    const status = failing.get(kind)?.shift() ?? taken;
    delivered.push({ kind, status, headers, body });
    return status;
  };
  const server = createServer((request, response) => {
    void answer(request).then(
      (status) => response.writeHead(status, { "content-type": "application/json" }).end("{}"),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { fetch } = globalThis;
  // The vendors' names lead here; all else of a request stays as it is.
  globalThis.fetch = (to, init) => {
    const { host, pathname } = new URL(to as string);
    if (!KINDS.some((kind) => RULES[kind].host === host)) return fetch(to, init);
    const headers = { ...(init?.headers as Record<string, string>), "x-forwarded-host": host };
    return fetch(`${local}${pathname}`, { ...init, headers });
  };
  try {
    return await work({ delivered, fail: (kind, ...statuses) => void failing.set(kind, [...statuses]) });
  } finally {
    globalThis.fetch = fetch;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
