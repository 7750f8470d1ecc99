import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { ReceiverKind } from "../../lambdas/alert-forward/contract";

/** What a receiver was sent in one request and how it answered. */
export interface Delivered {
  readonly kind: ReceiverKind;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly events: readonly Event[];
  /** Those that it keeps. */
  readonly taken: readonly Event[];
}
type Event = Readonly<Record<string, unknown>>;

const KEY = { pagerduty: "R".repeat(32), datadog: "d".repeat(32), splunk: "12345678-1234-4234-8234-123456789012" };
const HOURS_MS = 3_600_000;

/** Secrets of the receivers, as people put them in. */
export const RECEIVER_SECRETS: Readonly<Record<ReceiverKind, object>> = {
  pagerduty: { routingKey: KEY.pagerduty },
  slack: { url: "https://hooks.slack.example.org/services/T0/B0/secret-path" },
  datadog: { apiKey: KEY.datadog, site: "datadoghq.eu" },
  "datadog-logs": { apiKey: KEY.datadog, site: "datadoghq.eu" },
  splunk: { url: "https://siem.example.org:8088", token: KEY.splunk, index: "security" },
  https: { url: "https://tickets.example.org/in", token: "secret-token" },
};

interface Rules {
  readonly host: string;
  readonly path: string;
  /** Status of what is taken. */
  readonly takes: number;
  /** Headers and events of what is taken, by the vendor's documentation. */
  readonly headers: z.ZodType;
  readonly event: z.ZodType;
  /** Reads the events of a body; one JSON object where it is left out. */
  readonly eventsIn?: (body: string) => readonly Event[];
  /** The most bytes and events of a request. */
  readonly bytes?: number;
  readonly events?: number;
}

const time = z.iso.datetime();
const RULES: Readonly<Record<ReceiverKind, Rules>> = {
  // PagerDuty, "Events API v2: send an alert event".
  pagerduty: {
    host: "events.pagerduty.com",
    path: "/v2/enqueue",
    takes: 202,
    headers: z.looseObject({ "content-type": z.literal("application/json") }),
    event: z.discriminatedUnion("event_action", [
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
    event: z.strictObject({
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
    event: z.strictObject({
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
  // Datadog API reference, "Send logs": a list, logs of the last 18 hours.
  "datadog-logs": {
    host: "http-intake.logs.datadoghq.eu",
    path: "/api/v2/logs",
    takes: 202,
    headers: z.looseObject({ "content-type": z.literal("application/json"), "dd-api-key": z.literal(KEY.datadog) }),
    eventsIn: (body) => z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(body)),
    bytes: 5_000_000,
    events: 1000,
    event: z.strictObject({
      ddsource: z.string(),
      ddtags: z.string().regex(/^[a-z]+:[a-z0-9-]+(,[a-z]+:[a-z0-9-]+)*$/),
      service: z.string(),
      message: z.string().min(1),
      status: z.enum(["critical", "error", "warning", "info", "ok"]),
      timestamp: time.refine((at) => Math.abs(Date.now() - Date.parse(at)) < 18 * HOURS_MS),
      alarm: z.looseObject({ name: z.string() }),
    }),
  },
  // Splunk Enterprise, "Format events for HTTP Event Collector": objects one after the other, no list.
  splunk: {
    host: "siem.example.org:8088",
    path: "/services/collector/event",
    takes: 200,
    headers: z.looseObject({ authorization: z.literal(`Splunk ${KEY.splunk}`) }),
    eventsIn: (body) => body.split("\n").map((line) => JSON.parse(line) as Event),
    bytes: 1_000_000,
    event: z.strictObject({
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
    event: z.strictObject({
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
  /** Finds a fault with events that say this, until nothing is named. */
  refuse(kind: ReceiverKind, saying?: string): void;
}

/** Runs `work` with servers on the loopback address in place of the vendors: they take what the vendors' documentation allows and nothing else. */
export async function withReceivers<T>(work: (receivers: Receivers) => Promise<T>): Promise<T> {
  const delivered: Delivered[] = [];
  const failing = new Map<ReceiverKind, number[]>();
  const refused = new Map<ReceiverKind, string>();
  const answer = async (request: IncomingMessage): Promise<{ status: number; said: object }> => {
    const { headers } = request;
    const kind = KINDS.find((one) => RULES[one].host === headers["x-forwarded-host"]);
    if (kind === undefined) throw new Error(`somebody sent to ${String(headers["x-forwarded-host"])}`);
    const rules = RULES[kind];
    const body = await text(request);
    const events = rules.eventsIn?.(body) ?? [JSON.parse(body) as Event];
    const { bytes = Infinity, events: most = Infinity, path, takes } = rules;
    const fits =
      request.method === "POST" &&
      request.url === path &&
      rules.headers.safeParse(headers).success &&
      Buffer.byteLength(body) <= bytes &&
      events.length <= most;
    const unwanted = refused.get(kind);
    const wrong = events.findIndex(
      (event) =>
        !rules.event.safeParse(event).success || (unwanted !== undefined && JSON.stringify(event).includes(unwanted)),
    );
    const forced = failing.get(kind)?.shift();
    const status = forced ?? (fits && wrong < 0 ? takes : 400);
    // Splunk keeps what stands before the first event that it can't read, and says which that was.
    const isPartly = kind === "splunk" && forced === undefined && fits && wrong >= 0;
    const taken = status === takes ? events : isPartly ? events.slice(0, wrong) : [];
    delivered.push({ kind, status, headers, events, taken });
    return { status, said: isPartly ? { text: "Invalid data format", code: 6, "invalid-event-number": wrong } : {} };
  };
  const server = createServer((request, response) => {
    void answer(request).then(
      ({ status, said }) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said)),
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
    return await work({
      delivered,
      fail: (kind, ...statuses) => void failing.set(kind, [...statuses]),
      refuse: (kind, saying) => void (saying === undefined ? refused.delete(kind) : refused.set(kind, saying)),
    });
  } finally {
    globalThis.fetch = fetch;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
